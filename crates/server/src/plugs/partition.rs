//! What the Partition service is asked, and what it asks.

use std::sync::{Arc, OnceLock, Weak};

use async_trait::async_trait;
use ebox_credential::mandate::{Mandate, Mandates};
use ebox_domain::{
    EnterpriseNumber, PartitionId, ServiceError, Ssin, StoreError,
    message::Message,
    notification::{Change, Notification},
    partition::{Facts, Rights},
};
use ebox_events::Events;
use ebox_partition::{
    Partitions,
    port::{Listener, Managers, Occupancy},
};
use ebox_people::port::AccessListener;
use ebox_registry::{Registry, port as registry};

use super::{ManagersFromPeople, asked};

/// The registry asks the Partition service about partitions.
pub(crate) struct PartitionsFromService(pub(crate) Arc<Partitions>);

#[async_trait]
impl registry::Partitions for PartitionsFromService {
    async fn exists(
        &self,
        enterprise: EnterpriseNumber,
        partition: &PartitionId,
    ) -> Result<bool, ServiceError> {
        self.0.exists(enterprise, partition).await.map_err(|error| asked("about a partition", error).into())
    }

    async fn route(&self, message: &Message) -> Result<PartitionId, ServiceError> {
        let Some(recipient) = message.ebox.enterprise() else { return Ok(PartitionId::general()) };
        let routed = self.0.route(recipient, &Facts::of(message)).await;
        routed.map_err(|error| asked("where a message belongs", error).into())
    }

    async fn rights(&self, enterprise: EnterpriseNumber, person: Ssin) -> Result<Rights, ServiceError> {
        let rights = self.0.rights(enterprise, person).await;
        rights.map_err(|error| asked("about a person's rights", error).into())
    }

    async fn learn(&self, told: &Notification) -> Result<bool, ServiceError> {
        match &told.change {
            // It may have been created anew since.
            Change::PartitionDeleted(id) => self.exists(told.enterprise, id).await.map(|exists| !exists),
            _ => Ok(true),
        }
    }
}

/// Faces ask the Partition service about mandates.
pub(crate) struct MandatesFromService(pub(crate) Arc<Partitions>);

#[async_trait]
impl Mandates for MandatesFromService {
    async fn holds(&self, mandate: Mandate) -> Result<bool, ServiceError> {
        self.0.has_mandate(mandate.principal, mandate.mandatary, mandate.operation).await
    }
}

#[async_trait]
impl Managers for ManagersFromPeople {
    async fn may_manage(&self, person: Ssin, enterprise: EnterpriseNumber) -> Result<bool, StoreError> {
        self.0.may_manage(person, enterprise).await.map_err(|error| asked("about a manager", error))
    }
}

/// The service of people tells the Partition service whose access changed, once that is open.
#[derive(Clone, Default)]
pub(crate) struct AccessToPartitions(Arc<OnceLock<Weak<Partitions>>>);

impl AccessToPartitions {
    /// Says who is told, once. The two know each other, so one of them does not hold on to the other.
    pub(crate) fn tells(&self, partitions: &Arc<Partitions>) {
        // Set a second time, it would be the same.
        let _ = self.0.set(Arc::downgrade(partitions));
    }
}

#[async_trait]
impl AccessListener for AccessToPartitions {
    async fn access_changed(&self, enterprise: EnterpriseNumber, person: Ssin) -> Result<(), StoreError> {
        let told = self.0.get().and_then(Weak::upgrade);
        let told = told.ok_or_else(|| StoreError::new("tell of changed access", NotOpen))?;
        told.manager_changed(enterprise, person)
            .await
            .map_err(|error| asked("to tell of changed access", error))
    }
}

/// Nobody is there to be told.
#[derive(Debug, thiserror::Error)]
#[error("the Partition service is not open")]
struct NotOpen;

/// The registries that run here, known once all of them are open.
#[derive(Clone, Default)]
pub(crate) struct RegistriesHere(Arc<OnceLock<Vec<Arc<Registry>>>>);

impl RegistriesHere {
    /// Says which ones there are, once.
    pub(crate) fn are(&self, registries: Vec<Arc<Registry>>) {
        // Set a second time, they would be the same.
        let _ = self.0.set(registries);
    }
}

/// The Partition service asks the registries that run here whether a partition is empty. Those of others cannot
/// be asked: when they learn of the deletion, they move what is left to `GENERAL`.
#[async_trait]
impl Occupancy for RegistriesHere {
    async fn is_empty(&self, enterprise: EnterpriseNumber, id: &PartitionId) -> Result<bool, StoreError> {
        for registry in self.0.get().into_iter().flatten() {
            let holds = registry.holds(enterprise, id).await;
            if holds.map_err(|error| asked("whether a partition is empty", error))? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// Whoever delivers notifications, known once that is open.
#[derive(Clone, Default)]
pub(crate) struct Bell(Arc<OnceLock<Arc<Events>>>);

impl Bell {
    /// Says who hears it, once.
    pub(crate) fn wakes(&self, events: Arc<Events>) {
        // Set a second time, it would be the same.
        let _ = self.0.set(events);
    }
}

impl Listener for Bell {
    fn changed(&self) {
        if let Some(events) = self.0.get() {
            events.wake();
        }
    }
}
