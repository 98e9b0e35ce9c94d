//! Giving a partition another name. Its identifier stays, so nobody else needs to know.

use ebox_domain::{Fault, PartitionId, ServiceError, language::Language};
use serde_json::json;

use crate::{By, Partition, Partitions, arrangement::Step, create::mistakes_in_name, port::Change};

impl Partitions {
    /// Renames a partition that was created: in the languages that are given, to the text that is given, or to none.
    pub async fn rename(
        &self,
        by: &By,
        id: &PartitionId,
        changes: &[(Language, Option<String>)],
    ) -> Result<Partition, ServiceError> {
        self.demand_manager(by).await?;
        if id.is_general() {
            let why = "GENERAL has the names that the federation gives it, in every e-Box";
            return Err(Fault::Conflict(why.to_owned()).into());
        }
        self.rearrange(by, 200, |arrangement, _| {
            let kept = arrangement.find(id).ok_or_else(|| no_partition(id))?;
            if kept.is_closed {
                return Err(Fault::Conflict("the partition is being deleted".to_owned()));
            }
            let name = kept.partition.name.clone().changed(changes.iter().cloned());
            let causes = mistakes_in_name(&name);
            if !causes.is_empty() {
                return Err(Fault::Invalid(causes));
            }
            let partition = Partition { id: id.clone(), name };
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
