//! Giving a partition another name. Its identifier stays, so nobody else needs to know.

use ebox_domain::{Fault, LocalizedText, PartitionId, ServiceError};
use serde_json::json;

use crate::{By, Partition, Partitions, arrangement::Step, create::mistakes_in_name, port::Change};

impl Partitions {
    /// Renames a partition that was created.
    pub async fn rename(
        &self,
        by: &By,
        id: &PartitionId,
        name: LocalizedText,
    ) -> Result<Partition, ServiceError> {
        self.demand_manager(by).await?;
        if id.is_general() {
            let why = "GENERAL has the names that the federation gives it, in every e-Box";
            return Err(Fault::Conflict(why.to_owned()).into());
        }
        let causes = mistakes_in_name(&name);
        if !causes.is_empty() {
            return Err(Fault::Invalid(causes).into());
        }
        let partition = Partition { id: id.clone(), name };
        self.rearrange(by, 200, |arrangement, _| {
            let kept = arrangement.find(id).ok_or_else(|| no_partition(id))?;
            if kept.is_closed {
                return Err(Fault::Conflict("the partition is being deleted".to_owned()));
            }
            if kept.partition == partition {
                return Ok(Step::none(partition.clone()));
            }
            Ok(Step {
                change: Some(Change::Put(partition.clone())),
                told: Vec::new(),
                details: Some(json!({ "partitionId": id.as_str() })),
                answer: partition.clone(),
            })
        })
        .await
    }
}

/// A partition that the e-Box does not have.
pub(crate) fn no_partition(id: &PartitionId) -> Fault {
    Fault::NotFound { what: "Partition", name: "partitionId", value: id.to_string() }
}
