//! A registry that asks a Partition service that others run.

use std::{
    collections::BTreeSet,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};

use async_trait::async_trait;
use ebox_domain::{
    EboxId, EnterpriseNumber, Fault, LocalizedText, MessageId, PartitionId, ServiceError, Ssin,
    ids::Uuid,
    message::{Message, Sender},
    notification::{Change, Notification, RuleChange},
    partition::{Criteria, Extent, Rights, RoutingRule, RuleId, UserRight, UserRightId},
};
use ebox_registry::{
    port::Partitions as _,
    routing::{
        RoutingCache,
        port::{Fact, PartitionService, Topic, Unanswered},
    },
};
use ebox_sqlite::Store;
use ebox_testkit::StillClock;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::Notify;

/// A service that says what a test wants.
#[derive(Default)]
struct Service {
    is_down: AtomicBool,
    unsaid: Mutex<BTreeSet<EnterpriseNumber>>,
    asked: AtomicUsize,
    target: Mutex<Option<&'static str>>,
    is_slow: AtomicBool,
    go: Notify,
}

#[async_trait]
impl PartitionService for Service {
    async fn ask(&self, ebox: EnterpriseNumber, topic: Topic) -> Result<(Fact, Timestamp), Unanswered> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        if self.is_down.load(Ordering::Relaxed) {
            return Err(Unanswered::Silent("no connection".into()));
        }
        if self.unsaid.lock().expect("not poisoned").contains(&ebox) {
            return Err(Unanswered::Unsaid("404".into()));
        }
        let target = *self.target.lock().expect("not poisoned");
        if self.is_slow.load(Ordering::Relaxed) {
            self.go.notified().await;
        }
        let fact = match topic {
            Topic::Rules => Fact::Rules(target.map(rule).into_iter().collect()),
            Topic::Partitions => Fact::Partitions(target.map(id).into_iter().collect()),
            Topic::Rights(person) => {
                Fact::Rights(person, Rights::Only(target.map(id).into_iter().collect::<BTreeSet<_>>()))
            }
        };
        Ok((fact, at(10)))
    }
}

struct World {
    cache: RoutingCache,
    service: Arc<Service>,
    clock: Arc<StillClock>,
    store: Store,
    folder: tempfile::TempDir,
}

impl World {
    async fn new(target: Option<&'static str>) -> Self {
        let service = Arc::<Service>::default();
        let world = Self::open(tempfile::tempdir().expect("a folder"), service).await;
        world.says(target);
        world
    }

    /// What the service says from now on, still as of the same moment.
    fn says(&self, target: Option<&'static str>) {
        *self.service.target.lock().expect("not poisoned") = target;
    }

    fn pass(&self, seconds: i64) {
        self.clock.advance(SignedDuration::from_secs(seconds));
    }

    async fn open(folder: tempfile::TempDir, service: Arc<Service>) -> Self {
        let store = Store::open(&folder.path().join("store.sqlite")).await.expect("opens");
        let clock = Arc::new(StillClock::at(&at(20).to_string()));
        let cache = RoutingCache::new(service.clone(), Arc::new(store.clone()), clock.clone());
        Self { cache, service, clock, store, folder }
    }

    async fn restarted(self) -> Self {
        self.store.close().await;
        Self::open(self.folder, self.service).await
    }

    async fn routed(&self) -> String {
        self.routed_to(own()).await
    }

    async fn routed_to(&self, enterprise: EnterpriseNumber) -> String {
        let message = Message { ebox: EboxId::Enterprise(enterprise), ..message() };
        self.cache.route(&message).await.expect("routed").to_string()
    }

    async fn rights(&self) -> Rights {
        self.cache.rights(own(), person()).await.expect("answered")
    }

    fn asked(&self) -> usize {
        self.service.asked.load(Ordering::Relaxed)
    }

    fn is_down(&self, is_down: bool) {
        self.service.is_down.store(is_down, Ordering::Relaxed);
    }

    async fn told(&self, second: i64, change: Change) -> bool {
        self.learn(second, change).await.expect("learned")
    }

