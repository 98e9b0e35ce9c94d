//! The portal for people.

use std::path::Path;

use ebox_credential::PrivateKey;
use ebox_domain::ids::ClientId;
use ebox_portal::{OpenIdSettings, SignIn};
use ebox_wire::routes::{federation, join, oauth};
use zeroize::Zeroizing;

use super::{ADDRESS, OauthServer, address, reader::Section};
use crate::services::{PortalSetup, Role};

/// How people sign in.
#[derive(Clone, Copy)]
enum Way {
    LocalAccounts,
    OpenIdConnect,
}

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
    let token_url = section.optional_with("token_url", ADDRESS, address);
    let registry_url = section.optional_with("provider_registry_url", ADDRESS, address);
    let way = section.required_with("sign_in", "local_accounts or openid_connect", |text| match text {
        "local_accounts" => Some(Way::LocalAccounts),
        "openid_connect" => Some(Way::OpenIdConnect),
        _ => None,
    });
    let provider = section.optional_section("openid_connect");
    let sign_in = match (way, provider) {
        (Some(Way::OpenIdConnect), Some(provider)) => {
            open_id(provider, known.folder).map(SignIn::OpenIdConnect)
        }
        (Some(Way::OpenIdConnect), None) => {
            section
                .mistake_in("openid_connect", "missing; add this section, which names the identity provider");
            None
        }
        (Some(Way::LocalAccounts), Some(_)) => {
            let fix = "people sign in with local accounts; leave this section out, or choose openid_connect";
            section.mistake_in("openid_connect", fix);
            None
        }
        (Some(Way::LocalAccounts), None) => Some(SignIn::LocalAccounts),
        (None, _) => None,
    };
    let own = |base, path| known.public_url.map(|url| join(&join(url, base), path));
    let token_url = token_url.or_else(|| match known.oauth_server {
        Some(server) => Some(server.token_url.clone()),
        None => own(oauth::BASE, oauth::TOKEN),
    });
    if known.public_url.is_some_and(|url| !is_safe(url)) {
        let fix = "people would sign in over public_url without TLS; give its https address";
        section.mistake_in("sign_in", fix);
    }
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

/// Reads the section `portal.openid_connect`.
fn open_id(mut section: Section<'_>, folder: &Path) -> Option<OpenIdSettings> {
    let expected = "the https address of the identity provider, as its tokens name it";
    let issuer = section.required_with("issuer", expected, issuer);
    let filled = |text: &str| (!text.trim().is_empty()).then(|| text.to_owned());
    let client_id = section.required_with("client_id", "the portal's client id there", filled);
    let client_secret = section.path("client_secret", "a file with the client's secret");
    let client_secret = client_secret.and_then(|path| {
        let path = folder.join(path);
        match std::fs::read_to_string(&path).map(Zeroizing::new) {
            Ok(secret) if secret.trim().is_empty() => {
                section.mistake_in("client_secret", &format!("{} is empty", path.display()));
                None
            }
            Ok(secret) => Some(Zeroizing::new(secret.trim().to_owned())),
            Err(error) => {
                section.mistake_in("client_secret", &format!("{} cannot be read: {error}", path.display()));
                None
            }
        }
    });
    let ssin_claim = section.optional_with("ssin_claim", "the name of a claim", filled);
    let name_claim = section.optional_with("name_claim", "the name of a claim", filled);
    let scopes = section.list("scopes", "scopes without spaces", |text| {
        filled(text).filter(|text| !text.contains(char::is_whitespace))
    });
    section.finish();
    Some(OpenIdSettings {
        issuer: issuer?,
        client_id: client_id?,
        client_secret: client_secret?,
        scopes: scopes.unwrap_or_else(|| vec!["profile".to_owned()]),
        ssin_claim: ssin_claim.unwrap_or_else(|| "ssin".to_owned()),
        name_claim: name_claim.unwrap_or_else(|| "name".to_owned()),
    })
}

/// The address of a provider, as it stands: whether it ends in a slash matters.
fn issuer(text: &str) -> Option<String> {
    (is_safe(text) && !text.contains(['?', '#', ' '])).then(|| text.to_owned())
}

/// Whether an address is of HTTPS, or of this machine, where nobody listens on the way.
fn is_safe(url: &str) -> bool {
    let host = |scheme: &str| url.strip_prefix(scheme).map(|rest| rest.split('/').next().unwrap_or_default());
    let is_here = |host: &str| {
        let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
        ["127.0.0.1", "localhost", "[::1]"].contains(&name)
    };
    host("https://").is_some_and(|host| !host.is_empty()) || host("http://").is_some_and(is_here)
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
            SignIn::OpenIdConnect(provider) => format!(
                "people sign in at {}, the claim {} has the SSIN",
                provider.issuer, provider.ssin_claim
            ),
        };
        format!("client {}, {sign_in}", self.client_id)
    }
}
