//! Audit records, and the effects of a change.
//!
//! **What.** [`Record`] is the proof that a call was made; [`Effects`] is what a change brings about besides
//! itself: events for others, and its record. Sealing and proofs join them here.
//!
//! **Why.** A Document Provider keeps an audit trail by law: who did what, when, with which answer, for ten
//! years from the 1 January after the action (`docs/contract.md`, audit trail). A record that travels in the
//! same unit of work as the change cannot be forgotten and cannot survive a change that did not happen.
//!
//! **To add one more** kind of effect: a field of [`Effects`]; every store writes it with its one shared
//! function.

#[cfg(feature = "conformance")]
pub mod conformance;

use ebox_domain::{EboxId, EnterpriseNumber, Sha256Digest, event::Event, notification::Notification};
use jiff::Timestamp;

/// One call, as the audit trail keeps it. The names of the keys are those of the audit rules.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// `TIMESTAMP`: when the call came in.
    pub at: Timestamp,
    /// `SUBJECT_TOKEN_HASHED`: the SHA-256 of the access token.
    pub token: Option<Sha256Digest>,
    /// `CLIENT_ID`: the OAuth client.
    pub client_id: Option<String>,
    /// The caller's enterprise.
    pub enterprise: Option<EnterpriseNumber>,
    /// The e-Box that the call was about.
    pub ebox: Option<EboxId>,
    /// `API_CALL_REQUEST_METHOD`.
    pub method: String,
    /// `API_CALL_REQUEST_URL`: the path, without query values that could be personal.
    pub url: String,
    /// `API_CALL_RESPONSE_CODE`.
    pub status: u16,
    /// The refusal's code, when it was one.
    pub refusal: Option<String>,
    /// `API_CALL_DETAILS`: identifiers, sizes and digests; never texts.
    pub details: serde_json::Value,
}

/// What a change brings about besides itself, stored in the same unit of work.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Effects {
    /// What others will be told.
    pub events: Vec<Event>,
    /// What Document Providers will be told.
    pub notifications: Vec<Notification>,
    /// The proof of the call.
    pub record: Option<Record>,
}

impl Effects {
    /// Only a record.
    pub fn recorded(record: Record) -> Self {
        Self { record: Some(record), ..Self::default() }
    }

    /// Adds a notification.
    pub fn with_notification(mut self, notification: Notification) -> Self {
        self.notifications.push(notification);
        self
    }

    /// Adds an event.
    pub fn with_event(mut self, event: Event) -> Self {
        self.events.push(event);
        self
    }
}
