//! The provider registry: where the message registries of the federation are.
//!
//! Two services list the same providers: Federation 1.3 as a bare array with long names, the Document Provider
//! Registry as a collection with short ones. The schema of the second is not public; its names are those of
//! the first without their prefix, and readers take the long ones there too.

mod patch;
mod preferences;

use ebox_domain::provider::{MaintenanceWindow, Provider};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    moment::Moment,
    routes::{self, join},
    status_message::{Detail, StatusMessage},
    text::TranslatedStringWithEnglish,
};

pub use patch::patched;
pub use preferences::{
    CitizenEboxConsent, EboxId, EboxIdSameTypeList, EboxPreferences, EboxPreferencesToUpdate,
    citizens_to_search, enterprises_to_search, preferences_to_update,
};

/// The version of the v2.1 contract, as provider registries write it.
pub const VERSION_2: &str = "2.1";
/// The version of the v3 contract, as provider registries write it.
pub const VERSION_3: &str = "3.0";

/// A Document Provider (Federation 1.3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MessageProvider {
    /// Its identifier.
    #[schema(min_length = 1, max_length = 100)]
    pub message_provider_id: String,
    /// Its name.
    pub message_provider_name: TranslatedStringWithEnglish,
    /// What it offers.
    #[serde(default)]
    #[schema(required = true)]
    pub message_provider_description: TranslatedStringWithEnglish,
    /// The base address of its message registry.
    #[schema(example = "https://services.example/REST/ebox/enterprise/messageRegistry/v2/")]
    pub message_provider_url: String,
    /// From this day on it may be called.
    #[schema(value_type = String, format = Date)]
    pub message_provider_activation_date: Date,
    /// After this day it may no longer be called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    pub message_provider_deactivation_date: Option<Date>,
    /// A helpdesk, never a person.
    #[serde(default)]
    #[schema(required = true)]
    pub message_provider_technical_contact: String,
    /// When it announces not to answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub message_provider_planned_maintenance: Vec<PlannedMaintenance>,
    /// The version of the contract that it speaks.
    #[schema(example = "2.1")]
    pub api_supported_version: String,
    /// Where this entry is.
    #[serde(rename = "_links", default, skip_serializing_if = "Option::is_none")]
    pub links: Option<HalLinks>,
}

impl MessageProvider {
    /// Translates an entry of the registry whose Federation service lies at `base`.
    pub fn new(provider: &Provider, base: &str) -> Self {
        let own = routes::federation::MessageProvider { message_provider_id: provider.id.as_str() };
        Self {
            message_provider_id: provider.id.to_string(),
            message_provider_name: TranslatedStringWithEnglish::complete(&provider.name),
            message_provider_description: TranslatedStringWithEnglish::complete(&provider.description),
            message_provider_url: provider.v2_url.clone(),
            message_provider_activation_date: provider.activation,
            message_provider_deactivation_date: provider.deactivation,
            message_provider_technical_contact: provider.technical_contact.clone(),
            message_provider_planned_maintenance: provider.maintenance.iter().map(Into::into).collect(),
            api_supported_version: VERSION_2.to_owned(),
            links: Some(HalLinks { this: Some(HalLink { href: join(base, &own.path()) }) }),
        }
    }
}

/// A time during which a provider does not answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = MessageProviderPlannedMaintenance)]
pub struct PlannedMaintenance {
    /// From this moment on it does not answer.
    #[schema(value_type = String, format = DateTime)]
    pub start_date: Moment,
    /// From this moment on it answers again.
    #[schema(value_type = String, format = DateTime)]
    pub end_date: Moment,
}

impl From<&MaintenanceWindow> for PlannedMaintenance {
    fn from(window: &MaintenanceWindow) -> Self {
        Self { start_date: Moment(window.start()), end_date: Moment(window.end()) }
    }
}

/// Links of an entry (HAL).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct HalLinks {
    /// The entry itself.
    #[serde(rename = "self", default, skip_serializing_if = "Option::is_none")]
    pub this: Option<HalLink>,
}

/// One link (HAL).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HalLink {
    /// Its address.
    #[schema(format = "uri")]
    pub href: String,
}

