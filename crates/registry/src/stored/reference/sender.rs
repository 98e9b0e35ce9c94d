//! Organizations and applications, as both stores keep them.

use data_encoding::BASE64;
use ebox_domain::{
    Language,
    reference::{Logo, Profile, SenderApplication, SenderOrganization},
};
use serde::{Deserialize, Serialize};

use super::super::{StoredText, Unreadable, read_text, store_text, unreadable};

#[derive(Serialize, Deserialize)]
pub(super) struct StoredOrganization {
    id: String,
    short_name: StoredText,
    long_name: StoredText,
    #[serde(default)]
    profile: StoredProfile,
    #[serde(default)]
    may_register: bool,
    #[serde(default)]
    is_mandatary: bool,
}

#[derive(Serialize, Deserialize)]
pub(super) struct StoredApplication {
    id: String,
    name: StoredText,
    description: StoredText,
    #[serde(default)]
    profile: StoredProfile,
}

#[derive(Default, Serialize, Deserialize)]
struct StoredProfile {
    #[serde(default, skip_serializing_if = "StoredText::is_empty")]
    url: StoredText,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    logos: Vec<StoredLogo>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    contact_business: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    contact_technical: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct StoredLogo {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    /// In base64.
    image: String,
}

impl StoredOrganization {
    pub(super) fn new(one: &SenderOrganization) -> Self {
        Self {
            id: one.id.to_string(),
            short_name: store_text(&one.short_name),
            long_name: store_text(&one.long_name),
            profile: StoredProfile::new(&one.profile),
            may_register: one.may_register,
            is_mandatary: one.is_mandatary,
        }
    }

    pub(super) fn read(self) -> Result<SenderOrganization, Unreadable> {
        Ok(SenderOrganization {
            id: self.id.parse().map_err(|_| unreadable("organization"))?,
            short_name: read_text(self.short_name.clone()),
            long_name: read_text(self.long_name.clone()),
            profile: self.profile.read()?,
            may_register: self.may_register,
            is_mandatary: self.is_mandatary,
        })
    }
}

impl StoredApplication {
    pub(super) fn new(one: &SenderApplication) -> Self {
        Self {
            id: one.id.to_string(),
            name: store_text(&one.name),
            description: store_text(&one.description),
            profile: StoredProfile::new(&one.profile),
        }
    }

    pub(super) fn read(self) -> Result<SenderApplication, Unreadable> {
        Ok(SenderApplication {
            id: self.id.parse().map_err(|_| unreadable("application"))?,
            name: read_text(self.name.clone()),
            description: read_text(self.description.clone()),
            profile: self.profile.read()?,
        })
    }
}

impl StoredProfile {
    fn new(profile: &Profile) -> Self {
        let logo = |logo: &Logo| StoredLogo {
            language: logo.language().map(|language| language.as_str().to_owned()),
            image: BASE64.encode(logo.bytes()),
        };
        Self {
            url: store_text(&profile.url),
            logos: profile.logos.iter().map(logo).collect(),
            contact_business: profile.contact_business.clone(),
            contact_technical: profile.contact_technical.clone(),
        }
    }

    fn read(self) -> Result<Profile, Unreadable> {
        Ok(Profile {
            url: read_text(self.url.clone()),
            logos: self.logos.into_iter().map(StoredLogo::read).collect::<Result<_, _>>()?,
            contact_business: self.contact_business,
            contact_technical: self.contact_technical,
        })
    }
}

impl StoredLogo {
    fn read(self) -> Result<Logo, Unreadable> {
        let language = match self.language {
            Some(text) => Some(Language::parse(&text).ok_or_else(|| unreadable("language"))?),
            None => None,
        };
        let image = BASE64.decode(self.image.as_bytes()).map_err(|_| unreadable("logo"))?;
        Logo::new(language, image).map_err(|_| unreadable("logo"))
    }
}
