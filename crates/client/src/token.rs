//! Access tokens: got with a signed assertion (`private_key_jwt`), kept until shortly before they end.

use std::{fmt, sync::Arc, time::Duration};

use ebox_credential::{
    PrivateKey, Scope,
    assertion::{ASSERTION_TYPE, Claims, make, make_statement},
    key::InvalidKey,
};
use ebox_domain::{EnterpriseNumber, Rng, Ssin, ids::uuid_v7};
use ebox_wire::oauth::{CLIENT_CREDENTIALS, JWT_TYPE, TOKEN_EXCHANGE, TokenRequest, TokenResponse};
use jiff::{SignedDuration, Timestamp};
use tokio::sync::Mutex;
use zeroize::Zeroizing;

use crate::{
    error::{ClientError, ErrorKind},
    http::{Call, Http, typed},
};

/// How long an assertion may take to arrive.
const ASSERTION_LIFETIME: SignedDuration = SignedDuration::from_secs(120);
/// A token is replaced this long before it ends, so that it does not end on its way.
const MARGIN: SignedDuration = SignedDuration::from_secs(20);

/// The longest that one answer may take: somebody waits for what comes after it, and the answer is small.
const ANSWER: Duration = Duration::from_secs(15);

const CALL: Call<'static> = Call { doing: "get an access token", whom: "the OAuth server" };

/// An access token. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct AccessToken(Arc<Zeroizing<String>>);

impl AccessToken {
    /// Wraps a token.
    pub fn new(secret: impl Into<String>) -> Self {
        Self(Arc::new(Zeroizing::new(secret.into())))
    }

    /// The token itself, for an `Authorization` header.
    pub fn secret(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessToken(..)")
    }
}

/// Who asks for tokens, and where.
pub struct Credentials {
    /// The OAuth client.
    pub client_id: String,
    /// Its private key.
    pub key: PrivateKey,
    /// Where tokens are issued.
    pub token_url: String,
    /// The `aud` of assertions; the token URL itself since v5.
    pub audience: String,
    /// What to ask for; nothing asks for everything that was granted, which is what the server advises.
    pub scopes: Vec<Scope>,
}

/// A person who signed in at a portal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignedIn {
    /// The person.
    pub person: Ssin,
    /// The enterprise for which they act.
    pub enterprise: EnterpriseNumber,
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials")
            .field("client_id", &self.client_id)
            .field("key", &self.key)
            .field("token_url", &self.token_url)
            .finish_non_exhaustive()
    }
}

/// A token with everything that the server said about it.
#[derive(Debug, Clone)]
pub struct Granted {
    /// The token.
    pub token: AccessToken,
    /// When it ends, by this side's clock.
    pub expires: Timestamp,
    /// What it permits, as the server spells it.
    pub scope: Option<String>,
}

/// Where access tokens come from. Shared by every client that calls in the same name.
pub struct TokenSource(Source);

enum Source {
    Fixed(AccessToken),
    Issued(Box<Issued>),
}

struct Issued {
    http: Http,
    credentials: Arc<Credentials>,
    /// Whose tokens these are, when they are not the client's own.
    person: Option<SignedIn>,
    rng: Arc<dyn Rng>,
    /// Locked while a token is fetched: many callers at once make one request.
    kept: Mutex<Option<Granted>>,
}

impl fmt::Debug for TokenSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Source::Fixed(_) => f.write_str("TokenSource::Fixed"),
            Source::Issued(issued) => f.debug_tuple("TokenSource").field(&issued.credentials).finish(),
        }
    }
}

impl TokenSource {
    /// Tokens from the OAuth server.
    pub fn new(http: Http, credentials: impl Into<Arc<Credentials>>, rng: Arc<dyn Rng>) -> Self {
        Self::issued(http, credentials.into(), None, rng)
    }

    /// Tokens from the OAuth server in the name of a person who signed in; the client is a portal's.
    pub fn of_person(
        http: Http,
        credentials: impl Into<Arc<Credentials>>,
        person: SignedIn,
        rng: Arc<dyn Rng>,
    ) -> Self {
        Self::issued(http, credentials.into(), Some(person), rng)
    }

    fn issued(
        http: Http,
        credentials: Arc<Credentials>,
        person: Option<SignedIn>,
        rng: Arc<dyn Rng>,
    ) -> Self {
        Self(Source::Issued(Box::new(Issued { http, credentials, person, rng, kept: Mutex::new(None) })))
    }

