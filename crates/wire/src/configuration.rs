//! What a Document Sender needs in one environment, as a document that travels: reference data, and its client. A
//! Document Provider needs a client alone, and has it in the same form.
//!
//! The same document is agreed upon in a dossier, shown before it is applied, applied by an operator, and carried to
//! a deployment that nobody can call as a signed file ([`SIGNED_TYPE`]).

#[cfg(test)]
mod tests;

use ebox_domain::{
    Cause, Causes, EnterpriseNumber, Environment, Rule, ids::DossierId, provider::ProviderId,
    reference::ReferenceData, unseen::is_blank,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::{
    read::{Collected, Field},
    reference_file::{self, NO_FILES, ReferenceFile},
};

/// The `typ` of a signed file (JWS).
pub const SIGNED_TYPE: &str = "ebox-configuration+jwt";
/// The media type of a signed file (RFC 7515, section 9.2.1).
pub const JOSE: &str = "application/jose";
/// The most certificates of a client in one document.
const MOST_CERTIFICATES: usize = 10;
/// The most characters of a client's name.
const MAX_NAME: usize = 200;

/// What an enterprise is to be in an environment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ConfigurationRole)]
pub enum Role {
    /// A Document Sender.
    #[default]
    Sender,
    /// A Document Provider.
    Provider,
}

impl Role {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference whether to leave it out")]
    fn is_sender(&self) -> bool {
        *self == Self::Sender
    }
}

/// What a sender needs in one environment, or a provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SenderConfiguration {
    /// The dossier in which it was agreed: 1 to 40 letters, digits or hyphens.
    #[schema(pattern = "^[A-Za-z0-9-]{1,40}$", example = "2026-0007")]
    pub dossier: String,
    /// For which environment: `int`, `acc` or `prd`.
    #[schema(example = "acc")]
    pub environment: String,
    /// What the enterprise is to be; a sender when left out.
    #[serde(default, skip_serializing_if = "Role::is_sender")]
    pub role: Role,
    /// In the registry of which Document Provider it sends; of a provider its own identifier.
    #[schema(example = "nsso")]
    pub provider: String,
    /// Whose it is.
    #[schema(pattern = r"^[0-1]\d{9}$", example = "0220916609")]
    pub enterprise_number: String,
    /// The sender itself, its applications, its message types, and its trios; nothing of others. Of a provider nothing.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub reference: ReferenceFile,
    /// Its OAuth client; left out when it has one and nothing changes about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client: Option<SenderClient>,
}

fn is_empty(reference: &ReferenceFile) -> bool {
    *reference == ReferenceFile::default()
}

/// The OAuth client of a sender or a provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SenderClient {
    /// Its name, for people.
    pub name: String,
    /// What it is granted; what goes with the role when left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scopes: Vec<String>,
    /// Its certificates for this environment, PEM.
    pub certificates: Vec<String>,
}

/// The same, read. Scopes and certificates are still texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Configuration {
    /// The dossier in which it was agreed.
    pub dossier: DossierId,
    /// For which environment.
    pub environment: Environment,
    /// What the enterprise is to be.
    pub role: Role,
    /// In the registry of which Document Provider; of a provider its own identifier.
    pub provider: ProviderId,
    /// Whose it is.
    pub enterprise: EnterpriseNumber,
    /// Reference data of this sender alone.
    pub reference: ReferenceData,
    /// Its OAuth client.
    pub client: Option<SenderClient>,
}

impl SenderConfiguration {
    /// Reads a document, and names every mistake by its field.
    pub fn read(value: &Value) -> Result<Configuration, Causes> {
        let causes = Collected::default();
        let mut of_reference = Causes::default();
        let read = Field::body(value, &causes).object().and_then(|mut object| {
            let dossier = object
                .required("dossier", "the dossier in which it was agreed")
                .and_then(|field| field.parsed("a dossier has 1 to 40 letters, digits or hyphens"));
            let environment = object
                .required("environment", "int, acc or prd")
                .and_then(|field| field.parsed("write int, acc, sim or prd"));
            let role = match object.optional("role") {
                Some(field) => role(&field)?,
                None => Role::Sender,
            };
            let provider = object.required("provider", "the Document Provider").and_then(|field| {
                field.parsed("an identifier has 1 to 100 letters, digits, dots, hyphens or underscores")
            });
            let enterprise =
                object.required("enterpriseNumber", "who sends").and_then(|field| field.enterprise_number());
            let reference = match role {
                Role::Sender => object.required("reference", "the sender's reference data").and_then(|_| {
                    let read = reference_file::read(&value["reference"], NO_FILES);
                    read.map_err(|found| of_reference.append(found)).ok()
                }),
                Role::Provider => {
                    if let Some(field) = object.optional("reference") {
                        field.refuse(Rule::NotAllowed, "a provider needs no reference data; leave it out");
                    }
                    Some(ReferenceData::default())
                }
            };
            let client = match object.optional("client") {
                Some(field) => Some(client(&field)?),
                None => None,
            };
            object.finish();
            Some(Configuration {
                dossier: dossier?,
                environment: environment?,
                role,
                provider: provider?,
                enterprise: enterprise?,
                reference: reference?,
                client,
            })
        });
        if let Some(configuration) = read.as_ref().filter(|read| read.role.is_sender()) {
            of_reference.append(of_others(configuration.enterprise, &configuration.reference));
        }
        for cause in of_reference.iter_mut() {
            cause.field = match cause.field.as_str() {
                "" => "reference".to_owned(),
                field => format!("reference.{field}"),
            };
        }
        causes.append(of_reference);
        causes.into_result(read)
    }
}

