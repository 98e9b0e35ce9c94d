//! The message registry of a Document Provider.
//!
//! **What.** Publishing messages, consulting an e-Box, opening content: the use cases, behind two faces, v2.1
//! and v3 of the public contract, on one mailbox.
//!
//! **Why like this.** Use cases know neither HTTP nor SQL. What is kept goes through [`port::RegistryStore`],
//! one method a unit of work; what other services know is asked through [`port::Recipients`] and
//! [`port::Partitions`]. The e-Box of every query is the caller's, never the request's.
//!
//! **To add one more** operation: a use case in a file of its own; what it needs kept in [`port`] with its test
//! in the conformance suite; a handler for each version in `http/`; its row in the OpenAPI document comes with
//! the handler.

mod broadcast;
pub mod call;
pub mod change;
#[cfg(feature = "conformance")]
pub mod conformance;
pub mod consult;
mod deliver;
pub mod follow;
pub mod http;
mod idempotency;
pub mod list;
mod notifications;
pub mod open;
pub mod outcome;
pub mod port;
pub mod publish;
mod recipients;
mod reference;
mod reply;
pub mod routing;
pub mod search;
pub mod seed;
pub mod stored;
mod upkeep;

use std::sync::{Arc, RwLock};

use ebox_audit::{PersonKey, ReadTrail};
use ebox_content::Content;
use ebox_domain::{Clock, Rng, StoreError, publication::PublicationSettings, reference::ReferenceData};

pub use idempotency::IdempotencyKey;
use port::{Partitions, Recipients, RegistryStore};
use tokio::sync::watch;

/// The choices of one provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// What publications must hold.
    pub publication: PublicationSettings,
    /// The most bytes of one file.
    pub max_file_size: u64,
    /// Whether senders may bring one message to many recipients. The reference provider does not offer it.
    pub broadcast: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            publication: PublicationSettings::default(),
            max_file_size: 100 * 1024 * 1024,
            broadcast: false,
        }
    }
}

/// What a registry is made of.
pub struct Parts {
    /// Its store.
    pub store: Arc<dyn RegistryStore>,
    /// Its content.
    pub content: Content,
    /// Who knows the recipients.
    pub recipients: Arc<dyn Recipients>,
    /// Who knows the partitions.
    pub partitions: Arc<dyn Partitions>,
    /// Its clock.
    pub clock: Arc<dyn Clock>,
    /// Its random numbers.
    pub rng: Arc<dyn Rng>,
    /// Under which key audit records name people.
    pub person_key: PersonKey,
    /// Where the records of reads go that change nothing.
    pub reads: ReadTrail,
    /// Its provider's choices.
    pub settings: Settings,
}

/// A message registry.
pub struct Registry {
    store: Arc<dyn RegistryStore>,
    content: Content,
    recipients: Arc<dyn Recipients>,
    partitions: Arc<dyn Partitions>,
    clock: Arc<dyn Clock>,
    rng: Arc<dyn Rng>,
    person_key: PersonKey,
    reads: ReadTrail,
    settings: Settings,
    // Who waits for changes of an e-Box looks again when something changed anywhere.
    news: watch::Sender<()>,
    // Held by publications while they name content, and alone by who removes content that nothing names.
    naming: tokio::sync::RwLock<()>,
    // Held from the look at a partition until the message lies in it, and alone for a moment by who asks whether a
    // partition that was closed is empty.
    placing: tokio::sync::RwLock<()>,
    // Asked for with every publication, changed a few times a year.
    reference: RwLock<Arc<ReferenceData>>,
    // Held by whoever changes it, so that no change is lost to one that was made at the same time.
    changing: tokio::sync::Mutex<()>,
}

impl Registry {
    /// Opens a registry on its store.
    pub async fn open(parts: Parts) -> Result<Self, StoreError> {
        let reference = parts.store.reference_data().await?;
        Ok(Self {
            store: parts.store,
            content: parts.content,
            recipients: parts.recipients,
            partitions: parts.partitions,
            clock: parts.clock,
            rng: parts.rng,
            person_key: parts.person_key,
            reads: parts.reads,
            settings: parts.settings,
            news: watch::Sender::new(()),
            naming: tokio::sync::RwLock::new(()),
            placing: tokio::sync::RwLock::new(()),
            reference: RwLock::new(Arc::new(reference)),
            changing: tokio::sync::Mutex::new(()),
        })
    }

    /// The provider's choices.
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Whether the last content that arrived found no room on the disk.
    pub fn is_out_of_room(&self) -> bool {
        self.content.is_out_of_room()
    }

    /// Waits until the records of all reads so far are durable.
    pub async fn flush(&self) {
        self.reads.flush().await;
    }

    /// Waits for the records of all reads so far, but not for ever: those that cannot be stored are lost, and the log
    /// says how many.
    pub async fn close(&self) {
        self.reads.close().await;
    }

    /// Tells those who wait that something changed.
    pub(crate) fn announce(&self) {
        self.news.send_replace(());
    }

    /// The reference data as it now is.
    pub fn reference_data(&self) -> Arc<ReferenceData> {
        // A poisoned lock still holds whole data: it is replaced in one assignment.
        let guard = self.reference.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        Arc::clone(&guard)
    }

    fn set_reference_data(&self, data: ReferenceData) {
        *self.reference.write().unwrap_or_else(std::sync::PoisonError::into_inner) = Arc::new(data);
    }
}
