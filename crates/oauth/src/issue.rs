//! Issuing access tokens: which grant it is, and the client-credentials grant (RFC 6749, section 4.4).

use std::fmt;

use ebox_credential::{Scopes, assertion::ASSERTION_TYPE};
use ebox_wire::oauth::{CLIENT_CREDENTIALS, TOKEN_EXCHANGE};
use jiff::{SignedDuration, Timestamp};

use crate::{
    Client, OauthRefusal, OauthService, RefusalKind, authenticate::AuthenticatedClient, refusal::NotIssued,
    seal::Claims,
};

/// A token request, as it was sent.
#[derive(Clone, Default)]
pub struct TokenRequest {
    /// `grant_type`.
    pub grant_type: Option<String>,
    /// `scope`.
    pub scope: Option<String>,
    /// `client_id`, which is not needed beside an assertion, but must not contradict it.
    pub client_id: Option<String>,
    /// `client_assertion_type`.
    pub client_assertion_type: Option<String>,
    /// `client_assertion`.
    pub client_assertion: Option<String>,
    /// `subject_token`, of a token exchange.
    pub subject_token: Option<String>,
    /// `subject_token_type`, of a token exchange.
    pub subject_token_type: Option<String>,
    /// `requested_token_type`, of a token exchange.
    pub requested_token_type: Option<String>,
    /// Whether a client secret came along, in the form or in a header.
    pub has_client_secret: bool,
}

/// An access token, just issued.
pub struct IssuedToken {
    /// The token.
    pub token: String,
    /// For how long it holds.
    pub lifetime: SignedDuration,
    /// What it permits.
    pub scopes: Scopes,
    /// Whether it came of a token exchange.
    pub is_exchanged: bool,
}

// Not derived: a token is a secret, and `Debug` ends up in logs.
impl fmt::Debug for IssuedToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IssuedToken").field("scopes", &self.scopes).finish_non_exhaustive()
    }
}

impl OauthService {
    /// Issues an access token to a client that proves who it is.
    pub async fn issue_token(&self, request: &TokenRequest) -> Result<IssuedToken, NotIssued> {
        match request.grant_type.as_deref() {
            Some(CLIENT_CREDENTIALS) => self.issue_to_client(request).await,
            Some(TOKEN_EXCHANGE) => self.exchange(request).await,
            Some(other) => {
                let other: String = other.chars().take(50).collect();
                Err(OauthRefusal {
                    kind: RefusalKind::UnsupportedGrantType,
                    description: format!(
                        "grant_type `{other}` is not supported: set it to {CLIENT_CREDENTIALS}"
                    ),
                }
                .into())
            }
            None => Err(OauthRefusal::invalid_request(format!(
                "grant_type is missing: set it to {CLIENT_CREDENTIALS}"
            ))
            .into()),
        }
    }

    async fn issue_to_client(&self, request: &TokenRequest) -> Result<IssuedToken, NotIssued> {
        let now = self.clock.now();
        let assertion = assertion_of(request)?;
        let client = self.authenticate_as(request, assertion, now).await?;
        let client = client.get();
        let scopes = granted(client, request.scope.as_deref())?;
        let token = self.sealer.seal(&self.claims(client, scopes, now)).map_err(NotIssued::Failed)?;
        tracing::info!(client_id = %client.id, enterprise = %client.enterprise, "issued an access token");
        Ok(IssuedToken { token, lifetime: self.settings.token_lifetime, scopes, is_exchanged: false })
    }

    /// Who the client is, which must be the one that the request names, if it names one.
    pub(crate) async fn authenticate_as(
        &self,
        request: &TokenRequest,
        assertion: &str,
        now: Timestamp,
    ) -> Result<AuthenticatedClient, NotIssued> {
        let client = self.authenticate(assertion, now).await?;
        if request.client_id.as_deref().is_some_and(|id| id != client.get().id.as_str()) {
            return Err(OauthRefusal::invalid_client(
                "client_id is not the client of the assertion: leave it out, or set it to the same",
            )
            .into());
        }
        Ok(client)
    }

    pub(crate) fn claims(&self, client: &Client, scopes: Scopes, now: Timestamp) -> Claims {
        let issued_at = now.as_second();
        Claims {
            client_id: client.id.to_string(),
            enterprise: client.enterprise.to_string(),
            person: None,
            scopes: scopes.to_string(),
            issued_at,
            expires_at: issued_at.saturating_add(self.settings.token_lifetime.as_secs()),
        }
    }
}

/// The assertion of a request that is otherwise in order.
pub(crate) fn assertion_of(request: &TokenRequest) -> Result<&str, OauthRefusal> {
    let Some(assertion) = request.client_assertion.as_deref() else {
        return Err(OauthRefusal::invalid_client(if request.has_client_secret {
            "client secrets are not supported: send a client_assertion signed with the key of a registered \
             certificate (private_key_jwt, RFC 7523)"
        } else {
            "client_assertion is missing: send a JWT signed with the key of a registered certificate \
             (private_key_jwt, RFC 7523)"
        }));
    };
    // More than one way of authentication in one request is an error (RFC 6749, section 2.3).
    if request.has_client_secret {
        return Err(OauthRefusal::invalid_request(
            "the request has a client secret beside the client_assertion: send the assertion alone",
        ));
    }
    if request.client_assertion_type.as_deref() != Some(ASSERTION_TYPE) {
        return Err(OauthRefusal::invalid_request(format!("client_assertion_type must be {ASSERTION_TYPE}")));
    }
    Ok(assertion)
}

/// Everything that was granted, or what was asked for when all of it was.
fn granted(client: &Client, asked: Option<&str>) -> Result<Scopes, OauthRefusal> {
    let Some(asked) = asked else {
        return Ok(client.scopes);
    };
    let asked = Scopes::parse(asked).map_err(|unknown| {
        let unknown: String = unknown.chars().take(200).collect();
        OauthRefusal::invalid_scope(format!(
            "scope `{unknown}` does not exist: leave scope out to get everything that was granted"
        ))
    })?;
    match asked.iter().find(|scope| !client.scopes.contains(*scope)) {
        None if asked.is_empty() => Ok(client.scopes),
        None => Ok(asked),
        Some(missing) => Err(OauthRefusal::invalid_scope(format!(
            "scope `{missing}` was not granted to client `{}`: leave it out, or ask the operator for it",
            client.id
        ))),
    }
}
