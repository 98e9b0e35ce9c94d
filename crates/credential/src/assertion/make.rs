//! The client's side: making an assertion.

use ebox_domain::{EnterpriseNumber, Ssin};
use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::Header;
use serde_json::{Value, json};

use crate::{
    key::{InvalidKey, PrivateKey},
    signature,
};

/// What an assertion says.
#[derive(Debug, Clone, Copy)]
pub struct Claims<'a> {
    /// `iss` and `sub`: the client.
    pub client_id: &'a str,
    /// `aud`: the token endpoint's URL.
    pub audience: &'a str,
    /// `jti`: unique for each assertion.
    pub jti: &'a str,
    /// `iat`: now, by the client's clock.
    pub issued_at: Timestamp,
    /// `exp`, counted from `iat`: a few minutes are enough to hand it over.
    pub lifetime: SignedDuration,
}

/// Makes an assertion with the algorithm that goes with the key: RS256, ES256 or ES384.
pub fn make(claims: &Claims<'_>, key: &PrivateKey) -> Result<String, InvalidKey> {
    sign(&body(claims, claims.client_id), key)
}

/// Makes a portal's statement that a person signed in and acts for an enterprise, in the same form: only `sub`
/// is the person, and the enterprise is a claim of its own.
pub fn make_statement(
    claims: &Claims<'_>,
    person: Ssin,
    enterprise: EnterpriseNumber,
    key: &PrivateKey,
) -> Result<String, InvalidKey> {
    let mut body = body(claims, person.as_str());
    body[EnterpriseNumber::ATTRIBUTE] = enterprise.as_str().into();
    sign(&body, key)
}

fn body(claims: &Claims<'_>, subject: &str) -> Value {
    let issued_at = claims.issued_at.as_second();
    json!({
        "iss": claims.client_id,
        "sub": subject,
        "aud": claims.audience,
        "jti": claims.jti,
        "iat": issued_at,
        "exp": issued_at.saturating_add(claims.lifetime.as_secs()),
    })
}

fn sign(body: &Value, key: &PrivateKey) -> Result<String, InvalidKey> {
    signature::make(&Header::new(signature::algorithm(key)?), body, key)
}
