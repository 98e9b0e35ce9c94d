//! What the Partition service needs kept, and what it needs to know of others.

use async_trait::async_trait;
use ebox_audit::Effects;
use ebox_domain::{
    EnterpriseNumber, PartitionId, Ssin, StoreError,
    partition::{
        Extent, Mandate, MandateId, MandateState, Operation, RoutingRule, RuleId, SuggestionId, UserRight,
        UserRightId,
    },
};
use jiff::Timestamp;

use crate::{Arrangement, Partition, Suggestion};

/// How e-Boxes are divided. Every method is one atomic unit of work; when it returns, its change is durable.
#[async_trait]
pub trait PartitionStore: Send + Sync {
    /// How an e-Box is divided, all of it at one moment.
    async fn arrangement(&self, enterprise: EnterpriseNumber) -> Result<Arrangement, StoreError>;

    /// Changes it, with the effects, if its version is still the one that was `seen`. The version counts on, and
    /// `at` becomes the moment of its last change.
    async fn rearrange(
        &self,
        enterprise: EnterpriseNumber,
        seen: u64,
        at: Timestamp,
        change: Change,
        effects: Effects,
    ) -> Result<Outcome, StoreError>;

    /// The routing rules of an e-Box in their order. Asked with every new message.
    async fn rules(&self, enterprise: EnterpriseNumber) -> Result<Vec<RoutingRule>, StoreError>;

    /// Whether an enterprise created a partition that is not closed.
    async fn is_open(&self, enterprise: EnterpriseNumber, id: &PartitionId) -> Result<bool, StoreError>;

    /// The extents of a person's rights in an e-Box.
    async fn extents(&self, enterprise: EnterpriseNumber, person: Ssin) -> Result<Vec<Extent>, StoreError>;

    /// Who has any right in which e-Box, each once, by enterprise and person: of one person, or of everybody; at most
    /// so many.
    async fn holders(
        &self,
        person: Option<Ssin>,
        most: u32,
    ) -> Result<Vec<(EnterpriseNumber, Ssin)>, StoreError>;

    /// Every partition that is closed: its deletion was not finished.
    async fn closed(&self) -> Result<Vec<(EnterpriseNumber, PartitionId)>, StoreError>;
}

/// One change of an arrangement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Keeps a partition that is open, or its new name.
    Put(Partition),
    /// Closes a partition, or opens it again.
    Close(PartitionId, bool),
    /// Removes a partition, with the rights on it.
    Remove(PartitionId),
    /// Keeps a right.
    Grant(UserRight),
    /// Removes a right.
    Withdraw(UserRightId),
    /// Nothing of it: what changed is who manages the e-Box, and with that who sees it.
    Managers,
    /// Replaces the routing rules.
    Rules {
        /// All of them, in their order.
        rules: Vec<RoutingRule>,
        /// The number of the last rule that was ever added.
        last: RuleId,
        /// The suggestion that is hereby answered.
        answered: Option<SuggestionId>,
    },
}

/// What became of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is kept.
    Changed,
    /// Another change came first: nothing was kept.
    Meanwhile,
}

/// What senders suggest.
#[async_trait]
pub trait SuggestionStore: Send + Sync {
    /// Keeps a suggestion.
    async fn suggest(&self, suggestion: Suggestion, effects: Effects) -> Result<(), StoreError>;

    /// One suggestion.
    async fn suggestion(&self, id: SuggestionId) -> Result<Option<Suggestion>, StoreError>;

    /// What a sender suggests, in the order in which it did.
    async fn suggestions_by(&self, sender: EnterpriseNumber) -> Result<Vec<Suggestion>, StoreError>;

    /// What is suggested to a recipient, and to everybody, and was not answered by it.
    async fn suggestions_to(&self, recipient: EnterpriseNumber) -> Result<Vec<Suggestion>, StoreError>;

    /// Removes a suggestion, when it is the sender's; whether it was.
    async fn withdraw_suggestion(
        &self,
        sender: EnterpriseNumber,
        id: SuggestionId,
        effects: Effects,
    ) -> Result<bool, StoreError>;

    /// Notes that a recipient does not want a suggestion; whether it was still open to it.
    async fn decline_suggestion(
        &self,
        recipient: EnterpriseNumber,
        id: SuggestionId,
        effects: Effects,
    ) -> Result<bool, StoreError>;
}

/// Who acts for whom.
#[async_trait]
pub trait MandateStore: Send + Sync {
    /// The mandates that an enterprise gave or got, in the order in which they were proposed.
    async fn mandates(&self, enterprise: EnterpriseNumber) -> Result<Vec<Mandate>, StoreError>;

    /// One mandate.
    async fn mandate(&self, id: MandateId) -> Result<Option<Mandate>, StoreError>;

    /// Keeps a proposal, unless the two have a mandate for the same operation that is not over. Whether it is kept.
    async fn propose(&self, mandate: Mandate, effects: Effects) -> Result<bool, StoreError>;

    /// Takes a mandate from one state to another, if it is still in the first.
    async fn advance(
        &self,
        id: MandateId,
        from: MandateState,
        to: MandateState,
        at: Timestamp,
        effects: Effects,
    ) -> Result<Outcome, StoreError>;

    /// Whether a mandate holds.
    async fn holds(
        &self,
        principal: EnterpriseNumber,
        mandatary: EnterpriseNumber,
        operation: Operation,
    ) -> Result<bool, StoreError>;
}

/// All that the service needs kept.
pub trait Stores: PartitionStore + SuggestionStore + MandateStore {}

impl<S: PartitionStore + SuggestionStore + MandateStore> Stores for S {}

/// What the service asks about people: the service of people answers.
#[async_trait]
pub trait Managers: Send + Sync {
    /// Whether a person manages access to an enterprise's e-Box.
    async fn may_manage(&self, person: Ssin, enterprise: EnterpriseNumber) -> Result<bool, StoreError>;
}

/// What the service asks about messages: every registry that can be asked answers.
#[async_trait]
pub trait Occupancy: Send + Sync {
    /// Whether no registry holds a message of the partition.
    async fn is_empty(&self, enterprise: EnterpriseNumber, id: &PartitionId) -> Result<bool, StoreError>;
}

/// Who is told that something changed: whoever delivers notifications.
pub trait Listener: Send + Sync {
    /// Something changed.
    fn changed(&self);
}
