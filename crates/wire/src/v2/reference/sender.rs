//! Who sends, and with what.

use ebox_domain::{
    page::Page,
    reference::{self as domain, Related},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Image, application_ids, message_type_ids, organization_ids};
use crate::text::TranslatedString;

/// An application that sends.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SenderApplication {
    /// Its identifier.
    pub application_id: String,
    /// Its name.
    pub application_name: TranslatedString,
    /// What it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application_description: Option<TranslatedString>,
    /// Its logos.
    #[serde(default)]
    #[schema(required = false)]
    pub application_logos: Vec<Image>,
    /// Its site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application_url: Option<TranslatedString>,
    /// The organizations that send with it.
    #[serde(default)]
    #[schema(required = false)]
    pub sender_organization_ids: Vec<String>,
    /// What it sends.
    #[serde(default)]
    #[schema(required = false)]
    pub message_type_ids: Vec<String>,
    /// Where users ask about content: a helpdesk, never a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact_business: Option<String>,
    /// Where other helpdesks ask; never shown to users.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact_technical: Option<String>,
}

impl SenderApplication {
    /// Translates an application with its logos; `related` is what its trios relate.
    pub fn new(one: &domain::SenderApplication, related: &Related<'_>, logos: Vec<Image>) -> Self {
        Self {
            application_id: one.id.to_string(),
            application_name: TranslatedString::complete(&one.name),
            application_description: TranslatedString::complete_if_any(&one.description),
            application_logos: logos,
            application_url: TranslatedString::complete_if_any(&one.profile.url),
            sender_organization_ids: organization_ids(related),
            message_type_ids: message_type_ids(related),
            contact_business: one.profile.contact_business.clone(),
            contact_technical: one.profile.contact_technical.clone(),
        }
    }
}

/// An organization that sends.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SenderOrganization {
    /// Its enterprise number.
    #[schema(pattern = "[0-1][0-9]{9}", example = "0406798006")]
    pub organization_id: String,
    /// Its short name.
    pub organization_short_name: TranslatedString,
    /// Its full name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_long_name: Option<TranslatedString>,
    /// Its logos.
    #[serde(default)]
    #[schema(required = false)]
    pub organization_logos: Vec<Image>,
    /// Its site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_url: Option<TranslatedString>,
    /// The applications that it sends with.
    #[serde(default)]
    #[schema(required = false)]
    pub sender_application_ids: Vec<String>,
    /// What it sends.
    #[serde(default)]
    #[schema(required = false)]
    pub message_type_ids: Vec<String>,
    /// Where users ask about content: a helpdesk, never a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact_business: Option<String>,
    /// Where other helpdesks ask; never shown to users.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact_technical: Option<String>,
}

impl SenderOrganization {
    /// Translates an organization with its logos; `related` is what its trios relate.
    pub fn new(one: &domain::SenderOrganization, related: &Related<'_>, logos: Vec<Image>) -> Self {
        Self {
            organization_id: one.id.to_string(),
            organization_short_name: TranslatedString::complete(&one.short_name),
            organization_long_name: TranslatedString::complete_if_any(&one.long_name),
            organization_logos: logos,
            organization_url: TranslatedString::complete_if_any(&one.profile.url),
            sender_application_ids: application_ids(related),
            message_type_ids: message_type_ids(related),
            contact_business: one.profile.contact_business.clone(),
            contact_technical: one.profile.contact_technical.clone(),
        }
    }
}

/// A page of applications.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SenderApplications {
    /// The applications of this page, by identifier.
    #[serde(default)]
    #[schema(required = false)]
    pub items: Vec<SenderApplication>,
    /// How many there are over all pages.
    #[serde(default)]
    #[schema(required = false, value_type = i32)]
    pub total_items: u64,
}

impl From<Page<SenderApplication>> for SenderApplications {
    fn from(page: Page<SenderApplication>) -> Self {
        Self { items: page.items, total_items: page.total }
    }
}

/// A page of organizations.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SenderOrganizations {
    /// The organizations of this page, by number.
    #[serde(default)]
    #[schema(required = false)]
    pub items: Vec<SenderOrganization>,
    /// How many there are over all pages.
    #[serde(default)]
    #[schema(required = false, value_type = i32)]
    pub total_items: u64,
}

impl From<Page<SenderOrganization>> for SenderOrganizations {
    fn from(page: Page<SenderOrganization>) -> Self {
        Self { items: page.items, total_items: page.total }
    }
}
