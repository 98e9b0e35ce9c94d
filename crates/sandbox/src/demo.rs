//! The demonstration: mail from three senders, through two providers, into packages of one enterprise.
//!
//! Everything happens over loopback HTTP with real tokens, certificates and documents; the demonstration only
//! tells what it sees ([`DemoEvent`]) and returns a [`DemoReport`]. It prints nothing.

mod report;

use std::{
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Instant,
};

use ebox_client::{ClientError, ProviderRegistry};
use ebox_connector::{Connector, Event, Job, Outcome, SyncError, What};
use ebox_domain::{Clock, Environment, Rng};
use ebox_wire::sandbox::{Client, Role};

pub use report::{DemoReport, ProviderReport, Retrieval};

use crate::{
    Desk, Options, Place, World, WorldError,
    mail::{MESSAGES, MailError, Published, Senders},
    world::{NEWCOMER, parsed},
};

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
    /// A sender could not publish.
    #[error("the senders could not publish")]
    Mail(#[from] MailError),
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
        environment: Environment::Acc,
        desk: Desk::default(),
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

/// Who looks on, and who retrieves.
struct Stage<'w> {
    world: &'w World,
    options: &'w DemoOptions,
    senders: Senders<'w>,
}

impl<'w> Stage<'w> {
    fn new(options: &'w DemoOptions, world: &'w World) -> Result<Self, DemoError> {
        Ok(Self { world, options, senders: Senders::new(world)? })
    }

    async fn publish(
        &self,
        numbers: impl IntoIterator<Item = usize>,
        tell: &Tell,
    ) -> Result<Published, DemoError> {
        let advanced = |published: &Published| tell(DemoEvent::Advanced(published.messages));
        Ok(self.senders.publish(NEWCOMER.0, numbers, advanced).await?)
    }

    /// One retrieval, as `ebox sync --what everything` does it.
    async fn retrieve(&self, tell: Option<&Tell>) -> Result<Retrieval, DemoError> {
        let client = consumer(self.world).ok_or(WorldError::Cast)?;
        let (http, tokens) = (self.senders.http().clone(), self.senders.tokens(client)?);
        let providers = ProviderRegistry::new(
            http.clone(),
            Arc::clone(&tokens),
            self.world.sandbox().provider_registry_url.clone(),
        );
        let job = Job {
            out: self.options.folder.clone(),
            enterprise: parsed(NEWCOMER.0)?,
            is_on_behalf: false,
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
        let connector = Connector::new(http, tokens, providers).with_observer(Arc::new(observer));
        let outcome: Outcome = connector.sync(&job).await?;
        Ok(Retrieval::of(&outcome, started.elapsed()))
    }
}
