//! Notifying a Document Provider of what changed in how e-Boxes are divided.

use std::sync::Arc;

use ebox_wire::{
    events::STRUCTURED,
    routes::{join, v3::EVENT_NOTIFICATIONS},
};
use reqwest::header::CONTENT_TYPE;

use crate::{
    error::ClientError,
    http::{Call, Http},
    token::{AccessToken, TokenSource},
};

/// Calls the webhooks of Document Providers.
#[derive(Debug, Clone)]
pub struct Notifier {
    http: Http,
    tokens: Arc<TokenSource>,
}

impl Notifier {
    /// A caller in the name of the notification service.
    pub const fn new(http: Http, tokens: Arc<TokenSource>) -> Self {
        Self { http, tokens }
    }

    /// Hands an event, a CloudEvent in JSON, to the registry at `base`: once, as whoever keeps the event decides
    /// when to try again. Only a token that is refused is replaced.
    pub async fn notify(&self, provider: &str, base: &str, event: &str) -> Result<(), ClientError> {
        let token = self.tokens.token().await?;
        match self.attempt(provider, base, event, &token).await {
            Err(error) if error.status() == Some(401) && self.tokens.forget(&token).await => {
                let token = self.tokens.token().await?;
                self.attempt(provider, base, event, &token).await
            }
            other => other,
        }
    }

    async fn attempt(
        &self,
        provider: &str,
        base: &str,
        event: &str,
        token: &AccessToken,
    ) -> Result<(), ClientError> {
        let call = Call { doing: "notify", whom: provider };
        let request = self
            .http
            .plain()
            .post(join(base, EVENT_NOTIFICATIONS))
            .header(CONTENT_TYPE, STRUCTURED)
            .bearer_auth(token.secret())
            .timeout(self.http.settings().answer_timeout)
            .body(event.to_owned());
        self.http.once(call, request).await.map(|_| ())
    }
}
