//! Services of others that this process uses, and as whom.

use std::path::{Path, PathBuf};

use ebox_credential::PrivateKey;
use ebox_domain::ids::ClientId;
use ebox_wire::routes::{join, oauth};

use super::{ADDRESS, address, reader::Section};

/// Services of others that this process uses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Neighbours {
    /// Where the Partition service lies that others run; without it, the one of this process is asked. It is asked
    /// in the name of the client of the section `oauth_server`.
    pub partition_service: Option<String>,
    /// Where the Federation service lies that others run, which is asked whether an e-Box exists and was ever opened;
    /// without it, the directory of this process says it. It is asked in the name of the same client.
    pub federation_service: Option<String>,
    /// As whom the Document Providers of others are told what changed in the Partition service of this process;
    /// without it they are not told.
    pub notifications: Option<NotificationClient>,
}

/// The client in whose name Document Providers are told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotificationClient {
    /// Where it gets its tokens.
    pub token_url: String,
    /// The client, with the scope to notify.
    pub client_id: String,
    /// The client's private key, PEM.
    pub private_key: PathBuf,
}

/// Reads the section `notifications`. Tokens come from the OAuth server of this process when nothing else is said.
pub(super) fn notifications(
    mut section: Section<'_>,
    folder: &Path,
    public_url: Option<&String>,
) -> Option<NotificationClient> {
    let token_url = section.optional_with("token_url", ADDRESS, address);
    let client_id: Option<ClientId> = section.required("client_id", "the OAuth client id of this service");
    let private_key = section.path("private_key", "a PEM file").map(|path| folder.join(path));
    if let Some(path) = &private_key {
        let read = std::fs::read_to_string(path).map_err(|error| format!("cannot be read: {error}"));
        let key =
            read.and_then(|pem| PrivateKey::from_pem(&pem).map_err(|error| format!("is no key: {error}")));
        if let Err(mistake) = key {
            section.mistake(format!("notifications.private_key: {} {mistake}", path.display()));
        }
    }
    section.finish();
    let own = public_url.map(|url| join(&join(url, oauth::BASE), oauth::TOKEN));
    Some(NotificationClient {
        token_url: token_url.or(own)?,
        client_id: client_id?.to_string(),
        private_key: private_key?,
    })
}
