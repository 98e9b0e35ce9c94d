//! What the Partition service needs kept.

use async_trait::async_trait;
use ebox_audit::Effects;
use ebox_domain::{EnterpriseNumber, PartitionId, StoreError};

use crate::Partition;

/// The Partition service's store. Every method is one atomic unit of work; when it returns, its change is
/// durable.
#[async_trait]
pub trait PartitionStore: Send + Sync {
    /// The partitions that an enterprise created, by identifier.
    async fn partitions(&self, enterprise: EnterpriseNumber) -> Result<Vec<Partition>, StoreError>;

    /// One that it created.
    async fn partition(
        &self,
        enterprise: EnterpriseNumber,
        id: &PartitionId,
    ) -> Result<Option<Partition>, StoreError>;

    /// Creates a partition, unless the enterprise has one under the same identifier.
    async fn create(
        &self,
        enterprise: EnterpriseNumber,
        partition: Partition,
        effects: Effects,
    ) -> Result<Outcome, StoreError>;
}

/// What became of a creation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is there from now on.
    Created,
    /// There was one under this identifier: nothing changed.
    AlreadyThere,
}
