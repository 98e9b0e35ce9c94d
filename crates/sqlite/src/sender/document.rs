//! What is wanted for a sender, and what was there before, as JSON.

use ebox_credential::{Certificate, Scopes};
use ebox_domain::{
    EnterpriseNumber, Sha256Digest, ids::DossierId, provider::ProviderId, reference::ReferenceData,
};
use ebox_onboarding::sender::{Before, ClientBefore, ClientWanted, Wanted};
use ebox_registry::stored::{reference_from_json, reference_to_json};
use ebox_wire::configuration::Role;
use serde::{Deserialize, Serialize};
use sqlx::Error;

use crate::columns::unreadable;

/// What stands in columns of its own.
pub(super) struct Whose {
    pub(super) dossier: DossierId,
    pub(super) provider: ProviderId,
    pub(super) enterprise: EnterpriseNumber,
}

#[derive(Serialize, Deserialize)]
struct StoredWanted {
    is_provider: bool,
    reference: String,
    client: Option<StoredClient>,
}

#[derive(Serialize, Deserialize)]
struct StoredClient {
    name: String,
    scopes: String,
    /// PEM.
    certificates: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct StoredBefore {
    reference: String,
    client: Option<StoredClientBefore>,
}

#[derive(Serialize, Deserialize)]
struct StoredClientBefore {
    is_enabled: bool,
    scopes: String,
    /// Fingerprints in hexadecimal.
    certificates: Vec<String>,
}

fn json(value: &impl Serialize) -> String {
    // Texts, flags and lists of them always serialise.
    serde_json::to_string(value).unwrap_or_default()
}

fn stored(wanted: &Wanted) -> StoredWanted {
    StoredWanted {
        is_provider: wanted.role == Role::Provider,
        reference: reference_to_json(&wanted.reference),
        client: wanted.client.as_ref().map(|client| StoredClient {
            name: client.name.clone(),
            scopes: client.scopes.to_string(),
            certificates: client.certificates.iter().map(Certificate::to_pem).collect(),
        }),
    }
}

pub(super) fn of_wanted(wanted: &Wanted) -> String {
    json(&stored(wanted))
}

pub(super) fn of_former(former: &[Wanted]) -> String {
    json(&former.iter().map(stored).collect::<Vec<_>>())
}

pub(super) fn of_before(before: &Before) -> String {
    json(&StoredBefore {
        reference: reference_to_json(&before.reference),
        client: before.client.as_ref().map(|client| StoredClientBefore {
            is_enabled: client.is_enabled,
            scopes: client.scopes.to_string(),
            certificates: client.certificates.iter().map(Sha256Digest::to_hex).collect(),
        }),
    })
}

impl Whose {
    pub(super) fn wanted(&self, json: &str) -> Result<Wanted, Error> {
        let stored = serde_json::from_str(json).map_err(|error| unreadable("wanted", error))?;
        self.read(&stored)
    }

    pub(super) fn former(&self, json: &str) -> Result<Vec<Wanted>, Error> {
        let stored: Vec<StoredWanted> =
            serde_json::from_str(json).map_err(|error| unreadable("former", error))?;
        stored.iter().map(|one| self.read(one)).collect()
    }

    fn read(&self, stored: &StoredWanted) -> Result<Wanted, Error> {
        Ok(Wanted {
            dossier: self.dossier.clone(),
            role: if stored.is_provider { Role::Provider } else { Role::Sender },
            provider: self.provider.clone(),
            enterprise: self.enterprise,
            reference: reference("wanted", &stored.reference)?,
            client: stored.client.as_ref().map(client).transpose()?,
        })
    }
}

fn client(stored: &StoredClient) -> Result<ClientWanted, Error> {
    let certificate =
        |pem: &String| Certificate::read(pem.as_bytes()).map_err(|error| unreadable("wanted", error));
    Ok(ClientWanted {
        name: stored.name.clone(),
        scopes: scopes("wanted", &stored.scopes)?,
        certificates: stored.certificates.iter().map(certificate).collect::<Result<_, _>>()?,
    })
}

pub(super) fn before(json: &str) -> Result<Before, Error> {
    let stored: StoredBefore = serde_json::from_str(json).map_err(|error| unreadable("before", error))?;
    let digest = |hex: &String| Sha256Digest::from_hex(hex).ok_or_else(|| unreadable("before", "no SHA-256"));
    let client = stored.client.map(|client| {
        Ok::<_, Error>(ClientBefore {
            is_enabled: client.is_enabled,
            scopes: scopes("before", &client.scopes)?,
            certificates: client.certificates.iter().map(digest).collect::<Result<_, _>>()?,
        })
    });
    Ok(Before { reference: reference("before", &stored.reference)?, client: client.transpose()? })
}

fn reference(column: &'static str, json: &str) -> Result<ReferenceData, Error> {
    reference_from_json(json).map_err(|error| unreadable(column, error))
}

fn scopes(column: &'static str, text: &str) -> Result<Scopes, Error> {
    Scopes::parse(text).map_err(|name| unreadable(column, format!("no scope `{name}`")))
}
