//! How an enterprise becomes a Document Consumer, on the embedded store.

use std::{
    path::Path,
    slice::from_ref,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU8, Ordering},
    },
};

use async_trait::async_trait;
use ebox_audit::Effects;
use ebox_credential::{PrivateKey, Scope, Subject, make};
use ebox_domain::{
    Clock, EnterpriseNumber, Environment, Fault, Rng, ServiceError, Ssin, StoreError, ids::ClientId,
};
use ebox_onboarding::{
    AccountState, Choice, NewAccount, Onboarding, Parts, Permission, Settings,
    port::{Clients, Managers, WantedClient},
};
use ebox_sqlite::Store;
use jiff::{SignedDuration, Timestamp};

/// Stands still.
struct Noon;

impl Clock for Noon {
    fn now(&self) -> Timestamp {
        "2026-11-21T11:00:00Z".parse().expect("a moment")
    }
}

/// Never gives the same bytes twice.
#[derive(Default)]
struct Counting(AtomicU8);

impl Rng for Counting {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(self.0.fetch_add(1, Ordering::Relaxed));
    }
}

/// Anna manages, nobody else does.
struct OnlyAnna;

#[async_trait]
impl Managers for OnlyAnna {
    async fn may_manage(&self, person: Ssin, enterprise: EnterpriseNumber) -> Result<bool, StoreError> {
        Ok(person == anna() && enterprise == here())
    }
}

/// An OAuth server that can be away.
#[derive(Default)]
struct OAuth {
    is_away: AtomicBool,
    clients: Mutex<Vec<WantedClient>>,
}

#[async_trait]
impl Clients for OAuth {
    async fn settle(&self, client: WantedClient) -> Result<(), StoreError> {
        if self.is_away.load(Ordering::Relaxed) {
            return Err(StoreError::new("register a client", "nobody answers"));
        }
        let mut clients = self.clients.lock().expect("not poisoned");
        clients.retain(|known| known.client_id != client.client_id);
        clients.push(client);
        Ok(())
    }
}

impl OAuth {
    fn registered(&self) -> Vec<ClientId> {
        let clients = self.clients.lock().expect("not poisoned");
        clients.iter().map(|client| client.client_id.clone()).collect()
    }
}

fn anna() -> Ssin {
    "94022722580".parse().expect("a number")
}

fn bram() -> Ssin {
    "71022722580".parse().expect("a number")
}

fn here() -> EnterpriseNumber {
    "0852093431".parse().expect("a number")
}

/// The service, as it is after every start on the same folder.
async fn start(folder: &Path, oauth: &Arc<OAuth>) -> Onboarding {
    let store = Store::open(&folder.join("store.sqlite")).await.expect("opens");
    let terms = "2026-01".parse().expect("a version");
    Onboarding::new(Parts {
        store: Arc::new(store),
        managers: Arc::new(OnlyAnna),
        clients: Arc::clone(oauth) as Arc<dyn Clients>,
        clock: Arc::new(Noon),
        rng: Arc::new(Counting::default()),
        settings: Settings { environment: Environment::Acc, terms },
    })
}

async fn world() -> (Onboarding, Arc<OAuth>, tempfile::TempDir) {
    let (folder, oauth) = (tempfile::tempdir().expect("a folder"), Arc::new(OAuth::default()));
    (start(folder.path(), &oauth).await, oauth, folder)
}

async fn accept(service: &Onboarding) {
    let terms = service.settings().terms.clone();
    service.accept_terms(here(), anna(), terms, Effects::default()).await.expect("accepted");
}

fn certificate(enterprise: EnterpriseNumber, environment: Environment, days: i64) -> Vec<u8> {
    let subject = Subject {
        legal_name: "Bakkerij Peeters".to_owned(),
        enterprise,
        environment,
        application: "peeters:consumer".to_owned(),
        city: "Mechelen".to_owned(),
        region: "Antwerpen".to_owned(),
    };
    let key = PrivateKey::generate_p256().expect("a key");
    let (from, until) =
        (Noon.now() - SignedDuration::from_hours(24 * 400), SignedDuration::from_hours(24 * days));
    let made = make::self_signed(&subject, &key, from, Noon.now() + until, &Counting::default());
    made.expect("a certificate").to_pem().into_bytes()
}

fn account(name: &str) -> NewAccount {
    NewAccount {
        enterprise: here(),
        by: anna(),
        name: name.to_owned(),
        permission: Permission::DocumentConsumer,
        certificate: certificate(here(), Environment::Acc, 365),
        certificate_name: "2026".to_owned(),
    }
}

#[track_caller]
fn fault<T: std::fmt::Debug>(outcome: Result<T, ServiceError>) -> Fault {
    match outcome {
        Err(ServiceError::Refused(fault)) => fault,
        other => panic!("not refused: {other:?}"),
    }
}

