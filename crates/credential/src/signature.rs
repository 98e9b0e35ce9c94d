//! Signatures in JOSE's compact form: which algorithm goes with a key, and whether a key signed a text.

use jsonwebtoken::{Algorithm, Header, Validation};
use serde_json::Value;

use crate::key::{InvalidKey, KeyKind, PrivateKey, PublicKey};

/// The algorithm that goes with a key: RS256, ES256 or ES384.
pub(crate) fn algorithm(key: &PrivateKey) -> Result<Algorithm, InvalidKey> {
    match key.kind() {
        KeyKind::Rsa(_) => Ok(Algorithm::RS256),
        KeyKind::P256 => Ok(Algorithm::ES256),
        KeyKind::P384 => Ok(Algorithm::ES384),
        KeyKind::Other => Err(InvalidKey::Unsupported),
    }
}

/// Signs a body.
pub(crate) fn make(header: &Header, body: &Value, key: &PrivateKey) -> Result<String, InvalidKey> {
    jsonwebtoken::encode(header, body, &key.encoding_key()?).map_err(|_| InvalidKey::Unsupported)
}

/// Whether a text is signed with a key by an algorithm that goes with it.
pub(crate) fn is_by(text: &str, algorithm: Algorithm, key: &PublicKey) -> bool {
    let fits = match algorithm {
        Algorithm::ES256 => key.kind() == KeyKind::P256,
        Algorithm::ES384 => key.kind() == KeyKind::P384,
        _ => matches!(key.kind(), KeyKind::Rsa(_)),
    };
    let Some(key) = key.decoding_key().filter(|_| fits) else {
        return false;
    };
    // The signature only: the library would read claims by the wall clock.
    let mut signature_only = Validation::new(algorithm);
    signature_only.required_spec_claims.clear();
    signature_only.validate_exp = false;
    signature_only.validate_nbf = false;
    signature_only.validate_aud = false;
    jsonwebtoken::decode::<serde::de::IgnoredAny>(text, &key, &signature_only).is_ok()
}
