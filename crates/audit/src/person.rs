//! People in audit records: by a keyed hash of their number.
//!
//! There are few enough SSINs to try them all against a plain hash. With a key of the deployment nobody can do
//! that who has the records alone, while whoever has the key finds a person's records by hashing once more.

use std::fmt;

use async_trait::async_trait;
use aws_lc_rs::{hmac, rand};
use ebox_domain::{Sha256Digest, Ssin, StoreError};
use zeroize::Zeroizing;

/// A person, as audit records name one: HMAC-SHA-256 of the SSIN under the deployment's key.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct PersonHash(Sha256Digest);

impl PersonHash {
    /// Wraps the 32 bytes of a computed hash.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(Sha256Digest::new(bytes))
    }

    /// The raw bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }
}

impl fmt::Display for PersonHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for PersonHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PersonHash({self})")
    }
}

/// The key under which people are hashed: one for a deployment, kept by its store, overwritten in memory when it
/// is dropped, never shown.
#[derive(Clone)]
pub struct PersonKey {
    bytes: Zeroizing<[u8; Self::LENGTH]>,
    key: hmac::Key,
}

/// No random numbers from the system.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("the system gave no random numbers for a key")]
pub struct NoRandomness;

impl PersonKey {
    /// The bytes of a key.
    pub const LENGTH: usize = 32;

    /// A key from its bytes.
    pub fn new(bytes: [u8; Self::LENGTH]) -> Self {
        Self { key: hmac::Key::new(hmac::HMAC_SHA256, &bytes), bytes: Zeroizing::new(bytes) }
    }

    /// A new key. Its bytes always come from the system: a generator that repeats itself would betray it.
    pub fn generate() -> Result<Self, NoRandomness> {
        let mut bytes = [0; Self::LENGTH];
        rand::fill(&mut bytes).map_err(|_| NoRandomness)?;
        Ok(Self::new(bytes))
    }

    /// The bytes, for the store that keeps them.
    pub fn as_bytes(&self) -> &[u8; Self::LENGTH] {
        &self.bytes
    }

    /// How records name a person.
    pub fn hash(&self, person: Ssin) -> PersonHash {
        let tag = hmac::sign(&self.key, person.as_str().as_bytes());
        let mut hash = [0; 32];
        // HMAC-SHA-256 always gives 32 bytes.
        for (byte, of_tag) in hash.iter_mut().zip(tag.as_ref()) {
            *byte = *of_tag;
        }
        PersonHash::new(hash)
    }
}

impl fmt::Debug for PersonKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonKey(..)")
    }
}

/// Keeps the key of a deployment.
#[async_trait]
pub trait KeepsPersonKey: Send + Sync {
    /// The key: the one that is kept, or else `candidate`, which is kept from now on.
    async fn person_key(&self, candidate: PersonKey) -> Result<PersonKey, StoreError>;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ssin() -> Ssin {
        "94022722580".parse().expect("an SSIN")
    }

    #[test]
    fn the_hash_is_that_of_the_standard_and_shows_no_number() {
        // HMAC-SHA-256 of the number under thirty-two bytes 7, computed with another implementation.
        let hash = PersonKey::new([7; 32]).hash(ssin());
        assert_eq!(hash.to_string(), "0784185fb8d5e0889412b3cd50c3e9dbd43e1712d1a4e1cc543b8a41e7087d8d");
        assert!(!format!("{hash:?}").contains("94022722580"));
    }

    #[test]
    fn another_deployment_names_the_same_person_otherwise() {
        let (one, two) = (PersonKey::generate().expect("a key"), PersonKey::generate().expect("a key"));
        assert_eq!(one.hash(ssin()), one.hash(ssin()));
        assert_ne!(one.hash(ssin()), two.hash(ssin()));
        assert_eq!(format!("{one:?}"), "PersonKey(..)");
    }
}
