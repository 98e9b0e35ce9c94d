//! The demonstration: mail from three senders, through two providers, into packages of one enterprise.
//!
//! Everything happens over loopback HTTP with real tokens, certificates and documents; the demonstration only
//! tells what it sees ([`DemoEvent`]) and returns a [`DemoReport`]. It prints nothing.

mod letters;
mod report;

use std::{
    collections::BTreeMap,
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    time::Instant,
};

use ebox_client::{ClientError, Credentials, Http, ProviderRegistry, Registry, Settings, TokenSource};
use ebox_connector::{Connector, Event, Job, Outcome, SyncError, What};
use ebox_credential::PrivateKey;
use ebox_domain::{Clock, Environment, Rng, time::in_brussels};
use ebox_wire::sandbox::{self, Client, Role};
use futures_util::{StreamExt as _, stream};

pub use report::{DemoReport, ProviderReport, Retrieval};

use crate::{
    Options, Place, World, WorldError,
    world::{NEWCOMER, parsed},
};
use letters::{MESSAGES, Planned, planned};

/// How many publications are under way at once.
const PARALLEL: usize = 8;

/// How the demonstration is given.
#[derive(Clone)]
pub struct DemoOptions {
    /// Where packages go; the world lives in its folder `world`.
    pub folder: PathBuf,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// The random numbers of identifiers.
    pub rng: Arc<dyn Rng>,
}

/// The steps, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The federation starts.
    Federation,
    /// An enterprise becomes a Document Consumer.
    Onboarding,
    /// Three senders publish.
    Publication,
    /// The consumer retrieves everything.
    Retrieval,
    /// A second retrieval finds nothing new.
    Again,
    /// A third one finds the one message published since.
    OneMore,
}

/// Something that happened.
#[derive(Debug, Clone)]
pub enum DemoEvent {
    /// A step began; `total` is how much there is to do, where that is known.
    Begun(Step, Option<u64>),
    /// So much of the step is done.
    Advanced(u64),
    /// A step held; with what it showed.
    Held(Step, String),
}

/// Who is told. Called from several tasks; must not block for long.
pub type Tell = Arc<dyn Fn(DemoEvent) + Send + Sync>;

