//! Who a client is.
//!
//! One way only: an assertion signed with the key of a registered certificate, used once.

use std::sync::Arc;

use ebox_credential::assertion::{Expectations, UnverifiedAssertion, VerifiedAssertion};
use ebox_domain::ids::ClientId;
use jiff::Timestamp;

use crate::{
    Client, OauthService,
    refusal::{NotIssued, OauthRefusal},
};

/// A client that proved who it is, with an assertion that was verified and is spent.
/// [`OauthService::authenticate`] is the only way to one.
pub(crate) struct AuthenticatedClient(Arc<Client>);

impl AuthenticatedClient {
    pub(crate) fn get(&self) -> &Client {
        &self.0
    }
}

impl OauthService {
    pub(crate) async fn authenticate(
        &self,
        text: &str,
        now: Timestamp,
    ) -> Result<AuthenticatedClient, NotIssued> {
        let assertion = UnverifiedAssertion::parse(text)?;
        let claimed = assertion.claimed_client()?.to_owned();
        let id = claimed.parse::<ClientId>().ok();
        // What was known a moment ago may say yes, and never no: a certificate counts from the moment it is added.
        if let Some(client) = id.as_ref().and_then(|id| self.clients.get(id))
            && let Ok(verified) = self.signed_by(assertion, &client, now)
        {
            return self.spent(client, &verified).await;
        }
        let client = match &id {
            Some(id) => self.client_now(id).await?,
            None => None,
        };
        let client = client.ok_or_else(|| self.unknown_client(&claimed))?;
        let verified = self.signed_by(UnverifiedAssertion::parse(text)?, &client, now)?;
        self.spent(client, &verified).await
    }

    fn signed_by(
        &self,
        assertion: UnverifiedAssertion<'_>,
        client: &Client,
        now: Timestamp,
    ) -> Result<VerifiedAssertion, OauthRefusal> {
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
            )));
        }
        Ok(verified)
    }

    async fn spent(
        &self,
        client: Arc<Client>,
        assertion: &VerifiedAssertion,
    ) -> Result<AuthenticatedClient, NotIssued> {
        // Counted only here: who does not hold the key cannot use up what another client may do. The assertion is
        // not spent, so that it can be sent again.
        if let Some(pace) = &self.pace {
            pace.check(&client.id).map_err(|retry_after| NotIssued::TooMany { retry_after })?;
        }
        if !self.store.spend_jti(&client.id, assertion.jti(), assertion.spent_until()).await? {
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
