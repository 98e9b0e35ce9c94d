//! The provider registry: where the message registries of the federation are.

mod entry;

use std::{collections::BTreeMap, sync::Arc};

use ebox_domain::{
    LocalizedText,
    provider::{Availability, MaintenanceWindow, availability},
    time::{in_brussels, start_of_day},
};
use ebox_wire::{
    federation::MessageRegistry,
    routes::{Version, document_provider_registry},
};
use jiff::{Timestamp, civil::Date};
use serde_json::Value;

use crate::{
    error::{ClientError, ErrorKind},
    http::{Call, Http, typed},
    registry::Registry,
    token::TokenSource,
};

const CALL: Call<'static> = Call { doing: "read the list of providers", whom: "the provider registry" };

const NOBODY_LISTED: &str = "the provider registry lists no provider that can be called";

/// A client of the provider registry.
///
/// Two lists exist, and real deployments have the first, the second or both: Federation 1.3's
/// `messageProviders` and, beside it, the Document Provider Registry's `messageRegistries`. Both are read, and
/// a provider that stands in both is called by the newest version that either offers.
#[derive(Debug, Clone)]
pub struct ProviderRegistry {
    http: Http,
    tokens: Arc<TokenSource>,
    url: String,
    unlisted: Option<Box<ListedProvider>>,
}

/// The providers, and what was odd about their list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProviderList {
    /// The providers, by identifier.
    pub providers: Vec<ListedProvider>,
    /// What people should know: an entry that could not be read, a list that did not answer.
    pub notices: Vec<String>,
}

impl ProviderList {
    /// Why nobody may be called at a moment, in a sentence, with who may be next; nothing when somebody may.
    pub fn nobody_callable(&self, now: Timestamp) -> Option<String> {
        if self.providers.iter().any(|one| one.availability(now) == Availability::Callable) {
            return None;
        }
        if self.providers.is_empty() {
            return Some(NOBODY_LISTED.to_owned());
        }
        let nobody = "no provider that is listed may be called now";
        let next = self.providers.iter().filter_map(|one| Some((one.callable_from(now)?, &one.id))).min();
        Some(match next {
            Some((from, id)) => {
                format!("{nobody}; {id} may from {} on", in_brussels(from).strftime("%Y-%m-%d %H:%M"))
            }
            None => nobody.to_owned(),
        })
    }
}

/// A provider as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedProvider {
    /// Its identifier.
    pub id: String,
    /// Its name.
    pub name: LocalizedText,
    /// What it offers.
    pub description: LocalizedText,
    /// The base address of its registry.
    pub url: String,
    /// The version that the registry at this address speaks.
    pub version: Version,
    /// That version as the provider registry spells it.
    pub version_text: String,
    /// From this Brussels day on it may be called.
    pub activation: Date,
    /// After this Brussels day it may no longer be called.
    pub deactivation: Option<Date>,
    /// A helpdesk.
    pub technical_contact: String,
    /// When it announces not to answer.
    pub maintenance: Vec<MaintenanceWindow>,
}

impl ListedProvider {
    /// Whether it may be called at a moment.
    pub fn availability(&self, now: Timestamp) -> Availability {
        availability(self.activation, self.deactivation, &self.maintenance, now)
    }

    /// The first moment after `now` at which it may be called, when it may not now and its dates tell.
    pub fn callable_from(&self, now: Timestamp) -> Option<Timestamp> {
        let ends = self.maintenance.iter().map(MaintenanceWindow::end);
        let moments = std::iter::once(start_of_day(self.activation)).chain(ends);
        moments.filter(|moment| *moment > now && self.availability(*moment) == Availability::Callable).min()
    }

    /// A client of its registry.
    pub fn registry(&self, http: Http, tokens: Arc<TokenSource>) -> Registry {
        Registry::new(http, tokens, self.id.clone(), self.version, self.url.clone())
    }
}

/// What a list said.
enum Answer {
    Entries(Vec<Value>),
    Absent,
}

impl ProviderRegistry {
    /// A client of the list at `url`: either list will do, and the other is looked for beside it.
    pub fn new(http: Http, tokens: Arc<TokenSource>, url: impl Into<String>) -> Self {
        Self { http, tokens, url: url.into(), unlisted: None }
    }

    /// A provider that is there where the list names none: that of the simulation stands in no list.
    pub fn with_unlisted(self, provider: ListedProvider) -> Self {
        Self { unlisted: Some(Box::new(provider)), ..self }
    }

    /// The providers of both lists.
    ///
    /// # Errors
    /// When no list can be read; one of two that cannot is a notice.
    pub async fn list(&self) -> Result<ProviderList, ClientError> {
        let Some(unlisted) = &self.unlisted else {
            return self.listed().await;
        };
        let mut list = match self.listed().await {
            // Without a token the unlisted one cannot be called either.
            Err(error) if error.whom() == CALL.whom => {
                ProviderList { providers: vec![], notices: vec![error.chain()] }
            }
            other => other?,
        };
        if list.providers.is_empty() {
            list.providers.push(unlisted.as_ref().clone());
        }
        Ok(list)
    }

    async fn listed(&self) -> Result<ProviderList, ClientError> {
        let beside = document_provider_registry::beside(&self.url);
        let main = self.entries(&self.url).await;
        let mut list = ProviderList::default();
        let second = match &beside {
            Some(url) => self.entries(url).await,
            None => Ok(Answer::Absent),
        };
        let mut merged = BTreeMap::new();
        match (main, second) {
            (Err(error), Err(_) | Ok(Answer::Absent)) => return Err(error),
            (main, second) => {
                for answer in [main, second] {
                    match answer {
                        Ok(Answer::Entries(entries)) => add(&mut merged, entries, &mut list.notices),
                        Ok(Answer::Absent) => {}
                        Err(error) => list.notices.push(error.chain()),
                    }
                }
            }
        }
        list.providers = merged.into_values().collect();
        if list.providers.is_empty() && self.unlisted.is_none() {
            list.notices.push(NOBODY_LISTED.to_owned());
        }
        Ok(list)
    }

    async fn entries(&self, url: &str) -> Result<Answer, ClientError> {
        let is_main = url == self.url;
        let answer = match self.http.repeatable_json(CALL, &self.tokens, || self.http.plain().get(url)).await
        {
            // The second list does not exist everywhere, and not everybody may read it where it does.
            Err(error) if !is_main && matches!(error.status(), Some(403..=406)) => return Ok(Answer::Absent),
            other => other?,
        };
        let entries = match answer {
            Value::Array(entries) => Some(entries),
            Value::Object(mut members) => match members.remove("items") {
                Some(Value::Array(entries)) => Some(entries),
                _ => None,
            },
            _ => None,
        };
        let none = || CALL.error(ErrorKind::Unexpected("neither a list nor a collection".to_owned()));
        Ok(Answer::Entries(entries.ok_or_else(none)?))
    }
}

/// Adds entries; of two with one identifier the newer version stays, with the maintenance windows of both.
fn add(merged: &mut BTreeMap<String, ListedProvider>, entries: Vec<Value>, notices: &mut Vec<String>) {
    for entry in entries {
        let id = entry::identifier(&entry).unwrap_or_default().to_owned();
        match typed::<MessageRegistry>(CALL, entry).map(ListedProvider::from) {
            Ok(provider) => notices.extend(entry::merge(merged, provider)),
            Err(error) => notices.push(format!("provider {id:?} is left out: {}", error.chain())),
        }
    }
}
