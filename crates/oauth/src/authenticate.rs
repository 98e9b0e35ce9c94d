//! Who a client is.
//!
//! One way only: an assertion signed with the key of a registered certificate, used once.

use ebox_credential::assertion::{Expectations, UnverifiedAssertion};
use ebox_domain::ids::ClientId;
use jiff::Timestamp;

use crate::{
    Client, OauthService,
    refusal::{NotIssued, OauthRefusal},
};

/// A client that proved who it is, with an assertion that was verified and is spent.
/// [`OauthService::authenticate`] is the only way to one.
pub(crate) struct AuthenticatedClient(Client);

impl AuthenticatedClient {
    pub(crate) const fn get(&self) -> &Client {
        &self.0
    }
}

impl OauthService {
    pub(crate) async fn authenticate(
        &self,
        assertion: &str,
        now: Timestamp,
    ) -> Result<AuthenticatedClient, NotIssued> {
        let assertion = UnverifiedAssertion::parse(assertion)?;
        let claimed = assertion.claimed_client()?;
        let client = match claimed.parse::<ClientId>() {
            // Always as it now is, so that a certificate counts from the moment it is added.
            Ok(id) => self.store.client(&id).await?,
            Err(_) => None,
        };
        let client = client.ok_or_else(|| self.unknown_client(claimed))?;
        let verified = assertion.verify(&Expectations {
            client_id: &client.id,
            enterprise: client.enterprise,
            certificates: &client.certificates,
            audience: &self.settings.token_url(),
            now,
            max_ahead: self.settings.max_assertion_ahead,
        })?;
        // Said only to who holds the key.
        if !client.is_enabled {
            return Err(OauthRefusal::invalid_client(format!(
                "client `{}` is disabled: ask the operator to enable it",
                client.id
            ))
            .into());
        }
        if !self.store.spend_jti(&client.id, verified.jti(), verified.spent_until()).await? {
            return Err(OauthRefusal::invalid_client(
                "client_assertion: this `jti` was used before: make a new assertion for each request",
            )
            .into());
        }
        Ok(AuthenticatedClient(client))
    }

    fn unknown_client(&self, claimed: &str) -> OauthRefusal {
        let claimed: String = claimed.chars().take(ClientId::MAX).collect();
        OauthRefusal::invalid_client(format!(
            "no client `{claimed}` is registered in environment {}: check the client id and the environment",
            self.settings.environment
        ))
    }
}
