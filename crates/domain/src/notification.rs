//! What changed in how an e-Box is divided, told to every Document Provider after the fact.

use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    enterprise::EnterpriseNumber,
    ids::uuid_v7,
    partition::{PartitionId, RoutingRule, RuleId, UserRight},
    random::Rng,
};

/// What changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A partition was created.
    PartitionCreated(PartitionId),
    /// A partition was deleted: what lies in it belongs in `GENERAL`.
    PartitionDeleted(PartitionId),
    /// A person was given a right.
    UserRightCreated(UserRight),
    /// A right of a person was withdrawn.
    UserRightDeleted(UserRight),
    /// A routing rule was added.
    RuleCreated(RuleChange),
    /// A routing rule was changed, or moved within the order.
    RuleUpdated(RuleChange),
    /// A routing rule was removed.
    RuleDeleted(RuleChange),
}

/// A change of routing rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleChange {
    /// The rule that was added, changed or removed.
    pub rule: RuleId,
    /// All rules as they are from now on, the first that holds decides.
    pub rules: Vec<RoutingRule>,
}

/// One change of one e-Box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notification {
    /// What names it, so that a repetition is recognised.
    pub id: Uuid,
    /// When. Two changes of one e-Box never have the same moment: receivers order by it.
    pub at: Timestamp,
    /// Whose e-Box.
    pub enterprise: EnterpriseNumber,
    /// What changed.
    pub change: Change,
}

impl Notification {
    /// A notification of a change at a moment.
    pub fn new(at: Timestamp, enterprise: EnterpriseNumber, change: Change, rng: &dyn Rng) -> Self {
        Self { id: uuid_v7(at, rng), at, enterprise, change }
    }
}
