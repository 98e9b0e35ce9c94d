//! Deleting a partition: only an empty one, and never `GENERAL`.
//!
//! Whether it is empty is known elsewhere, in every registry. So it is closed first: from then on nothing goes
//! into it. Then the registries are asked, and it is removed or opened again. What is interrupted in between is
//! finished by [`Partitions::reconcile`].

use ebox_audit::Record;
use ebox_domain::{
    EboxId, EnterpriseNumber, Fault, PartitionId, ServiceError, notification, partition::Extent,
};
use serde_json::json;

use crate::{By, Partitions, arrangement::Step, port::Change, rename::no_partition};

impl Partitions {
    /// Deletes a partition with the rights on it.
    pub async fn delete(&self, by: &By, id: &PartitionId) -> Result<(), ServiceError> {
        self.demand_manager(by).await?;
        if id.is_general() {
            let why = "GENERAL is in every e-Box and cannot be deleted";
            return Err(Fault::Conflict(why.to_owned()).into());
        }
        self.close(by, id, true).await?;
        match self.0.occupancy.is_empty(by.enterprise(), id).await {
            Ok(true) => self.remove(by, id).await,
            Ok(false) => {
                self.close(by, id, false).await?;
                let why = "the partition holds messages; move them to another one first";
                Err(Fault::Conflict(why.to_owned()).into())
            }
            Err(error) => {
                self.close(by, id, false).await?;
                Err(error.into())
            }
        }
    }

    /// Finishes deletions that were interrupted.
    pub async fn reconcile(&self) -> Result<(), ServiceError> {
        for (enterprise, id) in self.0.store.closed().await? {
            let by = By::operator(enterprise, self.reconciling(enterprise, &id));
            match self.delete(&by, &id).await {
                Ok(()) | Err(ServiceError::Refused(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn reconciling(&self, enterprise: EnterpriseNumber, id: &PartitionId) -> Record {
        let url = format!("partition/finish-deletion/{id}");
        Record {
            ebox: Some(EboxId::Enterprise(enterprise)),
            ..Record::new(self.0.clock.now(), "OPERATOR", url, 204)
        }
    }

    async fn close(&self, by: &By, id: &PartitionId, is_closed: bool) -> Result<(), ServiceError> {
        self.rearrange(by, 202, |arrangement, _| {
            let kept = arrangement.find(id).ok_or_else(|| no_partition(id))?;
            if kept.is_closed == is_closed {
                return Ok(Step::none(()));
            }
            if is_closed && arrangement.rules.iter().any(|rule| rule.target == *id) {
                let why = "a routing rule leads to the partition; change or remove the rule first";
                return Err(Fault::Conflict(why.to_owned()));
            }
            Ok(Step {
                change: Some(Change::Close(id.clone(), is_closed)),
                told: Vec::new(),
                details: Some(json!({ "partitionId": id.as_str(), "isClosed": is_closed })),
                answer: (),
            })
        })
        .await
    }

    async fn remove(&self, by: &By, id: &PartitionId) -> Result<(), ServiceError> {
        self.rearrange(by, 204, |arrangement, _| {
            if arrangement.find(id).is_none() {
                return Ok(Step::none(()));
            }
            // The rights go with it: a partition that comes later under this identifier is nobody's to see.
            let lost =
                arrangement.rights.iter().filter(|right| right.extent == Extent::Partition(id.clone()));
            let lost = lost.map(|right| notification::Change::UserRightDeleted(right.clone()));
            Ok(Step {
                change: Some(Change::Remove(id.clone())),
                told: lost.chain([notification::Change::PartitionDeleted(id.clone())]).collect(),
                details: Some(json!({ "partitionId": id.as_str() })),
                answer: (),
            })
        })
        .await
    }
}
