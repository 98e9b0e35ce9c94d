//! What changed in how e-Boxes are divided, as far as it concerns messages that are here.

use ebox_domain::{EboxId, EnterpriseNumber, PartitionId, ServiceError, page::PageRequest};

use crate::{Registry, list::Filter};

impl Registry {
    /// Whether a message of an e-Box lies in a partition.
    pub async fn holds(
        &self,
        enterprise: EnterpriseNumber,
        partition: &PartitionId,
    ) -> Result<bool, ServiceError> {
        let filter = Filter { partitions: Some(vec![partition.to_string()]), ..Filter::default() };
        let page = PageRequest::new(1, 1).unwrap_or_default();
        let found =
            self.store.messages(EboxId::Enterprise(enterprise), &filter, page, self.clock.now()).await?;
        Ok(!found.items.is_empty())
    }
}
