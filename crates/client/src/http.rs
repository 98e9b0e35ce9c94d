//! One way of calling services: time limits, bounded answers, retries where nothing can be done twice.

use std::{sync::Arc, time::Duration};

use backon::{ExponentialBuilder, Retryable as _};
use bytes::{Bytes, BytesMut};
use ebox_domain::Clock;
use jiff::{Timestamp, fmt::rfc2822};
use reqwest::{RequestBuilder, Response, StatusCode, header};
use serde_json::Value;

use crate::{
    error::{ClientError, ErrorKind, Refusal},
    strangers::PublicNames,
    token::{AccessToken, TokenSource},
};

/// The largest JSON answer that is read: a page of 100 messages with all their texts is far below.
const MAX_JSON: usize = 64 << 20;
/// The largest error body that is read.
const MAX_ERROR: usize = 1 << 20;

/// How services are called.
#[derive(Debug, Clone)]
pub struct Settings {
    /// How this program calls itself.
    pub user_agent: String,
    /// How long a connection may take.
    pub connect_timeout: Duration,
    /// How long a service may be silent, before and within an answer.
    pub silence_timeout: Duration,
    /// How long a whole answer in JSON may take, with all repetitions of a question that is only read.
    pub answer_timeout: Duration,
    /// How often a call that can be repeated is repeated.
    pub retries: usize,
    /// The pause before the first repetition; later ones are longer.
    pub first_pause: Duration,
    /// The longest pause that a service may ask for (`Retry-After`); asked for more, the call fails.
    pub longest_pause: Duration,
    /// Whether names may lead into this machine and its network. Not where addresses come from somebody else, who also
    /// has to be refused addresses that are numbers
    /// ([`is_public_url`](ebox_domain::public_address::is_public_url)).
    pub reaches_own_network: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            user_agent: concat!("ebox/", env!("CARGO_PKG_VERSION")).to_owned(),
            connect_timeout: Duration::from_secs(10),
            silence_timeout: Duration::from_mins(1),
            answer_timeout: Duration::from_mins(3),
            retries: 3,
            first_pause: Duration::from_millis(500),
            longest_pause: Duration::from_mins(1),
            reaches_own_network: true,
        }
    }
}

/// A connection pool with its manners; cheap to clone, shared by everything that calls.
#[derive(Clone)]
pub struct Http {
    client: reqwest::Client,
    uploads: reqwest::Client,
    settings: Arc<Settings>,
    clock: Arc<dyn Clock>,
}

impl std::fmt::Debug for Http {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Http").field("settings", &self.settings).finish_non_exhaustive()
    }
}

/// What a call is about, for errors.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Call<'a> {
    pub(crate) doing: &'static str,
    pub(crate) whom: &'a str,
}

impl Call<'_> {
    pub(crate) fn error(self, kind: ErrorKind) -> ClientError {
        ClientError::new(self.doing, self.whom, kind)
    }

    pub(crate) fn transport(self, error: reqwest::Error) -> ClientError {
        if error.is_connect() {
            let url = error.url().map(|url| url.origin().ascii_serialization()).unwrap_or_default();
            return self.error(ErrorKind::Unreachable { url, source: error.without_url() });
        }
        self.error(ErrorKind::Interrupted(error.without_url()))
    }
}

impl Http {
    /// A pool. Redirects are not followed: a registry that moves says so in the provider registry, and an
    /// access token goes nowhere else.
    pub fn new(settings: Settings, clock: Arc<dyn Clock>) -> Result<Self, ClientError> {
        // The first to install one wins; any later one is the same provider.
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
        let builder = || {
            let builder = reqwest::Client::builder()
                .user_agent(settings.user_agent.as_str())
                .connect_timeout(settings.connect_timeout)
                .redirect(reqwest::redirect::Policy::none());
            if settings.reaches_own_network { builder } else { builder.dns_resolver(PublicNames::new()) }
        };
        let built = |result: Result<reqwest::Client, reqwest::Error>| {
            result.map_err(|error| {
                ClientError::new("set up connections", "this machine", ErrorKind::Local(error.into()))
            })
        };
        let client = built(builder().read_timeout(settings.silence_timeout).build())?;
        let uploads = built(builder().build())?;
        Ok(Self { client, uploads, settings: Arc::new(settings), clock })
    }

