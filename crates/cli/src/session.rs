//! A profile at work: connections, tokens, and the registries that it may call.

use std::{env, sync::Arc, time::Duration};

use ebox_client::{
    ClientError, Credentials, Http, ListedProvider, PartitionService, ProviderList, ProviderRegistry,
    Registry, Settings, SignedIn, TokenSource,
};
use ebox_credential::{SystemRandom, mandate::Naming};
use ebox_domain::{
    Clock, EnterpriseNumber, Language, LocalizedText, Ssin,
    provider::Availability,
    time::{SystemClock, in_brussels},
};
use ebox_wire::{federation::VERSION_3, routes::Version};
use jiff::{Timestamp, civil::Date};

use crate::{
    failure::{Failure, Status},
    printer::Printer,
    profile::{EboxArguments, Profile, ProfileArguments},
};

/// How long somebody who looks into an e-Box waits for the answer of a registry: one that hangs holds back nothing of
/// the others.
const PATIENCE: Duration = Duration::from_secs(15);

/// A profile that can call.
pub(crate) struct Session {
    pub(crate) profile: Profile,
    pub(crate) http: Http,
    pub(crate) tokens: Arc<TokenSource>,
    pub(crate) clock: Arc<dyn Clock>,
    /// The enterprise in whose name registries are called, when it is another one.
    principal: Option<EnterpriseNumber>,
}

impl Session {
    /// Reads the profile and makes it ready to call, for somebody who waits. Nothing is called yet.
    pub(crate) fn open(arguments: &ProfileArguments) -> Result<Self, Failure> {
        Self::open_with(arguments, Settings { retries: 1, ..Settings::default() }, None)
    }

    /// The same for work in an e-Box, which may be another enterprise's.
    pub(crate) fn open_ebox(arguments: &EboxArguments) -> Result<Self, Failure> {
        Ok(Self::open(&arguments.profile)?.on_behalf_of(arguments.on_behalf_of))
    }

    /// The same in the name of a person, for whom the profile's portal speaks.
    pub(crate) fn open_as(arguments: &ProfileArguments, person: Ssin) -> Result<Self, Failure> {
        Self::open_with(arguments, Settings { retries: 1, ..Settings::default() }, Some(person))
    }

    /// The same, for long work that should survive what passes, and in which one provider keeps no other waiting.
    pub(crate) fn open_patiently(arguments: &EboxArguments) -> Result<Self, Failure> {
        let settings = Settings { answer_timeout: Duration::from_secs(20), ..Settings::default() };
        let session = Self::open_with(&arguments.profile, settings, None)?;
        Ok(session.on_behalf_of(arguments.on_behalf_of))
    }

    fn on_behalf_of(self, principal: Option<EnterpriseNumber>) -> Self {
        Self { principal, ..self }
    }

    fn open_with(
        arguments: &ProfileArguments,
        settings: Settings,
        person: Option<Ssin>,
    ) -> Result<Self, Failure> {
        let (profile, key) = arguments.load(person)?;
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let http = Http::new(settings, Arc::clone(&clock)).map_err(|error| Failure::call(&error))?;
        let credentials = Credentials {
            client_id: profile.client_id.clone(),
            key,
            token_url: profile.endpoints.token_url.clone(),
            audience: profile.endpoints.audience.clone(),
            // Everything that was granted, as the OAuth server advises.
            scopes: Vec::new(),
        };
        let rng = Arc::new(SystemRandom);
        let tokens = match person.zip(profile.enterprise) {
            Some((person, enterprise)) => {
                TokenSource::of_person(http.clone(), credentials, SignedIn { person, enterprise }, rng)
            }
            None => TokenSource::new(http.clone(), credentials, rng),
        };
        let tokens = Arc::new(tokens);
        Ok(Self { profile, http, tokens, clock, principal: None })
    }

    /// Whose e-Box it is: that of the enterprise in whose name the calls are, else of the profile's.
    pub(crate) fn enterprise(&self) -> Option<EnterpriseNumber> {
        self.principal.or(self.profile.enterprise)
    }

    /// The provider registry of the profile.
    pub(crate) fn provider_registry(&self) -> ProviderRegistry {
        let endpoints = &self.profile.endpoints;
        let url = endpoints.provider_registry_url.clone();
        let registry = ProviderRegistry::new(self.http.clone(), Arc::clone(&self.tokens), url);
        match &endpoints.unlisted_registry {
            Some(url) => registry.with_unlisted(simulation(url)),
            None => registry,
        }
    }