    async fn learn(&self, second: i64, change: Change) -> Result<bool, ServiceError> {
        self.cache.learn(&Notification { id: Uuid::nil(), at: at(second), enterprise: own(), change }).await
    }

    async fn told_rules(&self, second: i64, target: &'static str) -> bool {
        let change = RuleChange { rule: RuleId::new(1), rules: vec![rule(target)] };
        self.told(second, Change::RuleUpdated(change)).await
    }
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + second).expect("in range")
}

/// The caller may try again in a moment, and did nothing wrong.
fn is_unavailable<T>(answer: &Result<T, ServiceError>) -> bool {
    matches!(answer, Err(ServiceError::Refused(Fault::Unavailable(5))))
}

fn other() -> EnterpriseNumber {
    "0534530277".parse().expect("a number")
}

fn own() -> EnterpriseNumber {
    "0852093431".parse().expect("a number")
}

fn person() -> Ssin {
    "94022722580".parse().expect("an SSIN")
}

fn id(text: &str) -> PartitionId {
    text.parse().expect("an identifier")
}

fn rule(target: &'static str) -> RoutingRule {
    let kind = Some("WK1".parse().expect("an id"));
    let criteria = Criteria::new(kind, None, None).expect("a criterion");
    RoutingRule { id: RuleId::new(1), criteria, target: id(target) }
}

fn right(extent: Extent) -> UserRight {
    UserRight { id: UserRightId::from(Uuid::nil()), person: person(), extent }
}

fn message() -> Message {
    Message {
        id: MessageId::from(Uuid::nil()),
        ebox: EboxId::Enterprise(own()),
        partition: PartitionId::general(),
        sender: Sender {
            enterprise: "0220916609".parse().expect("a number"),
            partition: None,
            application: "app".parse().expect("an id"),
        },
        message_type: "WK1".parse().expect("an id"),
        subject: LocalizedText::untranslated("A letter"),
        received: at(0),
        expires: at(1000),
        read: None,
        is_visible: true,
        is_registered: false,
        is_reply_authorized: false,
        has_body: false,
        is_body_main: false,
        attention: None,
        original: None,
        business_data: Vec::new(),
        payment: None,
        action: None,
        attachments: Vec::new(),
    }
}

#[tokio::test]
async fn an_ebox_is_asked_about_once_and_known_after_a_restart() {
    let world = World::new(Some("wages")).await;
    for _ in 0..3 {
        assert_eq!(world.routed().await, "wages");
    }
    assert_eq!(world.asked(), 1);
    world.is_down(true);
    let world = world.restarted().await;
    assert_eq!(world.routed().await, "wages", "the last known rules hold while the service is down");
    assert_eq!(world.asked(), 1);
}

#[tokio::test]
async fn what_is_told_holds_at_once_unless_it_is_older_than_what_is_known() {
    let world = World::new(Some("wages")).await;
    assert_eq!(world.routed().await, "wages");
    assert!(!world.told_rules(9, "old").await);
    assert_eq!(world.routed().await, "wages");
    assert!(world.told_rules(11, "fleet").await);
    assert_eq!(world.routed().await, "fleet");
    assert!(!world.told_rules(10, "late").await);
    assert_eq!(world.routed().await, "fleet");
}

#[tokio::test]
async fn rules_that_are_told_need_not_be_asked_for() {
    let world = World::new(None).await;
    world.told_rules(5, "fleet").await;
    assert_eq!((world.routed().await.as_str(), world.asked()), ("fleet", 0));
}

#[tokio::test]
async fn when_nothing_is_known_and_nobody_answers_a_message_goes_to_general() {
    let world = World::new(Some("wages")).await;
    world.is_down(true);
    for _ in 0..3 {
        assert_eq!(world.routed().await, "GENERAL");
    }
    assert_eq!(world.asked(), 1, "a service that is down is left alone for a moment");
    assert!(is_unavailable(&world.cache.exists(own(), &id("wages")).await), "nobody knows");
    assert!(world.cache.exists(own(), &PartitionId::general()).await.expect("answered"));
    let rights = world.cache.rights(own(), person()).await;
    assert!(is_unavailable(&rights), "nobody sees what nobody vouches for");
    world.is_down(false);
    world.pass(5);
    assert_eq!(world.routed().await, "wages");
}