    /// The same pool for somebody who waits only so long for an answer in JSON.
    pub(crate) fn with_patience(&self, patience: Duration) -> Self {
        let settings = Settings { answer_timeout: patience, ..Settings::clone(&self.settings) };
        Self { settings: Arc::new(settings), ..self.clone() }
    }

    /// The clock by which tokens and pauses are counted.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    /// How services are called.
    pub(crate) fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The plain client underneath.
    pub(crate) const fn plain(&self) -> &reqwest::Client {
        &self.client
    }

    /// The client for long uploads, during which a service may well be silent. Each has a limit of its own.
    pub(crate) const fn uploads(&self) -> &reqwest::Client {
        &self.uploads
    }

    /// Sends once; any status but success is an error.
    pub(crate) async fn once(
        &self,
        call: Call<'_>,
        request: RequestBuilder,
    ) -> Result<Response, ClientError> {
        let response = request.send().await.map_err(|error| call.transport(error))?;
        if response.status().is_success() {
            return Ok(response);
        }
        Err(self.refusal(call, response).await)
    }

    /// Sends once and reads the answer as JSON.
    pub(crate) async fn once_json(
        &self,
        call: Call<'_>,
        request: RequestBuilder,
    ) -> Result<Value, ClientError> {
        self.once_json_within(call, request, self.settings.answer_timeout).await
    }

    /// The same, with a patience of its own.
    pub(crate) async fn once_json_within(
        &self,
        call: Call<'_>,
        request: RequestBuilder,
        patience: Duration,
    ) -> Result<Value, ClientError> {
        let response = self.once(call, request.timeout(patience)).await?;
        self.json(call, response).await
    }

    /// Attempts until one succeeds, one fails for good, or it was repeated often enough. Only for what may happen
    /// twice.
    pub(crate) async fn repeated<T, F>(&self, attempt: impl Fn() -> F) -> Result<T, ClientError>
    where
        F: Future<Output = Result<T, ClientError>>,
    {
        attempt
            .retry(self.backoff())
            .when(ClientError::is_transient)
            .adjust(|error, pause| self.pause(error, pause))
            .await
    }

    /// Sends once with an access token, and a second time only after that was refused, when nothing was done.
    pub(crate) async fn once_authorized(
        &self,
        call: Call<'_>,
        tokens: &TokenSource,
        request: impl Fn() -> RequestBuilder,
    ) -> Result<Response, ClientError> {
        let patient = || request().timeout(self.settings.answer_timeout);
        let token = tokens.token().await?;
        match self.once(call, patient().bearer_auth(token.secret())).await {
            Err(error) if error.status() == Some(401) && tokens.forget(&token).await => {
                let token = tokens.token().await?;
                self.once(call, patient().bearer_auth(token.secret())).await
            }
            other => other,
        }
    }

    /// As [`Http::repeated`], with an access token; a token that is refused is replaced once.
    pub(crate) async fn authorized<T, F>(
        &self,
        tokens: &TokenSource,
        attempt: impl Fn(AccessToken) -> F,
    ) -> Result<T, ClientError>
    where
        F: Future<Output = Result<T, ClientError>>,
    {
        let token = tokens.token().await?;
        match self.repeated(|| attempt(token.clone())).await {
            Err(error) if error.status() == Some(401) && tokens.forget(&token).await => {
                let token = tokens.token().await?;
                self.repeated(|| attempt(token.clone())).await
            }
            other => other,
        }
    }

    /// The JSON at the end of an authorised call that may be made twice: it reads, or says how something shall be.
    pub(crate) async fn repeatable_json(
        &self,
        call: Call<'_>,
        tokens: &TokenSource,
        request: impl Fn() -> RequestBuilder,
    ) -> Result<Value, ClientError> {
        self.repeatable_json_within(call, tokens, self.settings.answer_timeout, request).await
    }