impl From<&Configuration> for SenderConfiguration {
    fn from(configuration: &Configuration) -> Self {
        Self {
            dossier: configuration.dossier.to_string(),
            environment: configuration.environment.to_string(),
            role: configuration.role,
            provider: configuration.provider.to_string(),
            enterprise_number: configuration.enterprise.to_string(),
            reference: ReferenceFile::from(&configuration.reference),
            client: configuration.client.clone(),
        }
    }
}

fn role(field: &Field<'_, '_>) -> Option<Role> {
    match field.string()? {
        "sender" => Some(Role::Sender),
        "provider" => Some(Role::Provider),
        _ => {
            field.refuse_value(Rule::InvalidValue, "write sender or provider");
            None
        }
    }
}

fn client(field: &Field<'_, '_>) -> Option<SenderClient> {
    let mut object = field.object()?;
    let name = object.required("name", "a name for people").and_then(|field| {
        let name = field.string()?;
        if is_blank(name) || name.chars().count() > MAX_NAME || name.chars().any(char::is_control) {
            field.refuse(Rule::InvalidValue, format!("give a name of 1 to {MAX_NAME} characters"));
        }
        Some(name.to_owned())
    });
    let texts = |field: &Field<'_, '_>| field.string().map(str::to_owned);
    let scopes = object.list("scopes", texts);
    let certificates = object.required("certificates", "a list of certificates, PEM").and_then(|field| {
        let certificates = field.each(texts)?;
        if certificates.is_empty() || certificates.len() > MOST_CERTIFICATES {
            field.refuse(Rule::OutOfRange, format!("give 1 to {MOST_CERTIFICATES} certificates"));
        }
        Some(certificates)
    });
    object.finish();
    let scopes = scopes?.into_iter().collect::<Option<_>>()?;
    Some(SenderClient { name: name?, scopes, certificates: certificates? })
}

/// What is not the sender's own, or missing.
fn of_others(sender: EnterpriseNumber, reference: &ReferenceData) -> Causes {
    let mut causes = Causes::default();
    let mut add = |rule, field: String, fix: String| causes.push(Cause::body(rule, field, fix));
    if !reference.organizations.contains_key(&sender) {
        let fix = format!("the sender itself, {sender}, is missing; add it");
        add(Rule::Required, "organizations".to_owned(), fix);
    }
    for other in reference.organizations.keys().filter(|id| **id != sender) {
        let fix = format!("the document is about {sender} alone; leave other organizations out");
        add(Rule::NotAllowed, format!("organizations[{other}]"), fix);
    }
    let mut trios = reference.trios.iter().filter(|trio| trio.organization != sender);
    if let Some(trio) = trios.next() {
        let field = format!("trios[{}, {}, {}]", trio.organization, trio.application, trio.message_type);
        add(
            Rule::NotAllowed,
            field,
            format!("the document is about {sender} alone; leave trios of others out"),
        );
    }
    let used = reference.related(|_| true);
    for id in reference.applications.keys().filter(|id| !used.applications.contains(id)) {
        let fix = "no trio uses the application; add one, or leave the application out";
        add(Rule::Required, format!("applications[{id}]"), fix.to_owned());
    }
    for id in reference.message_types.keys().filter(|id| !used.message_types.contains(id)) {
        let fix = "no trio uses the message type; add one, or leave the message type out";
        add(Rule::Required, format!("messageTypes[{id}]"), fix.to_owned());
    }
    causes
}

/// What is signed: the document, and when that was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedConfiguration {
    /// When it was signed; of two files the later one counts.
    pub at: Timestamp,
    /// The document.
    pub configuration: Configuration,
}

impl SignedConfiguration {
    /// The payload of a signed file.
    pub fn payload(document: &SenderConfiguration, at: Timestamp) -> Value {
        json!({ "iat": at.as_second(), "configuration": document })
    }

    /// Reads the payload of a signed file, and names every mistake by its field.
    pub fn read(payload: &Value) -> Result<Self, Causes> {
        let mut causes = Causes::default();
        let at = payload["iat"].as_i64().and_then(|seconds| Timestamp::from_second(seconds).ok());
        if at.is_none() {
            causes.push(Cause::body(Rule::Required, "iat", "the file does not say when it was signed"));
        }
        let configuration = SenderConfiguration::read(&payload["configuration"]);
        match (at, configuration) {
            (Some(at), Ok(configuration)) => Ok(Self { at, configuration }),
            (_, configuration) => {
                causes.append(configuration.err().unwrap_or_default());
                Err(causes)
            }
        }
    }
}
