//! Signing in with the operator's identity provider: OpenID Connect, authorization code with PKCE.
//!
//! **The way.** [`OpenId::begin`] sends the browser to the provider, with what only it can bring back
//! ([`attempt`]). [`OpenId::finish`] exchanges the code that it comes back with for an ID token, and holds that to
//! the provider's keys, its issuer, this client, the nonce of this attempt and the time. Of its claims the person's
//! SSIN is read, and a name.
//!
//! **Who is asked.** The provider's metadata and keys are kept for an hour, and asked for again when a token has a
//! signature that they do not explain: keys change. Nothing is asked of it for longer than a few seconds.

mod attempt;
mod caller;

use std::{error::Error, sync::Arc};

use ebox_domain::{Clock, Ssin};
use jiff::{SignedDuration, Timestamp};
use openidconnect::{
    AuthType, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret, CsrfToken,
    EndpointMaybeSet, EndpointNotSet, EndpointSet, IssuerUrl, Nonce, PkceCodeChallenge, RedirectUrl,
    RequestTokenError, Scope, TokenResponse as _,
    core::{
        CoreAuthenticationFlow, CoreClient, CoreClientAuthMethod, CoreIdToken, CoreJwsSigningAlgorithm,
        CoreProviderMetadata,
    },
};
use subtle::ConstantTimeEq as _;
use tokio::sync::RwLock;
use zeroize::Zeroizing;

use attempt::{Attempt, Sealer};
use caller::Caller;

/// How long the provider's metadata and keys are kept.
const FRESH: SignedDuration = SignedDuration::from_hours(1);
/// How old they are at least before a strange signature has them asked for again.
const SETTLED: SignedDuration = SignedDuration::from_mins(1);
/// How long nothing is asked after the provider did not answer: others would only wait as well.
const REST: SignedDuration = SignedDuration::from_secs(10);
/// How long somebody may take at the provider.
const PATIENCE: SignedDuration = SignedDuration::from_mins(15);

/// The identity provider of a deployment, and as whom it is asked.
#[derive(Clone, PartialEq, Eq)]
pub struct OpenIdSettings {
    /// The provider, as its tokens name it.
    pub issuer: String,
    /// The portal's client there.
    pub client_id: String,
    /// The client's secret. `Debug` does not show it.
    pub client_secret: Zeroizing<String>,
    /// Further scopes that are asked for, so that the claims come.
    pub scopes: Vec<String>,
    /// The claim that has the person's SSIN.
    pub ssin_claim: String,
    /// The claim that has the person's name.
    pub name_claim: String,
}

impl std::fmt::Debug for OpenIdSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OpenIdSettings")
            .field("issuer", &self.issuer)
            .field("client_id", &self.client_id)
            .finish_non_exhaustive()
    }
}

/// Whom the provider vouches for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Vouched {
    pub(crate) ssin: Ssin,
    /// First name and family name, when the provider says them.
    pub(crate) name: Option<String>,
    /// Where to go afterwards.
    pub(crate) then: Option<String>,
}

/// Why nobody is vouched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotVouched {
    /// The provider does not answer.
    Down,
    /// The provider says no, or the person did.
    Refused,
    /// Nothing was begun in this browser that this would be the end of, or it was too long ago.
    Stale,
    /// The provider says something that cannot be trusted, or does not say who it is.
    Unusable,
}

/// What is kept of asking the provider.
#[derive(Default)]
struct Kept {
    known: Option<Arc<Known>>,
    /// When it last did not answer.
    failed: Option<Timestamp>,
}

impl Kept {
    /// What is known and not older than this, or that it is no use to ask.
    fn at_hand(&self, now: Timestamp, age: SignedDuration) -> Option<Result<Arc<Known>, NotVouched>> {
        let known = self.known.as_ref().filter(|known| now.duration_since(known.at) < age);
        let is_resting = self.failed.is_some_and(|failed| now.duration_since(failed) < REST);
        known.map(|known| Ok(Arc::clone(known))).or_else(|| is_resting.then_some(Err(NotVouched::Down)))
    }
}

