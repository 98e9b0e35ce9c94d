//! The services of one environment, on one data folder.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use axum::{Router, http::StatusCode, routing::get};
use ebox_audit::{KeepsPersonKey as _, PersonKey, ReadTrail, RecordSink};
use ebox_content::Content;
use ebox_credential::{
    caller::TokenVerifier,
    mandate::{Mandates, Naming},
};
use ebox_domain::{Clock, Environment, Rng, ServiceError, provider::ProviderId};
use ebox_events::Events;
use ebox_federation::{Federation, http as federation};
use ebox_oauth::OauthService;
use ebox_onboarding::{Onboarding, TermsVersion};
use ebox_partition::{Partitions, http::PartitionState};
use ebox_people::People;
use ebox_registry::{Registry, http::RegistryState, routing::RoutingCache};
use ebox_sqlite::Store;
use ebox_web::{
    api_docs::ApiDocs,
    cors::allow_origins,
    limits::{RateLimited, limit_uploads},
    trace,
};
use ebox_wire::routes::{self, Version};

use tokio::task::JoinHandle;
use tower_http::timeout::TimeoutLayer;

use crate::{
    DataFolder,
    config::{Neighbours, OauthServer, Traffic},
    documents,
    plugs::{
        Bell, ClientsAtOauth, ManagersFromPeople, MandatesFromService, PartitionsFromService,
        PartitionsOfOthers, ProvidersToTell, RecipientPolicy, RecipientsFromFederation, RegistriesHere,
        introspection::TokensByIntrospection,
    },
    simulation::{self, Simulation},
};

/// The pause between two rounds of upkeep.
const UPKEEP: Duration = Duration::from_mins(1);

/// How long a small request may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// A service that may run in a process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The OAuth server.
    Oauth,
    /// The federation service with its provider registry, and the Partition service.
    Federation,
    /// The message registries of the configured providers.
    Registry,
    /// The registry in which Document Consumers try their calls.
    Simulation,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Oauth, Self::Federation, Self::Registry, Self::Simulation];

    /// Reads the spelling in configurations.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "oauth" => Some(Self::Oauth),
            "federation" => Some(Self::Federation),
            "registry" => Some(Self::Registry),
            "simulation" => Some(Self::Simulation),
            _ => None,
        }
    }
}

/// One Document Provider of this process.
#[derive(Debug, Clone)]
pub struct ProviderSetup {
    /// Its identifier.
    pub id: ProviderId,
    /// Its choices.
    pub settings: ebox_registry::Settings,
}

/// What the services are made of.
#[derive(Clone)]
pub struct Setup {
    /// Which environment this is.
    pub environment: Environment,
    /// Which services have addresses here.
    pub roles: Vec<Role>,
    /// The address that callers use, without a slash at the end.
    pub public_url: String,
    /// The Document Providers; the first has the paths of the reference provider.
    pub providers: Vec<ProviderSetup>,
    /// Which recipients registries take.
    pub recipients: RecipientPolicy,
    /// The helpdesk's address, in v2.1 errors.
    pub contact: Option<String>,
    /// The terms of use for Document Consumers as they now are.
    pub terms: TermsVersion,
    /// The OAuth server that others run, when tokens come from there and not from the one here.
    pub oauth_server: Option<OauthServer>,
    /// Further services of others.
    pub neighbours: Neighbours,
    /// Limits on callers.
    pub traffic: Traffic,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// The random numbers of identifiers; keys and tokens never come from here.
    pub rng: Arc<dyn Rng>,
}

/// The services of one environment. Those without an address are there as well: the shared ones are asked by
/// the others.
pub struct Services {
    /// The OAuth server.
    pub oauth: Arc<OauthService>,
    /// The federation service.
    pub federation: Arc<Federation>,
    /// The Partition service.
    pub partitions: Arc<Partitions>,
    /// Persons and access managers.
    pub people: Arc<People>,
    /// Terms of use and webservice accounts.
    pub onboarding: Arc<Onboarding>,
    /// The message registry of each provider.
    pub registries: BTreeMap<ProviderId, Arc<Registry>>,
    /// Whoever tells Document Providers what changed in the Partition service.
    pub events: Option<Arc<Events>>,
    simulation: Option<Arc<Simulation>>,
    setup: Setup,
    // The Partition service that others run, when registries ask that one.
    partitions_of_others: Option<Arc<PartitionsOfOthers>>,
    // Who says whether a mandate holds.
    mandates: Arc<dyn Mandates>,
    // Who says what tokens are worth: the OAuth server here, or the one that others run.
    tokens: Arc<dyn TokenVerifier>,
    // One for all services, so that a person has one name in all their records.
    person_key: PersonKey,
    stores: Vec<Store>,
}