    /// The providers.
    pub(crate) async fn providers(&self) -> Result<ProviderList, ClientError> {
        self.provider_registry().list().await
    }

    /// The registry of a provider.
    pub(crate) fn registry(&self, provider: &ListedProvider) -> Registry {
        let registry = provider.registry(self.http.clone(), Arc::clone(&self.tokens));
        match self.principal {
            Some(principal) => registry.on_behalf_of(principal),
            None => registry,
        }
    }

    /// The registry of a provider, for questions that somebody waits for.
    pub(crate) fn reader(&self, provider: &ListedProvider) -> Registry {
        reading(&self.registry(provider))
    }

    /// The Partition service of the profile.
    pub(crate) fn partitions(&self) -> PartitionService {
        let url = self.profile.endpoints.partition_url.clone();
        PartitionService::new(self.http.clone(), Arc::clone(&self.tokens), url, Naming::default())
    }

    /// The providers that may be called now, or the one that is asked for; the others are told.
    /// That there is none is a failure: nobody was asked.
    pub(crate) async fn callable(
        &self,
        printer: Printer,
        wanted: Option<&str>,
    ) -> Result<Vec<ListedProvider>, Failure> {
        let list = self.providers().await.map_err(|error| Failure::call(&error))?;
        let now = self.clock.now();
        let nobody = list.nobody_callable(now);
        // What is the failure itself is no warning besides.
        for notice in list.notices.iter().filter(|notice| Some(*notice) != nobody.as_ref()) {
            printer.warn(notice);
        }
        if let Some(wanted) = wanted.filter(|_| !list.providers.is_empty()) {
            let ids: Vec<String> = list.providers.iter().map(|provider| provider.id.clone()).collect();
            let found = list.providers.into_iter().find(|provider| provider.id == wanted);
            // Who asks for one by name may have a reason to call it now.
            return found.map(|provider| vec![provider]).ok_or_else(|| {
                Failure::new("no_such_provider", format!("no provider has the identifier {wanted}"))
                    .hint(format!("use one of: {}", ids.join(", ")))
            });
        }
        let mut callable = Vec::new();
        for provider in list.providers {
            match provider.availability(now) {
                Availability::Callable => callable.push(provider),
                other => printer.warn(format!("{} is not called: {}", provider.id, availability(other))),
            }
        }
        // Nobody who could be asked is no answer.
        match nobody {
            None => Ok(callable),
            Some(nobody) => Err(Failure::new("no_provider", nobody)
                .hint("`ebox providers` shows the list; check provider_registry_url and the environment")
                .with_status(Status::Unreachable)),
        }
    }
}

/// A registry, for questions that somebody waits for. What changes something has its time.
pub(crate) fn reading(registry: &Registry) -> Registry {
    registry.with_patience(PATIENCE)
}

/// The registry of the simulation, which stands in no list.
fn simulation(url: &str) -> ListedProvider {
    ListedProvider {
        id: "simulation".to_owned(),
        name: LocalizedText::untranslated("Simulation"),
        description: LocalizedText::default(),
        url: url.to_owned(),
        version: Version::V3,
        version_text: VERSION_3.to_owned(),
        activation: Date::MIN,
        deactivation: None,
        technical_contact: String::new(),
        maintenance: Vec::new(),
    }
}

/// Whether a provider may be called, for people.
pub(crate) fn availability(availability: Availability) -> String {
    match availability {
        Availability::Callable => "callable".to_owned(),
        Availability::NotYetActive => "not yet active".to_owned(),
        Availability::NoLongerActive => "no longer active".to_owned(),
        Availability::InMaintenance(end) => format!("in maintenance until {}", moment(end)),
    }
}

/// A moment as people in Belgium read it, to the minute.
pub(crate) fn moment(moment: Timestamp) -> String {
    in_brussels(moment).strftime("%Y-%m-%d %H:%M").to_string()
}

/// A text in the language of the reader, as the system's settings have it.
pub(crate) fn text(text: &LocalizedText) -> &str {
    let settings = ["LC_ALL", "LC_MESSAGES", "LANG"];
    let set = settings.iter().find_map(|name| env::var(name).ok().filter(|value| !value.is_empty()));
    let language = set.and_then(|value| Language::parse(value.get(..2)?)).unwrap_or(Language::En);
    text.best(language)
}
