//! Files of a package, fetched or not.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A file of a message. Either `path` says where it stands in the package, with `size` and `sha256`, or
/// `notFetched` says why it does not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = PackageFile)]
pub struct File {
    /// What it is.
    pub kind: FileKind,
    /// Where it stands in the package: relative to the manifest, with `/` between folders.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Its size in bytes. For a file that was not fetched, what the provider says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<u64>,
    /// Its media type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// Its SHA-256 in hexadecimal. For a file that was not fetched, what the provider says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(pattern = "^[0-9a-f]{64}$")]
    pub sha256: Option<String>,
    /// What its sender called it; the name in `path` is made safe.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original_name: Option<String>,
    /// The attachment's identifier in its message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attachment_id: Option<String>,
    /// The languages of a body (`nl`, `fr`, `de`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub languages: Vec<String>,
    /// Whether it is the main content: fetching it marked the message read.
    #[serde(default)]
    #[schema(required = true)]
    pub is_main_content: bool,
    /// Whether its sender says that it carries a signature.
    #[serde(default)]
    #[schema(required = false)]
    pub is_signed: bool,
    /// Whether the provider gave a digest, and it matched.
    #[serde(default)]
    #[schema(required = false)]
    pub is_digest_verified: bool,
    /// Where it stands at its provider.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Why it is not in the package.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_fetched: Option<NotFetched>,
}

/// What a file of a package is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum FileKind {
    /// `message.json`.
    Message,
    /// The body as text.
    Body,
    /// An attachment.
    Attachment,
}

/// Why a file is not in the package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NotFetched {
    /// The reason, for programs.
    pub reason: Reason,
    /// The reason, for people.
    pub detail: String,
}

/// Why a file is not in the package, for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum Reason {
    /// It is the main content, and the run was not allowed to mark messages read.
    MainContent,
    /// The run fetched metadata only.
    MetadataOnly,
}
