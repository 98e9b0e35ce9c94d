//! Notifications on their way, on the embedded store.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use async_trait::async_trait;
use ebox_audit::{Effects, Record};
use ebox_domain::{
    EnterpriseNumber, StoreError,
    ids::Uuid,
    notification::{Change, Notification},
};
use ebox_events::{
    Events, Parts, Told,
    port::{Subscriber, Subscribers, Undelivered, Webhook},
};
use ebox_partition::port::{self as partition, PartitionStore as _};
use ebox_sqlite::Store;
use ebox_testkit::StillClock;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::Semaphore;

const ONE: &str = "0852093431";
const TWO: &str = "0534530277";

/// Providers as a test wants them, with what each was told.
#[derive(Default)]
struct Providers {
    registered: Mutex<Vec<Subscriber>>,
    troubles: Mutex<BTreeMap<String, Undelivered>>,
    slow: Mutex<BTreeMap<String, Arc<Semaphore>>>,
    told: Mutex<Vec<(String, String)>>,
}

impl Providers {
    fn register(&self, id: &str, is_callable: bool) {
        let subscriber = Subscriber {
            id: id.parse().expect("an identifier"),
            address: format!("https://{id}.example/v3/"),
            is_callable,
        };
        let mut registered = self.registered.lock().expect("not poisoned");
        registered.retain(|one| one.id != subscriber.id);
        registered.push(subscriber);
    }

    fn trouble(&self, id: &str, trouble: Option<Undelivered>) {
        let mut troubles = self.troubles.lock().expect("not poisoned");
        match trouble {
            Some(trouble) => troubles.insert(id.to_owned(), trouble),
            None => troubles.remove(id),
        };
    }

    /// Lets a provider answer as often as the semaphore has permits, and hang otherwise.
    fn slow_down(&self, id: &str) -> Arc<Semaphore> {
        let answers = Arc::new(Semaphore::new(0));
        self.slow.lock().expect("not poisoned").insert(id.to_owned(), Arc::clone(&answers));
        answers
    }

    /// What a provider was told since the last look: the e-Box and the number of each change in it.
    fn told(&self, id: &str) -> Vec<String> {
        let mut told = self.told.lock().expect("not poisoned");
        let (own, others) = std::mem::take(&mut *told).into_iter().partition(|(to, _)| to == id);
        *told = others;
        let own: Vec<(String, String)> = own;
        own.into_iter().map(|(_, what)| what).collect()
    }
}

#[async_trait]
impl Subscribers for Providers {
    async fn subscribers(&self) -> Result<Vec<Subscriber>, StoreError> {
        Ok(self.registered.lock().expect("not poisoned").clone())
    }
}

#[async_trait]
impl Webhook for Providers {
    async fn deliver(&self, to: &Subscriber, event: &str) -> Result<(), Undelivered> {
        let id = to.id.to_string();
        if let Some(trouble) = self.troubles.lock().expect("not poisoned").get(&id) {
            return Err(trouble.clone());
        }
        let slow = self.slow.lock().expect("not poisoned").get(&id).cloned();
        if let Some(answers) = slow {
            answers.acquire().await.expect("open").forget();
        }
        let partition = event.split("\"partitionId\":\"").nth(1).and_then(|rest| rest.split('"').next());
        self.told.lock().expect("not poisoned").push((id, partition.expect("a partition").to_owned()));
        Ok(())
    }
}

struct World {
    events: Events,
    providers: Arc<Providers>,
    store: Store,
    clock: Arc<StillClock>,
    folder: tempfile::TempDir,
}

impl World {
    async fn new(providers: &[&str]) -> Self {
        let world = Self::open(tempfile::tempdir().expect("a folder"), Arc::default()).await;
        for id in providers {
            world.providers.register(id, true);
        }
        world
    }

    async fn open(folder: tempfile::TempDir, providers: Arc<Providers>) -> Self {
        let store = Store::open(&folder.path().join("store.sqlite")).await.expect("opens");
        let clock = Arc::new(StillClock::at("2026-03-01T10:00:00Z"));
        let events = Events::new(Parts {
            outbox: Arc::new(store.clone()),
            subscribers: providers.clone(),
            webhook: providers.clone(),
            clock: clock.clone(),
        });
        Self { events, providers, store, clock, folder }
    }

    /// The same world after a restart.
    async fn restarted(self) -> Self {
        self.store.close().await;
        Self::open(self.folder, self.providers).await
    }

    /// Changes an e-Box: creates a partition under this name.
    async fn change(&self, enterprise: &str, name: &str) {
        let enterprise: EnterpriseNumber = enterprise.parse().expect("a number");
        let seen = self.store.arrangement(enterprise).await.expect("read");
        let at = seen.changed.max(Timestamp::UNIX_EPOCH) + SignedDuration::from_micros(1);
        let id: ebox_domain::PartitionId = name.parse().expect("an identifier");
        let change = Change::PartitionCreated(id.clone());
        let effects = Effects::recorded(Record::new(at, "TEST", "/", 200)).with_notification(Notification {
            id: Uuid::nil(),
            at,
            enterprise,
            change,
        });
        let put = partition::Change::Put(ebox_partition::Partition {
            id,
            name: ebox_domain::LocalizedText::untranslated(name),
        });
        self.store.rearrange(enterprise, seen.version, at, put, effects).await.expect("kept");
    }

    async fn tell(&self) -> Told {
        self.events.tell().await.expect("told")
    }

    fn pass(&self, seconds: i64) {
        self.clock.advance(SignedDuration::from_secs(seconds));
    }
}

