//! One message registry, v2.1 or v3.

mod consult;
mod content;
mod publish;

use std::sync::Arc;

use ebox_wire::routes::{Version, join};
use jiff::civil::Date;
use serde_json::Value;

pub use content::{Content, Resume};
pub use publish::{FileSource, OutgoingFile, OutgoingPublication, Published};

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
}

/// Which messages to list. What is left out does not narrow.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Received on this Brussels day or later. Whether the day itself counts differs between registries.
    pub received_after: Option<Date>,
    /// Received before this Brussels day.
    pub received_before: Option<Date>,
    /// Read or unread.
    pub is_read: Option<bool>,
    /// Shown or hidden.
    pub is_visible: Option<bool>,
    /// With the value of registered mail or without.
    pub is_registered: Option<bool>,
    /// Of this type.
    pub message_type: Option<String>,
    /// From this enterprise.
    pub sender_organization: Option<String>,
    /// From this application.
    pub sender_application: Option<String>,
    /// In this partition (v3).
    pub partition: Option<String>,
    /// With this text in this language (`nl`, `fr`, `de`).
    pub search: Option<(String, String)>,
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
        Self { http, tokens, provider: provider.into(), version, base: base.into() }
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

    async fn get_json(&self, doing: &'static str, path: &str) -> Result<Value, ClientError> {
        let url = self.url(path);
        self.http.get_json(self.call(doing), &self.tokens, || self.http.plain().get(&url)).await
    }
}
