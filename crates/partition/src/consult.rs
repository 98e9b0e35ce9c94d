//! What others ask: which partitions there are, where a message belongs, what a person may see.

use ebox_domain::{
    EnterpriseNumber, PartitionId, ServiceError, Ssin,
    partition::{Facts, Rights, RoutingRule, route},
};
use jiff::Timestamp;

use crate::{Arrangement, Partition, Partitions};

/// The most e-Boxes of people that are listed: more than a page can show.
const MOST_HOLDERS: u32 = 500;

impl Partitions {
    /// The partitions of an enterprise: `GENERAL` first, then those it created, by identifier.
    pub async fn list(&self, enterprise: EnterpriseNumber) -> Result<Vec<Partition>, ServiceError> {
        Ok(self.arrangement(enterprise).await?.0)
    }

    /// The partitions of an enterprise as [`Partitions::list`] has them, with all else at the same moment.
    pub async fn arrangement(
        &self,
        enterprise: EnterpriseNumber,
    ) -> Result<(Vec<Partition>, Arrangement), ServiceError> {
        let arrangement = self.0.store.arrangement(enterprise).await?;
        let created = arrangement.partitions.iter().map(|kept| kept.partition.clone());
        let partitions = std::iter::once(Partition::general()).chain(created).collect();
        Ok((partitions, arrangement))
    }

    /// Whether an enterprise has a partition into which something can be put.
    pub async fn exists(&self, enterprise: EnterpriseNumber, id: &PartitionId) -> Result<bool, ServiceError> {
        Ok(id.is_general() || self.0.store.is_open(enterprise, id).await?)
    }

    /// The routing rules of an enterprise; the first that holds decides.
    pub async fn rules(&self, enterprise: EnterpriseNumber) -> Result<Vec<RoutingRule>, ServiceError> {
        Ok(self.0.store.rules(enterprise).await?)
    }

    /// The partition in which a new message for an enterprise belongs.
    pub async fn route(
        &self,
        recipient: EnterpriseNumber,
        facts: &Facts<'_>,
    ) -> Result<PartitionId, ServiceError> {
        Ok(route(&self.0.store.rules(recipient).await?, facts))
    }

    /// What a person may see of an e-Box. Whoever manages access sees everything.
    pub async fn rights(&self, enterprise: EnterpriseNumber, person: Ssin) -> Result<Rights, ServiceError> {
        if self.0.managers.may_manage(person, enterprise).await? {
            return Ok(Rights::All);
        }
        Ok(Rights::of(self.0.store.extents(enterprise, person).await?))
    }

    /// The enterprises in whose e-Boxes a person has any right, by number. Those that the person manages are not among
    /// them: the service of people knows those.
    pub async fn enterprises_of(&self, person: Ssin) -> Result<Vec<EnterpriseNumber>, ServiceError> {
        let holders = self.0.store.holders(Some(person), MOST_HOLDERS).await?;
        Ok(holders.into_iter().map(|(enterprise, _)| enterprise).collect())
    }

    /// Who has any right in which e-Box: the first of them, for the rehearsal's sign-in.
    pub async fn first_holders(&self) -> Result<Vec<(EnterpriseNumber, Ssin)>, ServiceError> {
        Ok(self.0.store.holders(None, MOST_HOLDERS).await?)
    }

    /// The same, with the moment of the e-Box that it shows.
    pub async fn rights_as_of(
        &self,
        enterprise: EnterpriseNumber,
        person: Ssin,
    ) -> Result<(Rights, Timestamp), ServiceError> {
        // The moment first: rights that are newer than it says do no harm.
        let as_of = self.0.store.arrangement(enterprise).await?.changed;
        Ok((self.rights(enterprise, person).await?, as_of))
    }
}
