//! The call that a use case answers, as far as its audit record needs it.

use ebox_audit::Record;
use ebox_credential::caller::{Caller, Permit};
use ebox_domain::{EboxId, Fault};
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
}

impl Registry {
    /// The record of a call that was answered with `status`.
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
            ..Record::new(at, call.method.as_str(), call.path.as_str(), status)
        }
    }

    /// The record of a call that was refused.
    pub(crate) fn record_of_refusal<P: Permit>(
        &self,
        call: &Call,
        caller: &Caller<P>,
        at: Timestamp,
        fault: &Fault,
    ) -> Record {
        let details = match fault {
            // Fields and rules, never values: a value can be personal.
            Fault::Invalid(causes) => {
                let fields: Vec<&str> = causes.iter().map(|cause| cause.field.as_str()).collect();
                serde_json::json!({ "fields": fields })
            }
            _ => serde_json::json!({}),
        };
        Record {
            refusal: Some(fault.code().to_owned()),
            ..self.record_of(call, caller, None, at, (fault.status(), details))
        }
    }
}
