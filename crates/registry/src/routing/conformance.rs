//! What every store of a [`RoutingCache`](super::RoutingCache) must do, as tests that each adapter runs.

#![expect(missing_docs, clippy::missing_panics_doc, reason = "tests: their names are sentences")]

use ebox_domain::{
    EnterpriseNumber, PartitionId, Ssin,
    partition::{Criteria, Rights, RoutingRule, RuleId},
};
use jiff::Timestamp;

use super::port::{Fact, Known, RoutingStore, Topic};

/// Stamps the whole suite: one test for each rule, each on a fresh store that `$open` makes.
#[macro_export]
macro_rules! routing_conformance {
    ($open:path) => {
        $crate::routing_conformance!($open:
            nothing_is_known_at_first,
            every_kind_of_fact_comes_back_and_for_its_ebox_only,
            what_is_older_replaces_nothing,
            when_it_was_confirmed_comes_back_with_it,
            what_is_forgotten_is_not_known,
        );
    };
    ($open:path: $($name:ident,)+) => {
        $(
            #[tokio::test]
            async fn $name() {
                let (store, _keep) = $open().await;
                $crate::routing::conformance::$name(&store).await;
            }
        )+
    };
}

fn own() -> EnterpriseNumber {
    "0852093431".parse().expect("a number")
}

fn other() -> EnterpriseNumber {
    "0534530277".parse().expect("a number")
}

fn person() -> Ssin {
    "94022722580".parse().expect("an SSIN")
}

fn id(text: &str) -> PartitionId {
    text.parse().expect("an identifier")
}

fn at(micros: i64) -> Timestamp {
    Timestamp::from_microsecond(1_800_000_000_000_000 + micros).expect("in range")
}

fn partitions(ids: &[&str]) -> Fact {
    Fact::Partitions(ids.iter().map(|text| id(text)).collect())
}

fn facts() -> Vec<Fact> {
    let rule = |number, organization: Option<&str>| RoutingRule {
        id: RuleId::new(number),
        criteria: Criteria::new(
            Some("WK1".parse().expect("an id")),
            None,
            organization.map(|number| number.parse().expect("a number")),
        )
        .expect("a criterion"),
        target: id("wages"),
    };
    vec![
        Fact::Rules(vec![rule(2, Some("0220916609")), rule(1, None)]),
        partitions(&["fleet", "wages"]),
        Fact::Rights(person(), Rights::Only([id("wages")].into())),
    ]
}

async fn known(store: &impl RoutingStore, topic: Topic) -> Option<Fact> {
    store.known(own(), topic).await.expect("read").map(|known| known.fact)
}

async fn keep(store: &impl RoutingStore, micros: i64, fact: &Fact) -> bool {
    let known = Known { fact: fact.clone(), at: at(micros), confirmed: at(100) };
    store.keep(own(), known).await.expect("kept")
}

pub async fn nothing_is_known_at_first(store: &impl RoutingStore) {
    for topic in [Topic::Rules, Topic::Partitions, Topic::Rights(person())] {
        assert_eq!(known(store, topic).await, None);
    }
}

pub async fn every_kind_of_fact_comes_back_and_for_its_ebox_only(store: &impl RoutingStore) {
    for fact in facts() {
        assert!(keep(store, 1, &fact).await);
    }
    for fact in facts() {
        assert_eq!(known(store, fact.topic()).await, Some(fact.clone()));
        assert_eq!(store.known(other(), fact.topic()).await.expect("read"), None);
    }
    let everything = Fact::Rights(person(), Rights::All);
    assert!(keep(store, 2, &everything).await);
    assert_eq!(known(store, everything.topic()).await, Some(everything));
    let somebody = "85073003328".parse().expect("an SSIN");
    assert_eq!(known(store, Topic::Rights(somebody)).await, None);
    assert!(keep(store, 2, &Fact::Rules(vec![])).await);
    assert_eq!(known(store, Topic::Rules).await, Some(Fact::Rules(vec![])), "no rules is something too");
}

pub async fn what_is_older_replaces_nothing(store: &impl RoutingStore) {
    assert!(keep(store, 5, &partitions(&["wages"])).await);
    assert!(!keep(store, 4, &partitions(&["old"])).await);
    assert_eq!(known(store, Topic::Partitions).await, Some(partitions(&["wages"])));
    assert!(keep(store, 5, &partitions(&["again"])).await, "a repetition does no harm");
    assert!(keep(store, 6, &partitions(&["new"])).await);
    assert_eq!(known(store, Topic::Partitions).await, Some(partitions(&["new"])));
    assert!(keep(store, 1, &Fact::Rules(vec![])).await, "each topic has its own moment");
}

pub async fn when_it_was_confirmed_comes_back_with_it(store: &impl RoutingStore) {
    for (since, confirmed) in [(1, 7), (1, 8), (2, 5)] {
        let known = Known { fact: partitions(&["wages"]), at: at(since), confirmed: at(confirmed) };
        assert!(store.keep(own(), known.clone()).await.expect("kept"));
        assert_eq!(store.known(own(), Topic::Partitions).await.expect("read"), Some(known));
    }
}

pub async fn what_is_forgotten_is_not_known(store: &impl RoutingStore) {
    let forget = |micros| store.forget(own(), at(micros), Topic::Partitions);
    assert!(keep(store, 5, &partitions(&["wages"])).await);
    assert!(!forget(4).await.expect("answered"));
    assert_eq!(known(store, Topic::Partitions).await, Some(partitions(&["wages"])));
    assert!(forget(6).await.expect("answered"));
    assert_eq!(known(store, Topic::Partitions).await, None);
}
