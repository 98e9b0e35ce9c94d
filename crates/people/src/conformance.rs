//! What every store of people must do, as tests that each adapter runs.

#![expect(missing_docs, clippy::missing_panics_doc, reason = "tests: their names are sentences")]

use ebox_audit::conformance::{KeepsEffects, one_record};
use ebox_domain::{EnterpriseNumber, Ssin};

use crate::{
    Manager, Person, Role,
    port::{Appointment, Outcome, PeopleStore},
};

/// A store under test.
pub trait Subject: PeopleStore + KeepsEffects {}

impl<S: PeopleStore + KeepsEffects> Subject for S {}

/// Stamps the whole suite: one test for each rule, each on a fresh store that `$open` makes.
#[macro_export]
macro_rules! people_conformance {
    ($open:path) => {
        $crate::people_conformance!($open:
            a_person_comes_back_and_can_be_renamed,
            the_operator_names_the_first_access_manager_and_nobody_after,
            an_access_manager_names_others,
            a_co_access_manager_names_nobody,
            a_manager_of_another_enterprise_names_nobody,
            somebody_unknown_is_not_named,
            naming_again_changes_the_role,
            two_first_managers_at_once_are_one,
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
    assert_eq!(store.person(ssin(CLEO)).await.expect("read"), Some(renamed));
    assert_eq!(store.person(ssin("00000000097")).await.expect("read"), None);
    assert_eq!(store.kept_effects().await, (0, 4));
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

pub async fn two_first_managers_at_once_are_one(store: &impl Subject) {
    register(store).await;
    let first = |who| appoint_first(store, HERE, who);
    let (one, other) = futures_util::future::join(first(ANNA), first(BRAM)).await;
    assert!(one != other);
    assert_eq!(managers(store, HERE).await.len(), 1);
}
