//! The OAuth server that others run.

use std::path::{Path, PathBuf};

use ebox_credential::PrivateKey;
use ebox_domain::ids::ClientId;
use ebox_wire::routes::oauth;

use super::{ADDRESS, address, reader::Section};

/// Another OAuth server, whose tokens are taken here, and as whom it is asked what they are worth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OauthServer {
    /// Where it issues tokens.
    pub token_url: String,
    /// Where it says what they are worth.
    pub introspect_url: String,
    /// This Document Provider's client, with the scope to introspect.
    pub client_id: String,
    /// The client's private key, PEM.
    pub private_key: PathBuf,
}

pub(super) fn read(mut section: Section<'_>, folder: &Path) -> Option<OauthServer> {
    let token_url = section.required_with("token_url", ADDRESS, address);
    let introspect_url = section.optional_with("introspect_url", ADDRESS, address);
    let client_id: Option<ClientId> = section.required("client_id", "the OAuth client id of this provider");
    let private_key = section.path("private_key", "a PEM file").map(|path| folder.join(path));
    if let Some(path) = &private_key {
        let read = std::fs::read_to_string(path).map_err(|error| format!("cannot be read: {error}"));
        let key =
            read.and_then(|pem| PrivateKey::from_pem(&pem).map_err(|error| format!("is no key: {error}")));
        if let Err(mistake) = key {
            section.mistake(format!("oauth_server.private_key: {} {mistake}", path.display()));
        }
    }
    section.finish();
    let token_url = token_url?;
    let beside = || {
        let base = token_url.strip_suffix(oauth::TOKEN).unwrap_or(&token_url);
        format!("{base}{}", oauth::INTROSPECT)
    };
    Some(OauthServer {
        introspect_url: introspect_url.unwrap_or_else(beside),
        token_url,
        client_id: client_id?.to_string(),
        private_key: private_key?,
    })
}
