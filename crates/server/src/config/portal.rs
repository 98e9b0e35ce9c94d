//! The portal for people.

use std::path::Path;

use ebox_credential::PrivateKey;
use ebox_domain::ids::ClientId;
use ebox_portal::SignIn;
use ebox_wire::routes::{federation, join, oauth};

use super::{OauthServer, address, reader::Section};
use crate::services::{PortalSetup, Role};

/// What the rest of the configuration says.
pub(super) struct Known<'k, H> {
    pub(super) folder: &'k Path,
    pub(super) public_url: Option<&'k str>,
    /// Whether a role runs here.
    pub(super) has: H,
    pub(super) oauth_server: Option<&'k OauthServer>,
}

/// Reads the section `portal`.
pub(super) fn read<H: Fn(Role) -> bool>(
    mut section: Section<'_>,
    known: &Known<'_, H>,
) -> Option<PortalSetup> {
    let client_id: Option<ClientId> = section.required("client_id", "the OAuth client id of the portal");
    let private_key = section.path("private_key", "a PEM file").map(|path| known.folder.join(path));
    if let Some(mistake) = private_key.as_deref().and_then(mistake_of_key) {
        section.mistake_in("private_key", &mistake);
    }
    let token_url = section.optional_with("token_url", "an http or https address", address);
    let registry_url = section.optional_with("provider_registry_url", "an http or https address", address);
    let sign_in = section.required_with("sign_in", "local_accounts", |text| match text {
        "local_accounts" => Some(SignIn::LocalAccounts),
        _ => None,
    });
    let own = |base, path| known.public_url.map(|url| join(&join(url, base), path));
    let token_url = token_url.or_else(|| match known.oauth_server {
        Some(server) => Some(server.token_url.clone()),
        None => own(oauth::BASE, oauth::TOKEN),
    });
    let has_registry = registry_url.is_some() || (known.has)(Role::Federation);
    if !has_registry {
        let fix = "missing; without the role federation, say where the list of Document Providers is";
        section.mistake_in("provider_registry_url", fix);
    }
    section.finish();
    let registry_url = registry_url.or_else(|| own(federation::BASE, federation::MESSAGE_PROVIDERS));
    Some(PortalSetup {
        token_url: token_url?,
        client_id: client_id?.to_string(),
        private_key: private_key?,
        provider_registry_url: registry_url?,
        sign_in: sign_in?,
    })
}

fn mistake_of_key(path: &Path) -> Option<String> {
    let pem = match std::fs::read_to_string(path) {
        Ok(pem) => pem,
        Err(error) => return Some(format!("{} cannot be read: {error}", path.display())),
    };
    let error = PrivateKey::from_pem(&pem).err()?;
    Some(format!("{} is no key: {error}", path.display()))
}

impl PortalSetup {
    /// What it is, in words.
    pub fn described(&self) -> String {
        let sign_in = match &self.sign_in {
            SignIn::Rehearsal => "people say who they are".to_owned(),
            SignIn::LocalAccounts => "people sign in with local accounts".to_owned(),
        };
        format!("client {}, {sign_in}", self.client_id)
    }
}
