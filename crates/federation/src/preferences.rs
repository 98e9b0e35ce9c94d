//! What e-Boxes prefer, and whether citizens accepted the terms of theirs.

use ebox_audit::Effects;
use ebox_credential::caller::{Caller, Consents, Preferences};
use ebox_domain::{Cause, EboxId, Fault, Rule, ServiceError};
use jiff::Timestamp;

use crate::Federation;

/// What an e-Box prefers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Preference {
    /// The e-Box.
    pub id: EboxId,
    /// Whether it takes messages: an enterprise that stopped does not.
    pub is_active: bool,
    /// Whether it is the only channel: no more paper.
    pub is_exclusive: bool,
    /// When somebody last opened it.
    pub last_connection: Option<Timestamp>,
}

impl Federation {
    /// What these e-Boxes prefer, in the order in which they were asked for. Unknown ones are left out.
    pub async fn preferences(
        &self,
        _caller: &Caller<Preferences>,
        ids: &[EboxId],
    ) -> Result<Vec<Preference>, ServiceError> {
        Ok(self.store.preferences(ids).await?)
    }

    /// Chooses the e-Box as the only channel, or not any more: the doing of the enterprise itself.
    pub async fn choose_exclusively(
        &self,
        caller: &Caller<Preferences>,
        id: EboxId,
        is_exclusive: bool,
        effects: Effects,
    ) -> Result<Preference, ServiceError> {
        if id != caller.ebox() || caller.person().is_some() {
            let why = "an enterprise changes the preferences of its own e-Box only";
            return Err(Fault::MissingPermission(why.to_owned()).into());
        }
        let chosen = self.store.choose_exclusively(id, is_exclusive, effects).await?;
        let missing = || {
            let fix = "no e-Box has this number; ask the operator to enter the enterprise";
            let cause = Cause::body(Rule::NotFound, "eboxId.eboxIdValue", fix).with_value(id.number());
            Fault::NamedNotFound { what: "Ebox", causes: cause.into() }
        };
        chosen.ok_or_else(|| missing().into())
    }

    /// Which of these citizens accepted the terms of their e-Box. Unknown ones are left out.
    pub async fn consents(
        &self,
        _caller: &Caller<Consents>,
        ids: &[EboxId],
    ) -> Result<Vec<(EboxId, bool)>, ServiceError> {
        // A citizen's e-Box is active from the moment at which they accept.
        let known = self.store.preferences(ids).await?;
        Ok(known.into_iter().map(|one| (one.id, one.is_active)).collect())
    }
}