    /// One token, got elsewhere.
    pub fn fixed(token: AccessToken) -> Self {
        Self(Source::Fixed(token))
    }

    /// A token that holds for a while yet.
    pub async fn token(&self) -> Result<AccessToken, ClientError> {
        match &self.0 {
            Source::Fixed(token) => Ok(token.clone()),
            Source::Issued(issued) => issued.token().await,
        }
    }

    /// Forgets a token that a service refused; whether there is a chance of another.
    pub async fn forget(&self, refused: &AccessToken) -> bool {
        match &self.0 {
            Source::Fixed(_) => false,
            Source::Issued(issued) => {
                let mut kept = issued.kept.lock().await;
                if kept.as_ref().is_some_and(|granted| granted.token == *refused) {
                    *kept = None;
                }
                true
            }
        }
    }

    /// A new token, whatever is kept, with all that the server says about it.
    ///
    /// # Errors
    /// Of a fixed token nothing more is known.
    pub async fn grant(&self) -> Result<Granted, ClientError> {
        match &self.0 {
            Source::Fixed(_) => {
                Err(CALL.error(ErrorKind::Misuse("a token got elsewhere is not renewed here")))
            }
            Source::Issued(issued) => issued.grant().await,
        }
    }
}

impl Issued {
    /// The form of a token request, with an assertion and, for a person, a statement of its own.
    fn form(&self, now: Timestamp) -> Result<TokenRequest, InvalidKey> {
        let Credentials { client_id, key, audience, scopes, .. } = self.credentials.as_ref();
        let unique = || uuid_v7(now, self.rng.as_ref()).to_string();
        let jtis = [unique(), unique()];
        let claims = |jti| Claims { client_id, audience, jti, issued_at: now, lifetime: ASSERTION_LIFETIME };
        let scopes: Vec<&str> = scopes.iter().map(|scope| scope.as_str()).collect();
        let form = TokenRequest {
            grant_type: CLIENT_CREDENTIALS.to_owned(),
            client_assertion_type: ASSERTION_TYPE.to_owned(),
            client_assertion: make(&claims(&jtis[0]), key)?,
            scope: (!scopes.is_empty()).then(|| scopes.join(" ")),
            ..TokenRequest::default()
        };
        let Some(signed_in) = self.person else { return Ok(form) };
        let statement = make_statement(&claims(&jtis[1]), signed_in.person, signed_in.enterprise, key)?;
        Ok(TokenRequest {
            grant_type: TOKEN_EXCHANGE.to_owned(),
            subject_token: Some(statement),
            subject_token_type: Some(JWT_TYPE.to_owned()),
            ..form
        })
    }

    async fn token(&self) -> Result<AccessToken, ClientError> {
        let mut kept = self.kept.lock().await;
        let now = self.http.clock().now();
        if let Some(granted) = kept.as_ref().filter(|granted| granted.expires - MARGIN > now) {
            return Ok(granted.token.clone());
        }
        let granted = self.grant().await?;
        let token = granted.token.clone();
        *kept = Some(granted);
        Ok(token)
    }

    async fn grant(&self) -> Result<Granted, ClientError> {
        // Each attempt has an assertion of its own: a `jti` is never accepted twice.
        self.http.repeated(|| self.attempt()).await
    }

    async fn attempt(&self) -> Result<Granted, ClientError> {
        let asked_at = self.http.clock().now();
        let form = self.form(asked_at).map_err(|error| CALL.error(ErrorKind::Local(error.into())))?;
        let request = self.http.plain().post(&self.credentials.token_url).form(&form);
        let patience = ANSWER.min(self.http.settings().answer_timeout);
        let answer: TokenResponse = typed(CALL, self.http.once_json_within(CALL, request, patience).await?)?;
        if answer.access_token.is_empty() || !answer.token_type.eq_ignore_ascii_case("bearer") {
            return Err(CALL.error(ErrorKind::Unexpected("no Bearer token".to_owned())));
        }
        let seconds = i64::try_from(answer.expires_in).unwrap_or(i64::from(u32::MAX));
        Ok(Granted {
            token: AccessToken::new(answer.access_token),
            expires: asked_at.saturating_add(SignedDuration::from_secs(seconds)).unwrap_or(Timestamp::MAX),
            scope: answer.scope,
        })
    }
}