fn unreachable() -> Undelivered {
    Undelivered::Unreachable("no answer".to_owned())
}

#[tokio::test]
async fn every_provider_is_told_every_change_in_order_and_once() {
    let world = World::new(&["nsso", "other"]).await;
    for (enterprise, name) in [(ONE, "a"), (TWO, "x"), (ONE, "b"), (ONE, "c")] {
        world.change(enterprise, name).await;
    }
    assert_eq!(world.tell().await, Told { delivered: 8, postponed: 0 });
    for id in ["nsso", "other"] {
        let told = world.providers.told(id);
        assert_eq!(told.len(), 4);
        let of_one: Vec<&String> = told.iter().filter(|name| *name != "x").collect();
        assert_eq!(of_one, ["a", "b", "c"]);
    }
    assert_eq!(world.tell().await, Told::default());
}

#[tokio::test]
async fn a_provider_that_does_not_answer_is_tried_after_growing_pauses_and_holds_up_nobody() {
    let world = World::new(&["nsso", "other"]).await;
    world.providers.trouble("nsso", Some(unreachable()));
    world.change(ONE, "a").await;
    world.change(TWO, "x").await;
    assert_eq!(world.tell().await, Told { delivered: 2, postponed: 1 });
    assert_eq!(world.providers.told("other").len(), 2);
    assert_eq!(world.tell().await, Told::default(), "not before the pause is over");
    let mut waited = 0;
    for pause in [1, 2, 4, 8] {
        world.pass(pause);
        waited += pause;
        let told = world.tell().await;
        assert!(told.postponed >= 1, "after {waited} s");
    }
    world.providers.trouble("nsso", None);
    world.pass(60);
    assert_eq!(world.tell().await, Told { delivered: 2, postponed: 0 });
    assert_eq!(world.providers.told("nsso").len(), 2);
}

#[tokio::test]
async fn nothing_overtakes_a_change_of_the_same_ebox_that_was_refused() {
    let world = World::new(&["nsso"]).await;
    world.providers.trouble("nsso", Some(Undelivered::Refused("400".to_owned())));
    world.change(ONE, "a").await;
    world.tell().await;
    world.providers.trouble("nsso", None);
    world.change(ONE, "b").await;
    world.change(TWO, "x").await;
    assert_eq!(world.tell().await, Told { delivered: 1, postponed: 0 });
    assert_eq!(world.providers.told("nsso"), ["x"]);
    world.pass(2);
    world.tell().await;
    assert_eq!(world.providers.told("nsso"), ["a", "b"]);
}

#[tokio::test]
async fn what_was_not_delivered_is_delivered_after_a_restart() {
    let world = World::new(&["nsso"]).await;
    world.providers.trouble("nsso", Some(unreachable()));
    world.change(ONE, "a").await;
    world.tell().await;
    world.change(ONE, "b").await;
    world.providers.trouble("nsso", None);
    let world = world.restarted().await;
    world.pass(2);
    world.tell().await;
    assert_eq!(world.providers.told("nsso"), ["a", "b"]);
}

#[tokio::test]
async fn a_provider_in_maintenance_is_told_afterwards() {
    let world = World::new(&[]).await;
    world.providers.register("nsso", false);
    world.change(ONE, "a").await;
    assert_eq!(world.tell().await, Told::default());
    world.providers.register("nsso", true);
    assert_eq!(world.tell().await, Told { delivered: 1, postponed: 0 });
}

/// Waits until a provider was told something, and says what.
async fn told(providers: &Providers, id: &str) -> Vec<String> {
    let begun = std::time::Instant::now();
    loop {
        let told = providers.told(id);
        if !told.is_empty() {
            return told;
        }
        assert!(begun.elapsed() < std::time::Duration::from_secs(5), "nobody was told");
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
}

#[tokio::test]
async fn a_provider_that_is_slow_holds_up_nobody_and_is_told_everything_once_and_in_order() {
    let world = Arc::new(World::new(&["slow", "quick"]).await);
    let answers = world.providers.slow_down("slow");
    let run = tokio::spawn({
        let world = Arc::clone(&world);
        async move { world.events.run().await }
    });
    for name in ["a", "b", "c"] {
        world.change(ONE, name).await;
        world.events.wake();
        assert_eq!(told(&world.providers, "quick").await, [name]);
    }
    for name in ["a", "b", "c"] {
        answers.add_permits(1);
        assert_eq!(told(&world.providers, "slow").await, [name]);
    }
    answers.add_permits(1);
    world.change(TWO, "d").await;
    world.events.wake();
    assert_eq!(told(&world.providers, "slow").await, ["d"], "and nothing twice");
    run.abort();
}

#[tokio::test]
async fn whoever_is_waiting_is_woken_by_a_change() {
    let world = World::new(&["nsso"]).await;
    let (events, providers) = (Arc::new(world.events), world.providers);
    let run = tokio::spawn({
        let events = Arc::clone(&events);
        async move { events.run().await }
    });
    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    let effects = Effects::default().with_notification(Notification {
        id: Uuid::nil(),
        at: Timestamp::UNIX_EPOCH,
        enterprise: ONE.parse().expect("a number"),
        change: Change::PartitionCreated("a".parse().expect("an identifier")),
    });
    let put = partition::Change::Close("none".parse().expect("an identifier"), true);
    let enterprise = ONE.parse().expect("a number");
    world.store.rearrange(enterprise, 0, Timestamp::UNIX_EPOCH, put, effects).await.expect("kept");
    events.wake();
    told(&providers, "nsso").await;
    run.abort();
}
