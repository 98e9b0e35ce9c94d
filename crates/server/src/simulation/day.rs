//! One day of the simulation: a registry that nobody publishes to, whose e-Boxes are filled when they are needed.

use std::{collections::BTreeSet, path::Path, sync::Arc};

use async_trait::async_trait;
use axum::Router;
use ebox_audit::{Effects, ReadTrail, Record, RecordSink};
use ebox_content::Content;
use ebox_credential::{
    TokenRefusal, TokenVerifier, VerifiedToken,
    mandate::{Mandate, Mandates},
};
use ebox_domain::{
    EboxId, EnterpriseNumber, PartitionId, Rng, ServiceError, Ssin, message::Message,
    notification::Notification, partition::Rights, publication::Recipient, time::start_of_day,
};
use ebox_registry::{
    Registry, Settings,
    http::{ReferenceAnswers, RegistryShared, RegistryState, v3_router},
    port::{NewKey, NewMessage, Outcome, Partitions, Recipients, RegistryStore as _},
};
use ebox_sqlite::Store;
use ebox_web::attempts::Attempts;
use jiff::{Timestamp, civil::Date};
use tokio::{runtime::Handle, sync::Mutex};

use super::{Parts, letters};

/// The seconds after which a caller tries again when an e-Box could not be filled.
const AGAIN: u32 = 5;

/// A day.
pub(super) struct Day {
    date: Date,
    store: Store,
    registry: Arc<Registry>,
    router: Router,
}

impl Day {
    /// Opens a day; one that was opened before is found as it was left.
    pub(super) async fn open(parts: &Parts, date: Date) -> Result<Self, ServiceError> {
        let folder = parts.folder.join(date.to_string());
        let file = folder.join("simulation.sqlite");
        // On a thread of its own: the compiler cannot show of the driver's migrations that they may change threads.
        let here = Handle::current();
        let opening = tokio::task::spawn_blocking(move || here.block_on(Store::open(&file)));
        let store = opening.await.map_err(ServiceError::failed)??;
        let kept = Arc::new(store.clone());
        let records: Arc<dyn RecordSink> = kept.clone();
        let registry = Registry::open(ebox_registry::Parts {
            content: Content::in_folder(&folder.join("content"), kept.clone())?,
            store: kept.clone(),
            recipients: Arc::new(Nobody),
            partitions: Arc::new(Undivided),
            clock: Arc::clone(&parts.clock),
            rng: Arc::clone(&parts.rng),
            person_key: parts.person_key.clone(),
            reads: ReadTrail::start(Arc::clone(&records)),
            settings: Settings::default(),
        })
        .await?;
        let reference = letters::reference_data().map_err(ServiceError::failed)?;
        if *registry.reference_data() != reference {
            registry.replace_reference_data(reference, Effects::default()).await?;
        }
        let registry = Arc::new(registry);
        let host = Arc::new(Host {
            store: kept,
            begin: start_of_day(date),
            rng: Arc::clone(&parts.rng),
            verifier: Arc::clone(&parts.verifier),
            mandates: Arc::clone(&parts.mandates),
            filled: Mutex::default(),
        });
        let address: Arc<str> = parts.address.as_str().into();
        let router = v3_router(RegistryState::from(RegistryShared {
            registry: Arc::clone(&registry),
            verifier: host.clone(),
            attempts: Attempts {
                records: Arc::clone(&records),
                clock: Arc::clone(&parts.clock),
                person_key: parts.person_key.clone(),
            },
            mandates: host,
            v2_address: Arc::clone(&address),
            v3_address: address,
            environment: parts.environment,
            contact: None,
            reference: ReferenceAnswers::default(),
        }));
        Ok(Self { date, store, registry, router })
    }

    /// Which day.
    pub(super) const fn date(&self) -> Date {
        self.date
    }

    /// The v3 face.
    pub(super) fn router(&self) -> Router {
        self.router.clone()
    }

    /// Waits for changes under way and closes the store.
    pub(super) async fn close(&self) {
        self.registry.close().await;
        self.store.close().await;
    }
}

