//! OAuth v5: tokens, introspection, and the server's metadata (RFC 6749, 7662, 8414, 7517).
//!
//! Members are read leniently: a server of others may leave out what it does not have.

use std::collections::BTreeMap;

use ebox_domain::{EnterpriseNumber, Ssin};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The grant that machines use (RFC 6749, section 4.4).
pub const CLIENT_CREDENTIALS: &str = "client_credentials";
/// **Extension**: the grant with which a portal gets tokens in the name of people (RFC 8693).
pub const TOKEN_EXCHANGE: &str = "urn:ietf:params:oauth:grant-type:token-exchange";
/// How RFC 8693 names a JWT: what a portal says about a person.
pub const JWT_TYPE: &str = "urn:ietf:params:oauth:token-type:jwt";
/// How RFC 8693 names an access token: what it gets.
pub const ACCESS_TOKEN_TYPE: &str = "urn:ietf:params:oauth:token-type:access_token";
/// The attribute under which introspection tells a person's SSIN, besides `sub`.
pub const SSIN_ATTRIBUTE: &str = "urn:be:fgov:person:ssin";

/// The form of a token request.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct TokenRequest {
    /// `client_credentials`; a portal's `urn:ietf:params:oauth:grant-type:token-exchange`.
    #[schema(example = "client_credentials")]
    pub grant_type: String,
    /// Says that the assertion is a JWT.
    #[schema(example = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")]
    pub client_assertion_type: String,
    /// A JWT signed with the key of a registered certificate: `iss` and `sub` are the client id, `aud` is this
    /// endpoint's URL, `jti` is new each time, `exp` is a few minutes ahead.
    pub client_assertion: String,
    /// Scopes separated by spaces; left out, everything that was granted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// **Extension**, token exchange: a JWT signed by the portal's client, whose `sub` is the person's SSIN and
    /// whose `urn:be:fgov:kbo-bce:organization:cbe-number` is the enterprise for which the person acts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject_token: Option<String>,
    /// Says that the subject token is a JWT.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "urn:ietf:params:oauth:token-type:jwt")]
    pub subject_token_type: Option<String>,
    /// An access token, if anything is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "urn:ietf:params:oauth:token-type:access_token")]
    pub requested_token_type: Option<String>,
}

/// An access token (RFC 6749, section 5.1).
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct TokenResponse {
    /// The token; opaque to everybody but the server.
    #[serde(default)]
    #[schema(required = true)]
    pub access_token: String,
    /// `Bearer`.
    #[serde(default)]
    #[schema(required = true, example = "Bearer")]
    pub token_type: String,
    /// For how many seconds it holds.
    #[serde(default)]
    #[schema(required = true, example = 300)]
    pub expires_in: u64,
    /// What it permits, separated by spaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// What kind of token it is; only after a token exchange.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued_token_type: Option<String>,
}

// Not derived: a token is a secret, and `Debug` ends up in logs.
impl std::fmt::Debug for TokenResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TokenResponse")
            .field("expires_in", &self.expires_in)
            .field("scope", &self.scope)
            .finish_non_exhaustive()
    }
}

/// A refusal of the OAuth server (RFC 6749, section 5.2).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct OauthError {
    /// What kind of refusal it is: `invalid_client`, `invalid_scope`, and so on.
    #[serde(default)]
    #[schema(required = true, example = "invalid_client")]
    pub error: String,
    /// The rule and the fix, for developers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_description: Option<String>,
}

/// The form of an introspection request (RFC 7662, section 2.1).
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct IntrospectionRequest {
    /// The token that a caller showed.
    pub token: String,
    /// A hint that is not needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "access_token")]
    pub token_type_hint: Option<String>,
}

/// What a token is worth (RFC 7662, section 2.2). Of a token that is unknown, expired or foreign, nothing but
/// `active: false` is said.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct IntrospectionResponse {
    /// Whether it holds now. The one member that is always there: an answer without it says nothing.
    pub active: bool,
    /// The client that it was issued to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    /// `access_token`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "access_token")]
    pub token_type: Option<String>,
    /// A person's SSIN; the client id for tokens of machines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sub: Option<String>,
    /// Whom it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aud: Option<String>,
    /// Who issued it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iss: Option<String>,
    /// Its identifier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub jti: Option<String>,
    /// When it was issued, in seconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iat: Option<i64>,
    /// When it ends, in seconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exp: Option<i64>,
    /// From when it holds, in seconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nbf: Option<i64>,
    /// What it permits, separated by spaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// Who is behind the client: attribute URNs, each with its values.
    #[serde(rename = "principalAttributes", default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schema(required = false)]
    pub principal_attributes: BTreeMap<String, Vec<String>>,
}

