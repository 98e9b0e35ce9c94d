//! What is kept of a call.

use ebox_domain::{EboxId, EnterpriseNumber, Sha256Digest};
use jiff::Timestamp;

use crate::PersonHash;

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
    /// The person behind the call: never the number itself.
    pub person: Option<PersonHash>,
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

impl Record {
    /// A record of which nothing more is known than that it happened; the rest is filled in by who knows it.
    pub fn new(at: Timestamp, method: impl Into<String>, url: impl Into<String>, status: u16) -> Self {
        Self {
            at,
            token: None,
            client_id: None,
            enterprise: None,
            person: None,
            ebox: None,
            method: method.into(),
            url: url.into(),
            status,
            refusal: None,
            details: serde_json::Value::Object(serde_json::Map::new()),
        }
    }
}