/// Removes the days that are over.
pub(super) fn forget_all_but(folder: &Path, days: &[Date]) -> Result<(), ServiceError> {
    for entry in fs_err::read_dir(folder).map_err(ServiceError::failed)? {
        let entry = entry.map_err(ServiceError::failed)?;
        let date = entry.file_name().to_str().and_then(|name| name.parse::<Date>().ok());
        if date.is_some_and(|date| !days.contains(&date)) {
            fs_err::remove_dir_all(entry.path()).map_err(ServiceError::failed)?;
        }
    }
    Ok(())
}

/// Fills the e-Box of each enterprise that is let in, once.
struct Host {
    store: Arc<Store>,
    begin: Timestamp,
    rng: Arc<dyn Rng>,
    verifier: Arc<dyn TokenVerifier>,
    mandates: Arc<dyn Mandates>,
    filled: Mutex<BTreeSet<EnterpriseNumber>>,
}

impl Host {
    async fn welcome(&self, enterprise: EnterpriseNumber) -> Result<(), ServiceError> {
        let mut filled = self.filled.lock().await;
        if filled.contains(&enterprise) {
            return Ok(());
        }
        let letters = letters::of(enterprise, self.begin, &*self.rng).map_err(ServiceError::failed)?;
        for (place, letter) in letters.into_iter().enumerate() {
            let mut message = letter.message;
            // After a restart, or when the last attempt broke off: what is there is not made again.
            let key = NewKey {
                key: format!("{enterprise}/{place}").parse().map_err(ServiceError::failed)?,
                fingerprint: ebox_content::sha256(message.subject.best(letter.language).as_bytes()),
                kept_until: message.expires,
            };
            let (ebox, id) = (message.ebox, message.id);
            let executed = message.action.as_mut().and_then(|action| action.executed.take());
            let record = Record::new(message.received, "SIMULATE", "/ebox/messages", 201);
            let new = NewMessage {
                publisher: message.sender.enterprise,
                body: letter.body,
                content: letter.content,
                key: Some(key),
                effects: Effects::default(),
                duplicate: record,
                executes: None,
                message,
            };
            // New messages ask for their action; that it was executed is a change of its own.
            if let (Outcome::Stored { .. }, Some(at)) = (self.store.publish(new).await?, executed) {
                self.store.execute(ebox, id, at, Effects::default()).await?;
            }
        }
        filled.insert(enterprise);
        Ok(())
    }
}

#[async_trait]
impl TokenVerifier for Host {
    async fn verify(&self, token: &str) -> Result<VerifiedToken, TokenRefusal> {
        let verified = self.verifier.verify(token).await?;
        if let Err(error) = self.welcome(verified.enterprise).await {
            tracing::error!(error = &error as &dyn std::error::Error, "a simulated e-Box was not filled");
            return Err(TokenRefusal::Unavailable { retry_after: AGAIN });
        }
        Ok(verified)
    }
}

#[async_trait]
impl Mandates for Host {
    async fn holds(&self, mandate: Mandate) -> Result<bool, ServiceError> {
        let holds = self.mandates.holds(mandate).await?;
        if holds {
            self.welcome(mandate.principal).await?;
        }
        Ok(holds)
    }
}

/// Nothing is published here.
struct Nobody;

#[async_trait]
impl Recipients for Nobody {
    async fn recipient(&self, _: EboxId) -> Result<Recipient, ServiceError> {
        Ok(Recipient::Unknown)
    }
}

/// Everything lies in `GENERAL`, and everybody of the enterprise sees it: nothing here is anybody's secret.
struct Undivided;

#[async_trait]
impl Partitions for Undivided {
    async fn exists(&self, _: EnterpriseNumber, partition: &PartitionId) -> Result<bool, ServiceError> {
        Ok(partition.is_general())
    }

    async fn route(&self, _: &Message) -> Result<PartitionId, ServiceError> {
        Ok(PartitionId::general())
    }

    async fn rights(&self, _: EnterpriseNumber, _: Ssin) -> Result<Rights, ServiceError> {
        Ok(Rights::All)
    }

    async fn learn(&self, _: &Notification) -> Result<bool, ServiceError> {
        Ok(false)
    }
}
