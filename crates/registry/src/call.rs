//! The call that a use case answers, as far as its audit record needs it.

use ebox_audit::{Notes, Record};
use ebox_credential::caller::{Caller, Permit};
use ebox_domain::EboxId;
use jiff::Timestamp;
use serde_json::Value;

use crate::Registry;

/// How a use case was called.
#[derive(Debug, Clone)]
pub struct Call {
    /// The HTTP method.
    pub method: String,
    /// The path, without a query.
    pub path: String,
    /// What its record says of it, whatever the answer is.
    pub notes: Notes,
}

impl Registry {
    /// The record of a call that was answered at a moment. Of one that brought much, and so came in a while before,
    /// it has the moment when it came in.
    pub(crate) fn record_of<P: Permit>(
        &self,
        call: &Call,
        caller: &Caller<P>,
        ebox: Option<EboxId>,
        at: Timestamp,
        answer: (u16, Value),
    ) -> Record {
        let (status, details) = answer;
        Record {
            token: Some(caller.token_hash()),
            client_id: Some(caller.client_id().to_string()),
            enterprise: Some(caller.actor()),
            person: caller.person().map(|person| self.person_key.hash(person)),
            ebox,
            details,
            ..Record::new(
                call.notes.came_in().unwrap_or(at),
                call.method.as_str(),
                call.path.as_str(),
                status,
            )
        }
    }
}
