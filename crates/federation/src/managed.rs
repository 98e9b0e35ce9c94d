//! What the managers of an e-Box choose at the portal, which made sure that they manage it.
//!
//! **Extension**: the address for notifications is this project's; the public contract does not say where the portal
//! keeps it.

use ebox_audit::Effects;
use ebox_domain::{EboxId, EmailAddress, Fault, ServiceError};

use crate::{Federation, Preference};

impl Federation {
    /// What one e-Box prefers.
    pub async fn preference(&self, id: EboxId) -> Result<Preference, ServiceError> {
        self.store.preferences(&[id]).await?.pop().ok_or_else(|| no_ebox(id).into())
    }

    /// Chooses the e-Box as the only channel, or not any more, in the name of a manager.
    pub async fn manager_chooses(
        &self,
        id: EboxId,
        is_exclusive: bool,
        effects: Effects,
    ) -> Result<Preference, ServiceError> {
        let chosen = self.store.choose_exclusively(id, is_exclusive, effects).await?;
        chosen.ok_or_else(|| no_ebox(id).into())
    }

    /// Where the e-Box wants to be told that something came.
    pub async fn notification_address(&self, id: EboxId) -> Result<Option<EmailAddress>, ServiceError> {
        Ok(self.store.notification_address(id).await?)
    }

    /// Says where the e-Box wants to be told, or that it does not, in the name of a manager.
    pub async fn set_notification_address(
        &self,
        id: EboxId,
        address: Option<EmailAddress>,
        effects: Effects,
    ) -> Result<(), ServiceError> {
        if self.store.keep_notification_address(id, address, effects).await? {
            Ok(())
        } else {
            Err(no_ebox(id).into())
        }
    }
}

fn no_ebox(id: EboxId) -> Fault {
    Fault::NotFound { what: "Ebox", name: "eboxIdValue", value: id.number().to_owned() }
}