/// Why a demonstration did not end well.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The world did not open, or did not do what it should.
    #[error(transparent)]
    World(#[from] WorldError),
    /// A call failed.
    #[error("a call failed")]
    Client(#[from] ClientError),
    /// The retrieval failed.
    #[error("the retrieval failed")]
    Sync(#[from] SyncError),
    /// A step did not show what it should.
    #[error("{step:?} did not hold: {what}")]
    NotHeld {
        /// Which.
        step: Step,
        /// What was seen instead.
        what: String,
    },
}

/// A demonstration that held; the federation still runs.
pub struct Demo {
    /// What was seen.
    pub report: DemoReport,
    /// The federation.
    pub world: World,
}

/// Gives the demonstration. Every step must hold, or it ends with an error.
pub async fn run(options: DemoOptions, tell: &Tell) -> Result<Demo, DemoError> {
    tell(DemoEvent::Begun(Step::Federation, None));
    let found = report::found(&options.folder)?;
    let mut world = World::open(Options {
        place: Place::Kept(options.folder.join("world")),
        listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
        max_file_size: 100 << 20,
        clock: Arc::clone(&options.clock),
        rng: Arc::clone(&options.rng),
    })
    .await?;
    let registries = world.sandbox().message_registries.len();
    let base = world.sandbox().base_url.clone();
    tell(DemoEvent::Held(
        Step::Federation,
        format!(
            "an OAuth v5 server, a provider registry and {registries} Document Providers answer at {base}"
        ),
    ));

    tell(DemoEvent::Begun(Step::Onboarding, None));
    let (enterprise, manager) = NEWCOMER;
    let was_consumer = consumer(&world).is_some();
    let client_id = world.become_consumer(enterprise, manager).await?;
    let how = if was_consumer {
        "is a Document Consumer since an earlier run"
    } else {
        "accepted the terms of use"
    };
    tell(DemoEvent::Held(Step::Onboarding, format!("{enterprise} {how}; its client is {client_id}")));

    let stage = Stage::new(&options, &world)?;
    tell(DemoEvent::Begun(Step::Publication, Some(MESSAGES as u64)));
    let published = stage.publish(0..MESSAGES, tell).await?;
    tell(DemoEvent::Held(
        Step::Publication,
        format!(
            "{MESSAGES} messages with {} files ({} bytes) were published",
            published.files, published.bytes
        ),
    ));

    tell(DemoEvent::Begun(Step::Retrieval, Some(MESSAGES as u64)));
    let first = stage.retrieve(Some(tell)).await?;
    demand(Step::Retrieval, first.messages >= MESSAGES as u64, &first)?;
    demand(Step::Retrieval, first.digests_verified >= published.files, &first)?;
    tell(DemoEvent::Held(Step::Retrieval, first.in_words()));

    tell(DemoEvent::Begun(Step::Again, None));
    let second = stage.retrieve(None).await?;
    demand(Step::Again, second.messages == 0 && second.package.is_none(), &second)?;
    tell(DemoEvent::Held(Step::Again, second.in_words()));

    tell(DemoEvent::Begun(Step::OneMore, None));
    stage.publish(MESSAGES..=MESSAGES, tell).await?;
    let third = stage.retrieve(None).await?;
    demand(Step::OneMore, third.messages == 1 && third.package.is_some(), &third)?;
    tell(DemoEvent::Held(Step::OneMore, third.in_words()));

    let report = DemoReport {
        folder: options.folder,
        sandbox: world.sandbox_file().to_owned(),
        base_url: base,
        enterprise_number: enterprise.to_owned(),
        client_id: client_id.to_string(),
        found,
        published: published.messages,
        digests_sent: published.digests,
        retrievals: vec![first, second, third],
    };
    Ok(Demo { report, world })
}

fn demand(step: Step, holds: bool, seen: &Retrieval) -> Result<(), DemoError> {
    if holds && seen.failures.is_empty() {
        return Ok(());
    }
    let mut what = seen.in_words();
    for failure in &seen.failures {
        what.push_str("; ");
        what.push_str(failure);
    }
    Err(DemoError::NotHeld { step, what })
}

fn consumer(world: &World) -> Option<&Client> {
    world.sandbox().client(Role::DocumentConsumer, NEWCOMER.0.parse().ok())
}

/// Everybody who calls.
struct Stage<'w> {
    world: &'w World,
    options: &'w DemoOptions,
    http: Http,
    round: String,
    registries: Mutex<BTreeMap<(&'static str, &'static str), Registry>>,
}

/// What was published.
#[derive(Default)]
struct Published {
    messages: u64,
    files: u64,
    bytes: u64,
    digests: u64,
}

impl<'w> Stage<'w> {
    fn new(options: &'w DemoOptions, world: &'w World) -> Result<Self, DemoError> {
        let http = Http::new(Settings::default(), Arc::clone(&options.clock))?;
        // Keys of one run are not those of another, even when both begin in the same second.
        let mut tail = [0; 3];
        options.rng.fill(&mut tail);
        let [a, b, c] = tail;
        let round =
            format!("{}-{a:02x}{b:02x}{c:02x}", in_brussels(options.clock.now()).strftime("%Y%m%d-%H%M%S"));
        Ok(Self { world, options, http, round, registries: Mutex::default() })
    }

    fn tokens(&self, client: &Client) -> Result<Arc<TokenSource>, DemoError> {
        let file = sandbox::resolve(self.world.sandbox_file(), &client.private_key_file);
        let pem = fs_err::read_to_string(file).map_err(WorldError::from)?;
        let credentials = Credentials {
            client_id: client.client_id.clone(),
            key: PrivateKey::from_pem(&pem).map_err(WorldError::credential)?,
            token_url: self.world.sandbox().token_url.clone(),
            audience: self.world.sandbox().audience.clone(),
            scopes: Vec::new(),
        };
        Ok(Arc::new(TokenSource::new(self.http.clone(), credentials, Arc::clone(&self.options.rng))))
    }

    /// A provider's registry, as a sender sees it.
    fn registry(&self, provider: &'static str, sender: &'static str) -> Result<Registry, DemoError> {
        let mut registries = self.registries.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(registry) = registries.get(&(provider, sender)) {
            return Ok(registry.clone());
        }
        let client = self.world.sandbox().client(Role::DocumentSender, sender.parse().ok());
        let tokens = self.tokens(client.ok_or(WorldError::Cast)?)?;
        let place = self.world.sandbox().message_registries.iter().find(|one| one.id == provider);
        let place = place.ok_or(WorldError::Cast)?;
        let version = ebox_wire::routes::Version::V3;
        let registry = Registry::new(self.http.clone(), tokens, place.id.clone(), version, place.v3.clone());
        registries.insert((provider, sender), registry.clone());
        Ok(registry)
    }

    async fn publish(
        &self,
        numbers: impl IntoIterator<Item = usize>,
        tell: &Tell,
    ) -> Result<Published, DemoError> {
        let today = in_brussels(self.options.clock.now()).date();
        let mail: Vec<Planned> = numbers
            .into_iter()
            .map(|number| planned(number, &self.round, NEWCOMER.0, today))
            .collect::<Result<_, _>>()?;
        let mut published = Published::default();
        let mut under_way = stream::iter(mail)
            .map(|planned| async move {
                self.registry(planned.provider, planned.sender)?.publish(&planned.publication).await?;
                Ok::<_, DemoError>(planned)
            })
            .buffer_unordered(PARALLEL);
        while let Some(planned) = under_way.next().await {
            let planned = planned?;
            published.messages += 1;
            published.files += planned.publication.files.len() as u64;
            published.bytes += planned.bytes();
            published.digests += planned.digests as u64;
            tell(DemoEvent::Advanced(published.messages));
        }
        Ok(published)
    }

    /// One retrieval, as `ebox sync --what everything` does it.
    async fn retrieve(&self, tell: Option<&Tell>) -> Result<Retrieval, DemoError> {
        let client = consumer(self.world).ok_or(WorldError::Cast)?;
        let tokens = self.tokens(client)?;
        let providers = ProviderRegistry::new(
            self.http.clone(),
            Arc::clone(&tokens),
            self.world.sandbox().provider_registry_url.clone(),
        );
        let job = Job {
            out: self.options.folder.clone(),
            enterprise: parsed(NEWCOMER.0)?,
            environment: Environment::Acc,
            what: What::Everything,
            settings: ebox_connector::Settings::default(),
        };
        let (fetched, tell) = (AtomicU64::new(0), tell.cloned());
        let observer = move |event: &Event| {
            if let (Event::MessageFetched { .. }, Some(tell)) = (event, &tell) {
                tell(DemoEvent::Advanced(fetched.fetch_add(1, Ordering::Relaxed) + 1));
            }
        };
        let started = Instant::now();
        let connector =
            Connector::new(self.http.clone(), tokens, providers).with_observer(Arc::new(observer));
        let outcome: Outcome = connector.sync(&job).await?;
        Ok(Retrieval::of(&outcome, started.elapsed()))
    }
}