impl Services {
    /// Opens every service on a data folder.
    pub async fn open(folder: &DataFolder, setup: Setup) -> Result<Self, ServiceError> {
        folder.settle(setup.environment).map_err(ServiceError::failed)?;
        let shared = Store::open(&folder.federation_database()).await?;
        let store = Arc::new(shared.clone());
        let person_key = PersonKey::generate().map_err(ServiceError::failed)?;
        let person_key = store.person_key(person_key).await?;
        let oauth = Arc::new(
            OauthService::open(ebox_oauth::Parts {
                store: store.clone(),
                clock: Arc::clone(&setup.clock),
                settings: ebox_oauth::Settings::new(setup.environment, &setup.public_url),
            })
            .await?,
        );
        let tokens: Arc<dyn TokenVerifier> = match &setup.oauth_server {
            Some(server) => Arc::new(TokensByIntrospection::new(server, &setup.clock, &setup.rng)?),
            None => oauth.clone(),
        };
        let tokens = match setup.traffic.rate {
            Some(rate) => Arc::new(RateLimited::new(tokens, rate)),
            None => tokens,
        };
        let federation = Arc::new(Federation::new(store.clone()));
        let people = Arc::new(People::new(store.clone()));
        let (registries_here, bell) = (RegistriesHere::default(), Bell::default());
        let partitions = Arc::new(Partitions::new(ebox_partition::Parts {
            store: store.clone(),
            managers: Arc::new(ManagersFromPeople(Arc::clone(&people))),
            occupancy: Arc::new(registries_here.clone()),
            listener: Arc::new(bell.clone()),
            clock: Arc::clone(&setup.clock),
            rng: Arc::clone(&setup.rng),
            person_key: person_key.clone(),
        }));
        let onboarding = Arc::new(Onboarding::new(ebox_onboarding::Parts {
            store,
            managers: Arc::new(ManagersFromPeople(Arc::clone(&people))),
            clients: Arc::new(ClientsAtOauth(Arc::clone(&oauth))),
            clock: Arc::clone(&setup.clock),
            rng: Arc::clone(&setup.rng),
            settings: ebox_onboarding::Settings {
                environment: setup.environment,
                terms: setup.terms.clone(),
            },
        }));
        let mandates: Arc<dyn Mandates> = Arc::new(MandatesFromService(Arc::clone(&partitions)));
        let partitions_of_others = match (&setup.neighbours.partition_service, &setup.oauth_server) {
            (Some(base), Some(client)) => {
                Some(Arc::new(PartitionsOfOthers::new(base, client, &setup.clock, &setup.rng)?))
            }
            _ => None,
        };
        let mut services = Self {
            mandates: partitions_of_others.clone().map_or(mandates, |others| others),
            partitions_of_others,
            events: None,
            oauth,
            federation,
            partitions,
            people,
            onboarding,
            registries: BTreeMap::new(),
            simulation: None,
            setup,
            tokens,
            person_key,
            stores: vec![shared.clone()],
        };
        for provider in services.setup.providers.clone() {
            services.open_registry(folder, provider).await?;
        }
        services.simulation = services.new_simulation(folder);
        registries_here.are(services.registries.values().cloned().collect());
        bell.wakes(services.open_events(shared)?);
        // What a crash left pending is finished before anything new comes in.
        services.onboarding.reconcile().await?;
        services.partitions.reconcile().await?;
        Ok(services)
    }

    fn new_simulation(&self, folder: &DataFolder) -> Option<Arc<Simulation>> {
        let parts = simulation::Parts {
            folder: folder.simulation(),
            address: format!("{}{}", self.setup.public_url, routes::simulation::BASE),
            environment: self.setup.environment,
            verifier: Arc::clone(&self.tokens),
            mandates: Arc::clone(&self.mandates),
            clock: Arc::clone(&self.setup.clock),
            rng: Arc::clone(&self.setup.rng),
            person_key: self.person_key.clone(),
        };
        self.setup.roles.contains(&Role::Simulation).then(|| Arc::new(Simulation::new(parts)))
    }

    /// Whoever tells Document Providers what changed.
    fn open_events(&mut self, store: Store) -> Result<Arc<Events>, ServiceError> {
        let setup = &self.setup;
        let here = self.registries.iter().map(|(id, registry)| (id.clone(), Arc::clone(registry)));
        let providers = Arc::new(ProvidersToTell::new(
            Arc::clone(&self.federation),
            here.collect(),
            setup.neighbours.notifications.as_ref(),
            &setup.clock,
            &setup.rng,
        )?);
        let events = Arc::new(Events::new(ebox_events::Parts {
            outbox: Arc::new(store),
            subscribers: providers.clone(),
            webhook: providers,
            clock: Arc::clone(&setup.clock),
        }));
        self.events = Some(Arc::clone(&events));
        Ok(events)
    }