    /// The same, with a patience of its own for the whole of it.
    pub(crate) async fn repeatable_json_within(
        &self,
        call: Call<'_>,
        tokens: &TokenSource,
        patience: Duration,
        request: impl Fn() -> RequestBuilder,
    ) -> Result<Value, ClientError> {
        let attempt =
            |token: AccessToken| self.once_json_within(call, request().bearer_auth(token.secret()), patience);
        tokio::time::timeout(patience, self.authorized(tokens, attempt))
            .await
            .unwrap_or_else(|_| Err(call.error(ErrorKind::Late)))
    }

    fn backoff(&self) -> ExponentialBuilder {
        ExponentialBuilder::default()
            .with_min_delay(self.settings.first_pause)
            .with_max_delay(self.settings.longest_pause)
            .with_factor(2.0)
            .with_jitter()
            .with_max_times(self.settings.retries)
    }

    /// How long to wait before the next attempt: as the service asks, unless that is too long.
    fn pause(&self, error: &ClientError, planned: Option<Duration>) -> Option<Duration> {
        let planned = planned?;
        match error.refusal().and_then(|refusal| refusal.retry_after) {
            Some(asked) if asked > self.settings.longest_pause => None,
            Some(asked) => Some(asked.max(planned)),
            None => Some(planned),
        }
    }

    /// The refusal in an answer that is no success.
    async fn refusal(&self, call: Call<'_>, response: Response) -> ClientError {
        let status = response.status();
        if status.is_redirection() && status != StatusCode::NOT_MODIFIED {
            let to = response.headers().get(header::LOCATION).and_then(|to| to.to_str().ok());
            return call.error(ErrorKind::Unexpected(format!("a redirect to {}", to.unwrap_or("nowhere"))));
        }
        let retry_after = self.retry_after(&response);
        // An error body that cannot be read leaves the status, which says enough.
        let body = limited(response, MAX_ERROR).await.ok().flatten().unwrap_or_default();
        call.error(ErrorKind::Refused(Box::new(Refusal::read(status.as_u16(), &body, retry_after))))
    }

    /// `Retry-After`, in seconds or as a date (RFC 9110, section 10.2.3).
    fn retry_after(&self, response: &Response) -> Option<Duration> {
        let text = response.headers().get(header::RETRY_AFTER)?.to_str().ok()?.trim();
        if let Ok(seconds) = text.parse() {
            return Some(Duration::from_secs(seconds));
        }
        let until: Timestamp = rfc2822::parse(text).ok()?.timestamp();
        Some(until.duration_since(self.clock.now()).try_into().unwrap_or_default())
    }

    /// The JSON of an answer, as a value.
    pub(crate) async fn json(&self, call: Call<'_>, response: Response) -> Result<Value, ClientError> {
        let body = limited(response, MAX_JSON)
            .await
            .map_err(|error| call.transport(error))?
            .ok_or_else(|| call.error(ErrorKind::Unexpected(format!("more than {MAX_JSON} bytes"))))?;
        serde_json::from_slice(&body)
            .map_err(|error| call.error(ErrorKind::Unexpected(format!("no JSON ({error})"))))
    }
}

/// A body of at most so many bytes; `None` when there are more.
pub(crate) async fn limited(mut response: Response, limit: usize) -> Result<Option<Bytes>, reqwest::Error> {
    let mut body = BytesMut::new();
    while let Some(chunk) = response.chunk().await? {
        if body.len() + chunk.len() > limit {
            return Ok(None);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Some(body.freeze()))
}

/// Reads a JSON value as one of the contract's types.
pub(crate) fn typed<T: serde::de::DeserializeOwned>(call: Call<'_>, value: Value) -> Result<T, ClientError> {
    serde_json::from_value(value).map_err(|error| call.error(ErrorKind::Unexpected(error.to_string())))
}
