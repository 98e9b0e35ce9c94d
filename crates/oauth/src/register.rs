//! Registering clients, and changing what they may do.
//!
//! Whether a certificate is fit for its client is the business of those who register it
//! (`ebox_credential::check`); the server refuses an unfit one each time it is used, because a certificate
//! that is fit today expires one day.

use std::fmt;

use ebox_audit::{Effects, Record};
use ebox_credential::{Certificate, Scopes};
use ebox_domain::{Cause, EnterpriseNumber, Fault, Rule, ServiceError, Sha256Digest, ids::ClientId};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::{Client, OauthService};

/// A client to be registered. It is enabled from the start.
#[derive(Debug, Clone)]
pub struct NewClient {
    /// Its identifier.
    pub id: ClientId,
    /// The enterprise that it acts for.
    pub enterprise: EnterpriseNumber,
    /// Its name, for people.
    pub name: String,
    /// What it is granted.
    pub scopes: Scopes,
    /// Its certificates.
    pub certificates: Vec<Certificate>,
}

/// Who changes clients, for the record of it. Nothing is known when it is the program itself.
#[derive(Debug, Clone, Default)]
pub struct Author {
    /// The operator's own client.
    pub client: Option<ClientId>,
    /// Its enterprise.
    pub enterprise: Option<EnterpriseNumber>,
    /// The SHA-256 of its access token.
    pub token: Option<Sha256Digest>,
    /// The method and the path of its call.
    pub call: Option<(String, String)>,
}

impl OauthService {
    /// Every client, by identifier.
    pub async fn clients(&self) -> Result<Vec<Client>, ServiceError> {
        Ok(self.store.clients().await?)
    }

    /// A client as it now is.
    pub async fn client(&self, id: &ClientId) -> Result<Option<Client>, ServiceError> {
        Ok(self.store.client(id).await?)
    }

    /// Registers a client.
    pub async fn register_client(&self, new: NewClient, by: &Author) -> Result<Client, ServiceError> {
        let now = self.clock.now();
        let client = Client {
            id: new.id,
            enterprise: new.enterprise,
            name: new.name,
            scopes: new.scopes,
            is_enabled: true,
            certificates: new.certificates,
            registered_at: now,
        };
        let fingerprints: Vec<String> =
            client.certificates.iter().map(|certificate| certificate.fingerprint().to_hex()).collect();
        let details = json!({
            "enterprise": client.enterprise.to_string(),
            "scope": client.scopes.to_string(),
            "certificates": fingerprints,
        });
        let record = Record { status: 201, ..record(by, now, "register-client", &client.id, details) };
        if self.store.register_client(client.clone(), Effects::recorded(record)).await? {
            Ok(client)
        } else {
            let detail = "a client with this identifier is registered; choose another one";
            Err(Fault::one(Cause::body(Rule::InvalidValue, "clientId", detail).with_value(&client.id)).into())
        }
    }

    /// Enables or disables a client. Once disabled it gets no tokens, and those that it has stop within
    /// seconds.
    pub async fn set_enabled(&self, id: &ClientId, enabled: bool, by: &Author) -> Result<(), ServiceError> {
        let action = if enabled { "enable-client" } else { "disable-client" };
        let effects = Effects::recorded(record(by, self.clock.now(), action, id, json!({})));
        let is_known = self.store.set_enabled(id, enabled, effects).await?;
        self.clients.forget(id);
        known(is_known, "Client", "clientId", id)
    }

    /// Grants a client these scopes and no others. Tokens that it has keep what they have until they end.
    pub async fn set_scopes(&self, id: &ClientId, scopes: Scopes, by: &Author) -> Result<(), ServiceError> {
        let details = json!({"scope": scopes.to_string()});
        let effects = Effects::recorded(record(by, self.clock.now(), "set-scopes", id, details));
        let is_known = self.store.set_scopes(id, scopes, effects).await?;
        self.clients.forget(id);
        known(is_known, "Client", "clientId", id)
    }

    /// Adds a certificate beside those that a client has, so that it can change over at leisure.
    pub async fn add_certificate(
        &self,
        id: &ClientId,
        certificate: Certificate,
        by: &Author,
    ) -> Result<(), ServiceError> {
        let now = self.clock.now();
        let details = json!({"certificate": certificate.fingerprint().to_hex()});
        let effects = Effects::recorded(record(by, now, "add-certificate", id, details));
        let is_known = self.store.add_certificate(id, certificate, now, effects).await?;
        self.clients.forget(id);
        known(is_known, "Client", "clientId", id)
    }

    /// Removes a certificate of a client. With the last one its tokens stop within seconds.
    pub async fn remove_certificate(
        &self,
        id: &ClientId,
        fingerprint: Sha256Digest,
        by: &Author,
    ) -> Result<(), ServiceError> {
        let details = json!({"certificate": fingerprint.to_hex()});
        let effects = Effects::recorded(record(by, self.clock.now(), "remove-certificate", id, details));
        let is_known = self.store.remove_certificate(id, fingerprint, effects).await?;
        self.clients.forget(id);
        known(is_known, "Certificate", "fingerprint", fingerprint)
    }
}

fn known(
    is_known: bool,
    what: &'static str,
    name: &'static str,
    value: impl fmt::Display,
) -> Result<(), ServiceError> {
    if is_known { Ok(()) } else { Err(Fault::NotFound { what, name, value: value.to_string() }.into()) }
}

/// The record of a change that the operator made. The program itself makes it without a call, and its method says so.
fn record(by: &Author, at: Timestamp, action: &str, client: &ClientId, mut details: Value) -> Record {
    details["client"] = Value::String(client.to_string());
    let (method, url) = by.call.clone().unwrap_or_else(|| ("OPERATOR".to_owned(), format!("oauth/{action}")));
    Record {
        client_id: by.client.as_ref().map(ToString::to_string),
        enterprise: by.enterprise,
        token: by.token,
        details,
        ..Record::new(at, method, url, 200)
    }
}