    /// Whom a registry asks how e-Boxes are divided: the service of others through a cache of its own, or the one
    /// here.
    fn partitions_for(&self, store: &Arc<Store>) -> Arc<dyn ebox_registry::port::Partitions> {
        match &self.partitions_of_others {
            Some(others) => {
                let clock = Arc::clone(&self.setup.clock);
                Arc::new(RoutingCache::new(others.clone(), store.clone(), clock))
            }
            None => Arc::new(PartitionsFromService(Arc::clone(&self.partitions))),
        }
    }

    async fn open_registry(
        &mut self,
        folder: &DataFolder,
        provider: ProviderSetup,
    ) -> Result<(), ServiceError> {
        let store = Store::open(&folder.provider_database(&provider.id)).await?;
        self.stores.push(store.clone());
        let store = Arc::new(store);
        let records: Arc<dyn RecordSink> = store.clone();
        let partitions = self.partitions_for(&store);
        let registry = Registry::open(ebox_registry::Parts {
            content: Content::in_folder(&folder.provider_content(&provider.id), store.clone())?,
            store,
            recipients: Arc::new(RecipientsFromFederation {
                federation: Arc::clone(&self.federation),
                policy: self.setup.recipients,
            }),
            partitions,
            clock: Arc::clone(&self.setup.clock),
            rng: Arc::clone(&self.setup.rng),
            person_key: self.person_key.clone(),
            reads: ReadTrail::start(records),
            settings: provider.settings,
        })
        .await?;
        self.registries.insert(provider.id, Arc::new(registry));
        Ok(())
    }

    /// What the services were made of.
    pub const fn setup(&self) -> &Setup {
        &self.setup
    }

    /// The address of a provider's registry in one version, ending in `/`; `None` for a provider that does not
    /// run here.
    pub fn registry_address(&self, provider: &ProviderId, version: Version) -> Option<String> {
        let place = self.setup.providers.iter().position(|one| &one.id == provider)?;
        Some(format!("{}{}/", self.setup.public_url, registry_path(place, provider, version)))
    }

    /// The router of every service that has an address here.
    pub fn router(&self) -> Router {
        let mut router = Router::new();
        if self.setup.roles.contains(&Role::Oauth) {
            router = router.merge(in_time(ebox_oauth::http::router(Arc::clone(&self.oauth))));
        }
        if self.setup.roles.contains(&Role::Federation) {
            let verifier = Arc::clone(&self.tokens);
            let state = federation::FederationState {
                federation: Arc::clone(&self.federation),
                verifier,
                address: format!("{}{}", self.setup.public_url, routes::federation::BASE).into(),
                clock: Arc::clone(&self.setup.clock),
                environment: self.setup.environment,
                contact: self.setup.contact.clone(),
            };
            router =
                router.nest(routes::federation::BASE, federation::federation_router(state.clone())).nest(
                    routes::document_provider_registry::BASE,
                    federation::document_provider_registry_router(state),
                );
        }
        if self.setup.roles.contains(&Role::Federation) {
            router = self.mount_partitions(router);
        }
        if self.setup.roles.contains(&Role::Registry) {
            for (place, provider) in self.setup.providers.iter().enumerate() {
                router = self.mount_registry(router, place, &provider.id);
            }
        }
        if let Some(simulation) = &self.simulation {
            router = router.nest_service(routes::simulation::BASE, simulation.router());
        }
        let docs = documents::api_documents()
            .into_iter()
            .fold(ApiDocs::default(), |docs, (name, document)| docs.with(name, document));
        let router = router.merge(docs.router()).merge(self.health());
        let router = ebox_web::face::outer_face(router, ebox_web::face::Face::Problem);
        let router = match self.setup.traffic.uploads {
            Some(most) => limit_uploads(router, most),
            None => router,
        };
        let router = allow_origins(router, &self.setup.traffic.origins);
        trace::traced(router, Arc::clone(&self.setup.clock), Arc::clone(&self.setup.rng))
    }

    fn mount_partitions(&self, router: Router) -> Router {
        let state = PartitionState {
            partitions: Arc::clone(&self.partitions),
            verifier: Arc::clone(&self.tokens),
            naming: Naming::default(),
            management_address: format!("{}{}", self.setup.public_url, routes::partition_management::BASE)
                .into(),
        };
        router
            .nest(routes::partition::BASE, in_time(ebox_partition::http::partition_router(state.clone())))
            .nest(routes::partition_management::BASE, in_time(ebox_partition::http::management_router(state)))
    }

