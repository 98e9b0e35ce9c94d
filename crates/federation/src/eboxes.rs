//! The directory of e-Boxes: who can receive, and who ever looked.

use ebox_audit::Effects;
use ebox_domain::{Cause, EboxId, Fault, Rule, ServiceError};
use jiff::Timestamp;

use crate::Federation;

/// What the federation knows of an e-Box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ebox {
    /// Whose it is.
    pub id: EboxId,
    /// The enterprise's or the citizen's name.
    pub name: String,
    /// Whether it takes messages: an enterprise that stopped does not.
    pub is_active: bool,
    /// When somebody last opened it; never, for `NO_DIGITAL_USER`.
    pub last_connection: Option<Timestamp>,
}

impl Federation {
    /// An e-Box, when it is known. Asked by registries, before they take a message for it.
    pub async fn ebox(&self, id: EboxId) -> Result<Option<Ebox>, ServiceError> {
        Ok(self.store.ebox(id).await?)
    }

    /// Enters an e-Box into the directory, or replaces what is known of it.
    pub async fn register_ebox(&self, ebox: Ebox, effects: Effects) -> Result<(), ServiceError> {
        if ebox.name.trim().is_empty() {
            let cause = Cause::body(Rule::Required, "name", "give the name of whose e-Box it is");
            return Err(Fault::one(cause).into());
        }
        Ok(self.store.put_ebox(ebox, effects).await?)
    }
}
