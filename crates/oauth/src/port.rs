//! What the OAuth server needs kept.

use std::fmt;

use async_trait::async_trait;
use ebox_audit::Effects;
use ebox_credential::{Certificate, Scopes};
use ebox_domain::{Sha256Digest, StoreError, ids::ClientId};
use jiff::Timestamp;
use zeroize::Zeroizing;

use crate::Client;

/// How often a client may ask for tokens.
pub trait Pace: Send + Sync {
    /// Counts a request of a client. Of one too many the error is the seconds after which another is answered.
    fn check(&self, client: &ClientId) -> Result<(), u32>;
}

/// The server's store. Every method is one atomic unit of work; when it returns, its change is durable. A
/// change that did not happen writes no effects.
#[async_trait]
pub trait OauthStore: Send + Sync {
    /// A client with its certificates, in the order in which they were added.
    async fn client(&self, id: &ClientId) -> Result<Option<Client>, StoreError>;

    /// Every client with its certificates, by identifier.
    async fn clients(&self) -> Result<Vec<Client>, StoreError>;

    /// Keeps a new client. `false`: the identifier is taken, and nothing changed.
    async fn register_client(&self, client: Client, effects: Effects) -> Result<bool, StoreError>;

    /// Enables or disables a client. `false`: there is no such client.
    async fn set_enabled(&self, id: &ClientId, enabled: bool, effects: Effects) -> Result<bool, StoreError>;

    /// Grants a client these scopes and no others. `false`: there is no such client.
    async fn set_scopes(&self, id: &ClientId, scopes: Scopes, effects: Effects) -> Result<bool, StoreError>;

    /// Adds a certificate to a client; one that it has already stays as it is. `false`: there is no such client.
    async fn add_certificate(
        &self,
        id: &ClientId,
        certificate: Certificate,
        at: Timestamp,
        effects: Effects,
    ) -> Result<bool, StoreError>;

    /// Removes a certificate of a client. `false`: the client has none with this fingerprint.
    async fn remove_certificate(
        &self,
        id: &ClientId,
        fingerprint: Sha256Digest,
        effects: Effects,
    ) -> Result<bool, StoreError>;

    /// Notes that a client used an assertion. `true` the first time; `false` ever after, at least until the
    /// moment `until`, whoever asks and however many at once.
    async fn spend_jti(&self, client: &ClientId, jti: &str, until: Timestamp) -> Result<bool, StoreError>;

    /// Forgets the assertions whose moment `until` lies before `now`, and says how many.
    async fn sweep_jtis(&self, now: Timestamp) -> Result<u64, StoreError>;

    /// The key for a purpose: the one that is kept, or else `candidate`, which is kept from now on.
    async fn key(
        &self,
        purpose: KeyPurpose,
        candidate: KeyMaterial,
        at: Timestamp,
    ) -> Result<KeyMaterial, StoreError>;
}

/// What a kept key is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyPurpose {
    /// Seals access tokens.
    TokenSealing,
    /// Signs what the server publishes of itself.
    Signing,
}

impl KeyPurpose {
    /// How stores name it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::TokenSealing => "token_sealing",
            Self::Signing => "signing",
        }
    }
}

/// The bytes of a secret key: overwritten when they are dropped, never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct KeyMaterial(Zeroizing<Vec<u8>>);

impl KeyMaterial {
    /// Takes the bytes of a key.
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for KeyMaterial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyMaterial")
    }
}