/// What the provider says of itself.
struct Known {
    metadata: CoreProviderMetadata,
    at: Timestamp,
}

/// The client, with the addresses that the provider's metadata has.
type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// The identity provider.
pub(crate) struct OpenId {
    settings: OpenIdSettings,
    back: String,
    caller: Caller,
    clock: Arc<dyn Clock>,
    sealer: Sealer,
    kept: RwLock<Kept>,
}

/// Where the provider sends the browser back to.
pub(crate) const BACK: &str = "/sign-in/back";

impl OpenId {
    /// The provider of a deployment. Nothing is asked of it yet: it may be down while the portal starts.
    pub(crate) fn new(
        settings: OpenIdSettings,
        public_url: &str,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, Box<dyn Error + Send + Sync>> {
        Ok(Self {
            settings,
            back: format!("{public_url}{BACK}"),
            caller: Caller::new()?,
            clock,
            sealer: Sealer::new()?,
            kept: RwLock::default(),
        })
    }

    /// Begins an attempt: where to send the browser, and what it keeps meanwhile.
    pub(crate) async fn begin(&self, then: Option<&str>) -> Result<(String, String), NotVouched> {
        let client = self.client(&*self.metadata(FRESH).await?)?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let mut request = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                CsrfToken::new_random,
                Nonce::new_random,
            )
            .set_pkce_challenge(challenge);
        for scope in &self.settings.scopes {
            request = request.add_scope(Scope::new(scope.clone()));
        }
        let (url, state, nonce) = request.url();
        let attempt = Attempt {
            state: state.into_secret(),
            nonce: nonce.secret().clone(),
            verifier: verifier.into_secret(),
            then: then.map(str::to_owned),
            began: self.clock.now(),
        };
        let sealed = self.sealer.seal(&attempt).map_err(|error| unusable(&error))?;
        Ok((url.to_string(), sealed))
    }

    /// Ends an attempt: whom the provider vouches for, by what the browser kept and what it comes back with.
    pub(crate) async fn finish(
        &self,
        kept: Option<&str>,
        state: Option<&str>,
        code: Option<&str>,
    ) -> Result<Vouched, NotVouched> {
        let attempt = kept.and_then(|kept| self.sealer.open(kept)).ok_or(NotVouched::Stale)?;
        let is_ours = state.unwrap_or_default().as_bytes().ct_eq(attempt.state.as_bytes());
        if !bool::from(is_ours) || self.clock.now().duration_since(attempt.began) > PATIENCE {
            return Err(NotVouched::Stale);
        }
        let code = code.ok_or(NotVouched::Refused)?;
        let known = self.metadata(FRESH).await?;
        let client = self.client(&known)?;
        let exchange = client
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .map_err(|error| unusable(&error))?
            .set_pkce_verifier(openidconnect::PkceCodeVerifier::new(attempt.verifier));
        let answer = exchange.request_async(&self.caller).await.map_err(|error| match &error {
            RequestTokenError::Request(_) => down(&error),
            RequestTokenError::ServerResponse(_) => {
                tracing::warn!(error = chain(&error), "the identity provider does not take a code");
                NotVouched::Refused
            }
            _ => unusable(&error),
        })?;
        let token = answer.id_token().ok_or_else(|| {
            tracing::warn!("the identity provider sends no ID token");
            NotVouched::Unusable
        })?;
        let nonce = Nonce::new(attempt.nonce);
        if let Err(error) = self.verify(&client, token, &nonce) {
            if !matches!(error, ClaimsVerificationError::SignatureVerification(_)) {
                return Err(unusable(&error));
            }
            // The provider may have changed its keys.
            let known = self.metadata(SETTLED).await?;
            self.verify(&self.client(&known)?, token, &nonce).map_err(|error| unusable(&error))?;
        }
        self.vouched(token, attempt.then)
    }

