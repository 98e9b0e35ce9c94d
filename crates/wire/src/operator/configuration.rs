//! What applying a sender's configuration changes, or changed.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{configuration::SenderConfiguration, moment::Moment};

/// How far the configuration of a dossier is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum ConfigurationState {
    /// Nothing was applied.
    NotApplied,
    /// It is being applied: what was begun is finished by itself, or by doing it again.
    Applying,
    /// It is applied.
    Applied,
    /// It is being undone.
    Undoing,
    /// It was undone.
    Undone,
}

/// What a change is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ConfigurationPart)]
pub enum ConfigurationPart {
    /// The sender.
    Organization,
    /// An application.
    Application,
    /// A message type.
    MessageType,
    /// A trio, for one sector.
    Trio,
    /// The OAuth client.
    Client,
    /// A certificate of the client.
    Certificate,
}

/// What happens to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ConfigurationChangeKind)]
pub enum Kind {
    /// It was not there.
    Added,
    /// It was there, and otherwise.
    Changed,
    /// It is taken away.
    Removed,
    /// It is so already.
    Unchanged,
    /// It would be taken away or put back, but stays; `reason` says why.
    Kept,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ConfigurationChange {
    /// What it is about.
    pub what: ConfigurationPart,
    /// Which one: an identifier, the four parts of a trio, or the fingerprint of a certificate.
    pub id: String,
    /// What happens to it.
    pub change: Kind,
    /// The fields that differ.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldChange>,
    /// Why it stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A field that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FieldChange {
    /// Its path within the thing (`name.nl`).
    pub field: String,
    /// What it was; left out when there was none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// What it becomes; left out when there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// What applying or undoing a configuration changes or changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ConfigurationReport {
    /// The dossier.
    pub dossier: String,
    /// The environment of this deployment.
    pub environment: String,
    /// How far it is.
    pub state: ConfigurationState,
    /// Whether it is applied and everything is as it says.
    pub is_in_force: bool,
    /// Since when it is so far.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub since: Option<Moment>,
    /// Whose call made it so: an OAuth client, or the data folder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The SHA-256 of the certificate that signed the file, in hexadecimal, when it came as one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_by: Option<String>,
    /// The OAuth client of the sender, when it has one or gets one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    /// What changes or changed, and what is so already.
    pub changes: Vec<ConfigurationChange>,
}

impl ConfigurationReport {
    /// Whether anything changes or changed.
    pub fn changes_anything(&self) -> bool {
        self.changes.iter().any(|change| !matches!(change.change, Kind::Unchanged | Kind::Kept))
    }
}

/// What is applied of a dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AppliedConfiguration {
    /// The document.
    pub configuration: SenderConfiguration,
    /// How far it is, and what a repetition would change: what somebody changed since.
    pub report: ConfigurationReport,
}
