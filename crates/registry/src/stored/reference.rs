//! Reference data, as both stores keep it.

mod sender;

use ebox_domain::{
    EboxType,
    reference::{
        ActionDefinition, BusinessDataFormat, BusinessDataKey, MessageType, ReferenceData, Trio,
        ValidityPeriod, ValidityUnit,
    },
};
use serde::{Deserialize, Serialize};

use super::{StoredText, Unreadable, read_text, store_text, unreadable};
use sender::{StoredApplication, StoredOrganization};

#[derive(Serialize, Deserialize)]
struct StoredReference {
    organizations: Vec<StoredOrganization>,
    applications: Vec<StoredApplication>,
    message_types: Vec<StoredType>,
    trios: Vec<StoredTrio>,
}

#[derive(Serialize, Deserialize)]
struct StoredType {
    id: String,
    name: StoredText,
    description: StoredText,
    validity_number: u16,
    validity_unit: String,
    #[serde(default)]
    business_data_keys: Vec<StoredKey>,
    #[serde(default)]
    actions: Vec<StoredActionDefinition>,
}

#[derive(Serialize, Deserialize)]
struct StoredKey {
    key: String,
    name: StoredText,
    format: String,
}

#[derive(Serialize, Deserialize)]
struct StoredActionDefinition {
    id: String,
    label: StoredText,
    url_template: Option<String>,
    days_until_due: Option<u16>,
}

#[derive(Serialize, Deserialize)]
struct StoredTrio {
    organization: String,
    application: String,
    message_type: String,
    sector: String,
}

/// The document of all reference data.
pub fn reference_to_json(data: &ReferenceData) -> String {
    let stored = StoredReference {
        organizations: data.organizations.values().map(StoredOrganization::new).collect(),
        applications: data.applications.values().map(StoredApplication::new).collect(),
        message_types: data.message_types.values().map(store_type).collect(),
        trios: data
            .trios
            .iter()
            .map(|trio| StoredTrio {
                organization: trio.organization.to_string(),
                application: trio.application.to_string(),
                message_type: trio.message_type.to_string(),
                sector: trio.sector.as_str().to_owned(),
            })
            .collect(),
    };
    // Maps with text keys always serialise.
    serde_json::to_string(&stored).unwrap_or_default()
}

fn store_type(one: &MessageType) -> StoredType {
    StoredType {
        id: one.id.to_string(),
        name: store_text(&one.name),
        description: store_text(&one.description),
        validity_number: one.validity.number(),
        validity_unit: one.validity.unit().as_str().to_owned(),
        business_data_keys: one
            .business_data_keys
            .iter()
            .map(|key| StoredKey {
                key: key.key.clone(),
                name: store_text(&key.name),
                format: key.format.as_str().to_owned(),
            })
            .collect(),
        actions: one
            .actions
            .iter()
            .map(|action| StoredActionDefinition {
                id: action.id.to_string(),
                label: store_text(&action.label),
                url_template: action.url_template.clone(),
                days_until_due: action.days_until_due,
            })
            .collect(),
    }
}

/// Reference data from its document.
pub fn reference_from_json(json: &str) -> Result<ReferenceData, Unreadable> {
    let stored: StoredReference =
        serde_json::from_str(json).map_err(|source| Unreadable::because("reference data", source))?;
    let mut data = ReferenceData::default();
    for one in stored.organizations {
        let organization = one.read()?;
        data.organizations.insert(organization.id, organization);
    }
    for one in stored.applications {
        let application = one.read()?;
        data.applications.insert(application.id.clone(), application);
    }
    for one in stored.message_types {
        let message_type = read_type(&one)?;
        data.message_types.insert(message_type.id.clone(), message_type);
    }
    for trio in stored.trios {
        data.trios.insert(Trio {
            organization: trio.organization.parse().map_err(|_| unreadable("trio"))?,
            application: trio.application.parse().map_err(|_| unreadable("trio"))?,
            message_type: trio.message_type.parse().map_err(|_| unreadable("trio"))?,
            sector: EboxType::parse(&trio.sector).ok_or_else(|| unreadable("trio"))?,
        });
    }
    Ok(data)
}

fn read_type(stored: &StoredType) -> Result<MessageType, Unreadable> {
    let unit = ValidityUnit::parse(&stored.validity_unit).ok_or_else(|| unreadable("validity"))?;
    Ok(MessageType {
        id: stored.id.parse().map_err(|_| unreadable("message type"))?,
        name: read_text(stored.name.clone()),
        description: read_text(stored.description.clone()),
        validity: ValidityPeriod::new(stored.validity_number, unit).map_err(|_| unreadable("validity"))?,
        business_data_keys: stored
            .business_data_keys
            .iter()
            .map(|key| {
                Ok(BusinessDataKey {
                    key: key.key.clone(),
                    name: read_text(key.name.clone()),
                    format: BusinessDataFormat::parse(&key.format).ok_or_else(|| unreadable("format"))?,
                })
            })
            .collect::<Result<_, Unreadable>>()?,
        actions: stored
            .actions
            .iter()
            .map(|action| {
                Ok(ActionDefinition {
                    id: action.id.parse().map_err(|_| unreadable("action"))?,
                    label: read_text(action.label.clone()),
                    url_template: action.url_template.clone(),
                    days_until_due: action.days_until_due,
                })
            })
            .collect::<Result<_, Unreadable>>()?,
    })
}