#[tokio::test]
async fn one_ebox_without_an_answer_silences_no_other() {
    let world = World::new(Some("wages")).await;
    world.service.unsaid.lock().expect("not poisoned").insert(own());
    for _ in 0..3 {
        assert_eq!(world.routed().await, "GENERAL");
        assert_eq!(world.routed_to(other()).await, "wages");
    }
    assert_eq!(world.asked(), 2, "each is asked about once");
    assert!(is_unavailable(&world.cache.rights(own(), person()).await));
    assert_eq!(world.asked(), 3, "another question about the same e-Box may have an answer");
    world.service.unsaid.lock().expect("not poisoned").clear();
    world.pass(5);
    assert_eq!(world.routed().await, "wages");
}

#[tokio::test]
async fn a_service_that_answers_others_meanwhile_is_not_silent() {
    let world = World::new(Some("wages")).await;
    world.service.is_slow.store(true, Ordering::Relaxed);
    let meanwhile = async {
        while world.asked() == 0 {
            tokio::task::yield_now().await;
        }
        world.service.is_slow.store(false, Ordering::Relaxed);
        assert_eq!(world.routed_to(other()).await, "wages");
    };
    let (routed, ()) = tokio::join!(world.routed(), meanwhile);
    assert_eq!(routed, "GENERAL", "nobody waits for longer than a few seconds");
    world.cache.rights(other(), person()).await.expect("others are still asked about");
}

#[tokio::test]
async fn many_who_need_the_same_ask_once() {
    let world = World::new(Some("wages")).await;
    world.service.is_slow.store(true, Ordering::Relaxed);
    let answer = async {
        while world.asked() == 0 {
            tokio::task::yield_now().await;
        }
        world.service.go.notify_one();
    };
    let (first, second, third, ()) = tokio::join!(world.routed(), world.routed(), world.routed(), answer);
    assert_eq!((first, second, third), ("wages".to_owned(), "wages".to_owned(), "wages".to_owned()));
    assert_eq!(world.asked(), 1);
}

#[tokio::test]
async fn what_nobody_confirmed_for_five_minutes_is_asked_again() {
    let world = World::new(Some("wages")).await;
    let wages = Rights::Only([id("wages")].into());
    assert_eq!((world.rights().await, world.routed().await.as_str()), (wages.clone(), "wages"));
    // Nobody tells what is withdrawn now.
    world.says(None);
    world.pass(299);
    assert_eq!((world.rights().await, world.routed().await.as_str()), (wages, "wages"));
    assert_eq!(world.asked(), 2);
    world.pass(1);
    assert_eq!((world.rights().await, world.routed().await.as_str()), (Rights::Only([].into()), "GENERAL"));
    assert_eq!(world.asked(), 4);
    world.pass(299);
    assert_eq!((world.rights().await, world.asked()), (Rights::Only([].into()), 4));
}

#[tokio::test]
async fn what_was_known_last_holds_while_nobody_confirms_it() {
    let world = World::new(Some("wages")).await;
    assert_eq!(
        (world.rights().await, world.routed().await.as_str()),
        (Rights::Only([id("wages")].into()), "wages")
    );
    world.says(None);
    world.pass(600);
    world.is_down(true);
    for _ in 0..3 {
        assert_eq!(
            (world.rights().await, world.routed().await.as_str()),
            (Rights::Only([id("wages")].into()), "wages")
        );
    }
    assert_eq!(world.asked(), 3, "a service that is down is left alone for a moment");
    world.is_down(false);
    world.pass(5);
    assert_eq!((world.rights().await, world.routed().await.as_str()), (Rights::Only([].into()), "GENERAL"));
}

