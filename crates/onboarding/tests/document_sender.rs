//! How an enterprise becomes a Document Sender, on the embedded store, with services that may fail in between.

use std::{
    collections::BTreeSet,
    sync::{
        Arc, Mutex,
        atomic::{AtomicI32, Ordering},
    },
};

use async_trait::async_trait;
use ebox_audit::Record;
use ebox_credential::{Certificate, PrivateKey, Subject, SystemRandom, make};
use ebox_domain::{
    Clock, Environment, ServiceError, StoreError, ids::ClientId, provider::ProviderId,
    reference::ReferenceData,
};
use ebox_onboarding::sender::{
    By, PROVIDER_SCOPES, Parts, SenderConfigurations,
    port::{Client, ClientWork, ReferenceChange, Registries, SenderClients},
};
use ebox_sqlite::Store;
use ebox_wire::{
    configuration::{Configuration, SenderConfiguration},
    operator::{ConfigurationState, Kind},
};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

const SENDER: &str = "0220916609";

/// Stands still.
struct Noon;

impl Clock for Noon {
    fn now(&self) -> Timestamp {
        "2026-11-21T11:00:00Z".parse().expect("a moment")
    }
}

/// A registry and an OAuth server that answer so many changes, and then no more.
#[derive(Default)]
struct Others {
    patience: AtomicI32,
    reference: Mutex<Arc<ReferenceData>>,
    client: Mutex<Option<Client>>,
    /// The message types that messages name.
    named: Mutex<BTreeSet<String>>,
}

impl Others {
    fn spend(&self) -> Result<(), ServiceError> {
        if self.patience.fetch_sub(1, Ordering::Relaxed) > 0 {
            return Ok(());
        }
        Err(StoreError::new("change", std::io::Error::other("away")).into())
    }

    fn state(&self) -> (Arc<ReferenceData>, Option<Client>) {
        let reference = self.reference.lock().expect("whole").clone();
        (reference, self.client.lock().expect("whole").clone())
    }
}

#[async_trait]
impl Registries for Others {
    fn reference_data(&self, _: &ProviderId) -> Option<Arc<ReferenceData>> {
        Some(self.state().0)
    }

    async fn named_by_messages(
        &self,
        _: &ProviderId,
        of: &ReferenceData,
    ) -> Result<ReferenceData, ServiceError> {
        let mut named = ReferenceData { trios: BTreeSet::new(), ..of.clone() };
        named.organizations.clear();
        named.applications.clear();
        named.message_types.retain(|id, _| self.named.lock().expect("whole").contains(id.as_str()));
        Ok(named)
    }

    async fn change(&self, _: &ProviderId, change: ReferenceChange, _: Record) -> Result<(), ServiceError> {
        self.spend()?;
        let mut reference = self.reference.lock().expect("whole");
        *reference = Arc::new(change(&reference));
        Ok(())
    }
}

#[async_trait]
impl SenderClients for Others {
    async fn client(&self, _: &ClientId) -> Result<Option<Client>, ServiceError> {
        Ok(self.state().1)
    }

    async fn work(&self, work: ClientWork, _: Record) -> Result<(), ServiceError> {
        self.spend()?;
        let mut client = self.client.lock().expect("whole");
        let mut certificates = client.as_ref().map(|now| now.certificates.clone()).unwrap_or_default();
        certificates.retain(|one| !work.remove.contains(&one.fingerprint()));
        certificates.extend(work.add);
        let (enterprise, is_enabled, scopes) = (work.enterprise, work.is_enabled, work.scopes);
        *client = Some(Client { enterprise, is_enabled, scopes, certificates });
        Ok(())
    }
}

struct World {
    others: Arc<Others>,
    senders: SenderConfigurations,
    _folder: tempfile::TempDir,
}

async fn world() -> World {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&folder.path().join("store.sqlite")).await.expect("opens");
    let others = Arc::new(Others::default());
    let senders = SenderConfigurations::new(Parts {
        store: Arc::new(store),
        registries: others.clone(),
        clients: others.clone(),
        clock: Arc::new(Noon),
        environment: Environment::Int,
    });
    World { others, senders, _folder: folder }
}

fn certificate() -> Certificate {
    let key = PrivateKey::generate_p256().expect("a key");
    let subject = Subject {
        legal_name: "Example".to_owned(),
        enterprise: SENDER.parse().expect("a number"),
        environment: Environment::Int,
        application: "example:application".to_owned(),
        city: "Namur".to_owned(),
        region: "Namur".to_owned(),
    };
    let (hour, now) = (SignedDuration::from_hours(1), Noon.now());
    make::self_signed(&subject, &key, now - hour, now + hour, &SystemRandom).expect("a certificate")
}

fn document(certificate: &Certificate, message_type: &str) -> Configuration {
    let document = json!({
        "dossier": "A", "environment": "int", "provider": "own", "enterpriseNumber": SENDER,
        "reference": {
            "organizations": [{ "id": SENDER, "shortName": { "nl": "Dienst" } }],
            "applications": [{ "id": "app", "name": { "nl": "App" } }],
            "messageTypes": [
                { "id": message_type, "name": { "nl": "Brief" }, "validity": { "number": 6, "unit": "month" } }
            ],
            "trios": [{
                "organization": SENDER, "application": "app", "messageType": message_type,
                "sectors": ["enterprise", "citizen"],
            }],
        },
        "client": { "name": "Dienst", "certificates": [certificate.to_pem()] },
    });
    SenderConfiguration::read(&document).expect("read")
}

fn by() -> By {
    By { record: Record::new(Noon.now(), "PUT", "/configurations/A", 200), signature: None }
}

