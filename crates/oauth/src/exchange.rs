//! **Extension**: tokens of people, by token exchange (RFC 8693).
//!
//! A portal signs people in; the services know its word for it. It shows a statement, signed with its own key,
//! that a person signed in and acts for an enterprise, and gets an access token whose subject is that person.
//! What the person may see is not said here: the Partition service knows, and registries ask it.

use ebox_credential::{
    Scope, Scopes,
    assertion::{Expectations, UnverifiedAssertion, VerifiedStatement},
};
use ebox_wire::oauth::{ACCESS_TOKEN_TYPE, JWT_TYPE};
use jiff::{SignedDuration, Timestamp};

use crate::{
    Client, IssuedToken, OauthRefusal, OauthService, TokenRequest, issue::assertion_of, refusal::NotIssued,
    seal::Claims,
};

/// What a person's token may permit.
const SCOPES: Scopes = Scopes::of(&[Scope::MessagesFull]);

/// How far ahead the `exp` of a statement may be: it is shown at once, by whoever made it.
const MAX_AHEAD: SignedDuration = SignedDuration::from_mins(10);

impl OauthService {
    /// Issues the token of a person to a portal.
    pub(crate) async fn exchange(&self, request: &TokenRequest) -> Result<IssuedToken, NotIssued> {
        let now = self.clock.now();
        let assertion = assertion_of(request)?;
        let statement = statement_of(request)?;
        let client = self.authenticate_as(request, assertion, now).await?;
        let client = client.get();
        if !client.scopes.contains(Scope::Portal) {
            return Err(OauthRefusal::unauthorized_client(format!(
                "client `{}` is no portal: ask the operator for {}",
                client.id,
                Scope::Portal
            ))
            .into());
        }
        let scopes = asked(request.scope.as_deref())?;
        let statement = self.verified(client, statement, now).await?;
        let claims = Claims {
            enterprise: statement.enterprise.to_string(),
            person: Some(statement.person.to_string()),
            ..self.claims(client, scopes, now)
        };
        let token = self.sealer.seal(&claims).map_err(NotIssued::Failed)?;
        tracing::info!(client_id = %client.id, enterprise = %statement.enterprise, "issued the token of a person");
        Ok(IssuedToken { token, lifetime: self.settings.token_lifetime, scopes, is_exchanged: true })
    }

    async fn verified(
        &self,
        client: &Client,
        statement: &str,
        now: Timestamp,
    ) -> Result<VerifiedStatement, NotIssued> {
        let refused = |reason: String| OauthRefusal::invalid_request(format!("subject_token: {reason}"));
        let statement = UnverifiedAssertion::parse(statement)
            .and_then(|statement| {
                statement.verify_statement(&Expectations {
                    client_id: &client.id,
                    enterprise: client.enterprise,
                    certificates: &client.certificates,
                    audience: &self.settings.token_url(),
                    now,
                    max_ahead: MAX_AHEAD,
                })
            })
            .map_err(|refusal| refused(refusal.to_string()))?;
        if !self.store.spend_jti(&client.id, statement.jti(), statement.spent_until()).await? {
            let reason = "this `jti` was used before: make a new statement for each request";
            return Err(refused(reason.to_owned()).into());
        }
        Ok(statement)
    }
}

/// The statement of a request that is otherwise in order.
fn statement_of(request: &TokenRequest) -> Result<&str, OauthRefusal> {
    let Some(statement) = request.subject_token.as_deref() else {
        return Err(OauthRefusal::invalid_request(
            "subject_token is missing: send a JWT signed by the portal that says who signed in",
        ));
    };
    if request.subject_token_type.as_deref() != Some(JWT_TYPE) {
        return Err(OauthRefusal::invalid_request(format!("subject_token_type must be {JWT_TYPE}")));
    }
    if request.requested_token_type.as_deref().is_some_and(|kind| kind != ACCESS_TOKEN_TYPE) {
        return Err(OauthRefusal::invalid_request(format!(
            "requested_token_type must be {ACCESS_TOKEN_TYPE}: leave it out, or set it to that"
        )));
    }
    Ok(statement)
}

fn asked(scope: Option<&str>) -> Result<Scopes, OauthRefusal> {
    match scope.map(Scopes::parse) {
        None => Ok(SCOPES),
        Some(Ok(asked)) if asked.is_empty() => Ok(SCOPES),
        Some(Ok(asked)) if SCOPES.contains_all(asked) => Ok(asked),
        Some(_) => {
            Err(OauthRefusal::invalid_scope(format!("tokens of people permit {SCOPES}: leave scope out")))
        }
    }
}
