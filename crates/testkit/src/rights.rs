//! Partitions, and who may see them, by what a test gave.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Mutex,
};

use async_trait::async_trait;
use ebox_domain::{
    EnterpriseNumber, PartitionId, ServiceError, Ssin, message::Message, notification::Notification,
    partition::Rights,
};
use ebox_registry::port::Partitions;

/// A Partition service in which every e-Box has the partitions `GENERAL` and `Another_partition`, every new
/// message comes into the first, and people see all of it unless a test said otherwise.
#[derive(Debug, Default)]
pub struct GivenRights {
    limits: Mutex<BTreeMap<Ssin, BTreeSet<PartitionId>>>,
    undivided: Mutex<BTreeSet<EnterpriseNumber>>,
}

impl GivenRights {
    /// Lets a person see these partitions only.
    pub fn limit(&self, ssin: &str, partitions: &[&str]) {
        let partitions = partitions.iter().map(|one| one.parse().expect("an identifier")).collect();
        self.limits.lock().expect("not poisoned").insert(ssin.parse().expect("an SSIN"), partitions);
    }

    /// Leaves an e-Box no partition but `GENERAL`.
    pub fn take_partitions(&self, enterprise: &str) {
        self.undivided.lock().expect("not poisoned").insert(enterprise.parse().expect("a number"));
    }
}

#[async_trait]
impl Partitions for GivenRights {
    async fn exists(
        &self,
        enterprise: EnterpriseNumber,
        partition: &PartitionId,
    ) -> Result<bool, ServiceError> {
        let is_undivided = self.undivided.lock().expect("not poisoned").contains(&enterprise);
        Ok(partition.is_general() || partition.as_str() == "Another_partition" && !is_undivided)
    }

    async fn route(&self, _: &Message) -> Result<PartitionId, ServiceError> {
        Ok(PartitionId::general())
    }

    async fn rights(&self, _: EnterpriseNumber, person: Ssin) -> Result<Rights, ServiceError> {
        let given = self.limits.lock().expect("not poisoned").get(&person).cloned();
        Ok(given.map_or(Rights::All, Rights::Only))
    }

    async fn learn(&self, _: &Notification) -> Result<bool, ServiceError> {
        Ok(true)
    }
}
