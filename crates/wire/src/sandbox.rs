//! `sandbox.json`: how tests and tools find their way in a rehearsed federation.
//!
//! A stable format. Members and roles that a reader does not know are ignored, because more will come. File
//! paths are relative to the folder of the file.

use std::path::{Path, PathBuf};

use ebox_domain::{EboxType, EnterpriseNumber, Environment, Ssin};
use serde::{Deserialize, Serialize};

/// The name of the file in the data folder.
pub const FILE_NAME: &str = "sandbox.json";

/// A rehearsed federation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Sandbox {
    /// The root of everything that is served.
    pub base_url: String,
    /// The environment that is rehearsed (`acc`).
    pub environment: String,
    /// Where access tokens come from.
    pub token_url: String,
    /// Where Document Providers ask what a token is worth.
    pub introspect_url: String,
    /// The `aud` of client assertions.
    pub audience: String,
    /// The list of Document Providers (Federation 1.3).
    pub provider_registry_url: String,
    /// The portal, while one runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub portal_url: Option<String>,
    /// The registry in which Document Consumers try their calls; ends in `/`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub simulation_url: Option<String>,
    /// The message registries.
    #[serde(default)]
    pub message_registries: Vec<Registry>,
    /// The enterprises that receive.
    #[serde(default)]
    pub enterprises: Vec<Enterprise>,
    /// Who may get tokens.
    #[serde(default)]
    pub clients: Vec<Client>,
    /// What may be sent by whom to whom, and through which provider.
    #[serde(default)]
    pub message_types: Vec<MessageType>,
    /// The people in the enterprises.
    #[serde(default)]
    pub people: Vec<Person>,
    /// Clients that are refused, each for its reason.
    #[serde(default)]
    pub faulty_clients: Vec<FaultyClient>,
}

impl Sandbox {
    /// The environment, when it is one that this version knows.
    pub fn environment(&self) -> Option<Environment> {
        self.environment.parse().ok()
    }

    /// The first client of a role, of one enterprise when it is given.
    pub fn client(&self, role: Role, enterprise: Option<EnterpriseNumber>) -> Option<&Client> {
        self.clients.iter().find(|client| {
            client.role == role && enterprise.is_none_or(|number| client.enterprise_number == number.as_str())
        })
    }
}

/// Where a file named in a `sandbox.json` is; `sandbox` is the path of that `sandbox.json`.
pub fn resolve(sandbox: &Path, file: &str) -> PathBuf {
    sandbox.parent().unwrap_or(Path::new("")).join(file)
}

/// A message registry; addresses end in `/`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registry {
    /// The provider's identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its v2.1.
    pub v2: String,
    /// Its v3.
    pub v3: String,
}

/// An enterprise that receives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Enterprise {
    /// Its number.
    pub enterprise_number: String,
    /// Its name.
    pub name: String,
    /// Whether somebody ever opened its e-Box.
    pub has_opened_ebox: bool,
}

/// The part that a client plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Role {
    /// It retrieves its own mail.
    DocumentConsumer,
    /// It publishes.
    DocumentSender,
    /// It keeps a message registry.
    DocumentProvider,
    /// It signs people in, and gets tokens in their name.
    Portal,
    /// It manages the e-Box of its enterprise: partitions, rights, routing rules, mandates.
    Manager,
    /// It acts for others, under their mandates.
    ServiceProvider,
    /// A role that this version does not know.
    #[serde(other)]
    Other,
}

/// Who may get tokens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Client {
    /// The part that it plays.
    pub role: Role,
    /// Its enterprise.
    pub enterprise_number: String,
    /// Its OAuth client id.
    pub client_id: String,
    /// Its private key (PKCS#8 PEM).
    pub private_key_file: String,
    /// Its certificate (PEM).
    pub certificate_file: String,
    /// Both together (PKCS#12).
    pub key_store_file: String,
    /// The password of the key store.
    pub key_store_password: String,
    /// What it was granted.
    pub scopes: Vec<String>,
}

/// What may be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MessageType {
    /// The message type.
    pub message_type_id: String,
    /// Who sends it.
    pub sender_organization_id: String,
    /// With which application.
    pub sender_application_id: String,
    /// To which kind of e-Box (`enterprise`, `citizen`).
    pub ebox_type: String,
    /// Through which provider.
    pub provider_id: String,
    /// The keys of its business data.
    #[serde(default)]
    pub business_data_keys: Vec<String>,
}

