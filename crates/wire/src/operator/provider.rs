//! Entries of the provider registry.

use ebox_domain::{
    Causes, Rule,
    provider::{MaintenanceWindow, Provider, ProviderId},
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::{
    federation::PlannedMaintenance,
    read::{Collected, Field},
    text::TranslatedStringWithEnglish,
};

/// A Document Provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Provider)]
pub struct ProviderEntry {
    /// Its identifier; in answers only, requests have it in their path.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its name.
    pub name: TranslatedStringWithEnglish,
    /// What it offers.
    pub description: TranslatedStringWithEnglish,
    /// The base address of its v2.1 registry, ending in a slash. May be left out for a provider of this process.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub v2_url: Option<String>,
    /// The base address of its v3 registry, ending in a slash; left out when it has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub v3_url: Option<String>,
    /// From this Brussels day on it may be called.
    #[schema(value_type = String, format = Date)]
    pub activation_date: Date,
    /// After this Brussels day it may no longer be called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    pub deactivation_date: Option<Date>,
    /// A helpdesk, never a person.
    pub technical_contact: String,
    /// When it announces not to answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub planned_maintenances: Vec<PlannedMaintenance>,
}

impl From<&Provider> for ProviderEntry {
    fn from(provider: &Provider) -> Self {
        Self {
            id: Some(provider.id.to_string()),
            name: (&provider.name).into(),
            description: (&provider.description).into(),
            v2_url: Some(provider.v2_url.clone()),
            v3_url: provider.v3_url.clone(),
            activation_date: provider.activation,
            deactivation_date: provider.deactivation,
            technical_contact: provider.technical_contact.clone(),
            planned_maintenances: provider.maintenance.iter().map(Into::into).collect(),
        }
    }
}

impl ProviderEntry {
    /// Reads the entry of a provider, and names every mistake of its form. `own` are the addresses of v2.1 and v3
    /// when the provider runs in this process.
    pub fn read(
        value: &Value,
        id: ProviderId,
        own: (Option<String>, Option<String>),
    ) -> Result<Provider, Causes> {
        let causes = Collected::default();
        let provider = Field::body(value, &causes).object().and_then(|mut object| {
            let name = object.required("name", "a name").and_then(|field| field.text_with_english());
            let description =
                object.required("description", "what it offers").and_then(|field| field.text_with_english());
            let given = (
                object.optional("v2Url").and_then(|field| field.string()),
                object.optional("v3Url").and_then(|field| field.string()),
            );
            // Who gives one address means that one only.
            let (v2_url, v3_url) = match given {
                (None, None) => own,
                (v2, v3) => (v2.map(str::to_owned).or(own.0), v3.map(str::to_owned)),
            };
            if v2_url.is_none() {
                let _ = object.required("v2Url", "the base address of its v2.1 registry");
            }
            let day = |field: &Field<'_, '_>| field.parsed::<Date>("write a day such as 2026-03-01");
            let activation = object.required("activationDate", "its first day").and_then(|field| day(&field));
            let last = object.optional("deactivationDate");
            let deactivation = last.map(|field| day(&field));
            let technical_contact =
                object.required("technicalContact", "a helpdesk").and_then(|field| field.string());
            let maintenance = object.list("plannedMaintenances", window).unwrap_or_default();
            if let Some(field) = object.optional("id")
                && field.string().is_some_and(|given| given != id.as_str())
            {
                field.refuse_value(Rule::InvalidValue, "the path names another provider; leave it out");
            }
            object.finish();
            Some(Provider {
                id,
                name: name?,
                description: description?,
                v2_url: v2_url?,
                v3_url,
                activation: activation?,
                deactivation: deactivation.flatten(),
                technical_contact: technical_contact?.to_owned(),
                maintenance: maintenance.into_iter().flatten().collect(),
            })
        });
        causes.into_result(provider)
    }
}

fn window(field: &Field<'_, '_>) -> Option<MaintenanceWindow> {
    let mut object = field.object()?;
    let mut moment = |name| {
        let fix = "write a date-time such as 2026-03-01T22:00:00+01:00";
        object.required(name, fix).and_then(|field| field.parsed::<Timestamp>(fix))
    };
    let (start, end) = (moment("startDate"), moment("endDate"));
    object.finish();
    let window = MaintenanceWindow::new(start?, end?);
    window.map_err(|error| field.refuse(Rule::InvalidValue, error.to_string())).ok()
}

/// Every provider.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct Providers {
    /// By identifier.
    pub items: Vec<ProviderEntry>,
    /// How many there are.
    pub total: u64,
}
