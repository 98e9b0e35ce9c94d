//! Reference data: what message types, organizations and applications are called, and their logos.

use std::collections::BTreeMap;

use bytes::Bytes;
use ebox_domain::{Language, LocalizedText};
use ebox_wire::{
    routes::{Version, v2 as v2_routes, v3 as v3_routes},
    v2,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Registry;
use crate::{
    error::{ClientError, ErrorKind},
    http::typed,
    token::AccessToken,
};

/// How many are asked for at once: as many as every registry gives.
const PAGE_SIZE: u32 = 100;
/// The most pages that are read: more than any registry has.
const MAX_PAGES: u32 = 200;
/// The most bytes of a logo.
const MAX_LOGO: usize = 1 << 20;

/// What a registry's identifiers are called.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReferenceNames {
    /// The message types.
    pub message_types: BTreeMap<String, LocalizedText>,
    /// The organizations that send, by enterprise number.
    pub organizations: BTreeMap<String, Party>,
    /// The applications that send.
    pub applications: BTreeMap<String, Party>,
}

/// An organization or an application that sends.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Party {
    /// Its name.
    pub name: LocalizedText,
    /// Its full name or what it is, when it differs from the name.
    pub description: LocalizedText,
    /// Its logos.
    pub logos: Vec<Logo>,
    /// Its site.
    pub url: LocalizedText,
    /// Where users ask about content.
    pub contact: Option<String>,
}

/// A logo, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// Its identifier.
    pub id: String,
    /// The language that it is for; `None` for all that have no logo of their own.
    pub language: Option<Language>,
}

/// Whose logo it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogoOwner<'a> {
    /// An organization's, by its enterprise number.
    Organization(&'a str),
    /// An application's, by its identifier.
    Application(&'a str),
}

/// A logo with its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogoImage {
    /// Its media type, as the registry says.
    pub media_type: String,
    /// Its bytes.
    pub bytes: Bytes,
}

impl Party {
    /// The logo for a reader of a language.
    pub fn logo(&self, language: Language) -> Option<&Logo> {
        let of = |wanted| self.logos.iter().find(|logo| logo.language == wanted);
        of(Some(language)).or_else(|| of(None))
    }
}

impl Registry {
    /// What this registry's identifiers are called.
    pub async fn reference_names(&self) -> Result<ReferenceNames, ClientError> {
        let paths = match self.version {
            Version::V2 => {
                [v2_routes::MESSAGE_TYPES, v2_routes::SENDER_ORGANIZATIONS, v2_routes::SENDER_APPLICATIONS]
            }
            Version::V3 => {
                [v3_routes::MESSAGE_TYPES, v3_routes::SENDER_ORGANIZATIONS, v3_routes::SENDER_APPLICATIONS]
            }
        };
        let (types, organizations, applications) = futures_util::future::try_join3(
            self.collection::<v2::MessageType>("list message types", paths[0]),
            self.collection::<v2::SenderOrganization>("list organizations that send", paths[1]),
            self.collection::<v2::SenderApplication>("list applications that send", paths[2]),
        )
        .await?;
        let types = types.into_iter().map(|one| (one.message_type_id, one.message_type_name.into()));
        Ok(ReferenceNames {
            message_types: types.collect(),
            organizations: organizations.into_iter().map(organization).collect(),
            applications: applications.into_iter().map(application).collect(),
        })
    }

    /// The bytes of a logo.
    pub async fn logo(&self, owner: LogoOwner<'_>, image_id: &str) -> Result<LogoImage, ClientError> {
        let call = self.call("fetch a logo");
        let path = match (self.version, owner) {
            (Version::V2, LogoOwner::Organization(organization_id)) => {
                v2_routes::OrganizationImage { organization_id, image_id }.path()
            }
            (Version::V2, LogoOwner::Application(application_id)) => {
                v2_routes::ApplicationImage { application_id, image_id }.path()
            }
            (Version::V3, LogoOwner::Organization(organization_id)) => {
                v3_routes::OrganizationImage { organization_id, image_id }.path()
            }
            (Version::V3, LogoOwner::Application(application_id)) => {
                v3_routes::ApplicationImage { application_id, image_id }.path()
            }
        };
        let url = self.url(&path);
        let attempt = |token: AccessToken| self.http.once(call, self.get(&url).bearer_auth(token.secret()));
        let response = self.http.authorized(&self.tokens, attempt).await?;
        let media_type = response.headers().get(reqwest::header::CONTENT_TYPE);
        let media_type = media_type.and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
        let bytes = crate::http::limited(response, MAX_LOGO)
            .await
            .map_err(|error| call.transport(error))?
            .ok_or_else(|| call.error(ErrorKind::Unexpected(format!("more than {MAX_LOGO} bytes"))))?;
        Ok(LogoImage { media_type, bytes })
    }

    /// Every item of a collection, page by page.
    async fn collection<T: DeserializeOwned>(
        &self,
        doing: &'static str,
        path: &str,
    ) -> Result<Vec<T>, ClientError> {
        let call = self.call(doing);
        let url = self.url(path);
        let mut all: Vec<T> = Vec::new();
        for page in 1..=MAX_PAGES {
            let query = [("page", page), ("pageSize", PAGE_SIZE)];
            let request = || self.get(&url).query(&query);
            let mut answer = self.http.repeatable_json(call, &self.tokens, request).await?;
            let total = answer.get(self.total_name()).and_then(Value::as_u64);
            let items = answer.get_mut("items").map(Value::take).unwrap_or_default();
            let items: Vec<T> = typed(call, items)?;
            let is_last = items.is_empty();
            all.extend(items);
            if is_last || total.is_none_or(|total| all.len() as u64 >= total) {
                break;
            }
        }
        Ok(all)
    }
}

fn organization(one: v2::SenderOrganization) -> (String, Party) {
    let party = Party {
        name: one.organization_short_name.into(),
        description: one.organization_long_name.map(Into::into).unwrap_or_default(),
        logos: one.organization_logos.into_iter().map(logo).collect(),
        url: one.organization_url.map(Into::into).unwrap_or_default(),
        contact: one.contact_business,
    };
    (one.organization_id, party)
}

fn application(one: v2::SenderApplication) -> (String, Party) {
    let party = Party {
        name: one.application_name.into(),
        description: one.application_description.map(Into::into).unwrap_or_default(),
        logos: one.application_logos.into_iter().map(logo).collect(),
        url: one.application_url.map(Into::into).unwrap_or_default(),
        contact: one.contact_business,
    };
    (one.application_id, party)
}

fn logo(image: v2::Image) -> Logo {
    Logo { id: image.image_id, language: image.language.as_deref().and_then(Language::parse) }
}
