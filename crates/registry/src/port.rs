//! What the registry needs kept, and what it needs to know of other services.

use async_trait::async_trait;
use ebox_audit::{Effects, Record};
use ebox_content::Kept;
use ebox_domain::{
    ApplicationId, EboxId, EnterpriseNumber, MessageId, PartitionId, Sha256Digest, StoreError,
    language::LocalizedText,
    message::{Message, Summary},
    page::{Page, PageRequest},
    publication::Recipient,
    reference::ReferenceData,
};
use jiff::Timestamp;

use crate::{IdempotencyKey, list::Filter};

/// The registry's store. Every method is one atomic unit of work; when it returns, its change is durable.
#[async_trait]
pub trait RegistryStore: Send + Sync {
    /// All reference data of this registry.
    async fn reference_data(&self) -> Result<ReferenceData, StoreError>;

    /// Replaces all reference data.
    async fn replace_reference_data(&self, data: ReferenceData, effects: Effects) -> Result<(), StoreError>;

    /// Stores a message with its body, its small content, the names of all its content, its key and its
    /// effects. A key that was used before stores nothing but the record of a duplicate.
    async fn publish(&self, message: NewMessage) -> Result<Outcome, StoreError>;

    /// The first use of a key by a sender's application that is still kept at `now`: the message that it made,
    /// and its fingerprint.
    async fn use_of_key(
        &self,
        sender: EnterpriseNumber,
        application: &ApplicationId,
        key: &IdempotencyKey,
        now: Timestamp,
    ) -> Result<Option<(MessageId, Sha256Digest)>, StoreError>;

    /// Keeps the record of an attempt that changed nothing.
    async fn record(&self, record: Record) -> Result<(), StoreError>;

    /// A page of the messages of an e-Box that are available at `now`, newest first, ties by identifier.
    async fn messages(
        &self,
        ebox: EboxId,
        filter: &Filter,
        page: PageRequest,
        now: Timestamp,
    ) -> Result<Page<Message>, StoreError>;

    /// A message of an e-Box that is available at `now`.
    async fn message(
        &self,
        ebox: EboxId,
        id: MessageId,
        now: Timestamp,
    ) -> Result<Option<Message>, StoreError>;

    /// The body of a message; `None` for one that has none.
    async fn body(&self, ebox: EboxId, id: MessageId) -> Result<Option<LocalizedText>, StoreError>;

    /// Notes that the main content was opened. The first time marks the message read at `at` and writes the
    /// events; the record is written every time. `None` when the message is not available at `at`.
    async fn open(
        &self,
        ebox: EboxId,
        id: MessageId,
        at: Timestamp,
        effects: Effects,
    ) -> Result<Option<Opened>, StoreError>;

    /// What an e-Box holds at `now`.
    async fn summary(&self, ebox: EboxId, now: Timestamp) -> Result<Summary, StoreError>;
}

/// A publication, ready to be stored.
#[derive(Debug, Clone)]
pub struct NewMessage {
    /// The message.
    pub message: Message,
    /// Its body.
    pub body: Option<LocalizedText>,
    /// Its content: digest and size, with the bytes where they are small.
    pub content: Vec<Kept>,
    /// Its idempotency key.
    pub key: Option<NewKey>,
    /// Its effects when it is stored.
    pub effects: Effects,
    /// The record when the key was used before; its details gain the first message.
    pub duplicate: Record,
}

/// An idempotency key as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewKey {
    /// The key; unique for a sender and an application.
    pub key: IdempotencyKey,
    /// What tells the same publication from another one under the same key.
    pub fingerprint: Sha256Digest,
    /// Until when it is kept.
    pub kept_until: Timestamp,
}

/// What became of a publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is stored.
    Stored,
    /// The sender's application used the key before.
    Duplicate {
        /// The message that the first use made.
        first: MessageId,
        /// Whether it was the same publication.
        is_same: bool,
    },
}

/// Whether the main content was opened before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opened {
    /// Never: the message is read from now on.
    FirstTime,
    /// It was.
    Again,
}

/// What the registry asks about recipients: the federation service answers.
#[async_trait]
pub trait Recipients: Send + Sync {
    /// Whether an e-Box exists, is active, and was ever opened.
    async fn recipient(&self, ebox: EboxId) -> Result<Recipient, StoreError>;
}

/// What the registry asks about partitions: the Partition service answers.
#[async_trait]
pub trait Partitions: Send + Sync {
    /// Whether an enterprise has a partition.
    async fn exists(&self, enterprise: EnterpriseNumber, partition: &PartitionId)
    -> Result<bool, StoreError>;

    /// The partition in which a new message belongs, as the recipient's routing rules say.
    async fn route(&self, message: &Message) -> Result<PartitionId, StoreError>;
}
