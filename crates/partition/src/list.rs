//! Which partitions there are.

use ebox_domain::{EnterpriseNumber, PartitionId, ServiceError};

use crate::{Partition, Partitions};

impl Partitions {
    /// The partitions of an enterprise: `GENERAL` first, then those it created, by identifier.
    pub async fn list(&self, enterprise: EnterpriseNumber) -> Result<Vec<Partition>, ServiceError> {
        let mut partitions = vec![Partition::general()];
        partitions.extend(self.store.partitions(enterprise).await?);
        Ok(partitions)
    }

    /// Whether an enterprise has a partition.
    pub async fn exists(&self, enterprise: EnterpriseNumber, id: &PartitionId) -> Result<bool, ServiceError> {
        Ok(id.is_general() || self.store.partition(enterprise, id).await?.is_some())
    }
}
