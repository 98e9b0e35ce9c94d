//! Partitions that the operator makes.

use ebox_audit::Record;
use ebox_domain::{EnterpriseNumber, LocalizedText, PartitionId, ServiceError, language::Language};
use ebox_partition::{By, Partition};

use super::Services;

impl Services {
    /// Makes a partition of an enterprise's e-Box, named after its identifier, unless it is there.
    pub async fn ensure_partition(
        &self,
        enterprise: EnterpriseNumber,
        id: &PartitionId,
    ) -> Result<(), ServiceError> {
        if self.partitions.exists(enterprise, id).await? {
            return Ok(());
        }
        let now = self.setup.clock.now();
        let by = By::operator(enterprise, Record::new(now, "OPERATOR", "seed/create-partition", 201));
        let name = [Language::Nl, Language::Fr, Language::De]
            .into_iter()
            .fold(LocalizedText::default(), |name, language| name.with(language, id.as_str()));
        self.partitions.create(&by, Partition { id: id.clone(), name }).await.map(drop)
    }
}
