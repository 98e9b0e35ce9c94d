//! What the registry needs kept, and what it needs to know of other services.

use async_trait::async_trait;
use ebox_audit::{Effects, Record};
use ebox_content::Kept;
use ebox_domain::{
    ApplicationId, EboxId, EnterpriseNumber, MessageId, MessageTypeId, PartitionId, ServiceError,
    Sha256Digest, Ssin, StoreError,
    language::LocalizedText,
    message::{Message, Statistics, Summary},
    notification::Notification,
    page::{Page, PageRequest},
    partition::Rights,
    publication::Recipient,
    reference::ReferenceData,
};
use jiff::Timestamp;

use crate::{IdempotencyKey, list::Filter};

/// The registry's store. Every method is one atomic unit of work; when it returns, its change is durable.
///
/// Moments that are handed in only move forward: a message that is past its expiry at one of them may be gone at
/// every later call.
#[async_trait]
pub trait RegistryStore: Send + Sync {
    /// All reference data of this registry.
    async fn reference_data(&self) -> Result<ReferenceData, StoreError>;

    /// Replaces all reference data.
    async fn replace_reference_data(&self, data: ReferenceData, effects: Effects) -> Result<(), StoreError>;

    /// How many messages name each of these: one answer for each.
    async fn messages_naming(&self, named: &[Named]) -> Result<Vec<u64>, StoreError>;

    /// Stores a message with its body, its small content, the names of all its content, its key and its
    /// effects. A key that was used before stores nothing but the record of a duplicate.
    ///
    /// An e-Box receives its messages one after another: `received` is moved forward past the receipt of the
    /// message before it, so that a list never grows below its top.
    async fn publish(&self, message: NewMessage) -> Result<Outcome, StoreError>;

    /// Stores a copy of a message for a further recipient, as if it had been published without a key; nothing at
    /// all when the recipient has the message already.
    async fn link(&self, copy: NewMessage) -> Result<(), StoreError>;

    /// Stores messages that were made up for an e-Box, in their order: each as if it had been published without a
    /// key, a body and effects. All of them or none.
    async fn fill(&self, messages: Vec<Filling>) -> Result<(), StoreError>;

    /// The first use of a key by a sender's application that is still kept at `now`.
    async fn use_of_key(
        &self,
        sender: EnterpriseNumber,
        application: &ApplicationId,
        key: &IdempotencyKey,
        now: Timestamp,
    ) -> Result<Option<UseOfKey>, StoreError>;

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

    /// A page of the messages that an enterprise sent and that are available at `now`, newest first. Of the
    /// filter only dates, type and application count, and the partitions are those that it sent from.
    async fn sent(
        &self,
        sender: EnterpriseNumber,
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

    /// Changes messages of an e-Box, all of them or, when one cannot be seen, none.
    async fn change(
        &self,
        ebox: EboxId,
        rights: &Rights,
        changes: Vec<Change>,
        at: Timestamp,
        effects: Effects,
    ) -> Result<Changed, StoreError>;

    /// Notes that a message's action was executed. The first time counts; the record is written every time.
    /// `None` when the message is not available at `at` or asks for no action.
    async fn execute(
        &self,
        ebox: EboxId,
        id: MessageId,
        at: Timestamp,
        effects: Effects,
    ) -> Result<Option<Message>, StoreError>;

    /// What an e-Box holds at `now` in some partitions (`None` for all).
    async fn summary(
        &self,
        ebox: EboxId,
        partitions: Option<&[String]>,
        now: Timestamp,
    ) -> Result<Summary, StoreError>;

    /// What an e-Box holds at `now` in some partitions (`None` for all). About to expire are messages that
    /// expire before `expiring`.
    async fn statistics(
        &self,
        ebox: EboxId,
        partitions: Option<&[String]>,
        expiring: Timestamp,
        now: Timestamp,
    ) -> Result<Statistics, StoreError>;

    /// The changes of an e-Box from a position (`None` to begin), oldest first, at most `limit`, as they are at
    /// `now`: of each message only its last. What left the part that a caller sees is gone for that caller, but
    /// nothing is told of what left it before the caller began. `None` for a position in other changes than these: of
    /// another e-Box, of another store, or of days that are lost because an older copy of the store was put back.
    async fn changes(
        &self,
        ebox: EboxId,
        rights: &Rights,
        from: Option<Position>,
        limit: u32,
        now: Timestamp,
    ) -> Result<Option<Changes>, StoreError>;

    /// A message that an enterprise sent or published, wherever it lies, with what a copy of it needs; available at
    /// `now`.
    async fn sent_message(
        &self,
        publisher: EnterpriseNumber,
        id: MessageId,
        now: Timestamp,
    ) -> Result<Option<Original>, StoreError>;

    /// The e-Boxes in which a message that an enterprise sent or published lies, available at `now`; at most `most`.
    async fn recipients_of(
        &self,
        publisher: EnterpriseNumber,
        id: MessageId,
        most: usize,
        now: Timestamp,
    ) -> Result<Vec<EboxId>, StoreError>;

    /// What became of messages that an enterprise sent or published: one answer for each question, `None` for one
    /// that it did not send or publish there or that is not available at `now`.
    async fn status(
        &self,
        publisher: EnterpriseNumber,
        questions: &[(MessageId, EboxId)],
        now: Timestamp,
    ) -> Result<Vec<Option<Status>>, StoreError>;

    /// Takes messages that expired until `now` out of their e-Boxes, at most `most`, and says how many. Nobody
    /// sees them any more even before; this keeps counters small and tells the change feed.
    async fn expire(&self, now: Timestamp, most: u32) -> Result<u64, StoreError>;

    /// Forgets what was taken out of its e-Box before `expired`, departures before `departed`, and content that
    /// no message names and that nobody touched since `touched`; at most `most` of each. Says what is to be
    /// removed from the object store, and whether there is more.
    async fn sweep(&self, horizon: Horizon, most: u32) -> Result<Swept, StoreError>;
}

/// Something of the reference data that messages name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// Their sender.
    Organization(EnterpriseNumber),
    /// What it sent them with.
    Application(ApplicationId),
    /// What they are.
    MessageType(MessageTypeId),
}

