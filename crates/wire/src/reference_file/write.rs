//! Reference data as a file.

use std::collections::BTreeMap;

use data_encoding::BASE64;
use ebox_domain::{
    Language, LocalizedText,
    reference::{self as domain, BusinessDataFormat, ReferenceData},
};

use super::{
    Action, Application, BusinessDataKey, Logo, MessageType, Organization, ReferenceFile, Trio, Validity,
};
use crate::text::TranslatedString;

fn optional(text: &LocalizedText) -> Option<TranslatedString> {
    (!text.is_empty()).then(|| TranslatedString::exact(text))
}

impl From<&ReferenceData> for ReferenceFile {
    fn from(data: &ReferenceData) -> Self {
        let mut trios = BTreeMap::<_, Vec<String>>::new();
        for trio in &data.trios {
            let named = (trio.organization, &trio.application, &trio.message_type);
            trios.entry(named).or_default().push(trio.sector.as_str().to_owned());
        }
        Self {
            organizations: data.organizations.values().map(Into::into).collect(),
            applications: data.applications.values().map(Into::into).collect(),
            message_types: data.message_types.values().map(Into::into).collect(),
            trios: trios
                .into_iter()
                .map(|((organization, application, message_type), sectors)| Trio {
                    organization: organization.to_string(),
                    application: application.to_string(),
                    message_type: message_type.to_string(),
                    sectors,
                })
                .collect(),
        }
    }
}

impl From<&domain::SenderOrganization> for Organization {
    fn from(one: &domain::SenderOrganization) -> Self {
        Self {
            id: one.id.to_string(),
            short_name: TranslatedString::exact(&one.short_name),
            long_name: optional(&one.long_name),
            url: optional(&one.profile.url),
            logos: one.profile.logos.iter().map(Into::into).collect(),
            contact_business: one.profile.contact_business.clone(),
            contact_technical: one.profile.contact_technical.clone(),
            may_register: one.may_register,
            is_mandatary: one.is_mandatary,
        }
    }
}

impl From<&domain::SenderApplication> for Application {
    fn from(one: &domain::SenderApplication) -> Self {
        Self {
            id: one.id.to_string(),
            name: TranslatedString::exact(&one.name),
            description: optional(&one.description),
            url: optional(&one.profile.url),
            logos: one.profile.logos.iter().map(Into::into).collect(),
            contact_business: one.profile.contact_business.clone(),
            contact_technical: one.profile.contact_technical.clone(),
        }
    }
}

impl From<&domain::Logo> for Logo {
    fn from(logo: &domain::Logo) -> Self {
        Self {
            language: logo.language().map(Language::as_str).map(str::to_owned),
            image: Some(BASE64.encode(logo.bytes())),
            file: None,
        }
    }
}

impl From<&domain::MessageType> for MessageType {
    fn from(one: &domain::MessageType) -> Self {
        Self {
            id: one.id.to_string(),
            name: TranslatedString::exact(&one.name),
            description: optional(&one.description),
            validity: Validity {
                number: one.validity.number(),
                unit: one.validity.unit().as_str().to_owned(),
            },
            business_data_keys: one.business_data_keys.iter().map(Into::into).collect(),
            actions: one.actions.iter().map(Into::into).collect(),
        }
    }
}

impl From<&domain::BusinessDataKey> for BusinessDataKey {
    fn from(key: &domain::BusinessDataKey) -> Self {
        Self {
            key: key.key.clone(),
            name: TranslatedString::exact(&key.name),
            format: (key.format != BusinessDataFormat::Text).then(|| key.format.as_str().to_owned()),
        }
    }
}

impl From<&domain::ActionDefinition> for Action {
    fn from(action: &domain::ActionDefinition) -> Self {
        Self {
            id: action.id.to_string(),
            label: TranslatedString::exact(&action.label),
            url: action.url_template.clone(),
            days_until_due: action.days_until_due,
        }
    }
}