    fn verify(
        &self,
        client: &Client,
        token: &CoreIdToken,
        nonce: &Nonce,
    ) -> Result<(), ClaimsVerificationError> {
        let now = || chrono::DateTime::from_timestamp(self.clock.now().as_second(), 0).unwrap_or_default();
        let verifier = client.id_token_verifier().set_allowed_algs(SIGNED_BY).set_time_fn(now);
        token.claims(&verifier, nonce).map(drop)
    }

    /// Reads the claims of a token that was verified.
    fn vouched(&self, token: &CoreIdToken, then: Option<String>) -> Result<Vouched, NotVouched> {
        let claims = claims_of(&token.to_string());
        let text =
            |claim: &str| claims.as_ref().and_then(|claims| claims.get(claim)).and_then(|one| one.as_str());
        let claim = &self.settings.ssin_claim;
        let Some(ssin) = text(claim).and_then(|text| text.trim().parse().ok()) else {
            tracing::warn!(claim, "the identity provider vouches for somebody without an SSIN in this claim");
            return Err(NotVouched::Unusable);
        };
        let name = text(&self.settings.name_claim).map(str::trim).filter(|name| !name.is_empty());
        Ok(Vouched { ssin, name: name.map(str::to_owned), then })
    }

    fn client(&self, known: &Known) -> Result<Client, NotVouched> {
        let back = RedirectUrl::new(self.back.clone()).map_err(|error| unusable(&error))?;
        let secret = ClientSecret::new(self.settings.client_secret.to_string());
        let methods = known.metadata.token_endpoint_auth_methods_supported();
        let takes = |method| methods.is_none_or(|methods| methods.contains(&method));
        let is_in_header = takes(CoreClientAuthMethod::ClientSecretBasic);
        let client = CoreClient::from_provider_metadata(
            known.metadata.clone(),
            ClientId::new(self.settings.client_id.clone()),
            Some(secret),
        );
        let auth_type = if is_in_header { AuthType::BasicAuth } else { AuthType::RequestBody };
        Ok(client.set_redirect_uri(back).set_auth_type(auth_type))
    }

    /// What the provider says of itself, not older than this.
    async fn metadata(&self, age: SignedDuration) -> Result<Arc<Known>, NotVouched> {
        let now = self.clock.now();
        if let Some(at_hand) = self.kept.read().await.at_hand(now, age) {
            return at_hand;
        }
        // One asks, and others who come meanwhile wait for its answer.
        let mut kept = self.kept.write().await;
        if let Some(at_hand) = kept.at_hand(now, age) {
            return at_hand;
        }
        let issuer = IssuerUrl::new(self.settings.issuer.clone()).map_err(|error| unusable(&error))?;
        match CoreProviderMetadata::discover_async(issuer, &self.caller).await {
            Ok(metadata) => {
                let known = Arc::new(Known { metadata, at: now });
                *kept = Kept { known: Some(Arc::clone(&known)), failed: None };
                Ok(known)
            }
            Err(error) => {
                kept.failed = Some(self.clock.now());
                Err(down(&error))
            }
        }
    }
}

/// How ID tokens may be signed: with a key that only the provider has.
const SIGNED_BY: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// Every claim of a token, whatever the library calls it.
fn claims_of(token: &str) -> Option<serde_json::Map<String, serde_json::Value>> {
    let payload = data_encoding::BASE64URL_NOPAD.decode(token.split('.').nth(1)?.as_bytes()).ok()?;
    serde_json::from_slice(&payload).ok()
}

fn down(error: &(dyn Error + 'static)) -> NotVouched {
    tracing::warn!(error = chain(error), "the identity provider does not answer");
    NotVouched::Down
}

fn unusable(error: &(dyn Error + 'static)) -> NotVouched {
    tracing::warn!(error = chain(error), "the identity provider's answer cannot be used");
    NotVouched::Unusable
}

/// An error with its causes, for the log.
fn chain(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(error) = next {
        text = format!("{text}: {error}");
        next = error.source();
    }
    text
}
