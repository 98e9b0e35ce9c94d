//! What every outbox must do, as tests that each adapter runs.

#![expect(missing_docs, clippy::missing_panics_doc, reason = "tests: their names are sentences")]

use std::future::Future;

use ebox_domain::{
    EnterpriseNumber,
    ids::Uuid,
    notification::{Change, Notification},
    provider::ProviderId,
};
use jiff::Timestamp;

use crate::port::{Delivery, Outbox};

/// A store under test, with a way to fill its outbox.
pub trait Subject: Outbox {
    /// Keeps a notification, as a change does.
    fn put(&self, notification: Notification) -> impl Future<Output = ()> + Send;
}

/// Stamps the whole suite: one test for each rule, each on a fresh store that `$open` makes.
#[macro_export]
macro_rules! events_conformance {
    ($open:path) => {
        $crate::events_conformance!($open:
            nothing_is_to_be_told_at_first,
            every_provider_is_told_everything_once,
            of_each_ebox_only_the_first_is_due,
            when_the_next_delivery_is_due_is_said_of_those_who_can_be_told,
            what_is_postponed_holds_up_its_ebox_and_nothing_else,
            a_provider_that_does_not_answer_is_left_alone,
            providers_that_are_gone_are_told_nothing,
            without_anybody_to_tell_a_notification_is_done,
        );
    };
    ($open:path: $($name:ident,)+) => {
        $(
            #[tokio::test]
            async fn $name() {
                let (store, _keep) = $open().await;
                $crate::conformance::$name(&store).await;
            }
        )+
    };
}

fn provider(id: &str) -> ProviderId {
    id.parse().expect("an identifier")
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).expect("in range")
}

fn ebox(number: &str) -> EnterpriseNumber {
    number.parse().expect("a number")
}

const ONE: &str = "0852093431";
const TWO: &str = "0534530277";

async fn put(store: &impl Subject, number: u128, enterprise: &str) {
    let change = Change::PartitionCreated("wages".parse().expect("an identifier"));
    let moment = at(i64::try_from(number).expect("small"));
    store
        .put(Notification { id: Uuid::from_u128(number), at: moment, enterprise: ebox(enterprise), change })
        .await;
}

async fn spread(store: &impl Subject, providers: &[&str], second: i64) {
    let providers: Vec<ProviderId> = providers.iter().map(|id| provider(id)).collect();
    store.spread(&providers, at(second)).await.expect("spread");
}

async fn due(store: &impl Subject, id: &str, second: i64) -> Vec<Delivery> {
    store.due(&provider(id), at(second), 10).await.expect("read")
}

async fn next_due(store: &impl Subject, providers: &[&str]) -> Option<Timestamp> {
    let providers: Vec<ProviderId> = providers.iter().map(|id| provider(id)).collect();
    store.next_due(&providers).await.expect("read")
}

/// Which e-Boxes deliveries are about, and which notification of the test each one is.
fn which(deliveries: &[Delivery]) -> Vec<(String, u128)> {
    let last = |event: &str| {
        let id = event.split("\"id\":\"").nth(1).and_then(|rest| rest.split('"').next()).expect("an id");
        id.parse::<Uuid>().expect("a UUID").as_u128()
    };
    deliveries.iter().map(|one| (one.enterprise.to_string(), last(&one.event))).collect()
}

pub async fn nothing_is_to_be_told_at_first(store: &impl Subject) {
    spread(store, &["nsso"], 0).await;
    assert_eq!(due(store, "nsso", 9).await, []);
    assert_eq!(next_due(store, &["nsso"]).await, None);
}

