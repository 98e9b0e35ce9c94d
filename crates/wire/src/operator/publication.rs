//! What a sender's client tried to publish, out of the audit trail.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::moment::Moment;

/// An attempt to publish, whatever became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PublicationAttempt {
    /// When the call came in.
    #[schema(value_type = String, format = DateTime)]
    pub at: Moment,
    /// The OAuth client that called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    /// The version of the contract that it called: `v2` or `v3`.
    #[schema(example = "v3")]
    pub version: String,
    /// The status of the answer.
    #[schema(value_type = i32)]
    pub status: u16,
    /// The message that was published, or that the first use of the idempotency key had made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message_id: Option<String>,
    /// Why it was refused: `invalid`, `duplicate_publication`, `missing_scope`, ...
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<String>,
    /// The code that v2.1 has for the first cause.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The text that v2.1 prints for it, without what was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// Every cause of the refusal.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub causes: Vec<BrokenRule>,
    /// Of a repeated idempotency key: whether the publication was the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_same_publication: Option<bool>,
    /// Whether it had an idempotency key.
    #[serde(default)]
    pub has_idempotency_key: bool,
    /// The message type, when it is one of the registry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message_type_id: Option<String>,
    /// The sender's application, when it is one of the registry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender_application_id: Option<String>,
    /// The kind of the recipient's e-Box, where that could be read: `enterprise` or `citizen`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ebox_type: Option<String>,
    /// How many files came.
    #[schema(value_type = i32)]
    pub files: usize,
    /// Their media types; `other` stands for any outside the contract's list.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub media_types: Vec<String>,
    /// Whether it had a body.
    #[serde(default)]
    pub has_body: bool,
    /// Whether the body was the main content.
    #[serde(default)]
    pub is_body_main_content: bool,
    /// Of how many files it gave a digest, which the registry compares.
    #[serde(default)]
    #[schema(value_type = i32)]
    pub digests: usize,
    /// How many business data it had.
    #[serde(default)]
    #[schema(value_type = i32)]
    pub business_data: usize,
    /// Of one that was published: whether somebody ever opened the recipient's e-Box.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient_has_opened: Option<bool>,
}

/// A rule that a publication broke.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BrokenRule {
    /// The field.
    pub field: String,
    /// The rule, as in the details of v2.1 errors.
    #[schema(example = "digest")]
    pub rule: String,
}

/// Attempts to publish, the oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct PublicationAttempts {
    /// In the order in which they came in.
    pub items: Vec<PublicationAttempt>,
    /// The value of `after` that continues here; there even when there is nothing more yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}
