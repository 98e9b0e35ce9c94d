//! Mail of a person, read over HTTP from every registry of the provider registry at once.
//!
//! **What.** [`Mail`] opens the e-Box of somebody who is signed in ([`Mail::open`]); [`Ebox`] reads it. Every registry
//! is asked at the same time, with the person's own token; what one does not answer in time is named ([`Absent`]) and
//! nobody waits for it.
//!
//! **Why like this.** The portal is a consumer like any other: what a person may see is decided by the registries. Kept
//! here is only what is cheap to ask for again and the same for a while (tokens, the list of providers, what
//! identifiers are called), in memory and not for long.

mod absent;
mod archive;
mod cache;
mod logos;
mod looked_up;
mod merged;
mod names;
mod numbers;
mod position;
mod reroute;

use std::{sync::Arc, time::Duration};

use ebox_client::{
    ClientError, Credentials, Http, ListedProvider, LogoImage, ProviderRegistry, ReferenceNames, Registry,
    Settings, SignedIn, TokenSource,
};
use ebox_domain::{Clock, EnterpriseNumber, Rng, Ssin, provider::Availability};
use ebox_wire::routes::Version;
use futures_util::future::join_all;
use jiff::SignedDuration;

pub(crate) use absent::{Absent, Why};
pub(crate) use archive::{Packed, archive};
use cache::Cache;
pub(crate) use logos::LogoPlace;
pub(crate) use looked_up::LookedUp;
pub(crate) use merged::{Listed, Listing};
pub(crate) use names::Names;
pub(crate) use numbers::{ABOUT_TO_EXPIRE_DAYS, Numbers, about_to_expire_before};
pub(crate) use position::{Place, Position};
pub(crate) use reroute::{Moved, Tried};
#[cfg(test)]
pub(crate) use reroute::{MovedAt, TriedAt};

/// How long a registry may take for what a page shows.
const PATIENCE: Duration = Duration::from_secs(3);
/// How long it may take for a single answer: longer than a page waits, so that it is the page that notes who was late.
const ANSWER: Duration = Duration::from_secs(5);
/// How long one may take that was late a short while ago, so that it does not hold every page.
const SHORT_PATIENCE: Duration = Duration::from_millis(500);
/// How long it is remembered that a registry was late.
const LATE_HOLDS: SignedDuration = SignedDuration::from_secs(30);

/// How long the list of providers holds.
const PROVIDERS_HOLD: SignedDuration = SignedDuration::from_mins(1);
/// How long what a registry calls its identifiers holds.
const NAMES_HOLD: SignedDuration = SignedDuration::from_mins(15);
/// How long logos hold.
const LOGOS_HOLD: SignedDuration = SignedDuration::from_hours(24);
/// How long the tokens of a person who does nothing are kept.
const TOKENS_HOLD: SignedDuration = SignedDuration::from_mins(5);

/// Where mail is read, and as which client.
pub struct Mail {
    http: Http,
    credentials: Arc<Credentials>,
    list: ProviderRegistry,
    rng: Arc<dyn Rng>,
    clock: Arc<dyn Clock>,
    providers: Cache<(), Vec<ListedProvider>>,
    names: Cache<String, Arc<ReferenceNames>>,
    logos: Cache<LogoPlace, Arc<LogoImage>>,
    late: Cache<String, ()>,
    tokens: Cache<(Ssin, EnterpriseNumber), Arc<TokenSource>>,
}

/// What reading mail needs.
pub struct MailParts {
    /// The portal's client: it gets tokens of people.
    pub credentials: Credentials,
    /// Where the list of providers is.
    pub provider_registry_url: String,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Random numbers of assertions.
    pub rng: Arc<dyn Rng>,
}

impl Mail {
    /// Makes it ready; nothing is called yet.
    pub fn new(parts: MailParts) -> Result<Self, ClientError> {
        let settings = Settings {
            connect_timeout: Duration::from_secs(2),
            silence_timeout: Duration::from_secs(15),
            answer_timeout: ANSWER,
            // Somebody waits; loading the page again is the repetition.
            retries: 0,
            ..Settings::default()
        };
        let http = Http::new(settings, Arc::clone(&parts.clock))?;
        let credentials = Arc::new(parts.credentials);
        let own = TokenSource::new(http.clone(), Arc::clone(&credentials), Arc::clone(&parts.rng));
        let list = ProviderRegistry::new(http.clone(), Arc::new(own), parts.provider_registry_url);
        Ok(Self {
            http,
            credentials,
            list,
            rng: parts.rng,
            clock: parts.clock,
            providers: Cache::new(PROVIDERS_HOLD, 1),
            names: Cache::new(NAMES_HOLD, 1000),
            logos: Cache::new(LOGOS_HOLD, 300),
            late: Cache::new(LATE_HOLDS, 1000),
            tokens: Cache::new(TOKENS_HOLD, 20_000),
        })
    }