    fn mount_registry(&self, router: Router, place: usize, provider: &ProviderId) -> Router {
        let Some(registry) = self.registries.get(provider) else { return router };
        let path = |version| registry_path(place, provider, version);
        let address = |version| format!("{}{}", self.setup.public_url, path(version)).into();
        let state = RegistryState {
            registry: Arc::clone(registry),
            verifier: Arc::clone(&self.tokens),
            mandates: Arc::clone(&self.mandates),
            v2_address: address(Version::V2),
            v3_address: address(Version::V3),
            environment: self.setup.environment,
            contact: self.setup.contact.clone(),
            reference: ebox_registry::http::ReferenceAnswers::default(),
        };
        router
            .nest(&path(Version::V2), ebox_registry::http::v2_router(state.clone()))
            .nest(&path(Version::V3), ebox_registry::http::v3_router(state))
    }

    /// Who confirms access tokens.
    pub(crate) fn tokens(&self) -> Arc<dyn TokenVerifier> {
        Arc::clone(&self.tokens)
    }

    /// How to find out whether all of them are well.
    pub(crate) fn wellness(&self) -> Wellness {
        Wellness { stores: self.stores.clone(), registries: self.registries.values().cloned().collect() }
    }

    /// `GET /health` of the process, as the Belgif guide has it.
    fn health(&self) -> Router {
        let wellness = self.wellness();
        Router::new().route(
            "/health",
            get(move || async move {
                let status = wellness.status().await;
                let code = if status == "DOWN" { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::OK };
                (code, axum::Json(serde_json::json!({ "status": status })))
            }),
        )
    }

    /// Starts what has to be done from time to time: forgetting used assertions, finishing pending accounts,
    /// removing abandoned uploads.
    /// Every task takes no input and may be stopped at any moment.
    pub fn start_upkeep(&self) -> JoinHandle<()> {
        let (oauth, onboarding) = (Arc::clone(&self.oauth), Arc::clone(&self.onboarding));
        let registries: Vec<Arc<Registry>> = self.registries.values().cloned().collect();
        let events = self.events.clone();
        let tell = async move {
            if let Some(events) = events {
                events.run().await;
            }
        };
        let sweep = async move {
            loop {
                tokio::time::sleep(UPKEEP).await;
                if let Err(error) = oauth.sweep().await {
                    tracing::error!(
                        error = &error as &dyn std::error::Error,
                        "used assertions were not swept"
                    );
                }
                if let Err(error) = onboarding.reconcile().await {
                    tracing::error!(error = &error as &dyn std::error::Error, "accounts were not reconciled");
                }
                for registry in &registries {
                    if let Err(error) = registry.sweep().await {
                        let error = &error as &dyn std::error::Error;
                        tracing::error!(error, "abandoned uploads were not swept");
                    }
                }
            }
        };
        tokio::spawn(async move { tokio::join!(tell, sweep).1 })
    }

    /// Waits for changes under way and closes the stores.
    pub async fn close(&self) {
        if let Some(simulation) = &self.simulation {
            simulation.close().await;
        }
        for registry in self.registries.values() {
            registry.flush().await;
        }
        for store in &self.stores {
            store.close().await;
        }
    }
}

/// Everything that can be unwell.
#[derive(Clone)]
pub(crate) struct Wellness {
    stores: Vec<Store>,
    registries: Vec<Arc<Registry>>,
}

impl Wellness {
    /// The state in Belgif's words: down when a store does not answer, degraded when it only reads because its disk
    /// is full.
    pub(crate) async fn status(&self) -> &'static str {
        for store in &self.stores {
            if let Err(error) = store.is_well().await {
                tracing::error!(error = &error as &dyn std::error::Error, "a store does not answer");
                return "DOWN";
            }
        }
        let is_full = self.stores.iter().any(Store::is_out_of_room)
            || self.registries.iter().any(|registry| registry.is_out_of_room());
        if is_full { "DEGRADED" } else { "UP" }
    }
}

/// Ends requests that are not answered in time, a body that never comes included. Not for uploads: those may be
/// slow, and have limits of their own.
fn in_time(router: Router) -> Router {
    router.layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, PATIENCE))
}

fn registry_path(place: usize, provider: &ProviderId, version: Version) -> String {
    if place == 0 { version.base().to_owned() } else { routes::provider_base(provider.as_str(), version) }
}
