//! The server's own keys.

use aws_lc_rs::{
    rand,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _},
};
use data_encoding::BASE64URL_NOPAD;
use ebox_domain::ServiceError;
use ebox_wire::oauth::Jwk;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde::Serialize;

use crate::port::KeyMaterial;

/// A key of the store is not what it was when it was kept.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("the {0} key in the store cannot be used")]
pub(crate) struct UnusableKey(pub(crate) &'static str);

/// The library refused to do what it does all day.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("the cryptographic library did not {0}")]
pub(crate) struct CryptoFailed(pub(crate) &'static str);

/// The bytes of a key for AES-256.
pub(crate) const SEALING_KEY_LENGTH: usize = 32;

pub(crate) fn new_sealing_key() -> Result<KeyMaterial, ServiceError> {
    let mut bytes = vec![0; SEALING_KEY_LENGTH];
    rand::fill(&mut bytes).map_err(|_| ServiceError::failed(CryptoFailed("make a sealing key")))?;
    Ok(KeyMaterial::new(bytes))
}

pub(crate) fn new_signing_key() -> Result<KeyMaterial, ServiceError> {
    EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING)
        .and_then(|pair| pair.to_pkcs8v1())
        .map(|document| KeyMaterial::new(document.as_ref().to_vec()))
        .map_err(|_| ServiceError::failed(CryptoFailed("make a signing key")))
}

/// The key that signs what the server says of itself (ES256), with its public half.
pub(crate) struct SigningKey {
    key: EncodingKey,
    jwk: Jwk,
}

impl SigningKey {
    pub(crate) fn read(material: &KeyMaterial) -> Result<Self, ServiceError> {
        let unusable = || ServiceError::failed(UnusableKey("signing"));
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, material.as_bytes())
            .map_err(|_| unusable())?;
        // An uncompressed point: 4, then both coordinates.
        let (x, y) = match pair.public_key().as_ref() {
            [4, point @ ..] if point.len() == 64 => point.split_at(32),
            _ => return Err(unusable()),
        };
        let (x, y) = (BASE64URL_NOPAD.encode(x), BASE64URL_NOPAD.encode(y));
        let kid = thumbprint(&x, &y);
        Ok(Self {
            key: EncodingKey::from_ec_der(material.as_bytes()),
            jwk: Jwk {
                kty: "EC".to_owned(),
                crv: "P-256".to_owned(),
                x,
                y,
                usage: "sig".to_owned(),
                alg: "ES256".to_owned(),
                kid,
            },
        })
    }

    /// The public half.
    pub(crate) const fn jwk(&self) -> &Jwk {
        &self.jwk
    }

    /// Signs claims as a JWT.
    pub(crate) fn sign(&self, claims: &impl Serialize) -> Result<String, ServiceError> {
        let mut header = Header::new(Algorithm::ES256);
        header.kid = Some(self.jwk.kid.clone());
        jsonwebtoken::encode(&header, claims, &self.key).map_err(ServiceError::failed)
    }
}

/// RFC 7638: the digest of the required members, in the order of their names.
fn thumbprint(x: &str, y: &str) -> String {
    let members = format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#);
    let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, members.as_bytes());
    BASE64URL_NOPAD.encode(digest.as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_thumbprint_is_that_of_the_standard() {
        // The EC key of RFC 7517, appendix A.1; its thumbprint computed with another implementation.
        assert_eq!(
            thumbprint(
                "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
                "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"
            ),
            "cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s"
        );
    }

    #[test]
    fn a_signing_key_that_is_none_is_refused() {
        assert!(SigningKey::read(&KeyMaterial::new(vec![1, 2, 3])).is_err());
    }
}