    /// Random numbers.
    pub(crate) fn rng(&self) -> &dyn Rng {
        &*self.rng
    }

    /// The e-Box of a person's enterprise, as far as the person may see it.
    ///
    /// # Errors
    /// When the list of providers cannot be read, and is not known from before.
    pub(crate) async fn open(&self, person: SignedIn) -> Result<Ebox<'_>, ClientError> {
        let now = self.clock.now();
        let tokens = self.tokens_of(person);
        let mut ebox = Ebox { mail: self, registries: Vec::new(), absent: Vec::new() };
        for provider in self.providers().await? {
            match provider.availability(now) {
                Availability::Callable => {
                    let registry = provider.registry(self.http.clone(), Arc::clone(&tokens));
                    ebox.registries.push(Open { provider, registry });
                }
                Availability::InMaintenance(until) => {
                    ebox.absent.push(Absent::new(&provider, Why::Maintenance(until)));
                }
                Availability::NotYetActive | Availability::NoLongerActive => {}
            }
        }
        Ok(ebox)
    }

    /// The simulation registry, for a person who tries it.
    pub(crate) fn simulation(&self, person: SignedIn, url: &str) -> Registry {
        Registry::new(self.http.clone(), self.tokens_of(person), "simulation", Version::V3, url)
    }

    fn tokens_of(&self, person: SignedIn) -> Arc<TokenSource> {
        let key = (person.person, person.enterprise);
        self.tokens.get_or(&key, self.clock.now(), || {
            let (http, credentials) = (self.http.clone(), Arc::clone(&self.credentials));
            Arc::new(TokenSource::of_person(http, credentials, person, Arc::clone(&self.rng)))
        })
    }

    /// The providers. When the list does not answer, it is taken as it last was.
    async fn providers(&self) -> Result<Vec<ListedProvider>, ClientError> {
        let now = self.clock.now();
        if let Some(providers) = self.providers.get(&(), now) {
            return Ok(providers);
        }
        match self.list.list().await {
            Ok(list) => {
                for notice in &list.notices {
                    tracing::warn!(notice, "the list of providers is odd");
                }
                self.providers.put((), list.providers.clone(), now);
                Ok(list.providers)
            }
            Err(error) => {
                tracing::warn!(error = error.chain(), "the list of providers did not answer");
                self.providers.last(&()).ok_or(error)
            }
        }
    }
}

/// The registry of a provider that may be called now.
pub(crate) struct Open {
    pub(crate) provider: ListedProvider,
    pub(crate) registry: Registry,
}

/// The e-Box of an enterprise, open for a person.
pub(crate) struct Ebox<'m> {
    mail: &'m Mail,
    pub(crate) registries: Vec<Open>,
    /// Whoever could not be asked, and why.
    pub(crate) absent: Vec<Absent>,
}

impl Ebox<'_> {
    /// The registry of a provider; `None` when there is none that may be called.
    pub(crate) fn registry(&self, provider: &str) -> Option<&Open> {
        self.registries.iter().find(|open| open.provider.id == provider)
    }

    /// Waits for what a registry is asked, as long as a page can wait for it; `None` when it does not answer in time.
    async fn patiently<T>(&self, open: &Open, asked: impl Future<Output = T>) -> Option<T> {
        let (late, id, now) = (&self.mail.late, &open.provider.id, self.mail.clock.now());
        let patience = if late.get(id, now).is_some() { SHORT_PATIENCE } else { PATIENCE };
        let answer = tokio::time::timeout(patience, asked).await.ok();
        if answer.is_none() {
            late.put(id.clone(), (), now);
        }
        answer
    }

    /// What the identifiers of these registries are called. Of a registry that does not say it in time, nothing.
    pub(crate) async fn names(&self) -> Names {
        let of_each = join_all(self.registries.iter().map(|open| self.names_of(open))).await;
        let ids = self.registries.iter().map(|open| open.provider.id.clone());
        Names::new(ids.zip(of_each).filter_map(|(id, names)| Some((id, names?))).collect())
    }

    async fn names_of(&self, open: &Open) -> Option<Arc<ReferenceNames>> {
        let (cache, id, now) = (&self.mail.names, &open.provider.id, self.mail.clock.now());
        if let Some(names) = cache.get(id, now) {
            return Some(names);
        }
        match self.patiently(open, Box::pin(open.registry.reference_names())).await {
            Some(Ok(names)) => {
                let names = Arc::new(names);
                cache.put(id.clone(), Arc::clone(&names), now);
                Some(names)
            }
            // Identifiers are shown instead; names of before are better.
            Some(Err(error)) => {
                tracing::warn!(provider = id, error = error.chain(), "no reference data");
                cache.last(id)
            }
            None => cache.last(id),
        }
    }
}
