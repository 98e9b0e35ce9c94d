//! A world: the services of one environment, seeded, served on loopback.

mod cast;
mod credentials;
mod describe;
mod folder;
mod seed;

use std::{
    io,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
};

use ebox_domain::{Clock, Environment, Rng, ServiceError, enterprise::CheckDigits, ids::ClientId};
use ebox_portal::SignIn;
use ebox_server::{
    DataFolder, DeskSetup, EnvironmentReach, FolderError, PortalSetup, ProviderSetup, RecipientPolicy, Role,
    Services, ServicesLater, Setup,
    config::Traffic,
    listen::{Listener, Stopper},
};
use ebox_wire::{routes, sandbox::Sandbox};
use tokio::task::JoinHandle;

pub(crate) use cast::{ACTION, BUSINESS_DATA_KEYS, NEWCOMER, sender_name};
pub use cast::{FIRST_PROVIDER, SECOND_PROVIDER};
pub use folder::Place;
pub(crate) use folder::{Prepared, prepare};
pub(crate) use seed::parsed;

use seed::Seed;

/// How a world is made.
#[derive(Clone)]
pub struct Options {
    /// Where it lives.
    pub place: Place,
    /// Where it listens; port 0 is any free one.
    pub listen: SocketAddr,
    /// Its environment.
    pub environment: Environment,
    /// Whether the desk is in it.
    pub desk: Desk,
    /// The most bytes of one file.
    pub max_file_size: u64,
    /// Its clock.
    pub clock: Arc<dyn Clock>,
    /// The random numbers of its identifiers.
    pub rng: Arc<dyn Rng>,
}

/// Where the desk is that looks after dossiers.
#[derive(Clone)]
pub enum Desk {
    /// In this world. It also looks after these environments, which dossiers pass before this one.
    Here(Vec<(Environment, ServicesLater)>),
    /// In another world, or nowhere.
    Elsewhere,
}

impl Default for Desk {
    /// The desk of a world that is alone.
    fn default() -> Self {
        Self::Here(Vec::new())
    }
}

