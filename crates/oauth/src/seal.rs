//! Access tokens: claims sealed with AES-256-GCM, opaque to everybody but this server.
//!
//! Each token has a key of its own, derived from the server's (HKDF with the token's random identifier), so
//! that random nonces never come near their limit however many tokens one server key seals. The environment
//! and the issuer's address are authenticated with the claims: a token of another server, or of another
//! environment, does not open, even under the same key.

use aws_lc_rs::{
    aead::{AES_256_GCM, Aad, NONCE_LEN, Nonce, RandomizedNonceKey},
    hkdf, rand,
};
use data_encoding::BASE64URL_NOPAD;
use ebox_domain::ServiceError;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::{
    Settings,
    keys::{CryptoFailed, SEALING_KEY_LENGTH, UnusableKey},
    port::KeyMaterial,
};

/// What every token begins with: people and secret scanners know it by this, and its last digit is the
/// version of the format.
const PREFIX: &str = "eboxat1_";
/// The bytes of a token's identifier.
const ID_LEN: usize = 16;

/// What a token says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Claims {
    #[serde(rename = "c")]
    pub(crate) client_id: String,
    #[serde(rename = "e")]
    pub(crate) enterprise: String,
    #[serde(rename = "p", default, skip_serializing_if = "Option::is_none")]
    pub(crate) person: Option<String>,
    #[serde(rename = "s")]
    pub(crate) scopes: String,
    /// Seconds since 1970, as is the end.
    #[serde(rename = "i")]
    pub(crate) issued_at: i64,
    #[serde(rename = "x")]
    pub(crate) expires_at: i64,
}

/// What came out of a token that this server sealed.
#[derive(Debug)]
pub(crate) struct Opened {
    /// The token's identifier.
    pub(crate) id: String,
    pub(crate) claims: Claims,
}

pub(crate) struct Sealer {
    server_key: hkdf::Prk,
    /// Authenticated beside the claims.
    context: Vec<u8>,
}

type CryptoError = Box<dyn std::error::Error + Send + Sync>;

impl Sealer {
    pub(crate) fn new(key: &KeyMaterial, settings: &Settings) -> Result<Self, ServiceError> {
        if key.as_bytes().len() != SEALING_KEY_LENGTH {
            return Err(ServiceError::failed(UnusableKey("sealing")));
        }
        Ok(Self {
            server_key: hkdf::Prk::new_less_safe(hkdf::HKDF_SHA256, key.as_bytes()),
            // Neither has a line break, so no two contexts read alike.
            context: format!("{PREFIX}\n{}\n{}", settings.environment, settings.base_url).into_bytes(),
        })
    }

    /// Seals claims into a token.
    pub(crate) fn seal(&self, claims: &Claims) -> Result<String, CryptoError> {
        let failed = || CryptoFailed("seal a token");
        let mut id = [0; ID_LEN];
        rand::fill(&mut id).map_err(|_| failed())?;
        let mut sealed = serde_json::to_vec(claims)?;
        let nonce = self
            .token_key(&id)
            .ok_or_else(failed)?
            .seal_in_place_append_tag(Aad::from(&self.context), &mut sealed)
            .map_err(|_| failed())?;
        let mut token = PREFIX.to_owned();
        BASE64URL_NOPAD.encode_append(&[&id, nonce.as_ref().as_slice(), &sealed].concat(), &mut token);
        Ok(token)
    }

    /// Opens a token; `None` for anything that this server did not seal for this environment.
    pub(crate) fn open(&self, token: &str) -> Option<Opened> {
        let mut bytes = BASE64URL_NOPAD.decode(token.strip_prefix(PREFIX)?.as_bytes()).ok()?;
        let (head, sealed) = bytes.split_at_mut_checked(ID_LEN + NONCE_LEN)?;
        let (id, nonce) = head.split_at(ID_LEN);
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let claims = self.token_key(id)?.open_in_place(nonce, Aad::from(&self.context), sealed).ok()?;
        Some(Opened { id: BASE64URL_NOPAD.encode(id), claims: serde_json::from_slice(claims).ok()? })
    }

    fn token_key(&self, id: &[u8]) -> Option<RandomizedNonceKey> {
        let mut key = Zeroizing::new([0; SEALING_KEY_LENGTH]);
        self.server_key.expand(&[id], hkdf::HKDF_SHA256).ok()?.fill(key.as_mut_slice()).ok()?;
        RandomizedNonceKey::new(&AES_256_GCM, key.as_slice()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ebox_domain::Environment;
    use proptest::prelude::*;

    fn sealer(key: u8, environment: Environment, base_url: &str) -> Sealer {
        let settings = Settings::new(environment, base_url);
        Sealer::new(&KeyMaterial::new(vec![key; 32]), &settings).expect("a key")
    }

    fn ours() -> Sealer {
        sealer(1, Environment::Acc, "https://oauth.example")
    }

    fn claims() -> Claims {
        Claims {
            client_id: "client".to_owned(),
            enterprise: "0852093431".to_owned(),
            person: None,
            scopes: String::new(),
            issued_at: 1,
            expires_at: 2,
        }
    }

    #[test]
    fn a_token_opens_where_it_was_sealed_and_nowhere_else() {
        let token = ours().seal(&claims()).expect("sealed");
        assert_eq!(ours().open(&token).map(|opened| opened.claims), Some(claims()));
        assert!(sealer(2, Environment::Acc, "https://oauth.example").open(&token).is_none(), "another key");
        assert!(sealer(1, Environment::Prd, "https://oauth.example").open(&token).is_none(), "environment");
        assert!(sealer(1, Environment::Acc, "https://other.example").open(&token).is_none(), "issuer");
    }

    #[test]
    fn no_two_tokens_are_alike_and_none_shows_what_it_says() {
        let (one, two) = (ours().seal(&claims()).expect("sealed"), ours().seal(&claims()).expect("sealed"));
        assert_ne!(one, two);
        let bytes = BASE64URL_NOPAD.decode(&one.as_bytes()[PREFIX.len()..]).expect("base64url");
        assert!(!bytes.windows(6).any(|window| window == b"client"));
    }

    #[test]
    fn a_key_of_another_length_is_refused() {
        let settings = Settings::new(Environment::Acc, "https://oauth.example");
        assert!(Sealer::new(&KeyMaterial::new(vec![1; 16]), &settings).is_err());
    }

    proptest! {
        #[test]
        fn any_text_as_a_token_is_answered(text in "\\PC{0,60}|eboxat1_[A-Za-z0-9_-]{0,120}") {
            prop_assert!(ours().open(&text).is_none());
        }

        #[test]
        fn a_token_with_one_changed_character_does_not_open(place: prop::sample::Index, letter in "[A-Za-z0-9_-]") {
            let token = ours().seal(&claims()).expect("sealed");
            let mut changed = token.clone().into_bytes();
            let place = place.index(changed.len());
            changed[place] = letter.as_bytes()[0];
            let changed = String::from_utf8(changed).expect("ASCII");
            prop_assume!(changed != token);
            prop_assert!(ours().open(&changed).is_none());
        }
    }
}
