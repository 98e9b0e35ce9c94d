//! Introspection: what a token is worth, for Document Providers (RFC 7662).

use ebox_credential::{Caller, Scopes, caller::Introspection};
use ebox_domain::{EnterpriseNumber, ServiceError, Ssin, ids::ClientId};
use jiff::Timestamp;

use crate::{OauthService, verify::NotHolding};

/// What a token says that holds now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Introspected {
    /// The token's identifier.
    pub id: String,
    /// The client that it was issued to.
    pub client_id: ClientId,
    /// The enterprise behind the client.
    pub enterprise: EnterpriseNumber,
    /// The person behind the client, if there is one.
    pub person: Option<Ssin>,
    /// What it permits.
    pub scopes: Scopes,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
}

impl OauthService {
    /// What a token says; `None` for one that is unknown, expired or foreign, and nothing about which.
    pub async fn introspect(
        &self,
        caller: &Caller<Introspection>,
        token: &str,
    ) -> Result<Option<Introspected>, ServiceError> {
        let holding = match self.holding(token).await {
            Ok(holding) => holding,
            Err(NotHolding::Invalid | NotHolding::Expired) => return Ok(None),
            Err(NotHolding::Unknown(error)) => return Err(error.into()),
        };
        let token = &holding.token;
        tracing::debug!(client_id = %caller.client_id(), about = %token.client_id, "introspected a token");
        Ok(Some(Introspected {
            id: holding.id.clone(),
            client_id: token.client_id.clone(),
            enterprise: token.enterprise,
            person: token.person,
            scopes: token.scopes,
            issued_at: token.issued_at,
            expires_at: token.expires_at,
        }))
    }
}