/// Why there is no world.
#[derive(Debug, thiserror::Error)]
pub enum WorldError {
    /// A folder that is not empty and not ours.
    #[error("{0} is not empty and was not made by ebox; choose an empty folder, or leave out --ephemeral")]
    NotOurs(PathBuf),
    /// The folder is in use, or cannot be used.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The address cannot be listened on.
    #[error("cannot listen on {0}; choose another address with --listen")]
    Listen(SocketAddr, #[source] io::Error),
    /// A file cannot be read or written.
    #[error("a file of the world cannot be read or written")]
    Io(#[from] io::Error),
    /// A service did not open, or refused what is seeded.
    #[error("a service of the world failed")]
    Service(#[from] ServiceError),
    /// A key, a certificate or a description cannot be made.
    #[error("a credential of the world cannot be made or read")]
    Credential(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The clock stands at the end of the calendar.
    #[error("the clock of the world is too far from the present")]
    Calendar,
    /// The cast has a badly formed identifier: a mistake in this program.
    #[error("the cast of the world is badly formed")]
    Cast,
}

impl WorldError {
    pub(crate) fn credential(error: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::Credential(Box::new(error))
    }
}

/// A running world.
pub struct World {
    folder: Prepared,
    services: Arc<Services>,
    sandbox: Sandbox,
    sandbox_file: PathBuf,
    options: Options,
    later: ServicesLater,
    stopper: Stopper,
    server: JoinHandle<io::Result<()>>,
    upkeep: JoinHandle<()>,
    _lock: DataFolder,
}

impl World {
    /// Opens a world, seeds it when it is new, serves it, and writes its `sandbox.json`.
    pub async fn open(options: Options) -> Result<Self, WorldError> {
        let folder = prepare(&options.place)?;
        let lock = DataFolder::take(folder.path())?;
        let listener =
            Listener::bind(options.listen).map_err(|error| WorldError::Listen(options.listen, error))?;
        let public_url = format!("http://{}", reachable(listener.address()));
        let later = ServicesLater::default();
        let setup = setup(&options, folder.path(), public_url, &later)?;
        let mut services = Services::open(&lock, setup).await?;
        let seed = Seed {
            services: &services,
            root: folder.path(),
            clock: Arc::clone(&options.clock),
            rng: Arc::clone(&options.rng),
        };
        seed.all().await?;
        services.open_portal()?;
        let services = Arc::new(services);
        later.are(&services);
        let stopper = Stopper::default();
        let server = tokio::spawn(listener.serve(services.router(), None, stopper.clone()));
        let upkeep = services.start_upkeep();
        let sandbox = describe::describe(&services).await?;
        let sandbox_file = describe::write(folder.path(), &sandbox)?;
        Ok(Self {
            folder,
            services,
            sandbox,
            sandbox_file,
            options,
            later,
            stopper,
            server,
            upkeep,
            _lock: lock,
        })
    }

    /// What the world is, as in its `sandbox.json`.
    pub const fn sandbox(&self) -> &Sandbox {
        &self.sandbox
    }

    /// Where its `sandbox.json` is.
    pub fn sandbox_file(&self) -> &Path {
        &self.sandbox_file
    }

    /// How it was made.
    pub(crate) const fn options(&self) -> &Options {
        &self.options
    }

    /// Its services, for a desk in another world.
    pub(crate) fn reached(&self) -> (Environment, ServicesLater) {
        (self.options.environment, self.later.clone())
    }

    /// Its services.
    pub fn services(&self) -> &Services {
        &self.services
    }

    /// Makes an enterprise a Document Consumer, through the same steps that its access manager takes.
    pub async fn become_consumer(&mut self, enterprise: &str, manager: &str) -> Result<ClientId, WorldError> {
        let seed = Seed {
            services: &self.services,
            root: self.folder.path(),
            clock: Arc::clone(&self.options.clock),
            rng: Arc::clone(&self.options.rng),
        };
        let client = seed.become_consumer(enterprise, manager).await?;
        self.sandbox = describe::describe(&self.services).await?;
        describe::write(self.folder.path(), &self.sandbox)?;
        Ok(client)
    }

    /// Lets requests under way end, closes the stores, and removes the folder when it is one that does not stay.
    pub async fn stop(self) -> Result<(), WorldError> {
        self.stopper.stop();
        self.upkeep.abort();
        match self.server.await {
            Ok(served) => served?,
            Err(_) => return Err(io::Error::other("the server of the world panicked").into()),
        }
        self.services.close().await;
        Ok(self.folder.remove()?)
    }
}

fn setup(
    options: &Options,
    folder: &Path,
    public_url: String,
    later: &ServicesLater,
) -> Result<Setup, WorldError> {
    // What is by arrangement elsewhere can be rehearsed here.
    let mut settings = ebox_registry::Settings {
        max_file_size: options.max_file_size,
        broadcast: true,
        ..Default::default()
    };
    // The placeholder numbers of the public documentation have no valid check digits.
    settings.publication.check_digits = CheckDigits::Pattern;
    let providers = cast::PROVIDERS
        .iter()
        .map(|role| Ok(ProviderSetup { id: seed::parsed(role.id)?, settings: settings.clone() }))
        .collect::<Result<_, WorldError>>()?;
    Ok(Setup {
        environment: options.environment,
        roles: Role::ALL.to_vec(),
        portal: Some(PortalSetup {
            token_url: format!("{public_url}{}{}", routes::oauth::BASE, routes::oauth::TOKEN),
            client_id: seed::PORTAL_CLIENT_ID.to_owned(),
            private_key: folder.join(seed::portal_files()?.private_key),
            provider_registry_url: format!(
                "{public_url}{}{}",
                routes::federation::BASE,
                routes::federation::MESSAGE_PROVIDERS
            ),
            sign_in: SignIn::Rehearsal,
        }),
        public_url,
        providers,
        recipients: RecipientPolicy::Listed,
        contact: Some("helpdesk@ebox.example".to_owned()),
        terms: seed::parsed("rehearsal-1")?,
        desk: desk(options, later)?,
        oauth_server: None,
        neighbours: ebox_server::config::Neighbours::default(),
        dossiers: ebox_server::config::Dossiers::default(),
        // Letters are looked at here, and go nowhere.
        mail: None,
        traffic: Traffic::default(),
        clock: Arc::clone(&options.clock),
        rng: Arc::clone(&options.rng),
    })
}

/// The desk, with its own environment last.
fn desk(options: &Options, later: &ServicesLater) -> Result<Option<DeskSetup>, WorldError> {
    let Desk::Here(before) = &options.desk else { return Ok(None) };
    let own = (options.environment, later.clone());
    let all = before.iter().cloned().chain([own]);
    Ok(Some(DeskSetup {
        enterprise: seed::parsed(cast::DESK)?,
        environments: all.map(|(one, services)| (one, EnvironmentReach::Here(services))).collect(),
        signing_key: None,
    }))
}

/// An address that clients can call: one that listens everywhere is called on loopback.
fn reachable(address: SocketAddr) -> SocketAddr {
    let mut address = address;
    if address.ip().is_unspecified() {
        address.set_ip(if address.is_ipv4() {
            std::net::Ipv4Addr::LOCALHOST.into()
        } else {
            std::net::Ipv6Addr::LOCALHOST.into()
        });
    }
    address
}
