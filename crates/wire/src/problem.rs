//! Problems: the error bodies of v3 and of every Belgif service (RFC 9457, `application/problem+json`).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The media type of a problem.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// A problem of RFC 9457 with the members that the Belgif guide and this federation add.
///
/// `title` and `detail` are for developers: never shown to end users, never parsed. Programs decide by
/// `type`, and by the members that belong to it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// What kind of problem it is (`urn:problem-type:belgif:badRequest`).
    #[serde(rename = "type", default)]
    #[schema(required = true, format = "uri", example = "urn:problem-type:belgif:badRequest")]
    pub kind: String,
    /// Where the kind is explained.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = "uri")]
    pub href: Option<String>,
    /// The kind in words.
    #[serde(default)]
    #[schema(required = true, example = "Bad Request")]
    pub title: String,
    /// The HTTP status.
    #[serde(default)]
    #[schema(required = true, minimum = 400, maximum = 599, example = 400)]
    pub status: u16,
    /// What happened this time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// This one occurrence: `urn:uuid:` and the trace id under which the log knows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = "uri", example = "urn:uuid:123e4567-e89b-12d3-a456-426614174000")]
    pub instance: Option<String>,
    /// Everything that is wrong with the request (`badRequest`, `resourceNotFound`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub issues: Vec<Issue>,
    /// Scopes, any of which would do (`missingScope`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub required_scopes: Vec<String>,
    /// The limit that was passed, in bytes (`payloadTooLarge`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u64>,
    /// After how many seconds to try again (`tooManyRequests`, `serviceUnavailable`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after_sec: Option<u32>,
    /// The message that the first use of the key made (`duplicatePublication`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message_id: Option<String>,
    /// Whether the content was the same that time (`duplicatePublication`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_same_publication: Option<bool>,
}

/// One thing that is wrong with a request.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Issue {
    /// What kind of issue it is (`urn:problem-type:belgif:input-validation:schemaViolation`).
    #[serde(rename = "type", default)]
    #[schema(required = true, format = "uri")]
    pub kind: String,
    /// Where the kind is explained.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = "uri")]
    pub href: Option<String>,
    /// The rule in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What to do about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Where it is: `body`, `header`, `path` or `query`.
    #[serde(rename = "in", default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The field, as a path into the body (`attachments[0].digest`) or a parameter's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What was given, where it is short and not personal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub value: Option<serde_json::Value>,
}
