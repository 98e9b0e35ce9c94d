//! The OAuth v5 server of the federation.
//!
//! **What.** Clients with their certificates, access tokens for the client-credentials grant with signed
//! assertions (`private_key_jwt`), tokens of people by token exchange, introspection for Document Providers,
//! metadata and keys.
//!
//! **Why like this.** An access token is opaque to everybody else and self-contained for this server: its
//! claims are sealed with a key that lives in the store, so tokens survive restarts, hold on every replica,
//! and cost no row. What must be remembered is only what must not happen twice: each used assertion
//! ([`port::OauthStore::spend_jti`]).
//!
//! **To add one more** grant: a use case in a file of its own beside `issue.rs`, which asks `authenticate.rs`
//! who the client is; its name in `metadata.rs`. What it needs kept goes into [`port`], with its test in the
//! conformance suite.

mod authenticate;
mod cache;
pub mod client;
#[cfg(feature = "conformance")]
pub mod conformance;
mod exchange;
pub mod http;
mod introspect;
mod issue;
mod keys;
mod metadata;
pub mod port;
mod refusal;
mod register;
mod seal;
mod verify;

use std::{sync::Arc, time::Duration};

use ebox_domain::{Clock, Environment, ServiceError, Sha256Digest};
use ebox_wire::{oauth::Metadata, routes};
use jiff::SignedDuration;
use quick_cache::sync::Cache;

pub use client::Client;
pub use introspect::Introspected;
pub use issue::{IssuedToken, TokenRequest};
pub use refusal::{NotIssued, OauthRefusal, RefusalKind};
pub use register::{Author, NewClient};

use cache::ClientCache;
use keys::SigningKey;
use port::{KeyPurpose, OauthStore, Pace};
use seal::Sealer;
use verify::Holding;

/// The choices of one deployment.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The environment whose tokens these are; no other one takes them.
    pub environment: Environment,
    /// The address under which callers reach the server, without a slash at its end.
    pub base_url: String,
    /// For how long an access token holds.
    pub token_lifetime: SignedDuration,
    /// How far ahead the `exp` of an assertion may be.
    pub max_assertion_ahead: SignedDuration,
    /// For how long what is known of a client may be used again. Within this time after a client was disabled
    /// on another replica its tokens still hold here; the federation allows five seconds.
    pub client_cache: Duration,
}

impl Settings {
    /// The usual choices, for a server at an address.
    pub fn new(environment: Environment, base_url: &str) -> Self {
        Self {
            environment,
            base_url: base_url.trim_end_matches('/').to_owned(),
            token_lifetime: SignedDuration::from_secs(300),
            max_assertion_ahead: SignedDuration::from_hours(25),
            client_cache: Duration::from_secs(3),
        }
    }

    /// The token endpoint's address, which is also the audience of assertions.
    pub fn token_url(&self) -> String {
        self.url(routes::oauth::BASE, routes::oauth::TOKEN)
    }

    /// The introspection endpoint's address.
    pub fn introspect_url(&self) -> String {
        self.url(routes::oauth::BASE, routes::oauth::INTROSPECT)
    }

    /// The address of the published keys.
    pub fn jwks_url(&self) -> String {
        self.url(routes::oauth::BASE, routes::oauth::JWKS)
    }

    fn url(&self, base: &str, path: &str) -> String {
        format!("{}{base}{path}", self.base_url.trim_end_matches('/'))
    }
}

/// What an OAuth server is made of.
pub struct Parts {
    /// Its store.
    pub store: Arc<dyn OauthStore>,
    /// Its clock.
    pub clock: Arc<dyn Clock>,
    /// How often a client may ask for tokens; as often as it likes when there is none.
    pub pace: Option<Arc<dyn Pace>>,
    /// Its deployment's choices.
    pub settings: Settings,
}

/// An OAuth server. It needs no random numbers from outside: keys, nonces and token identifiers always come
/// from the system, because a generator that repeats itself would betray them.
pub struct OauthService {
    store: Arc<dyn OauthStore>,
    clock: Arc<dyn Clock>,
    pace: Option<Arc<dyn Pace>>,
    settings: Settings,
    sealer: Sealer,
    signing_key: SigningKey,
    metadata: Metadata,
    clients: ClientCache,
    /// Tokens that were opened lately, by their SHA-256.
    opened: Cache<Sha256Digest, Arc<Holding>>,
}

/// How many opened tokens are remembered; one takes less than a kilobyte.
const OPENED: usize = 8192;

impl OauthService {
    /// Opens a server on its store, whose keys it makes the first time.
    pub async fn open(parts: Parts) -> Result<Self, ServiceError> {
        let Parts { store, clock, pace, settings } = parts;
        let now = clock.now();
        let sealing = store.key(KeyPurpose::TokenSealing, keys::new_sealing_key()?, now).await?;
        let signing = store.key(KeyPurpose::Signing, keys::new_signing_key()?, now).await?;
        let signing_key = SigningKey::read(&signing)?;
        Ok(Self {
            sealer: Sealer::new(&sealing, &settings)?,
            metadata: metadata::of(&settings, &signing_key)?,
            signing_key,
            clients: ClientCache::new(settings.client_cache),
            opened: Cache::new(OPENED),
            store,
            clock,
            pace,
            settings,
        })
    }

    /// The deployment's choices.
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Forgets assertions that could not be used again anyway, and says how many. To be called from time to
    /// time; it does not matter how often, nor by how many replicas.
    pub async fn sweep(&self) -> Result<u64, ServiceError> {
        Ok(self.store.sweep_jtis(self.clock.now()).await?)
    }
}
