//! OAuth clients.

use ebox_domain::{Causes, EnterpriseNumber, Rule, ids::ClientId, unseen::is_blank};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::{
    moment::Moment,
    read::{Collected, Field},
};

/// A client as it now is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Client)]
pub struct ClientEntry {
    /// Its identifier.
    pub client_id: String,
    /// The enterprise that it acts for.
    pub enterprise_number: String,
    /// Its name, for people.
    pub name: String,
    /// What it was granted.
    pub scopes: Vec<String>,
    /// Whether it may do anything.
    pub is_enabled: bool,
    /// When it was registered.
    #[schema(value_type = String, format = DateTime)]
    pub registered_at: Moment,
    /// Its certificates, without keys.
    pub certificates: Vec<ClientCertificate>,
}

/// A certificate of a client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ClientCertificate {
    /// The SHA-256 of its DER, in hexadecimal.
    pub fingerprint: String,
    /// Until when it is valid.
    #[schema(value_type = String, format = DateTime)]
    pub valid_until: Moment,
}

/// Every client.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct Clients {
    /// By identifier.
    pub items: Vec<ClientEntry>,
    /// How many there are.
    pub total: u64,
}

/// A client to be registered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NewClient {
    /// Its identifier: 1 to 255 characters.
    #[schema(value_type = String, example = "documentmanagement:publication:ebox:0220916609")]
    #[serde(with = "text")]
    pub client_id: ClientId,
    /// The enterprise that it acts for.
    #[schema(value_type = String, pattern = r"^[0-1]\d{9}$")]
    #[serde(with = "text")]
    pub enterprise_number: EnterpriseNumber,
    /// Its name, for people.
    pub name: String,
    /// What it is granted.
    pub scopes: Vec<String>,
    /// Its certificate, PEM.
    pub certificate: String,
}

impl NewClient {
    /// Reads a body, and names every mistake of its form.
    pub fn read(value: &Value) -> Result<Self, Causes> {
        let causes = Collected::default();
        let client = Field::body(value, &causes).object().and_then(|mut object| {
            let client_id = object
                .required("clientId", "an identifier")
                .and_then(|field| field.parsed("an identifier has 1 to 255 characters"));
            let enterprise_number = object
                .required("enterpriseNumber", "the enterprise that it acts for")
                .and_then(|field| field.enterprise_number());
            let name = object.required("name", "a name for people").and_then(|field| {
                let name = field.string()?;
                if is_blank(name) {
                    field.refuse(Rule::Required, "give a name for people");
                }
                Some(name.to_owned())
            });
            let scopes = object
                .required("scopes", "a list of scopes")
                .and_then(|field| field.each(|scope| scope.string().map(str::to_owned)));
            let certificate = object.required("certificate", "a certificate, PEM");
            let certificate = certificate.and_then(|field| field.string());
            object.finish();
            Some(Self {
                client_id: client_id?,
                enterprise_number: enterprise_number?,
                name: name?,
                scopes: scopes?,
                certificate: certificate?.to_owned(),
            })
        });
        causes.into_result(client)
    }
}

/// A further certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NewCertificate {
    /// PEM.
    pub certificate: String,
}

impl NewCertificate {
    /// Reads a body, and names every mistake of its form.
    pub fn read(value: &Value) -> Result<Self, Causes> {
        let causes = Collected::default();
        let certificate = Field::body(value, &causes).object().and_then(|mut object| {
            let certificate = object.required("certificate", "a certificate, PEM");
            let certificate = certificate.and_then(|field| field.string());
            object.finish();
            Some(Self { certificate: certificate?.to_owned() })
        });
        causes.into_result(certificate)
    }
}

/// What changes of a client: one thing at a time, so that nothing is half done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum ClientChange {
    /// Whether it may do anything. Once it may not, its tokens stop within seconds.
    IsEnabled(bool),
    /// What it is granted from now on, and nothing else. Tokens that it has keep what they have until they end.
    Scopes(Vec<String>),
}

impl ClientChange {
    /// Reads a body, and names every mistake of its form.
    pub fn read(value: &Value) -> Result<Self, Causes> {
        let causes = Collected::default();
        let body = Field::body(value, &causes);
        let change = body.object().and_then(|mut object| {
            let (is_enabled, scopes) = (object.optional("isEnabled"), object.optional("scopes"));
            let change = match (is_enabled, scopes) {
                (Some(is_enabled), None) => is_enabled.boolean().map(Self::IsEnabled),
                (None, Some(scopes)) => {
                    scopes.each(|scope| scope.string().map(str::to_owned)).map(Self::Scopes)
                }
                _ => {
                    body.refuse(Rule::Required, "change one thing at a time: isEnabled or scopes");
                    None
                }
            };
            object.finish();
            change
        });
        causes.into_result(change)
    }
}

/// Values that are texts.
mod text {
    use std::{fmt::Display, str::FromStr};

    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    pub(super) fn serialize<T: Display, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(value)
    }

    pub(super) fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
    where
        T: FromStr<Err: Display>,
        D: Deserializer<'de>,
    {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}
