//! The service of people on the embedded store.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicBool, Ordering},
};

use async_trait::async_trait;
use ebox_audit::Effects;
use ebox_domain::{EnterpriseNumber, Fault, ServiceError, Ssin, StoreError};
use ebox_people::{People, Person, Role, port::AccessListener};
use ebox_sqlite::Store;

/// Hears whose access changed, unless it is away.
#[derive(Default)]
struct Listener {
    is_away: AtomicBool,
    heard: Mutex<Vec<Ssin>>,
}

#[async_trait]
impl AccessListener for Listener {
    async fn access_changed(&self, at: EnterpriseNumber, person: Ssin) -> Result<(), StoreError> {
        assert_eq!(at, enterprise());
        if self.is_away.load(Ordering::Relaxed) {
            return Err(StoreError::new("listen", "nobody listens"));
        }
        self.heard.lock().expect("no panic").push(person);
        Ok(())
    }
}

async fn service() -> (People, tempfile::TempDir) {
    let (people, _, folder) = heard().await;
    (people, folder)
}

/// The service, with who hears whose access changed.
async fn heard() -> (People, Arc<Listener>, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&folder.path().join("store.sqlite")).await.expect("opens");
    let listener = Arc::<Listener>::default();
    let people = People::new(Arc::new(store), listener.clone());
    for ssin in [anna(), bram()] {
        people.register_person(person(ssin), Effects::default()).await.expect("registered");
    }
    (people, listener, folder)
}

fn anna() -> Ssin {
    "94022722580".parse().expect("a number")
}

fn bram() -> Ssin {
    "71022722580".parse().expect("a number")
}

fn person(ssin: Ssin) -> Person {
    let name = if ssin == anna() { "Anna Peeters" } else { "Bram Dupont" };
    Person { ssin, name: name.to_owned() }
}

fn enterprise() -> EnterpriseNumber {
    "0852093431".parse().expect("a number")
}

#[track_caller]
fn refusal(outcome: Result<(), ServiceError>) -> String {
    match outcome {
        Err(ServiceError::Refused(fault @ (Fault::MissingPermission(_) | Fault::Conflict(_)))) => {
            fault.to_string()
        }
        Err(ServiceError::Refused(Fault::Invalid(causes))) => causes[0].detail.clone(),
        other => panic!("not refused: {other:?}"),
    }
}

#[tokio::test]
async fn nobody_manages_an_enterprise_before_the_operator_names_somebody() {
    let (people, _folder) = service().await;
    assert!(!people.may_manage(anna(), enterprise()).await.expect("answered"));
    people.name_first_manager(enterprise(), person(anna()), Effects::default()).await.expect("named");
    assert!(people.may_manage(anna(), enterprise()).await.expect("answered"));
    assert!(!people.may_manage(bram(), enterprise()).await.expect("answered"));
}

#[tokio::test]
async fn access_managers_and_co_access_managers_both_manage() {
    let (people, _folder) = service().await;
    people.name_first_manager(enterprise(), person(anna()), Effects::default()).await.expect("named");
    let role = Role::CoAccessManager;
    people.name_manager(anna(), enterprise(), bram(), role, Effects::default()).await.expect("named");
    assert!(people.may_manage(bram(), enterprise()).await.expect("answered"));
    let roles = people.managers(enterprise()).await.expect("listed");
    let roles: Vec<Role> = roles.into_iter().map(|manager| manager.role).collect();
    assert_eq!(roles, [Role::AccessManager, Role::CoAccessManager]);
}

#[tokio::test]
async fn whoever_may_not_name_learns_who_may() {
    let (people, _folder) = service().await;
    people.name_first_manager(enterprise(), person(anna()), Effects::default()).await.expect("named");
    let second = people.name_first_manager(enterprise(), person(bram()), Effects::default()).await;
    assert!(refusal(second).contains("the enterprise has an access manager"));
    let role = Role::AccessManager;
    let stranger = people.name_manager(bram(), enterprise(), bram(), role, Effects::default()).await;
    assert!(refusal(stranger).contains("only an access manager"));
    let unknown = "00000000097".parse().expect("a number");
    let nobody = people.name_manager(anna(), enterprise(), unknown, role, Effects::default()).await;
    assert!(refusal(nobody).contains("register the person first"));
}

#[tokio::test]
async fn a_person_has_a_name() {
    let (people, _folder) = service().await;
    let nameless = Person { ssin: anna(), name: "  ".to_owned() };
    let refused = people.register_person(nameless.clone(), Effects::default()).await;
    assert!(refusal(refused).contains("1 to 200 characters"));
    let refused = people.name_first_manager(enterprise(), nameless, Effects::default()).await;
    assert!(refusal(refused).contains("1 to 200 characters"));
    let kept = people.person(anna()).await.expect("read").expect("there");
    assert_eq!(kept.name, "Anna Peeters");
}

