//! The services of one environment, on one data folder.

mod addresses;
mod database;
mod health;
mod partition;
mod portal;
mod setup;
mod upkeep;

use std::{collections::BTreeMap, iter, sync::Arc};

use ebox_audit::{KeepsPersonKey as _, PersonKey, ReadTrail, RecordSink};
use ebox_content::Content;
use ebox_credential::{Scope, caller::TokenVerifier, mandate::Mandates};
use ebox_domain::{ServiceError, provider::ProviderId};
use ebox_dossier::Dossiers;
use ebox_events::Events;
use ebox_federation::Federation;
use ebox_mail::{Mailer, smtp::Smtp};
use ebox_oauth::OauthService;
use ebox_onboarding::{
    Onboarding,
    sender::{self, SenderConfigurations},
};
use ebox_partition::Partitions;
use ebox_people::People;
use ebox_portal::{Portal, SignIn};
use ebox_registry::{Registry, routing::RoutingCache};
use ebox_sqlite::Store;
use ebox_web::{attempts::Attempts, limits::RateLimited};
use ebox_wire::routes;
use futures_util::future::join_all;

use crate::{
    DataFolder,
    plugs::{
        AccessToPartitions, Bell, ClientsAtOauth, EboxesOfOthers, EnvironmentsOfDesk, ManagersFromPeople,
        MandatesFromService, PaceOfRate, PartitionsFromService, PartitionsOfOthers, PeopleForDossiers,
        ProvidersToTell, RecipientsFromFederation, RegistriesHere, RegistriesToConfigure, SendersAtOauth,
        introspection::TokensByIntrospection,
    },
    simulation::{self, Simulation},
};

pub use setup::{
    DeskSetup, EnvironmentReach, OperatorReach, PortalSetup, ProviderSetup, Role, ServicesLater, Setup,
};

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
    /// Dossiers of institutions, when the desk is here.
    pub dossiers: Option<Arc<Dossiers>>,
    /// The configurations of Document Senders.
    pub senders: Arc<SenderConfigurations>,
    /// The message registry of each provider.
    pub registries: BTreeMap<ProviderId, Arc<Registry>>,
    /// Whoever tells Document Providers what changed in the Partition service.
    pub events: Option<Arc<Events>>,
    /// Whoever sends letters to people.
    pub mailer: Arc<Mailer>,
    simulation: Option<Arc<Simulation>>,
    portal: Option<Portal>,
    setup: Setup,
    // The Partition service that others run, when registries ask that one.
    partitions_of_others: Option<Arc<PartitionsOfOthers>>,
    // The Federation service that others run, when registries ask that one about recipients.
    eboxes_of_others: Option<Arc<EboxesOfOthers>>,
    // Who says whether a mandate holds.
    mandates: Arc<dyn Mandates>,
    // Who says what tokens are worth: the OAuth server here, or the one that others run.
    tokens: Arc<dyn TokenVerifier>,
    // The same where Document Providers ask about partitions for all their callers, as often as they need.
    tokens_for_partitions: Arc<dyn TokenVerifier>,
    // One for all services, so that a person has one name in all their records.
    person_key: PersonKey,
    // The store of the services that all share, and that of each registry.
    shared: Store,
    stores: BTreeMap<ProviderId, Store>,
}

