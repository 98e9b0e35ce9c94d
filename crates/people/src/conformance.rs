//! What every store of people must do, as tests that each adapter runs.

#![expect(missing_docs, clippy::missing_panics_doc, reason = "tests: their names are sentences")]

mod accounts;
mod staff;

use ebox_audit::conformance::{KeepsEffects, one_record};
use ebox_domain::{EnterpriseNumber, Sha256Digest, Ssin};
use jiff::{SignedDuration, Timestamp};

use crate::{
    Manager, Membership, Person, Role,
    port::{AccessChange, Appointment, Dismissal, Dismissed, Outcome, Stores},
    sessions::{NewSession, Session, SessionKey},
};

pub use accounts::*;
pub use staff::*;

/// A store under test.
pub trait Subject: Stores + KeepsEffects {}

impl<S: Stores + KeepsEffects> Subject for S {}

/// Stamps the whole suite: one test for each rule, each on a fresh store that `$open` makes.
#[macro_export]
macro_rules! people_conformance {
    ($open:path) => {
        $crate::people_conformance!($open:
            a_person_comes_back_and_can_be_renamed,
            whoever_is_introduced_keeps_the_name_under_which_they_are_known,
            the_operator_names_the_first_access_manager_and_nobody_after,
            an_access_manager_names_others,
            a_co_access_manager_names_nobody,
            a_manager_of_another_enterprise_names_nobody,
            somebody_unknown_is_not_named,
            naming_again_changes_the_role,
            the_last_access_manager_stays_one,
            two_first_managers_at_once_are_one,
            a_role_is_taken_away_by_whoever_may_as_long_as_one_is_left,
            a_manager_named_by_mistake_is_removed_and_another_may_be_the_first,
            whose_access_changed_is_known_until_it_is_told,
            a_person_may_act_for_several_enterprises,
            a_session_comes_back_with_its_person_and_their_present_role,
            a_use_of_a_session_is_noted,
            a_session_that_ended_is_gone_and_others_stay,
            every_session_of_a_person_ends_at_once,
            old_sessions_are_forgotten,
            a_person_sees_their_own_sessions,
            whoever_showed_who_they_are_begins_one_session,
            an_account_waits_for_its_person_and_then_has_a_credential,
            a_name_and_a_person_have_one_account,
            an_account_that_is_begun_anew_has_nothing_of_before,
            an_account_that_is_removed_is_gone_and_its_person_stays,
            a_second_factor_is_taken_once,
            attempts_are_counted_until_one_is_right_or_they_are_forgotten,
            attempts_at_once_do_not_slip_past_the_pause,
            whoever_works_at_the_desk_has_one_role,
            whoever_left_the_desk_stays_registered,
            people_are_told_where_they_said_and_only_as_long_as_they_want,
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

const ANNA: &str = "94022722580";
const BRAM: &str = "71022722580";
const CLEO: &str = "01010122233";
const HERE: &str = "0852093431";
const ELSEWHERE: &str = "0534530277";

fn ssin(number: &str) -> Ssin {
    number.parse().expect("a number")
}

fn enterprise(number: &str) -> EnterpriseNumber {
    number.parse().expect("a number")
}

fn person(number: &str) -> Person {
    let name = match number {
        ANNA => "Anna Peeters",
        BRAM => "Bram Dupont",
        _ => "Cléo Schmitz",
    };
    Person { ssin: ssin(number), name: name.to_owned() }
}

async fn register(store: &impl Subject) {
    for number in [CLEO, ANNA, BRAM] {
        store.put_person(person(number), one_record()).await.expect("registered");
    }
}

async fn appoint_first(store: &impl Subject, at: &str, who: &str) -> bool {
    store.appoint_first(enterprise(at), person(who), one_record()).await.expect("answered")
}

async fn appoint(store: &impl Subject, by: &str, at: &str, who: &str, role: Role) -> Outcome {
    let appointment = Appointment { enterprise: enterprise(at), person: ssin(who), role, by: ssin(by) };
    store.appoint(appointment, one_record()).await.expect("answered")
}

async fn managers(store: &impl Subject, at: &str) -> Vec<(Person, Role)> {
    let managers = store.managers(enterprise(at)).await.expect("listed");
    managers.into_iter().map(|Manager { person, role }| (person, role)).collect()
}

pub async fn a_person_comes_back_and_can_be_renamed(store: &impl Subject) {
    register(store).await;
    assert_eq!(store.person(ssin(CLEO)).await.expect("read"), Some(person(CLEO)));
    let renamed = Person { name: "Cléo Meyer".to_owned(), ..person(CLEO) };
    store.put_person(renamed.clone(), one_record()).await.expect("renamed");
    assert_eq!(store.person(ssin(CLEO)).await.expect("read"), Some(renamed.clone()));
    assert_eq!(store.person(ssin("00000000097")).await.expect("read"), None);
    let several = [ANNA, "00000000097", CLEO].map(ssin);
    let expected = [person(ANNA), renamed.clone()].map(|person| (person.ssin, person));
    let expected: Vec<Person> = std::collections::BTreeMap::from(expected).into_values().collect();
    assert_eq!(store.persons(&several).await.expect("read"), expected);
    assert_eq!(store.kept_effects().await, (0, 4));
}

pub async fn whoever_is_introduced_keeps_the_name_under_which_they_are_known(store: &impl Subject) {
    let introduce = |name: &str| {
        let person = Person { name: name.to_owned(), ..person(ANNA) };
        async move { store.introduce(person, one_record()).await.expect("introduced").name }
    };
    assert_eq!(introduce("Anna Peeters").await, "Anna Peeters");
    assert_eq!(introduce("Somebody Else").await, "Anna Peeters");
    assert_eq!(store.person(ssin(ANNA)).await.expect("read"), Some(person(ANNA)));
    assert_eq!(store.kept_effects().await, (0, 1), "an introduction that changed nothing leaves nothing");
}

pub async fn the_operator_names_the_first_access_manager_and_nobody_after(store: &impl Subject) {
    let misspelt = Person { name: "Ana".to_owned(), ..person(ANNA) };
    assert!(store.appoint_first(enterprise(HERE), misspelt, one_record()).await.expect("answered"));
    assert!(appoint_first(store, HERE, ANNA).await, "the same person again, under the right name");
    assert!(!appoint_first(store, HERE, BRAM).await);
    assert_eq!(managers(store, HERE).await, [(person(ANNA), Role::AccessManager)]);
    assert_eq!(managers(store, ELSEWHERE).await, []);
    assert_eq!(store.person(ssin(BRAM)).await.expect("read"), None, "a refused appointment leaves nothing");
    assert_eq!(store.kept_effects().await, (0, 2));
}

pub async fn an_access_manager_names_others(store: &impl Subject) {
    register(store).await;
    assert!(appoint_first(store, HERE, CLEO).await);
    assert_eq!(appoint(store, CLEO, HERE, ANNA, Role::AccessManager).await, Outcome::Appointed);
    assert_eq!(appoint(store, ANNA, HERE, BRAM, Role::CoAccessManager).await, Outcome::Appointed);
    let expected = [
        (person(ANNA), Role::AccessManager),
        (person(BRAM), Role::CoAccessManager),
        (person(CLEO), Role::AccessManager),
    ];
    assert_eq!(managers(store, HERE).await, expected);
    let role = store.role(ssin(BRAM), enterprise(HERE)).await.expect("read");
    assert_eq!(role, Some(Role::CoAccessManager));
    assert_eq!(store.role(ssin(BRAM), enterprise(ELSEWHERE)).await.expect("read"), None);
}

pub async fn a_co_access_manager_names_nobody(store: &impl Subject) {
    register(store).await;
    assert!(appoint_first(store, HERE, ANNA).await);
    appoint(store, ANNA, HERE, BRAM, Role::CoAccessManager).await;
    assert_eq!(appoint(store, BRAM, HERE, CLEO, Role::CoAccessManager).await, Outcome::NotAllowed);
    assert_eq!(appoint(store, BRAM, HERE, BRAM, Role::AccessManager).await, Outcome::NotAllowed);
}

pub async fn a_manager_of_another_enterprise_names_nobody(store: &impl Subject) {
    register(store).await;
    assert!(appoint_first(store, ELSEWHERE, ANNA).await);
    assert_eq!(appoint(store, ANNA, HERE, ANNA, Role::AccessManager).await, Outcome::NotAllowed);
    assert_eq!(managers(store, HERE).await, []);
}

pub async fn somebody_unknown_is_not_named(store: &impl Subject) {
    assert!(appoint_first(store, HERE, ANNA).await);
    assert_eq!(appoint(store, ANNA, HERE, BRAM, Role::AccessManager).await, Outcome::UnknownPerson);
    assert_eq!(managers(store, HERE).await, [(person(ANNA), Role::AccessManager)]);
}

pub async fn naming_again_changes_the_role(store: &impl Subject) {
    register(store).await;
    assert!(appoint_first(store, HERE, ANNA).await);
    appoint(store, ANNA, HERE, BRAM, Role::CoAccessManager).await;
    assert_eq!(appoint(store, ANNA, HERE, BRAM, Role::AccessManager).await, Outcome::Appointed);
    let expected = [(person(ANNA), Role::AccessManager), (person(BRAM), Role::AccessManager)];
    assert_eq!(managers(store, HERE).await, expected);
}

pub async fn the_last_access_manager_stays_one(store: &impl Subject) {
    register(store).await;
    assert!(appoint_first(store, HERE, ANNA).await);
    let before = store.kept_effects().await;
    assert_eq!(appoint(store, ANNA, HERE, ANNA, Role::CoAccessManager).await, Outcome::LastOne);
    assert_eq!(store.kept_effects().await, before, "a refused appointment leaves nothing");
    appoint(store, ANNA, HERE, BRAM, Role::AccessManager).await;
    assert_eq!(appoint(store, ANNA, HERE, ANNA, Role::CoAccessManager).await, Outcome::Appointed);
    let expected = [(person(ANNA), Role::CoAccessManager), (person(BRAM), Role::AccessManager)];
    assert_eq!(managers(store, HERE).await, expected);
}

async fn dismiss(store: &impl Subject, by: &str, who: &str) -> Dismissed {
    let dismissal = Dismissal { enterprise: enterprise(HERE), person: ssin(who), by: ssin(by) };
    store.dismiss(dismissal, one_record()).await.expect("answered")
}

pub async fn a_role_is_taken_away_by_whoever_may_as_long_as_one_is_left(store: &impl Subject) {
    register(store).await;
    assert!(appoint_first(store, HERE, ANNA).await);
    appoint(store, ANNA, HERE, BRAM, Role::CoAccessManager).await;
    let before = store.kept_effects().await;
    assert_eq!(dismiss(store, BRAM, ANNA).await, Dismissed::NotAllowed);
    assert_eq!(dismiss(store, ANNA, CLEO).await, Dismissed::NoManager);
    assert_eq!(dismiss(store, ANNA, ANNA).await, Dismissed::LastOne);
    assert_eq!(store.kept_effects().await, before, "a refused dismissal leaves nothing");
    assert_eq!(dismiss(store, ANNA, BRAM).await, Dismissed::Dismissed);
    assert_eq!(managers(store, HERE).await, [(person(ANNA), Role::AccessManager)]);
    assert_eq!(store.kept_effects().await, (before.0, before.1 + 1));
}

pub async fn a_manager_named_by_mistake_is_removed_and_another_may_be_the_first(store: &impl Subject) {
    assert!(appoint_first(store, HERE, ANNA).await);
    let remove = async |who| store.remove_manager(enterprise(HERE), ssin(who), one_record()).await;
    let before = store.kept_effects().await;
    assert!(!remove(BRAM).await.expect("answered"));
    assert_eq!(store.kept_effects().await, before, "where nothing was removed nothing is left");
    assert!(remove(ANNA).await.expect("answered"));
    assert_eq!(store.kept_effects().await, (before.0, before.1 + 1));
    assert!(appoint_first(store, HERE, BRAM).await, "nobody is left");
    assert_eq!(managers(store, HERE).await, [(person(BRAM), Role::AccessManager)]);
}

pub async fn whose_access_changed_is_known_until_it_is_told(store: &impl Subject) {
    register(store).await;
    appoint_first(store, HERE, ANNA).await;
    appoint_first(store, HERE, ANNA).await;
    appoint(store, ANNA, HERE, BRAM, Role::CoAccessManager).await;
    appoint(store, ANNA, HERE, BRAM, Role::AccessManager).await;
    dismiss(store, BRAM, ANNA).await;
    let untold = store.untold().await.expect("listed");
    let whose: Vec<Ssin> = untold.iter().map(|change| change.person).collect();
    assert_eq!(whose, [ssin(ANNA), ssin(BRAM), ssin(ANNA)], "another role is no other access");
    assert!(untold.iter().all(|change| change.enterprise == enterprise(HERE)));
    store.told(untold[1]).await.expect("noted");
    assert_eq!(store.untold().await.expect("listed"), [untold[0], untold[2]]);
    store.told(AccessChange { number: 0, ..untold[0] }).await.expect("a change that is none is nothing");
}

pub async fn two_first_managers_at_once_are_one(store: &impl Subject) {
    register(store).await;
    let first = |who| appoint_first(store, HERE, who);
    let (one, other) = futures_util::future::join(first(ANNA), first(BRAM)).await;
    assert!(one != other);
    assert_eq!(managers(store, HERE).await.len(), 1);
}

pub async fn a_person_may_act_for_several_enterprises(store: &impl Subject) {
    register(store).await;
    appoint_first(store, HERE, CLEO).await;
    appoint_first(store, ELSEWHERE, CLEO).await;
    appoint(store, CLEO, HERE, ANNA, Role::CoAccessManager).await;
    let membership = |at, who, role| Membership { person: person(who), enterprise: enterprise(at), role };
    let of_cleo =
        [membership(ELSEWHERE, CLEO, Role::AccessManager), membership(HERE, CLEO, Role::AccessManager)];
    assert_eq!(store.memberships(Some(ssin(CLEO)), 9).await.expect("listed"), of_cleo);
    assert_eq!(store.memberships(Some(ssin(BRAM)), 9).await.expect("listed"), []);
    let everybody = store.memberships(None, 9).await.expect("listed");
    assert_eq!(everybody[0], membership(HERE, ANNA, Role::CoAccessManager));
    assert_eq!(everybody[1..], of_cleo);
    assert_eq!(store.memberships(None, 2).await.expect("listed").len(), 2);
}

fn key(number: u8) -> SessionKey {
    SessionKey(Sha256Digest::new([number; 32]))
}

fn at(minutes: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minutes)
}

async fn begin(store: &impl Subject, number: u8, who: &str, minutes: i64) {
    let session =
        NewSession { key: key(number), person: ssin(who), enterprise: enterprise(HERE), began: at(minutes) };
    store.begin_session(session, one_record()).await.expect("begun");
}

async fn session(store: &impl Subject, number: u8) -> Option<Session> {
    store.session(key(number)).await.expect("read")
}

pub async fn a_session_comes_back_with_its_person_and_their_present_role(store: &impl Subject) {
    register(store).await;
    begin(store, 1, ANNA, 5).await;
    let expected =
        Session { person: person(ANNA), enterprise: enterprise(HERE), role: None, began: at(5), used: at(5) };
    assert_eq!(session(store, 1).await, Some(expected.clone()));
    appoint_first(store, HERE, ANNA).await;
    let promoted = Session { role: Some(Role::AccessManager), ..expected };
    assert_eq!(session(store, 1).await, Some(promoted));
    assert_eq!(session(store, 2).await, None);
    assert_eq!(store.kept_effects().await, (0, 5));
}

pub async fn a_use_of_a_session_is_noted(store: &impl Subject) {
    register(store).await;
    begin(store, 1, ANNA, 5).await;
    store.use_session(key(1), at(9)).await.expect("noted");
    store.use_session(key(2), at(9)).await.expect("nothing to note");
    let noted = session(store, 1).await.expect("there");
    assert_eq!((noted.began, noted.used), (at(5), at(9)));
    // Two requests at once may come out of order.
    store.use_session(key(1), at(8)).await.expect("noted");
    assert_eq!(session(store, 1).await.expect("there").used, at(9));
}

pub async fn a_session_that_ended_is_gone_and_others_stay(store: &impl Subject) {
    register(store).await;
    begin(store, 1, ANNA, 5).await;
    begin(store, 2, ANNA, 5).await;
    for _ in 0..2 {
        store.end_session(key(1), one_record()).await.expect("ended");
    }
    assert_eq!(session(store, 1).await, None);
    assert!(session(store, 2).await.is_some());
    assert_eq!(store.kept_effects().await, (0, 6), "an end that ended nothing leaves nothing");
}

pub async fn every_session_of_a_person_ends_at_once(store: &impl Subject) {
    register(store).await;
    for number in 1..=3 {
        begin(store, number, ANNA, 5).await;
    }
    begin(store, 4, BRAM, 5).await;
    assert_eq!(store.end_sessions_of(ssin(ANNA), one_record()).await.expect("ended"), 3);
    assert_eq!(session(store, 2).await, None);
    assert!(session(store, 4).await.is_some());
    assert_eq!(store.end_sessions_of(ssin(ANNA), one_record()).await.expect("ended"), 0);
}

pub async fn old_sessions_are_forgotten(store: &impl Subject) {
    register(store).await;
    begin(store, 1, ANNA, 1).await;
    begin(store, 2, ANNA, 50).await;
    begin(store, 3, ANNA, 20).await;
    store.use_session(key(1), at(55)).await.expect("noted");
    // The first began before minute 10, the third was last used before minute 30.
    assert_eq!(store.forget_sessions(at(30), at(10)).await.expect("forgotten"), 2);
    assert!(session(store, 2).await.is_some());
    assert_eq!(store.forget_sessions(at(30), at(10)).await.expect("forgotten"), 0);
}