#[tokio::test]
async fn no_account_comes_before_the_terms() {
    let (service, oauth, _folder) = world().await;
    let refused = fault(service.add_account(account("books"), Effects::default()).await);
    assert!(matches!(refused, Fault::MissingPermission(text) if text.contains("accept them first")));
    assert_eq!(service.accounts(here()).await.expect("listed"), []);
    assert_eq!(oauth.registered(), []);
}

#[tokio::test]
async fn only_a_manager_accepts_terms_and_makes_accounts() {
    let (service, _oauth, _folder) = world().await;
    let terms = service.settings().terms.clone();
    let refused = fault(service.accept_terms(here(), bram(), terms, Effects::default()).await);
    assert!(matches!(refused, Fault::MissingPermission(_)));
    assert_eq!(service.acceptance(here()).await.expect("read"), None);
    accept(&service).await;
    let strangers = NewAccount { by: bram(), ..account("books") };
    let refused = fault(service.add_account(strangers, Effects::default()).await);
    assert!(matches!(refused, Fault::MissingPermission(text) if text.contains("access manager")));
}

#[tokio::test]
async fn terms_are_accepted_once_for_good_and_only_as_they_now_are() {
    let (service, _oauth, _folder) = world().await;
    let older = "2025-07".parse().expect("a version");
    let refused = fault(service.accept_terms(here(), anna(), older, Effects::default()).await);
    assert!(matches!(&refused, Fault::Invalid(causes) if causes[0].detail.contains("2026-01")));
    accept(&service).await;
    accept(&service).await;
    let standing = service.acceptance(here()).await.expect("read").expect("there");
    assert_eq!((standing.by, standing.at), (anna(), Noon.now()));
    assert_eq!(standing.terms.to_string(), "2026-01");
}

#[tokio::test]
async fn an_account_becomes_a_client_with_all_scopes_of_a_consumer() {
    let (service, oauth, _folder) = world().await;
    accept(&service).await;
    let made = service.add_account(account("books"), Effects::default()).await.expect("made");
    assert_eq!(made.state(), AccountState::Active);
    let id = made.client_id.as_str().strip_prefix("self_service_chaman_").expect("the published prefix");
    let (sender, random) = id.split_once('_').expect("two parts");
    assert!(sender.parse::<u32>().is_ok() && random.len() == 10, "{id}");
    assert_eq!(oauth.registered(), from_ref(&made.client_id));
    let client = oauth.clients.lock().expect("not poisoned")[0].clone();
    assert!(
        client.scopes.contains(Scope::DocumentConsumer) && client.scopes.contains(Scope::FederationRegistry)
    );
    assert_eq!(client.enterprise, here());
    assert_eq!(client.certificates, [made.certificates[0].certificate.clone()]);

    let second = service.add_account(account("archive"), Effects::default()).await.expect("made");
    assert_ne!(second.client_id, made.client_id);
    assert!(second.client_id.as_str().contains(sender), "one sender number for an enterprise");
    assert_eq!(service.accounts(here()).await.expect("listed"), [second, made]);
}

#[tokio::test]
async fn every_mistake_of_an_account_is_explained_at_once() {
    let (service, oauth, _folder) = world().await;
    accept(&service).await;
    let elsewhere = "0534530277".parse().expect("a number");
    let wrong = NewAccount {
        name: String::new(),
        certificate: certificate(elsewhere, Environment::Prd, -1),
        ..account("")
    };
    let Fault::Invalid(causes) = fault(service.add_account(wrong, Effects::default()).await) else {
        panic!("another fault");
    };
    let mut found: Vec<String> = causes.iter().map(|cause| cause.value.clone().unwrap_or_default()).collect();
    found.sort();
    assert_eq!(found, ["", "expired", "other_enterprise", "other_environment"]);
    assert!(causes.iter().all(|cause| cause.detail.len() > 20));

    let unreadable = NewAccount { certificate: b"no certificate".to_vec(), ..account("books") };
    let Fault::Invalid(causes) = fault(service.add_account(unreadable, Effects::default()).await) else {
        panic!("another fault");
    };
    assert_eq!((causes.len(), causes[0].field.as_str()), (1, "certificate"));

    // A key that came along is known to others now, whatever certificate is beside it.
    let key = PrivateKey::generate_p256().expect("a key").to_pem();
    let mut with_key = account("books");
    with_key.certificate.extend_from_slice(key.as_bytes());
    let Fault::Invalid(causes) = fault(service.add_account(with_key, Effects::default()).await) else {
        panic!("another fault");
    };
    assert_eq!(causes.iter().map(|cause| cause.value.as_deref()).collect::<Vec<_>>(), [Some("private_key")]);
    assert_eq!(oauth.registered(), []);
    assert_eq!(service.accounts(here()).await.expect("listed"), []);
}

#[tokio::test]
async fn a_name_is_used_once() {
    let (service, oauth, _folder) = world().await;
    accept(&service).await;
    service.add_account(account("books"), Effects::default()).await.expect("made");
    let refused = fault(service.add_account(account("books"), Effects::default()).await);
    assert!(matches!(&refused, Fault::Invalid(causes) if causes[0].field == "name"));
    assert_eq!(oauth.registered().len(), 1);
}