#[tokio::test]
async fn an_answer_counts_more_than_what_was_told_before() {
    let world = World::new(Some("wages")).await;
    assert!(world.told_rules(19, "gone").await);
    assert_eq!((world.routed().await.as_str(), world.asked()), ("gone", 0));
    // The service came back as it was some time ago.
    world.pass(300);
    assert_eq!((world.routed().await.as_str(), world.asked()), ("wages", 1));
    assert!(!world.told_rules(18, "late").await);
    assert_eq!(world.routed().await, "wages");
}

#[tokio::test]
async fn rules_that_are_told_late_are_asked_for() {
    let world = World::new(Some("wages")).await;
    assert!(world.told_rules(-300, "old").await);
    assert_eq!((world.routed().await.as_str(), world.asked()), ("wages", 1));
}

#[tokio::test]
async fn partitions_come_and_go_as_they_are_told() {
    let world = World::new(Some("wages")).await;
    let exists = async |text| world.cache.exists(own(), &id(text)).await.expect("answered");
    assert!(exists("wages").await && !exists("fleet").await);
    assert!(world.told(11, Change::PartitionCreated(id("fleet"))).await);
    assert!(exists("wages").await && exists("fleet").await);
    assert_eq!(world.asked(), 1);
    world.says(Some("fleet"));
    assert!(world.told(12, Change::PartitionDeleted(id("wages"))).await);
    assert!(!exists("wages").await && exists("fleet").await);
}

#[tokio::test]
async fn a_partition_is_gone_when_the_service_says_so_whatever_was_told_when() {
    let world = World::new(Some("wages")).await;
    // The rules are known, and of the partitions nothing.
    assert_eq!(world.routed().await, "wages");
    for second in [-1_000_000, 11] {
        assert!(!world.told(second, Change::PartitionDeleted(id("wages"))).await, "it is there");
    }
    world.is_down(true);
    let told = world.learn(12, Change::PartitionDeleted(id("wages"))).await;
    assert!(is_unavailable(&told), "it is told again");
    world.is_down(false);
    world.pass(5);
    world.says(None);
    assert!(world.told(9, Change::PartitionDeleted(id("wages"))).await, "however late it is told");
    assert!(world.told(9, Change::PartitionDeleted(id("wages"))).await, "and once more");
}

#[tokio::test]
async fn rights_come_and_go_as_they_are_told() {
    let world = World::new(Some("wages")).await;
    let rights = async || world.rights().await;
    let on = |text| right(Extent::Partition(id(text)));
    assert_eq!(rights().await, Rights::Only([id("wages")].into()));
    world.told(11, Change::UserRightCreated(on("fleet"))).await;
    world.told(12, Change::UserRightDeleted(on("wages"))).await;
    assert_eq!(rights().await, Rights::Only([id("fleet")].into()));
    world.told(13, Change::UserRightCreated(right(Extent::WholeEbox))).await;
    assert_eq!(rights().await, Rights::All);
    assert_eq!(world.asked(), 1);
    // What is left without the whole, only the service knows.
    world.told(14, Change::UserRightDeleted(right(Extent::WholeEbox))).await;
    assert_eq!(rights().await, Rights::Only([id("wages")].into()));
    assert_eq!(world.asked(), 2);
}

#[tokio::test]
async fn what_is_told_while_the_service_is_asked_is_not_lost() {
    let world = World::new(Some("wages")).await;
    world.service.is_slow.store(true, Ordering::Relaxed);
    let withdrawn = async {
        while world.asked() == 0 {
            tokio::task::yield_now().await;
        }
        // The service looked already, and its answer is still on its way.
        world.told(11, Change::UserRightDeleted(right(Extent::Partition(id("wages"))))).await;
        *world.service.target.lock().expect("not poisoned") = None;
        world.service.is_slow.store(false, Ordering::Relaxed);
        world.service.go.notify_one();
    };
    let (answer, ()) = tokio::join!(world.cache.rights(own(), person()), withdrawn);
    assert_eq!(answer.expect("answered"), Rights::Only([id("wages")].into()), "as it was when it was asked");
    let rights = world.rights().await;
    assert_eq!((rights, world.asked()), (Rights::Only([].into()), 2), "such an answer is not kept");
    world.rights().await;
    assert_eq!(world.asked(), 2, "and the next one is");
}