impl MessageType {
    /// The kind of e-Box, when it is one that this version knows.
    pub fn ebox_type(&self) -> Option<EboxType> {
        EboxType::parse(&self.ebox_type)
    }
}

/// A person in an enterprise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    /// Their SSIN.
    pub ssin: String,
    /// Their name.
    pub name: String,
    /// Their enterprise.
    pub enterprise_number: String,
    /// What they are there.
    pub role: String,
}

impl Person {
    /// The SSIN, when it is well formed.
    pub fn ssin(&self) -> Option<Ssin> {
        self.ssin.parse().ok()
    }
}

/// Why a faulty client is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum FaultReason {
    /// Its certificate is no longer valid.
    ExpiredCertificate,
    /// Its certificate is not valid yet.
    NotYetValidCertificate,
    /// Its certificate names another enterprise.
    CertificateOfAnotherEnterprise,
    /// It was disabled.
    DisabledClient,
    /// A reason that this version does not know.
    #[serde(other)]
    Other,
}

/// A client for trying refusals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FaultyClient {
    /// Why it is refused.
    pub reason: FaultReason,
    /// Its OAuth client id.
    pub client_id: String,
    /// Its private key (PKCS#8 PEM).
    pub private_key_file: String,
    /// Its certificate (PEM).
    pub certificate_file: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn file() -> serde_json::Value {
        json!({
            "baseUrl": "http://127.0.0.1:8480",
            "environment": "acc",
            "tokenUrl": "http://127.0.0.1:8480/REST/oauth/v5/token",
            "introspectUrl": "http://127.0.0.1:8480/REST/oauth/v5/introspect",
            "audience": "http://127.0.0.1:8480/REST/oauth/v5/token",
            "providerRegistryUrl": "http://127.0.0.1:8480/REST/ebox/enterprise/federation/v1/messageProviders",
            "messageRegistries": [{"id": "nsso", "name": "NSSO", "v2": "http://h/v2/", "v3": "http://h/v3/"}],
            "enterprises": [{"enterpriseNumber": "0852093431", "name": "A", "hasOpenedEbox": true}],
            "clients": [{
                "role": "documentConsumer",
                "enterpriseNumber": "0852093431",
                "clientId": "consumer",
                "privateKeyFile": "clients/consumer.key",
                "certificateFile": "clients/consumer.pem",
                "keyStoreFile": "clients/consumer.p12",
                "keyStorePassword": "secret",
                "scopes": ["scope:a"],
            }],
            "messageTypes": [{
                "messageTypeId": "WK1-ACTIVA",
                "senderOrganizationId": "0123456789",
                "senderApplicationId": "employment:job-attest:werkkaart",
                "eboxType": "enterprise",
                "providerId": "nsso",
                "businessDataKeys": ["BECBE"],
            }],
            "people": [{"ssin": "94022722580", "name": "P", "enterpriseNumber": "0852093431", "role": "user"}],
            "faultyClients": [{
                "reason": "disabledClient",
                "clientId": "c",
                "privateKeyFile": "k",
                "certificateFile": "c",
            }],
        })
    }

    #[test]
    fn the_promised_members_are_read_and_written_under_their_names() {
        let sandbox: Sandbox = serde_json::from_value(file()).expect("readable");
        assert_eq!(sandbox.environment(), Some(Environment::Acc));
        assert_eq!(serde_json::to_value(&sandbox).expect("serialisable"), file());
        assert!(sandbox.client(Role::DocumentConsumer, None).is_some());
        let other = "0534530277".parse().ok();
        assert!(sandbox.client(Role::DocumentConsumer, other).is_none());
    }

    #[test]
    fn what_a_later_version_adds_is_ignored() {
        let mut later = file();
        later["eventServiceUrl"] = json!("http://h/");
        later["clients"][0]["role"] = json!("humanInterfaceProvider");
        later["clients"][0]["more"] = json!([1]);
        later["faultyClients"][0]["reason"] = json!("revokedCertificate");
        let sandbox: Sandbox = serde_json::from_value(later).expect("readable");
        assert_eq!(sandbox.clients[0].role, Role::Other);
        assert_eq!(sandbox.faulty_clients[0].reason, FaultReason::Other);
    }

    #[test]
    fn files_are_beside_the_sandbox() {
        assert_eq!(
            resolve(Path::new("/data/sandbox.json"), "clients/a.pem"),
            Path::new("/data/clients/a.pem")
        );
    }
}
