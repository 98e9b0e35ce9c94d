//! What an access token is worth, for services that stand beside this server in one process.

use std::{sync::Arc, time::Instant};

use async_trait::async_trait;
use ebox_credential::{Scopes, TokenRefusal, TokenVerifier, VerifiedToken};
use ebox_domain::{Sha256Digest, StoreError, ids::ClientId};
use jiff::Timestamp;

use crate::{Client, OauthService, seal::Claims};

/// A token of this server.
pub(crate) struct Holding {
    pub(crate) id: String,
    pub(crate) token: VerifiedToken,
}

/// Why a token does not hold.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotHolding {
    #[error("not a token of this server and environment, or its client is gone")]
    Invalid,
    #[error("the token has expired")]
    Expired,
    #[error("the client cannot be looked up")]
    Unknown(#[from] StoreError),
}

impl OauthService {
    /// Opens a token and makes sure that it holds now, and that its client is still welcome.
    pub(crate) async fn holding(&self, token: &str) -> Result<Arc<Holding>, NotHolding> {
        let holding = self.opened(token).ok_or(NotHolding::Invalid)?;
        if holding.token.expires_at <= self.clock.now() {
            return Err(NotHolding::Expired);
        }
        if !self.is_welcome(&holding.token.client_id).await? {
            return Err(NotHolding::Invalid);
        }
        Ok(holding)
    }

    /// What a token says, which never changes: a client shows the same one with each of its calls.
    fn opened(&self, token: &str) -> Option<Arc<Holding>> {
        let hash = VerifiedToken::hash_of(token);
        if let Some(holding) = self.opened.get(&hash) {
            return Some(holding);
        }
        let opened = self.sealer.open(token)?;
        let holding = Arc::new(Holding { token: read(&opened.claims, hash)?, id: opened.id });
        self.opened.insert(hash, Arc::clone(&holding));
        Some(holding)
    }

    async fn is_welcome(&self, id: &ClientId) -> Result<bool, StoreError> {
        let client = match self.clients.get(id) {
            Some(client) => Some(client),
            None => self.client_now(id).await?,
        };
        Ok(client.is_some_and(|client| client.is_welcome()))
    }

    /// A client as it now is.
    pub(crate) async fn client_now(&self, id: &ClientId) -> Result<Option<Arc<Client>>, StoreError> {
        let asked = Instant::now();
        let client = self.store.client(id).await?.map(Arc::new);
        match &client {
            Some(client) => self.clients.put(asked, Arc::clone(client)),
            None => self.clients.forget(id),
        }
        Ok(client)
    }
}

/// The claims as types; `None` only for claims that a later version wrote.
fn read(claims: &Claims, token_hash: Sha256Digest) -> Option<VerifiedToken> {
    Some(VerifiedToken {
        client_id: claims.client_id.parse().ok()?,
        enterprise: claims.enterprise.parse().ok()?,
        person: claims.person.as_deref().map(str::parse).transpose().ok()?,
        scopes: Scopes::parse(&claims.scopes).ok()?,
        issued_at: Timestamp::from_second(claims.issued_at).ok()?,
        expires_at: Timestamp::from_second(claims.expires_at).ok()?,
        token_hash,
    })
}

#[async_trait]
impl TokenVerifier for OauthService {
    async fn verify(&self, token: &str) -> Result<VerifiedToken, TokenRefusal> {
        match self.holding(token).await {
            Ok(holding) => Ok(holding.token.clone()),
            Err(NotHolding::Invalid) => Err(TokenRefusal::Invalid),
            Err(NotHolding::Expired) => Err(TokenRefusal::Expired),
            Err(error @ NotHolding::Unknown(_)) => {
                tracing::error!(error = &error as &dyn std::error::Error, "a token could not be verified");
                Err(TokenRefusal::Unavailable { retry_after: 1 })
            }
        }
    }
}