impl IntrospectionResponse {
    /// The enterprise behind the client. Its number may have lost leading zeros on the way.
    pub fn enterprise(&self) -> Option<EnterpriseNumber> {
        let number = self.principal_attributes.get(EnterpriseNumber::ATTRIBUTE)?.first()?;
        EnterpriseNumber::from_unpadded(number).ok()
    }

    /// The person behind the client: `sub`, when it is an SSIN and not the client itself.
    pub fn person(&self) -> Option<Ssin> {
        let subject = self.sub.as_deref()?;
        if self.client_id.as_deref() == Some(subject) { None } else { subject.parse().ok() }
    }
}

/// What the server says of itself (RFC 8414, section 2).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct Metadata {
    /// The server's own address.
    #[serde(default)]
    #[schema(required = true, format = "uri")]
    pub issuer: String,
    /// Where tokens are issued.
    #[serde(default)]
    #[schema(required = true, format = "uri")]
    pub token_endpoint: String,
    /// Where tokens are introspected.
    #[serde(default)]
    #[schema(required = true, format = "uri")]
    pub introspection_endpoint: String,
    /// Where its keys are published.
    #[serde(default)]
    #[schema(required = true, format = "uri")]
    pub jwks_uri: String,
    /// Scopes that exist.
    #[serde(default)]
    #[schema(required = true)]
    pub scopes_supported: Vec<String>,
    /// None: there is no authorization endpoint.
    #[serde(default)]
    #[schema(required = true)]
    pub response_types_supported: Vec<String>,
    /// Grants.
    #[serde(default)]
    #[schema(required = true)]
    pub grant_types_supported: Vec<String>,
    /// How clients prove who they are to the token endpoint.
    #[serde(default)]
    #[schema(required = true)]
    pub token_endpoint_auth_methods_supported: Vec<String>,
    /// With which algorithms.
    #[serde(default)]
    #[schema(required = true)]
    pub token_endpoint_auth_signing_alg_values_supported: Vec<String>,
    /// How callers prove who they are to the introspection endpoint.
    #[serde(default)]
    #[schema(required = true)]
    pub introspection_endpoint_auth_methods_supported: Vec<String>,
    /// Where developers read on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = "uri")]
    pub service_documentation: Option<String>,
    /// All of this again, as a JWT signed with a published key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_metadata: Option<String>,
}

/// Public keys (RFC 7517, section 5).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct Jwks {
    /// The keys.
    pub keys: Vec<Jwk>,
}

/// A public key on an elliptic curve (RFC 7518, section 6.2).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct Jwk {
    /// `EC`.
    #[schema(example = "EC")]
    pub kty: String,
    /// `P-256`.
    #[schema(example = "P-256")]
    pub crv: String,
    /// One coordinate.
    pub x: String,
    /// The other.
    pub y: String,
    /// `sig`: the key signs.
    #[serde(rename = "use")]
    #[schema(example = "sig")]
    pub usage: String,
    /// `ES256`.
    #[schema(example = "ES256")]
    pub alg: String,
    /// Its name, which is its thumbprint (RFC 7638).
    pub kid: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_inactive_token_is_told_by_one_member() {
        let inactive = IntrospectionResponse::default();
        assert_eq!(serde_json::to_value(&inactive).expect("JSON"), json!({"active": false}));
    }

    #[test]
    fn an_answer_without_its_one_member_says_nothing() {
        for nothing in [json!({}), json!({"client_id": "a:client"}), json!([]), json!({"active": "true"})] {
            assert!(serde_json::from_value::<IntrospectionResponse>(nothing.clone()).is_err(), "{nothing}");
        }
    }

    #[test]
    fn an_enterprise_number_regains_its_leading_zeros() {
        let answer: IntrospectionResponse = serde_json::from_value(json!({
            "active": true,
            "principalAttributes": {"urn:be:fgov:kbo-bce:organization:cbe-number": ["852093431"]},
            "somethingNew": 1,
        }))
        .expect("read");
        assert_eq!(answer.enterprise().map(|number| number.to_string()).as_deref(), Some("0852093431"));
    }

    #[test]
    fn a_token_is_not_shown_when_debugged() {
        let response = TokenResponse { access_token: "secret".to_owned(), ..TokenResponse::default() };
        assert!(!format!("{response:?}").contains("secret"));
    }
}
