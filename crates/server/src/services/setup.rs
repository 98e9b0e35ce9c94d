//! What the services are made of.

use std::{
    path::PathBuf,
    sync::{Arc, OnceLock, Weak},
};

use ebox_domain::{Clock, EnterpriseNumber, Environment, Rng, provider::ProviderId};
use ebox_mail::smtp::SmtpSettings;
use ebox_onboarding::TermsVersion;

use crate::{
    Services,
    config::{Dossiers, Neighbours, OauthServer, Traffic},
    plugs::RecipientPolicy,
};

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
    /// The portal for people, when one is set up.
    Portal,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Oauth, Self::Federation, Self::Registry, Self::Simulation, Self::Portal];

    /// Reads the spelling in configurations.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "oauth" => Some(Self::Oauth),
            "federation" => Some(Self::Federation),
            "registry" => Some(Self::Registry),
            "simulation" => Some(Self::Simulation),
            "portal" => Some(Self::Portal),
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

/// The portal of this process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortalSetup {
    /// Where its client gets tokens.
    pub token_url: String,
    /// Its client, which gets tokens of people.
    pub client_id: String,
    /// The client's private key, PEM; read when the pages are first served.
    pub private_key: PathBuf,
    /// Where the list of Document Providers is.
    pub provider_registry_url: String,
    /// How people show who they are.
    pub sign_in: ebox_portal::SignIn,
}

/// The desk of this process, at which institutions become senders and providers.
#[derive(Clone)]
pub struct DeskSetup {
    /// The enterprise whose people work there.
    pub enterprise: EnterpriseNumber,
    /// The environments that it looks after, in the order in which dossiers pass them.
    pub environments: Vec<(Environment, EnvironmentReach)>,
    /// The key that signs files for environments that are reached by file, PEM.
    pub signing_key: Option<PathBuf>,
}

/// How a desk reaches an environment.
#[derive(Clone)]
pub enum EnvironmentReach {
    /// It runs in this process.
    Here(ServicesLater),
    /// By its operator's API.
    Operator(OperatorReach),
    /// By a signed file that somebody carries there.
    File,
}

/// How the operator's API of another deployment is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperatorReach {
    /// The address of its listener, such as `https://operator.acc.example`.
    pub operator_url: String,
    /// Where tokens of that environment come from.
    pub token_url: String,
    /// The desk's client there, with the operator's scope.
    pub client_id: String,
    /// The client's private key, PEM.
    pub private_key: PathBuf,
}

/// Services that are opened later than whoever asks them.
#[derive(Clone, Default)]
pub struct ServicesLater(Arc<OnceLock<Weak<Services>>>);

impl ServicesLater {
    /// Says which they are, once.
    pub fn are(&self, services: &Arc<Services>) {
        // Set a second time, they would be the same.
        let _ = self.0.set(Arc::downgrade(services));
    }

    pub(crate) fn get(&self) -> Option<Arc<Services>> {
        self.0.get()?.upgrade()
    }
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
    /// What this deployment has to do with dossiers of senders and providers.
    pub dossiers: Dossiers,
    /// The portal, when it runs here.
    pub portal: Option<PortalSetup>,
    /// The desk that looks after dossiers, when it is here.
    pub desk: Option<DeskSetup>,
    /// The mail server through which letters to people leave; without one they stay here, where the rehearsal shows
    /// them, until they are no news any more.
    pub mail: Option<SmtpSettings>,
    /// Limits on callers.
    pub traffic: Traffic,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// The random numbers of identifiers; keys and tokens never come from here.
    pub rng: Arc<dyn Rng>,
}