#[tokio::test]
async fn what_was_interrupted_is_shown_as_pending_and_ends_as_if_nothing_had_happened() {
    let certificate = certificate();
    let whole = world().await;
    whole.others.patience.store(100, Ordering::Relaxed);
    let report = whole.senders.apply(document(&certificate, "TYPE"), by()).await.expect("applied");
    assert_eq!(report.state, ConfigurationState::Applied);
    for answered in 0..2 {
        for is_repeated in [false, true] {
            let world = world().await;
            world.others.patience.store(answered, Ordering::Relaxed);
            let report = world.senders.apply(document(&certificate, "TYPE"), by()).await.expect("kept");
            assert_eq!((report.state, report.is_in_force), (ConfigurationState::Applying, false));
            assert_eq!(world.senders.reconcile().await.expect("tried"), 1, "they are still away");
            world.others.patience.store(100, Ordering::Relaxed);
            if is_repeated {
                let again = world.senders.apply(document(&certificate, "TYPE"), by()).await.expect("applied");
                assert!(again.is_in_force);
            } else {
                assert_eq!(world.senders.reconcile().await.expect("finished"), 0);
            }
            assert_eq!(world.others.state(), whole.others.state());
            let undone = world.senders.undo(&"A".parse().expect("a dossier"), by()).await.expect("undone");
            assert_eq!(undone.expect("known").state, ConfigurationState::Undone);
            let (reference, client) = world.others.state();
            assert_eq!(
                *reference,
                ReferenceData::default(),
                "what was there before was kept before it was changed"
            );
            assert!(client.is_some_and(|client| !client.is_enabled && client.certificates.is_empty()));
        }
    }
}

#[tokio::test]
async fn what_is_undone_while_others_are_away_is_undone_later() {
    let (world, certificate) = (world().await, certificate());
    world.others.patience.store(100, Ordering::Relaxed);
    world.senders.apply(document(&certificate, "TYPE"), by()).await.expect("applied");
    world.others.patience.store(1, Ordering::Relaxed);
    let dossier = "A".parse().expect("a dossier");
    let report = world.senders.undo(&dossier, by()).await.expect("kept").expect("known");
    assert_eq!(report.state, ConfigurationState::Undoing);
    world.others.patience.store(100, Ordering::Relaxed);
    assert_eq!(world.senders.reconcile().await.expect("finished"), 0);
    let shown = world.senders.applied(&dossier).await.expect("read").expect("known");
    assert_eq!(shown.report.state, ConfigurationState::Undone);
    assert!(world.others.state().1.is_some_and(|client| !client.is_enabled));
}

#[tokio::test]
async fn versions_that_were_never_finished_leave_nothing_behind() {
    let (world, certificate) = (world().await, certificate());
    for message_type in ["FIRST", "SECOND"] {
        // The registry answers, the OAuth server does not.
        world.others.patience.store(1, Ordering::Relaxed);
        let report = world.senders.apply(document(&certificate, message_type), by()).await.expect("kept");
        assert_eq!(report.state, ConfigurationState::Applying);
    }
    world.others.patience.store(100, Ordering::Relaxed);
    let third = document(&certificate, "THIRD");
    assert!(world.senders.apply(third.clone(), by()).await.expect("applied").is_in_force);
    assert_eq!(*world.others.state().0, third.reference);
}

#[tokio::test]
async fn a_provider_gets_a_client_and_nothing_else_and_loses_it_again() {
    let (world, certificate) = (world().await, certificate());
    world.others.patience.store(100, Ordering::Relaxed);
    let provider = json!({
        "dossier": "A", "environment": "int", "role": "provider", "provider": "city", "enterpriseNumber": SENDER,
        "client": { "name": "Stad", "certificates": [certificate.to_pem()] },
    });
    let provider = SenderConfiguration::read(&provider).expect("read");
    let report = world.senders.apply(provider.clone(), by()).await.expect("applied");
    assert_eq!(report.client_id.as_deref(), Some("documentmanagement:provider:ebox:city"));
    assert!(world.senders.apply(provider, by()).await.expect("again").is_in_force);
    let (reference, client) = world.others.state();
    assert_eq!(*reference, ReferenceData::default());
    assert!(client.is_some_and(|client| client.is_enabled && client.scopes == PROVIDER_SCOPES));
    let sender = world.senders.apply(document(&certificate, "TYPE"), by()).await;
    assert!(sender.is_err(), "a dossier stays what it is");
    world.senders.undo(&"A".parse().expect("a dossier"), by()).await.expect("undone");
    assert!(world.others.state().1.is_some_and(|client| !client.is_enabled));
}

#[tokio::test]
async fn what_messages_name_stays_when_a_configuration_is_undone_and_nothing_more_is_sent() {
    let (world, certificate) = (world().await, certificate());
    world.others.patience.store(100, Ordering::Relaxed);
    world.senders.apply(document(&certificate, "TYPE"), by()).await.expect("applied");
    world.others.named.lock().expect("whole").insert("TYPE".to_owned());
    let dossier = "A".parse().expect("a dossier");
    let report = world.senders.undo(&dossier, by()).await.expect("undone").expect("known");
    let kept: Vec<_> = report.changes.iter().filter(|change| change.change == Kind::Kept).collect();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].id, "TYPE");
    assert!(kept[0].reason.as_ref().is_some_and(|reason| reason.contains("messages name it")));
    let left = world.others.state().0;
    assert!(left.trios.is_empty() && left.applications.is_empty() && left.organizations.is_empty());
    assert_eq!(left.message_types.len(), 1);
}