pub async fn every_provider_is_told_everything_once(store: &impl Subject) {
    put(store, 1, ONE).await;
    for _ in 0..2 {
        spread(store, &["nsso", "other"], 5).await;
    }
    assert_eq!(due(store, "nsso", 4).await, []);
    for id in ["nsso", "other"] {
        let deliveries = due(store, id, 5).await;
        assert_eq!(which(&deliveries), [(ONE.to_owned(), 1)]);
        assert_eq!((deliveries[0].attempts, &deliveries[0].provider), (0, &provider(id)));
        assert_eq!(next_due(store, &["nsso", "other"]).await, Some(at(5)));
        store.delivered(&deliveries[0]).await.expect("noted");
        assert_eq!(due(store, id, 9).await, []);
    }
    assert_eq!(next_due(store, &["nsso", "other"]).await, None);
}

pub async fn of_each_ebox_only_the_first_is_due(store: &impl Subject) {
    for (number, enterprise) in [(1, ONE), (2, ONE), (3, TWO), (4, ONE)] {
        put(store, number, enterprise).await;
    }
    spread(store, &["nsso"], 0).await;
    let mut made = Vec::new();
    loop {
        let deliveries = due(store, "nsso", 9).await;
        let Some(first) = deliveries.first() else { break };
        made.push(which(&deliveries));
        store.delivered(first).await.expect("noted");
    }
    let (one, two) = (|number| (ONE.to_owned(), number), (TWO.to_owned(), 3));
    assert_eq!(made, [vec![one(1), two.clone()], vec![one(2), two.clone()], vec![two, one(4)], vec![one(4)]]);
}

pub async fn when_the_next_delivery_is_due_is_said_of_those_who_can_be_told(store: &impl Subject) {
    for number in [1, 2] {
        put(store, number, ONE).await;
    }
    spread(store, &["nsso", "other"], 5).await;
    assert_eq!(next_due(store, &[]).await, None);
    assert_eq!(next_due(store, &["other"]).await, Some(at(5)));
    let first = due(store, "nsso", 5).await.remove(0);
    store.postpone(&first, at(8)).await.expect("noted");
    assert_eq!(next_due(store, &["nsso"]).await, Some(at(8)), "what comes after it waits as well");
    assert_eq!(next_due(store, &["nsso", "other"]).await, Some(at(5)));
}

pub async fn what_is_postponed_holds_up_its_ebox_and_nothing_else(store: &impl Subject) {
    for (number, enterprise) in [(1, ONE), (2, ONE), (3, TWO)] {
        put(store, number, enterprise).await;
    }
    spread(store, &["nsso", "other"], 0).await;
    let first = due(store, "nsso", 0).await.remove(0);
    store.postpone(&first, at(8)).await.expect("noted");
    assert_eq!(which(&due(store, "nsso", 7).await), [(TWO.to_owned(), 3)]);
    assert_eq!(due(store, "other", 7).await.len(), 2);
    let again = due(store, "nsso", 8).await;
    assert_eq!(which(&again), [(ONE.to_owned(), 1), (TWO.to_owned(), 3)]);
    assert_eq!(again[0].attempts, 1);
}

pub async fn a_provider_that_does_not_answer_is_left_alone(store: &impl Subject) {
    for (number, enterprise) in [(1, ONE), (2, TWO)] {
        put(store, number, enterprise).await;
    }
    spread(store, &["nsso", "other"], 0).await;
    store.suspend(&provider("nsso"), at(8)).await.expect("noted");
    assert_eq!(due(store, "nsso", 7).await, []);
    assert_eq!(due(store, "nsso", 8).await.len(), 2);
    assert_eq!(due(store, "other", 0).await.len(), 2);
}

pub async fn providers_that_are_gone_are_told_nothing(store: &impl Subject) {
    put(store, 1, ONE).await;
    spread(store, &["nsso", "other"], 0).await;
    put(store, 2, TWO).await;
    spread(store, &["other"], 0).await;
    assert_eq!(due(store, "nsso", 9).await, []);
    assert_eq!(due(store, "other", 9).await.len(), 2);
}

pub async fn without_anybody_to_tell_a_notification_is_done(store: &impl Subject) {
    put(store, 1, ONE).await;
    spread(store, &[], 0).await;
    spread(store, &["nsso"], 0).await;
    assert_eq!(due(store, "nsso", 9).await, [], "whoever comes later asks for the state");
}
