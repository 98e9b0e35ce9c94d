//! The call that a use case answers, as far as its audit record needs it.

use ebox_audit::Record;
use ebox_credential::caller::{Caller, Permit};
use ebox_domain::{EboxId, Fault};
use jiff::Timestamp;
use serde_json::Value;

/// How a use case was called.
#[derive(Debug, Clone)]
pub struct Call {
    /// The HTTP method.
    pub method: String,
    /// The path, without a query.
    pub path: String,
}

impl Call {
    /// The record of a call that was answered with `status`.
    pub fn record<P: Permit>(
        &self,
        caller: &Caller<P>,
        ebox: Option<EboxId>,
        at: Timestamp,
        status: u16,
        details: Value,
    ) -> Record {
        Record {
            at,
            token: Some(caller.token_hash()),
            client_id: Some(caller.client_id().to_string()),
            enterprise: Some(caller.actor()),
            ebox,
            method: self.method.clone(),
            url: self.path.clone(),
            status,
            refusal: None,
            details,
        }
    }

    /// The record of a call that was refused.
    pub fn refused<P: Permit>(&self, caller: &Caller<P>, at: Timestamp, fault: &Fault) -> Record {
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
            ..self.record(caller, None, at, fault.status(), details)
        }
    }
}
