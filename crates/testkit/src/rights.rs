//! Partitions, and who may see them, by what a test gave.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex},
};

use async_trait::async_trait;
use ebox_domain::{
    EnterpriseNumber, PartitionId, ServiceError, Ssin, message::Message, notification::Notification,
    partition::Rights,
};
use ebox_registry::port::Partitions;
use tokio::sync::Notify;

/// A Partition service in which every e-Box has the partitions `GENERAL` and `Another_partition`, every new
/// message comes into the first, and people see all of it unless a test said otherwise.
#[derive(Debug, Default)]
pub struct GivenRights {
    limits: Mutex<BTreeMap<Ssin, BTreeSet<PartitionId>>>,
    undivided: Mutex<BTreeSet<EnterpriseNumber>>,
    pause: Mutex<Option<Arc<Pause>>>,
}

/// An answer of the Partition service that was given, and has not arrived yet.
#[derive(Debug, Default)]
pub struct Pause {
    given: Notify,
    arrives: Notify,
}

impl Pause {
    /// Waits until the answer is given.
    pub async fn given(&self) {
        self.given.notified().await;
    }

    /// Lets it arrive.
    pub fn arrive(&self) {
        self.arrives.notify_one();
    }
}

impl GivenRights {
    /// Lets a person see these partitions only.
    pub fn limit(&self, ssin: &str, partitions: &[&str]) {
        let partitions = partitions.iter().map(|one| one.parse().expect("an identifier")).collect();
        self.limits.lock().expect("not poisoned").insert(ssin.parse().expect("an SSIN"), partitions);
    }

    /// Holds back the next answer about a partition.
    pub fn pause(&self) -> Arc<Pause> {
        let pause = Arc::new(Pause::default());
        *self.pause.lock().expect("not poisoned") = Some(Arc::clone(&pause));
        pause
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
        let pause = self.pause.lock().expect("not poisoned").take();
        if let Some(pause) = pause {
            pause.given.notify_one();
            pause.arrives.notified().await;
        }
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
