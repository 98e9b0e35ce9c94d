//! Reference data: what identifiers in messages stand for.

mod image;
mod sender;

use ebox_domain::{
    page::Page,
    reference::{self as domain, Related},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{schemas::validity_unit_schema, text::TranslatedString};

pub use image::Image;
pub use sender::{SenderApplication, SenderApplications, SenderOrganization, SenderOrganizations};

/// How long messages of a type stay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ValidityPeriod {
    /// How many units.
    #[schema(value_type = i32)]
    pub validity_period_number: u16,
    /// Of which unit.
    #[schema(schema_with = validity_unit_schema)]
    pub validity_period_unit: String,
}

impl From<domain::ValidityPeriod> for ValidityPeriod {
    fn from(period: domain::ValidityPeriod) -> Self {
        Self {
            validity_period_number: period.number(),
            validity_period_unit: period.unit().as_str().to_owned(),
        }
    }
}

/// A kind of message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MessageType {
    /// Its identifier.
    pub message_type_id: String,
    /// Its name.
    pub message_type_name: TranslatedString,
    /// What it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message_type_description: Option<TranslatedString>,
    /// How long its messages stay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub validity_period: Option<ValidityPeriod>,
    /// The organizations that may send it.
    #[serde(default)]
    #[schema(required = false)]
    pub sender_organization_ids: Vec<String>,
    /// The applications that may send it.
    #[serde(default)]
    #[schema(required = false)]
    pub sender_application_ids: Vec<String>,
}

impl MessageType {
    /// Translates a message type; `related` is what its trios relate.
    pub fn new(one: &domain::MessageType, related: &Related<'_>) -> Self {
        Self {
            message_type_id: one.id.to_string(),
            message_type_name: TranslatedString::complete(&one.name),
            message_type_description: TranslatedString::complete_if_any(&one.description),
            validity_period: Some(one.validity.into()),
            sender_organization_ids: organization_ids(related),
            sender_application_ids: application_ids(related),
        }
    }
}

/// A page of message types.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MessageTypes {
    /// The message types of this page, by identifier.
    #[serde(default)]
    #[schema(required = false)]
    pub items: Vec<MessageType>,
    /// How many there are over all pages.
    #[serde(default)]
    #[schema(required = false, value_type = i32)]
    pub total_items: u64,
}

impl From<Page<MessageType>> for MessageTypes {
    fn from(page: Page<MessageType>) -> Self {
        Self { items: page.items, total_items: page.total }
    }
}

fn organization_ids(related: &Related<'_>) -> Vec<String> {
    related.organizations.iter().map(ToString::to_string).collect()
}

fn application_ids(related: &Related<'_>) -> Vec<String> {
    related.applications.iter().map(ToString::to_string).collect()
}

fn message_type_ids(related: &Related<'_>) -> Vec<String> {
    related.message_types.iter().map(ToString::to_string).collect()
}