impl Services {
    /// Opens every service on a data folder.
    pub async fn open(folder: &DataFolder, setup: Setup) -> Result<Self, ServiceError> {
        let is_used = folder.settle(setup.environment).map_err(ServiceError::failed)?;
        let shared = database::open(&folder.federation_database(), is_used).await?;
        let store = Arc::new(shared.clone());
        let person_key = PersonKey::generate().map_err(ServiceError::failed)?;
        let person_key = store.person_key(person_key).await?;
        let oauth = Arc::new(
            OauthService::open(ebox_oauth::Parts {
                store: store.clone(),
                clock: Arc::clone(&setup.clock),
                pace: setup.traffic.rate.map(|rate| Arc::new(PaceOfRate::new(rate)) as _),
                settings: ebox_oauth::Settings::new(setup.environment, &setup.public_url),
            })
            .await?,
        );
        let tokens: Arc<dyn TokenVerifier> = match &setup.oauth_server {
            Some(server) => Arc::new(TokensByIntrospection::new(server, &setup.clock, &setup.rng)?),
            None => oauth.clone(),
        };
        let (tokens, tokens_for_partitions): (Arc<dyn TokenVerifier>, Arc<dyn TokenVerifier>) =
            match setup.traffic.rate {
                Some(rate) => {
                    let limited = RateLimited::new(tokens, rate);
                    let for_partitions = limited.sparing(Scope::PartitionConsult);
                    (Arc::new(limited), Arc::new(for_partitions))
                }
                None => (Arc::clone(&tokens), tokens),
            };
        let federation = Arc::new(Federation::new(store.clone()));
        let access = AccessToPartitions::default();
        let people = Arc::new(People::new(store.clone(), Arc::new(access.clone())));
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
        access.tells(&partitions);
        let registries_to_configure = RegistriesToConfigure::default();
        let senders = Arc::new(SenderConfigurations::new(sender::Parts {
            store: store.clone(),
            registries: Arc::new(registries_to_configure.clone()),
            clients: Arc::new(SendersAtOauth(Arc::clone(&oauth))),
            clock: Arc::clone(&setup.clock),
            environment: setup.environment,
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
        let is_rehearsal = setup.portal.as_ref().is_some_and(|portal| portal.sign_in == SignIn::Rehearsal);
        let dossiers = match &setup.desk {
            Some(desk) => Some(Arc::new(Dossiers::new(ebox_dossier::Parts {
                store: Arc::new(shared.clone()),
                people: Arc::new(PeopleForDossiers(Arc::clone(&people))),
                environments: Arc::new(EnvironmentsOfDesk::new(
                    desk,
                    is_rehearsal,
                    &setup.clock,
                    &setup.rng,
                )?),
                clock: Arc::clone(&setup.clock),
                settings: ebox_dossier::Settings {
                    desk: desk.enterprise,
                    public_url: setup.public_url.clone(),
                    is_rehearsal,
                },
            }))),
            None => None,
        };
        let mandates: Arc<dyn Mandates> = Arc::new(MandatesFromService(Arc::clone(&partitions)));
        let partitions_of_others = match (&setup.neighbours.partition_service, &setup.oauth_server) {
            (Some(base), Some(client)) => {
                Some(Arc::new(PartitionsOfOthers::new(base, client, &setup.clock, &setup.rng)?))
            }
            _ => None,
        };
        let eboxes_of_others = match (&setup.neighbours.federation_service, &setup.oauth_server) {
            (Some(base), Some(client)) => {
                Some(Arc::new(EboxesOfOthers::new(base, client, &setup.clock, &setup.rng)?))
            }
            _ => None,
        };
        let mailer = open_mailer(&setup, &shared)?;
        let mut services = Self {
            mailer,
            mandates: partitions_of_others.clone().map_or(mandates, |others| others),
            partitions_of_others,
            eboxes_of_others,
            events: None,
            oauth,
            federation,
            partitions,
            people,
            onboarding,
            dossiers,
            senders,
            registries: BTreeMap::new(),
            simulation: None,
            portal: None,
            setup,
            tokens,
            tokens_for_partitions,
            person_key,
            shared: shared.clone(),
            stores: BTreeMap::new(),
        };
        for provider in services.setup.providers.clone() {
            services.open_registry(folder, provider, is_used).await?;
        }
        services.simulation = services.new_simulation(folder);
        registries_here.are(services.registries.values().cloned().collect());
        registries_to_configure.are(services.registries.clone());
        bell.wakes(services.open_events(shared)?);
        // What a crash left pending is finished before anything new comes in.
        services.onboarding.reconcile().await?;
        services.senders.reconcile().await?;
        services.partitions.reconcile().await?;
        services.people.reconcile().await?;
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
        is_used: bool,
    ) -> Result<(), ServiceError> {
        let store = database::open(&folder.provider_database(&provider.id), is_used).await?;
        self.stores.insert(provider.id.clone(), store.clone());
        let store = Arc::new(store);
        let records: Arc<dyn RecordSink> = store.clone();
        let partitions = self.partitions_for(&store);
        let registry = Registry::open(ebox_registry::Parts {
            content: Content::in_folder(&folder.provider_content(&provider.id), store.clone())?,
            store,
            recipients: Arc::new(RecipientsFromFederation {
                federation: Arc::clone(&self.federation),
                policy: self.setup.recipients,
                others: self.eboxes_of_others.clone(),
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

    /// Shares the services, from now on also with the desk among them, which asks them like those of others.
    pub fn shared(self) -> Arc<Self> {
        let services = Arc::new(self);
        let own = services.setup.environment;
        for (environment, reach) in services.setup.desk.iter().flat_map(|desk| &desk.environments) {
            if let EnvironmentReach::Here(later) = reach
                && *environment == own
            {
                later.are(&services);
            }
        }
        services
    }

    /// What the services were made of.
    pub const fn setup(&self) -> &Setup {
        &self.setup
    }

    /// Who confirms access tokens.
    pub(crate) fn tokens(&self) -> Arc<dyn TokenVerifier> {
        Arc::clone(&self.tokens)
    }

    /// Waits for changes under way and closes the stores.
    pub async fn close(&self) {
        if let Some(simulation) = &self.simulation {
            simulation.close().await;
        }
        join_all(self.registries.values().map(|registry| registry.close())).await;
        for store in self.stores() {
            store.close().await;
        }
    }

    /// The audit trail of a provider's registry, to look back at.
    pub(crate) fn history(&self, provider: &ProviderId) -> Option<&Store> {
        self.stores.get(provider)
    }

    fn stores(&self) -> impl Iterator<Item = &Store> {
        iter::once(&self.shared).chain(self.stores.values())
    }

    /// Where the calls of the services that all share leave their records.
    pub(crate) fn attempts(&self) -> Attempts {
        self.attempts_in(&self.shared)
    }

    fn attempts_in(&self, store: &Store) -> Attempts {
        Attempts {
            records: Arc::new(store.clone()),
            clock: Arc::clone(&self.setup.clock),
            person_key: self.person_key.clone(),
        }
    }
}

/// Whoever sends letters to people; without a mail server, whoever keeps them.
fn open_mailer(setup: &Setup, store: &Store) -> Result<Arc<Mailer>, ServiceError> {
    let smtp = setup.mail.clone().map(Smtp::new).transpose().map_err(ServiceError::failed)?;
    Ok(Arc::new(Mailer::new(ebox_mail::Parts {
        outbox: Arc::new(store.clone()),
        transport: smtp.map(|smtp| Arc::new(smtp) as _),
        clock: Arc::clone(&setup.clock),
    })))
}
