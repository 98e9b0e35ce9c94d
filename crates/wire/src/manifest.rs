//! The package manifest: what a package of retrieved messages holds (`manifest.json`).
//!
//! A package is a folder: `manifest.json`, `SHA256SUMS`, and a folder for each message with its `message.json`,
//! its body as text and its attachments. The manifest says for every file what it is, where it stands in the
//! package or, when it was not fetched, where it stands at its provider and why it was left there.
//!
//! The format is stable: members are added, never changed; a reader ignores what it does not know, and refuses
//! a [`FORMAT_VERSION`] beyond its own. [`schema()`] is its JSON Schema.

mod file;
mod message;
mod schema;
mod stream;

use std::{fmt, str::FromStr};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use file::{File, FileKind, NotFetched, Reason};
pub use message::{
    Action, Attention, BusinessData, MessageEntry, MessageFile, Metadata, Provider, Sender, Text,
};
pub use schema::schema;
pub use stream::{ReadError, read};

/// The version of the format that this crate writes, and the highest that it reads.
pub const FORMAT_VERSION: u32 = 1;
/// The name of the manifest in its package.
pub const FILE_NAME: &str = "manifest.json";
/// The name of the checksums in a package.
pub const CHECKSUMS: &str = "SHA256SUMS";

/// A whole manifest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Manifest {
    /// What the package is.
    #[serde(flatten)]
    pub head: Head,
    /// Its messages.
    pub messages: Vec<MessageEntry>,
}

/// What a package is, apart from its messages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Head {
    /// The version of this format.
    #[schema(minimum = 1)]
    pub format_version: u32,
    /// The program that made the package, with its version.
    pub created_by: String,
    /// The environment of the federation (`prd`).
    pub environment: String,
    /// Whose messages they are.
    pub ebox: Ebox,
    /// The run that made the package.
    pub run: Run,
    /// How many messages the package holds.
    pub message_count: u64,
    /// How many bytes of bodies and attachments.
    pub byte_count: u64,
}

/// Whose messages they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = PackageEbox)]
pub struct Ebox {
    /// `enterprise`.
    pub ebox_type: String,
    /// The enterprise number.
    pub number: String,
}

/// The run that made a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Run {
    /// Its name, which is also that of the package's folder: `2026-11-21T09-00-00Z-0001`.
    pub id: String,
    /// When it began.
    #[schema(value_type = String, format = DateTime)]
    pub started_at: Timestamp,
    /// When the package was finished.
    #[schema(value_type = String, format = DateTime)]
    pub sealed_at: Timestamp,
    /// What it was allowed to fetch.
    pub what: What,
}

/// What may be fetched on behalf of an enterprise.
///
/// Fetching main content marks a message read, which has legal effect. So there is no default: whoever fetches
/// says which of these it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum What {
    /// No attachment, and no body that is the main content.
    Metadata,
    /// Everything but the main content, in whatever form that comes.
    Annexes,
    /// Everything, the main content included: messages become read.
    Everything,
}

/// Why a text names no policy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("what to fetch is one of metadata, annexes, everything")]
pub struct InvalidWhat;

impl What {
    /// All of them, the most careful first.
    pub const ALL: [Self; 3] = [Self::Metadata, Self::Annexes, Self::Everything];

    /// The spelling in commands, configuration and manifests.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Metadata => "metadata",
            Self::Annexes => "annexes",
            Self::Everything => "everything",
        }
    }

    /// Whether an attachment may be fetched.
    pub const fn allows_attachment(self, is_main: bool) -> bool {
        match self {
            Self::Metadata => false,
            Self::Annexes => !is_main,
            Self::Everything => true,
        }
    }

    /// Whether a body may be fetched.
    pub const fn allows_body(self, is_main: bool) -> bool {
        match self {
            Self::Metadata | Self::Annexes => !is_main,
            Self::Everything => true,
        }
    }
}

impl FromStr for What {
    type Err = InvalidWhat;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|what| what.as_str() == text).ok_or(InvalidWhat)
    }
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests;
