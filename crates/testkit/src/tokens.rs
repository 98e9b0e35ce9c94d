//! Access tokens by name.

use std::{collections::HashMap, sync::Mutex};

use async_trait::async_trait;
use ebox_credential::{Scope, Scopes, TokenRefusal, TokenVerifier, VerifiedToken};
use ebox_domain::{Sha256Digest, Ssin};
use jiff::Timestamp;

/// A verifier that knows the tokens that a test gave it.
#[derive(Debug, Default)]
pub struct Tokens(Mutex<HashMap<String, VerifiedToken>>);

impl Tokens {
    /// Adds a token of an enterprise with these scopes.
    pub fn give(&self, token: &str, enterprise: &str, scopes: &[Scope]) {
        self.keep(token, enterprise, None, scopes);
    }

    /// Adds the token of a person who acts for an enterprise.
    pub fn give_person(&self, token: &str, enterprise: &str, ssin: &str) {
        let person = ssin.parse().expect("an SSIN");
        self.keep(token, enterprise, Some(person), &[Scope::MessagesFull]);
    }

    /// Adds the token of a person who acts for an enterprise, with these scopes.
    pub fn give_person_with(&self, token: &str, enterprise: &str, ssin: &str, scopes: &[Scope]) {
        self.keep(token, enterprise, Some(ssin.parse().expect("an SSIN")), scopes);
    }

    fn keep(&self, token: &str, enterprise: &str, person: Option<Ssin>, scopes: &[Scope]) {
        let verified = VerifiedToken {
            client_id: "test-client".parse().expect("a client id"),
            enterprise: enterprise.parse().expect("a number"),
            person,
            scopes: Scopes::of(scopes),
            issued_at: Timestamp::UNIX_EPOCH,
            expires_at: Timestamp::MAX,
            token_hash: Sha256Digest::new([1; 32]),
        };
        self.0.lock().expect("not poisoned").insert(token.to_owned(), verified);
    }
}

#[async_trait]
impl TokenVerifier for Tokens {
    async fn verify(&self, token: &str) -> Result<VerifiedToken, TokenRefusal> {
        match token {
            "expired" => Err(TokenRefusal::Expired),
            "unavailable" => Err(TokenRefusal::Unavailable { retry_after: 5 }),
            _ => self.0.lock().expect("not poisoned").get(token).cloned().ok_or(TokenRefusal::Invalid),
        }
    }
}
