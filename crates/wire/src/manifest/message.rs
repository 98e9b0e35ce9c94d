//! Messages of a package.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::File;

/// A text by language (`nl`, `fr`, `de`).
pub type Text = BTreeMap<String, String>;

/// A message of a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MessageEntry {
    /// From which provider.
    pub provider: Provider,
    /// Its identifier there. Two providers may use the same.
    pub message_id: String,
    /// The folder of its files, relative to the manifest.
    pub folder: String,
    /// What it says about itself.
    pub metadata: Metadata,
    /// Its files, those included that were not fetched.
    pub files: Vec<File>,
}

/// `message.json` in the folder of a message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MessageFile {
    /// The version of this format; that of the manifest.
    #[schema(minimum = 1)]
    pub format_version: u32,
    /// From which provider.
    pub provider: Provider,
    /// Its identifier there.
    pub message_id: String,
    /// What it says about itself, in words that do not depend on the provider's version.
    pub metadata: Metadata,
    /// What the provider answered, word for word.
    #[schema(value_type = Object)]
    pub original: serde_json::Value,
}

/// A provider, as the registry named it during the run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = PackageProvider)]
pub struct Provider {
    /// Its identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The version of the contract that was spoken (`v2`, `v3`).
    pub api_version: String,
    /// The base address of its registry.
    pub url: String,
}

/// What a message says about itself, whichever version its provider speaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Metadata {
    /// Its subject.
    #[schema(value_type = BTreeMap<String, String>)]
    pub subject: Text,
    /// When its registry received it.
    #[schema(value_type = String, format = DateTime)]
    pub received_at: Timestamp,
    /// When it disappears there.
    #[schema(value_type = String, format = DateTime)]
    pub expires_at: Timestamp,
    /// Whether it was read before this run fetched it.
    pub is_read: bool,
    /// Whether it is shown to people.
    pub is_visible: bool,
    /// Whether it has the value of registered mail.
    pub is_registered: bool,
    /// Whether it may be answered.
    pub is_reply_authorized: bool,
    /// Whether its body is the main content.
    pub is_body_main_content: bool,
    /// Its type.
    pub message_type_id: String,
    /// Who sent it.
    pub sender: Sender,
    /// The partition in which it lies, when the provider says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partition: Option<String>,
    /// The message that it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original_message_id: Option<String>,
    /// For whom it is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attention: Option<Attention>,
    /// What can be acted upon without opening a document.
    #[serde(default)]
    #[schema(required = true)]
    pub business_data: Vec<BusinessData>,
    /// What it asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<Action>,
}

/// Who sent a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = PackageSender)]
pub struct Sender {
    /// The sending enterprise.
    pub enterprise_number: String,
    /// The partition from which it sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partition: Option<String>,
    /// The sending application.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application_id: Option<String>,
}

/// The person for whom a message is meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Attention {
    /// Their SSIN.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ssin: Option<String>,
    /// Their name or function.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// A key with its values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = PackageBusinessData)]
pub struct BusinessData {
    /// The key.
    pub key: String,
    /// What people read instead of the key.
    #[schema(value_type = BTreeMap<String, String>)]
    pub name: Text,
    /// Its values.
    #[schema(value_type = Vec<BTreeMap<String, String>>)]
    pub values: Vec<Text>,
}

/// An action that a message asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = PackageAction)]
pub struct Action {
    /// The action definition.
    pub id: String,
    /// What people read on the button.
    #[schema(value_type = BTreeMap<String, String>)]
    pub label: Text,
    /// Where it is done, when it has an address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Whether it was executed.
    pub is_executed: bool,
    /// When it was executed, if the provider says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub executed_at: Option<Timestamp>,
    /// When it is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub due_at: Option<Timestamp>,
}
