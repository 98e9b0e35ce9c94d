//! One message registry, v2.1 or v3.

mod broadcast;
mod change;
mod consult;
mod content;
mod features;
mod filter;
mod follow;
mod multipart;
mod publish;
mod reference;
mod reply;
mod sent;

use std::{sync::Arc, time::Duration};

use ebox_credential::mandate;
use ebox_domain::EnterpriseNumber;
use ebox_wire::routes::{Version, join};
use reqwest::{RequestBuilder, header::CONTENT_TYPE};
use serde::Serialize;
use serde_json::Value;
use tokio::sync::OnceCell;

pub use broadcast::Linked;
pub use change::MessageChange;
pub use content::{Content, Resume};
pub use features::Features;
pub use filter::Filter;
pub use follow::{Change, News};
pub use multipart::{FileSource, OutgoingFile};
pub use publish::{OutgoingPublication, Published};
pub use reference::{Logo, LogoImage, LogoOwner, Party, ReferenceNames};
pub use reply::OutgoingReply;
pub use sent::SentStatus;

use crate::{
    error::{ClientError, ErrorKind},
    http::{Call, Http},
    message::Message,
    token::TokenSource,
};

/// A client of one message registry.
#[derive(Debug, Clone)]
pub struct Registry {
    http: Http,
    tokens: Arc<TokenSource>,
    provider: String,
    version: Version,
    base: String,
    principal: Option<EnterpriseNumber>,
    features: Arc<OnceCell<Features>>,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct MessagePage {
    /// Its messages, newest first.
    pub items: Vec<Message>,
    /// What stands on the page and is no message of the contract.
    pub unreadable: Vec<Unreadable>,
    /// The identifiers of all entries, readable or not, in the order of the list.
    pub order: Vec<Option<String>>,
    /// How many messages the whole list has.
    pub total: u64,
}

impl MessagePage {
    /// How many entries the page has, readable or not.
    pub const fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether the page has no entry.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// An entry of a list that is no message of the contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// Its identifier, when it has one.
    pub id: Option<String>,
    /// What is wrong with it.
    pub reason: String,
}

impl Registry {
    /// A client of the registry of `provider` whose `version` lies at `base`.
    pub fn new(
        http: Http,
        tokens: Arc<TokenSource>,
        provider: impl Into<String>,
        version: Version,
        base: impl Into<String>,
    ) -> Self {
        let features = Arc::default();
        let (provider, base) = (provider.into(), base.into());
        Self { http, tokens, provider, version, base, principal: None, features }
    }

    /// The same, in the name of another enterprise: everything is then about its e-Box, or sent by it. It needs a
    /// mandate of that enterprise, and a token with the scope to act for others.
    pub fn on_behalf_of(self, principal: EnterpriseNumber) -> Self {
        Self { principal: Some(principal), ..self }
    }

    /// The same, asked by somebody who waits only so long for an answer in JSON. Content takes its time.
    pub fn with_patience(&self, patience: Duration) -> Self {
        Self { http: self.http.with_patience(patience), ..self.clone() }
    }

    /// Whose registry it is.
    pub fn provider(&self) -> &str {
        &self.provider
    }

    /// Which version it speaks.
    pub const fn version(&self) -> Version {
        self.version
    }

    /// Its base address.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The address of a path of this registry.
    pub fn url(&self, path: &str) -> String {
        join(&self.base, path)
    }

    /// An error for answers that hold each by itself and contradict each other.
    pub fn unexpected(&self, doing: &'static str, what: String) -> ClientError {
        self.call(doing).error(ErrorKind::Unexpected(what))
    }

    /// An error for an answer that is no longer waited for.
    pub fn late(&self, doing: &'static str) -> ClientError {
        self.call(doing).error(ErrorKind::Late)
    }

    fn call(&self, doing: &'static str) -> Call<'_> {
        Call { doing, whom: &self.provider }
    }

    /// Refuses what only v3 has, before anybody is called.
    fn only_v3(&self, doing: &'static str, why: &'static str) -> Result<(), ClientError> {
        match self.version {
            Version::V2 => Err(self.call(doing).error(ErrorKind::NotOffered(why))),
            Version::V3 => Ok(()),
        }
    }

    fn read_message(&self, original: Value) -> Result<Message, serde_json::Error> {
        match self.version {
            Version::V2 => Message::from_v2(original),
            Version::V3 => Message::from_v3(original),
        }
    }

    fn expect_message(&self, doing: &'static str, original: Value) -> Result<Message, ClientError> {
        self.read_message(original)
            .map_err(|error| self.call(doing).error(ErrorKind::Unexpected(error.to_string())))
    }

    fn in_json(&self, doing: &'static str, value: &impl Serialize) -> Result<String, ClientError> {
        serde_json::to_string(value).map_err(|error| self.call(doing).error(ErrorKind::Local(error.into())))
    }

    async fn get_json(&self, doing: &'static str, path: &str) -> Result<Value, ClientError> {
        let request = || self.get(&self.url(path));
        self.http.repeatable_json(self.call(doing), &self.tokens, request).await
    }

    fn get(&self, url: &str) -> RequestBuilder {
        self.in_its_name(self.http.plain().get(url))
    }

    fn post_json(&self, path: &str, body: &str) -> RequestBuilder {
        let request = self.http.plain().post(self.url(path)).header(CONTENT_TYPE, "application/json");
        self.in_its_name(request).body(body.to_owned())
    }

    /// Says in whose name a request is made, when it is another enterprise's.
    fn in_its_name(&self, request: RequestBuilder) -> RequestBuilder {
        match self.principal {
            Some(principal) => request.header(mandate::HEADER, principal.as_str()),
            None => request,
        }
    }
}