/// Until when things are forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Horizon {
    /// Messages that were taken out of their e-Box before this moment.
    pub expired: Timestamp,
    /// Departures before this moment.
    pub departed: Timestamp,
    /// Content that nobody touched since this moment.
    pub touched: Timestamp,
}

/// What a sweep forgot.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Swept {
    /// How many messages.
    pub messages: u64,
    /// Large content that no row names any more.
    pub content: Vec<Sha256Digest>,
    /// Whether there is more to sweep.
    pub has_more: bool,
}

/// A change of a message by somebody who may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The message.
    pub message: MessageId,
    /// Shown or hidden from now on.
    pub is_visible: Option<bool>,
    /// Where it lies from now on; a partition that the e-Box has.
    pub partition: Option<PartitionId>,
}

/// What became of changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    /// All are made: the messages as they are now, in the order of the changes.
    All(Vec<Message>),
    /// None is made: these messages cannot be seen.
    None(Vec<MessageId>),
}

/// Changes of an e-Box.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// In the order in which they were made.
    pub items: Vec<Step>,
    /// Where the next call begins.
    pub next: Position,
    /// Whether there are more now.
    pub has_more: bool,
    /// Departures up to here are forgotten: who begins before must begin anew.
    pub forgotten: u64,
}

/// Where somebody who follows the changes of an e-Box stands; by default of one that never received anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Position {
    /// In which changes: those of every e-Box in every store are others.
    pub feed: u64,
    /// The last change when they began.
    pub since: u64,
    /// The last change that they know.
    pub after: u64,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The message as it is now.
    Is(Box<Message>),
    /// It expired, or left what the caller sees.
    Gone(MessageId),
}

/// What a copy of a message needs.
#[derive(Debug, Clone)]
pub struct Original {
    /// The message, in one of the e-Boxes where it lies.
    pub message: Message,
    /// Its body.
    pub body: Option<LocalizedText>,
}

/// What became of a message, as its sender may know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Status {
    /// When it expires.
    pub expires: Timestamp,
    /// Whether its main content was opened.
    pub is_read: bool,
    /// Whether it is shown.
    pub is_visible: bool,
}

/// A publication, ready to be stored.
#[derive(Debug, Clone)]
pub struct NewMessage {
    /// The message.
    pub message: Message,
    /// Who published it: its sender, or a mandatary in the sender's name. Both may ask what became of it.
    pub publisher: EnterpriseNumber,
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
    /// The message in the sender's own e-Box whose action this one executes: a reply may.
    pub executes: Option<(EboxId, MessageId)>,
}

/// A message that was made up.
#[derive(Debug, Clone)]
pub struct Filling {
    /// The message.
    pub message: Message,
    /// Its content: digest and size, with the bytes where they are small.
    pub content: Vec<Kept>,
}

/// The first use of an idempotency key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UseOfKey {
    /// The message that it made.
    pub message: MessageId,
    /// Who published that.
    pub publisher: EnterpriseNumber,
    /// What tells the same publication from another one.
    pub fingerprint: Sha256Digest,
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
    /// It is stored, and was received at this moment.
    Stored {
        /// When its e-Box received it.
        received: Timestamp,
    },
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

/// What the registry asks about recipients: the federation service answers. When nobody can tell now, that is
/// [`Fault::Unavailable`](ebox_domain::Fault::Unavailable).
#[async_trait]
pub trait Recipients: Send + Sync {
    /// Whether an e-Box exists, is active, and was ever opened.
    async fn recipient(&self, ebox: EboxId) -> Result<Recipient, ServiceError>;
}

/// What the registry asks about partitions: the Partition service answers. When nobody can tell now, that is
/// [`Fault::Unavailable`](ebox_domain::Fault::Unavailable).
#[async_trait]
pub trait Partitions: Send + Sync {
    /// Whether an enterprise has a partition.
    async fn exists(
        &self,
        enterprise: EnterpriseNumber,
        partition: &PartitionId,
    ) -> Result<bool, ServiceError>;

    /// The partition in which a new message belongs, as the recipient's routing rules say.
    async fn route(&self, message: &Message) -> Result<PartitionId, ServiceError>;

    /// What a person may see of an enterprise's e-Box.
    async fn rights(&self, enterprise: EnterpriseNumber, person: Ssin) -> Result<Rights, ServiceError>;

    /// Learns what a Document Provider was told; whether it is so, and not overtaken by what is known. A partition is
    /// deleted only when the service says now that it is gone. Whoever asks the service every time learns nothing
    /// by it.
    async fn learn(&self, told: &Notification) -> Result<bool, ServiceError>;
}