/// A message registry (Document Provider Registry v1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MessageRegistry {
    /// Its provider's identifier.
    #[serde(alias = "messageRegistryId", alias = "messageProviderId")]
    pub id: String,
    /// Its provider's name.
    #[serde(default, alias = "messageRegistryName", alias = "messageProviderName")]
    #[schema(required = true)]
    pub name: TranslatedStringWithEnglish,
    /// What it offers.
    #[serde(default, alias = "messageRegistryDescription", alias = "messageProviderDescription")]
    #[schema(required = true)]
    pub description: TranslatedStringWithEnglish,
    /// Its base address.
    #[serde(alias = "messageRegistryUrl", alias = "messageProviderUrl")]
    #[schema(example = "https://services.example/REST/ebox/enterprise/messageRegistry/v3/")]
    pub url: String,
    /// From this day on it may be called.
    #[serde(alias = "messageRegistryActivationDate", alias = "messageProviderActivationDate")]
    #[schema(value_type = String, format = Date)]
    pub activation_date: Date,
    /// After this day it may no longer be called.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        alias = "messageRegistryDeactivationDate",
        alias = "messageProviderDeactivationDate"
    )]
    #[schema(value_type = Option<String>, format = Date)]
    pub deactivation_date: Option<Date>,
    /// A helpdesk, never a person.
    #[serde(default, alias = "messageProviderTechnicalContact")]
    #[schema(required = true)]
    pub technical_contact: String,
    /// When it announces not to answer.
    #[serde(default, alias = "plannedMaintenance", alias = "messageProviderPlannedMaintenance")]
    #[schema(required = true)]
    pub planned_maintenances: Vec<PlannedMaintenance>,
    /// The version of the contract that it speaks.
    #[serde(alias = "supportedApiVersion", alias = "apiVersion")]
    #[schema(example = "3.0")]
    pub api_supported_version: String,
}

impl From<&Provider> for MessageRegistry {
    /// The v3 registry where there is one, else that of v2.1.
    fn from(provider: &Provider) -> Self {
        let (url, version) = match &provider.v3_url {
            Some(url) => (url, VERSION_3),
            None => (&provider.v2_url, VERSION_2),
        };
        Self {
            id: provider.id.to_string(),
            name: TranslatedStringWithEnglish::complete(&provider.name),
            description: TranslatedStringWithEnglish::complete(&provider.description),
            url: url.clone(),
            activation_date: provider.activation,
            deactivation_date: provider.deactivation,
            technical_contact: provider.technical_contact.clone(),
            planned_maintenances: provider.maintenance.iter().map(Into::into).collect(),
            api_supported_version: version.to_owned(),
        }
    }
}

/// Every message registry.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct MessageRegistries {
    /// All of them.
    pub items: Vec<MessageRegistry>,
    /// How many there are.
    #[serde(default)]
    #[schema(required = true)]
    pub total: u64,
}

impl MessageRegistries {
    /// Translates the whole list.
    pub fn new(providers: &[Provider]) -> Self {
        Self { items: providers.iter().map(Into::into).collect(), total: providers.len() as u64 }
    }
}

/// The error body of Federation 1.3: that of v2.1 with the environment in capitals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = StatusMessage)]
pub struct FederationStatusMessage {
    /// This one occurrence: the trace id under which the log knows it.
    #[schema(value_type = String, format = "uuid")]
    pub id: uuid::Uuid,
    /// What kind of refusal it is.
    pub code: String,
    /// The refusal in words.
    pub message: String,
    /// A helpdesk, never a person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// Where it happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(schema_with = crate::schemas::environment_in_capitals_schema)]
    pub environment: Option<String>,
    /// Every single cause, with field, rule and fix.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub details: Vec<Detail>,
}

impl From<StatusMessage> for FederationStatusMessage {
    fn from(message: StatusMessage) -> Self {
        Self {
            id: message.id,
            code: message.code,
            message: message.message,
            contact: message.contact,
            environment: message.environment.map(|environment| environment.as_str().to_ascii_uppercase()),
            details: message.details,
        }
    }
}

#[cfg(test)]
mod tests;