#[tokio::test]
async fn an_access_manager_takes_roles_away_and_never_the_last_one() {
    let (people, _folder) = service().await;
    people.name_first_manager(enterprise(), person(anna()), Effects::default()).await.expect("named");
    let dismiss = async |by, whom| people.dismiss_manager(by, enterprise(), whom, Effects::default()).await;
    assert!(matches!(dismiss(anna(), anna()).await, Err(ServiceError::Refused(Fault::Conflict(_)))));
    assert!(matches!(dismiss(anna(), bram()).await, Err(ServiceError::Refused(Fault::Absent(_)))));
    let role = Role::CoAccessManager;
    people.name_manager(anna(), enterprise(), bram(), role, Effects::default()).await.expect("named");
    assert!(refusal(dismiss(bram(), anna()).await).contains("only an access manager"));
    assert!(matches!(dismiss(anna(), anna()).await, Err(ServiceError::Refused(Fault::Conflict(_)))));
    people
        .name_manager(anna(), enterprise(), bram(), Role::AccessManager, Effects::default())
        .await
        .expect("named");
    dismiss(anna(), anna()).await.expect("stepped down");
    assert!(!people.may_manage(anna(), enterprise()).await.expect("answered"));
    assert!(people.may_manage(bram(), enterprise()).await.expect("answered"));
}

#[tokio::test]
async fn whose_access_began_or_ended_is_told_at_once_or_later() {
    let (people, listener, _folder) = heard().await;
    let told = || std::mem::take(&mut *listener.heard.lock().expect("no panic"));
    people.name_first_manager(enterprise(), person(anna()), Effects::default()).await.expect("named");
    assert_eq!(told(), [anna()]);
    people.name_first_manager(enterprise(), person(anna()), Effects::default()).await.expect("named");
    assert_eq!(told(), [], "nothing changed");

    listener.is_away.store(true, Ordering::Relaxed);
    for role in [Role::AccessManager, Role::CoAccessManager] {
        people.name_manager(anna(), enterprise(), bram(), role, Effects::default()).await.expect("named");
    }
    people.dismiss_manager(anna(), enterprise(), bram(), Effects::default()).await.expect("dismissed");
    assert!(people.reconcile().await.is_err());
    listener.is_away.store(false, Ordering::Relaxed);
    people.reconcile().await.expect("told");
    assert_eq!(told(), [bram(), bram()], "once for each change, and another role is none");
    people.reconcile().await.expect("nothing to tell");
    assert_eq!(told(), []);
}

#[tokio::test]
async fn whoever_introduces_somebody_knows_their_name() {
    let (people, _folder) = service().await;
    let effects = Effects::default;
    let unknown = "85073003328".parse().expect("a number");
    let anna = |name: &str| Person { ssin: unknown, name: name.to_owned() };
    people.introduce(anna("Anna Peeters-Núñez"), effects()).await.expect("nobody knew her");
    let known = people.introduce(anna("PEETERS-NUNEZ  anna"), effects()).await.expect("the same");
    assert_eq!(known.name, "Anna Peeters-Núñez");
    for wrong in ["Anna", "Bram Dupont"] {
        let refused = people.introduce(anna(wrong), effects()).await;
        let Err(ServiceError::Refused(Fault::Invalid(causes))) = refused else { panic!("{refused:?}") };
        assert_eq!(causes[0].field, "name");
        assert!(!causes[0].detail.contains("Peeters") && causes[0].value.is_none(), "{causes:?}");
    }
    assert!(people.introduce(anna("  "), effects()).await.is_err());
}

#[tokio::test]
async fn a_first_manager_named_by_mistake_is_taken_back_and_that_is_told() {
    let (people, listener, _folder) = heard().await;
    people.name_first_manager(enterprise(), person(anna()), Effects::default()).await.expect("named");
    people.remove_manager(enterprise(), anna(), Effects::default()).await.expect("removed");
    assert!(!people.may_manage(anna(), enterprise()).await.expect("answered"));
    assert_eq!(*listener.heard.lock().expect("no panic"), [anna(), anna()]);
    let again = people.remove_manager(enterprise(), anna(), Effects::default()).await;
    assert!(matches!(again, Err(ServiceError::Refused(Fault::Absent(_)))));
    people.name_first_manager(enterprise(), person(bram()), Effects::default()).await.expect("named");
}
