//! What every store of the Partition service must do, as tests that each adapter runs.

#![expect(missing_docs, clippy::missing_panics_doc, reason = "tests: their names are sentences")]

mod mandates;
mod suggestions;

use ebox_audit::{
    Effects,
    conformance::{KeepsEffects, one_record},
};
use ebox_domain::{
    EnterpriseNumber, Language, LocalizedText, PartitionId, Ssin,
    notification::{self, Notification},
    partition::{Criteria, Extent, RoutingRule, RuleId, UserRight, UserRightId},
};
use jiff::Timestamp;

use crate::{
    Arrangement, KeptPartition, Partition,
    port::{Change, Outcome, Stores},
};

pub use mandates::*;
pub use suggestions::*;

/// A store under test.
pub trait Subject: Stores + KeepsEffects {}

impl<S: Stores + KeepsEffects> Subject for S {}

/// Stamps the whole suite: one test for each rule, each on a fresh store that `$open` makes.
#[macro_export]
macro_rules! partition_conformance {
    ($open:path) => {
        $crate::partition_conformance!($open:
            an_ebox_that_never_changed_is_not_divided,
            a_partition_comes_back_as_it_was_created_and_renamed,
            partitions_are_listed_by_identifier_and_of_one_enterprise_only,
            what_was_decided_on_another_version_is_not_kept,
            of_two_changes_decided_on_one_version_one_is_kept,
            a_closed_partition_is_not_open_and_can_be_opened_again,
            a_removed_partition_takes_the_rights_on_it_along,
            rights_are_those_of_one_person_in_one_ebox,
            who_has_a_right_anywhere_is_listed_once_for_each_ebox,
            rules_come_back_in_their_order_and_of_one_enterprise_only,
            changes_are_told_in_the_same_unit_of_work,
            a_suggestion_is_open_to_its_recipient_until_answered,
            only_its_sender_withdraws_a_suggestion,
            a_suggestion_is_answered_with_the_rule_that_is_made_of_it,
            a_mandate_holds_when_it_is_accepted,
            the_same_two_have_one_mandate_at_a_time,
            of_two_steps_from_one_state_of_a_mandate_one_is_taken,
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

fn enterprise(number: &str) -> EnterpriseNumber {
    number.parse().expect("a number")
}

fn own() -> EnterpriseNumber {
    enterprise("0852093431")
}

fn other() -> EnterpriseNumber {
    enterprise("0534530277")
}

fn id(text: &str) -> PartitionId {
    text.parse().expect("an identifier")
}

fn at(micros: i64) -> Timestamp {
    Timestamp::from_microsecond(1_800_000_000_000_000 + micros).expect("in range")
}

fn partition(text: &str) -> Partition {
    let name = LocalizedText::in_one(Language::Nl, "Loon").with(Language::En, "Wages « 2026 »");
    Partition { id: id(text), name }
}

fn open(text: &str) -> KeptPartition {
    KeptPartition { partition: partition(text), is_closed: false }
}

fn right(number: u128, person: &str, extent: Extent) -> UserRight {
    let person: Ssin = person.parse().expect("an SSIN");
    UserRight { id: UserRightId::from(uuid(number)), person, extent }
}

fn uuid(number: u128) -> ebox_domain::ids::Uuid {
    ebox_domain::ids::Uuid::from_u128(number)
}

fn rule(number: i64, kind: Option<&str>, organization: Option<&str>, target: &str) -> RoutingRule {
    let kind = kind.map(|kind| kind.parse().expect("an id"));
    let criteria = Criteria::new(kind, None, organization.map(enterprise)).expect("a criterion");
    RoutingRule { id: RuleId::new(number), criteria, target: id(target) }
}

fn rules(rules: &[RoutingRule], last: i64) -> Change {
    Change::Rules { rules: rules.to_vec(), last: RuleId::new(last), answered: None }
}

/// Changes an e-Box on top of whatever it is.
async fn change(store: &impl Subject, number: EnterpriseNumber, change: Change) -> Arrangement {
    let seen = read(store, number).await;
    let moment = at(i64::try_from(seen.version).expect("few") + 1);
    let outcome = store.rearrange(number, seen.version, moment, change, one_record()).await;
    assert_eq!(outcome.expect("answered"), Outcome::Changed);
    let now = read(store, number).await;
    assert_eq!((now.version, now.changed), (seen.version + 1, moment));
    now
}

async fn read(store: &impl Subject, number: EnterpriseNumber) -> Arrangement {
    store.arrangement(number).await.expect("read")
}

pub async fn an_ebox_that_never_changed_is_not_divided(store: &impl Subject) {
    assert_eq!(read(store, own()).await, Arrangement::default());
    assert_eq!(store.rules(own()).await.expect("read"), []);
    assert!(!store.is_open(own(), &id("wages")).await.expect("answered"));
    assert_eq!(store.closed().await.expect("listed"), []);
}

pub async fn a_partition_comes_back_as_it_was_created_and_renamed(store: &impl Subject) {
    let created = change(store, own(), Change::Put(partition("wages"))).await;
    assert_eq!(created.partitions, [open("wages")]);
    let renamed = Partition { name: LocalizedText::untranslated("Other"), ..partition("wages") };
    let now = change(store, own(), Change::Put(renamed.clone())).await;
    assert_eq!(now.partitions, [KeptPartition { partition: renamed, is_closed: false }]);
    assert!(store.is_open(own(), &id("wages")).await.expect("answered"));
    assert!(!store.is_open(other(), &id("wages")).await.expect("answered"));
    assert_eq!(store.kept_effects().await, (0, 2));
}

pub async fn partitions_are_listed_by_identifier_and_of_one_enterprise_only(store: &impl Subject) {
    for (number, text) in [(own(), "wages"), (own(), "Fleet"), (other(), "other")] {
        change(store, number, Change::Put(partition(text))).await;
    }
    assert_eq!(read(store, own()).await.partitions, [open("Fleet"), open("wages")]);
}

pub async fn what_was_decided_on_another_version_is_not_kept(store: &impl Subject) {
    let first = change(store, own(), Change::Put(partition("wages"))).await;
    for seen in [0, 2] {
        let outcome = store.rearrange(own(), seen, at(9), Change::Put(partition("late")), one_record()).await;
        assert_eq!(outcome.expect("answered"), Outcome::Meanwhile);
    }
    assert_eq!(read(store, own()).await, first);
    assert_eq!(store.kept_effects().await, (0, 1), "nothing changed, nothing is recorded");
}

pub async fn of_two_changes_decided_on_one_version_one_is_kept(store: &impl Subject) {
    let put = |text: &str| store.rearrange(own(), 0, at(1), Change::Put(partition(text)), one_record());
    let (a, b) = (put("a"), put("b"));
    let mut outcomes = [a.await.expect("answered"), b.await.expect("answered")];
    outcomes.sort_by_key(|outcome| *outcome == Outcome::Meanwhile);
    assert_eq!(outcomes, [Outcome::Changed, Outcome::Meanwhile]);
    assert_eq!(read(store, own()).await.partitions.len(), 1);
}

pub async fn a_closed_partition_is_not_open_and_can_be_opened_again(store: &impl Subject) {
    change(store, own(), Change::Put(partition("wages"))).await;
    let closed = change(store, own(), Change::Close(id("wages"), true)).await;
    assert!(closed.partitions[0].is_closed);
    assert!(!store.is_open(own(), &id("wages")).await.expect("answered"));
    assert_eq!(store.closed().await.expect("listed"), [(own(), id("wages"))]);
    change(store, own(), Change::Close(id("wages"), false)).await;
    assert!(store.is_open(own(), &id("wages")).await.expect("answered"));
    assert_eq!(store.closed().await.expect("listed"), []);
}

pub async fn a_removed_partition_takes_the_rights_on_it_along(store: &impl Subject) {
    let (wages, fleet) = (Extent::Partition(id("wages")), Extent::Partition(id("fleet")));
    for (number, enterprise) in [(1, own()), (3, other())] {
        change(store, enterprise, Change::Put(partition("wages"))).await;
        change(store, enterprise, Change::Grant(right(number, "94022722580", wages.clone()))).await;
        change(store, enterprise, Change::Grant(right(number + 1, "94022722580", fleet.clone()))).await;
    }
    let now = change(store, own(), Change::Remove(id("wages"))).await;
    assert_eq!((now.partitions, now.rights), (vec![], vec![right(2, "94022722580", fleet)]));
    let elsewhere = read(store, other()).await;
    assert_eq!((elsewhere.partitions.len(), elsewhere.rights.len()), (1, 2));
}

pub async fn who_has_a_right_anywhere_is_listed_once_for_each_ebox(store: &impl Subject) {
    let wages = || Extent::Partition(id("wages"));
    for (number, ebox, person, extent) in [
        (1, own(), "94022722580", wages()),
        (2, own(), "94022722580", Extent::WholeEbox),
        (3, other(), "94022722580", Extent::WholeEbox),
        (4, own(), "71022722580", wages()),
    ] {
        change(store, ebox, Change::Grant(right(number, person, extent))).await;
    }
    let (anna, bram): (Ssin, Ssin) =
        ("94022722580".parse().expect("an SSIN"), "71022722580".parse().expect("an SSIN"));
    let holders = async |person, most| store.holders(person, most).await.expect("listed");
    assert_eq!(holders(Some(anna), 9).await, [(other(), anna), (own(), anna)]);
    assert_eq!(holders(Some(anna), 1).await, [(other(), anna)]);
    assert_eq!(holders(None, 9).await, [(other(), anna), (own(), bram), (own(), anna)]);
    let change_of = Change::Withdraw(UserRightId::from(uuid(4)));
    change(store, own(), change_of).await;
    assert_eq!(holders(Some(bram), 9).await, []);
}

pub async fn rights_are_those_of_one_person_in_one_ebox(store: &impl Subject) {
    let wages = Extent::Partition(id("wages"));
    let given = [right(1, "94022722580", wages.clone()), right(2, "85073003328", Extent::WholeEbox)];
    for right in &given {
        change(store, own(), Change::Grant(right.clone())).await;
    }
    assert_eq!(read(store, own()).await.rights, given);
    let extents = |number, person: &Ssin| store.extents(number, *person);
    assert_eq!(extents(own(), &given[0].person).await.expect("read"), [wages]);
    assert_eq!(extents(own(), &given[1].person).await.expect("read"), [Extent::WholeEbox]);
    assert_eq!(extents(other(), &given[0].person).await.expect("read"), []);
    let now = change(store, own(), Change::Withdraw(given[0].id)).await;
    assert_eq!(now.rights, given[1..]);
    change(store, other(), Change::Withdraw(given[1].id)).await;
    assert_eq!(read(store, own()).await.rights, given[1..], "another e-Box withdraws nothing here");
}

pub async fn rules_come_back_in_their_order_and_of_one_enterprise_only(store: &impl Subject) {
    let (first, second) =
        (rule(1, Some("WK1"), None, "wages"), rule(2, Some("WK1"), Some("0220916609"), "GENERAL"));
    change(store, own(), rules(&[second.clone(), first.clone()], 2)).await;
    assert_eq!(store.rules(own()).await.expect("read"), [second.clone(), first.clone()]);
    assert_eq!(store.rules(other()).await.expect("read"), []);
    let now = change(store, own(), rules(std::slice::from_ref(&first), 2)).await;
    assert_eq!((now.rules, now.last_rule), (vec![first.clone()], RuleId::new(2)));
    let now = change(store, own(), Change::Put(partition("wages"))).await;
    assert_eq!((now.rules, now.last_rule), (vec![first], RuleId::new(2)), "other changes leave them alone");
}

pub async fn changes_are_told_in_the_same_unit_of_work(store: &impl Subject) {
    let told = Notification {
        id: uuid(7),
        at: at(1),
        enterprise: own(),
        change: notification::Change::PartitionCreated(id("wages")),
    };
    let effects = || Effects::default().with_notification(told.clone());
    let put = |seen| store.rearrange(own(), seen, at(1), Change::Put(partition("wages")), effects());
    assert_eq!(put(0).await.expect("answered"), Outcome::Changed);
    assert_eq!(put(0).await.expect("answered"), Outcome::Meanwhile);
    assert_eq!(store.kept_effects().await, (1, 0), "what was not kept is not told");
}
