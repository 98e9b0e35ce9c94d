//! How the identity provider is called: soon or not at all, with an answer of bounded size, and where it says, not
//! where a redirect would lead.

use std::time::Duration;

use futures_util::future::{BoxFuture, FutureExt as _};
use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(3);
/// How long a whole answer may take.
const ANSWER: Duration = Duration::from_secs(8);
/// The largest answer that is read.
const MAX_ANSWER: usize = 1 << 20;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum NoAnswer {
    #[error("no answer")]
    Transport(#[source] reqwest::Error),
    #[error("an answer of status {0}")]
    Failing(reqwest::StatusCode),
    #[error("an answer of more than {MAX_ANSWER} bytes")]
    TooLarge,
    #[error("an answer that is none")]
    Unreadable(#[source] http::Error),
}

/// Calls the provider.
pub(super) struct Caller(reqwest::Client);

impl Caller {
    pub(super) fn new() -> Result<Self, reqwest::Error> {
        reqwest::Client::builder()
            .user_agent(concat!("ebox/", env!("CARGO_PKG_VERSION")))
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(CONNECT)
            .timeout(ANSWER)
            .build()
            .map(Self)
    }

    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, NoAnswer> {
        let transport = |error: reqwest::Error| NoAnswer::Transport(error.without_url());
        let request = reqwest::Request::try_from(request).map_err(transport)?;
        let mut response = self.0.execute(request).await.map_err(transport)?;
        if response.status().is_server_error() {
            return Err(NoAnswer::Failing(response.status()));
        }
        let mut answer = http::Response::builder().status(response.status());
        if let Some(headers) = answer.headers_mut() {
            headers.clone_from(response.headers());
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(transport)? {
            if body.len() + chunk.len() > MAX_ANSWER {
                return Err(NoAnswer::TooLarge);
            }
            body.extend_from_slice(&chunk);
        }
        answer.body(body).map_err(NoAnswer::Unreadable)
    }
}

impl<'c> AsyncHttpClient<'c> for Caller {
    type Error = NoAnswer;
    type Future = BoxFuture<'c, Result<HttpResponse, NoAnswer>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        self.send(request).boxed()
    }
}