#[tokio::test]
async fn an_account_stays_pending_until_the_oauth_server_is_told_even_after_a_restart() {
    let (service, oauth, folder) = world().await;
    accept(&service).await;
    oauth.is_away.store(true, Ordering::Relaxed);
    let made = service.add_account(account("books"), Effects::default()).await.expect("made");
    assert_eq!(made.state(), AccountState::Pending);
    assert_eq!(service.reconcile().await.expect("tried"), 1);
    drop(service);

    let service = start(folder.path(), &oauth).await;
    assert_eq!(service.accounts(here()).await.expect("listed"), from_ref(&made));
    oauth.is_away.store(false, Ordering::Relaxed);
    for _ in 0..2 {
        assert_eq!(service.reconcile().await.expect("done"), 0);
        assert_eq!(oauth.registered(), from_ref(&made.client_id));
    }
    let accounts = service.accounts(here()).await.expect("listed");
    assert_eq!(accounts[0].state(), AccountState::Active);
}

#[tokio::test]
async fn an_account_is_changed_by_managers_of_its_enterprise_and_the_oauth_server_knows() {
    let (service, oauth, _folder) = world().await;
    accept(&service).await;
    let made = service.add_account(account("books"), Effects::default()).await.expect("made");
    let choice = Choice { enterprise: here(), by: anna(), client_id: &made.client_id };
    let client = || oauth.clients.lock().expect("not poisoned")[0].clone();

    let next = certificate(here(), Environment::Acc, 700);
    let added = (next.as_slice(), "2027".to_owned());
    let both = service.add_certificate(choice, added, Effects::default()).await.expect("added");
    assert_eq!((both.certificates.len(), client().certificates.len()), (2, 2));
    let first = made.certificates[0].certificate.fingerprint();
    let left = service.remove_certificate(choice, first, Effects::default()).await.expect("removed");
    assert_eq!(client().certificates, [left.certificates[0].certificate.clone()]);
    assert_eq!(left.certificates[0].name, "2027");

    let foreign = certificate("0534530277".parse().expect("a number"), Environment::Acc, 700);
    let refused = service.add_certificate(choice, (&foreign, String::new()), Effects::default()).await;
    assert!(matches!(fault(refused), Fault::Invalid(causes) if causes.len() == 2));

    let disabled = service.enable_account(choice, false, Effects::default()).await.expect("disabled");
    assert_eq!((disabled.state(), client().is_enabled), (AccountState::Disabled, false));
    let enabled = service.enable_account(choice, true, Effects::default()).await.expect("enabled");
    assert_eq!((enabled.state(), client().is_enabled), (AccountState::Active, true));
    let renamed = service.rename_account(choice, "archive".to_owned(), Effects::default()).await;
    assert_eq!(renamed.expect("renamed").name, "archive");
    let empty = service.rename_account(choice, " ".to_owned(), Effects::default()).await;
    assert!(matches!(fault(empty), Fault::Invalid(causes) if causes[0].field == "name"));

    let strangers = Choice { by: bram(), ..choice };
    let refused = service.delete_account(strangers, Effects::default()).await;
    assert!(matches!(fault(refused), Fault::MissingPermission(_)));
    service.delete_account(choice, Effects::default()).await.expect("deleted");
    assert!(!client().is_enabled && client().certificates.is_empty());
    assert_eq!(service.accounts(here()).await.expect("listed"), []);
}

#[tokio::test]
async fn what_was_chosen_last_is_what_the_oauth_server_hears_after_it_was_away() {
    let (service, oauth, _folder) = world().await;
    accept(&service).await;
    let made = service.add_account(account("books"), Effects::default()).await.expect("made");
    let choice = Choice { enterprise: here(), by: anna(), client_id: &made.client_id };
    oauth.is_away.store(true, Ordering::Relaxed);
    let disabled = service.enable_account(choice, false, Effects::default()).await.expect("chosen");
    assert_eq!(disabled.state(), AccountState::Pending);
    service.delete_account(choice, Effects::default()).await.expect("chosen");
    oauth.is_away.store(false, Ordering::Relaxed);
    assert_eq!(service.reconcile().await.expect("tried"), 0);
    assert!(oauth.clients.lock().expect("not poisoned")[0].certificates.is_empty());
}

#[tokio::test]
async fn a_rehearsed_account_is_checked_and_not_made() {
    let (service, oauth, _folder) = world().await;
    let certificate = service.rehearse_account(&account("books")).await.expect("fine, even before the terms");
    assert_eq!(certificate.enterprise(), Some(here()));
    let nameless = NewAccount { name: String::new(), ..account("") };
    assert!(matches!(fault(service.rehearse_account(&nameless).await), Fault::Invalid(_)));
    accept(&service).await;
    service.add_account(account("books"), Effects::default()).await.expect("made");
    let taken = fault(service.rehearse_account(&account("books")).await);
    assert!(matches!(taken, Fault::Invalid(causes) if causes[0].field == "name"));
    assert_eq!(oauth.registered().len(), 1);
}
