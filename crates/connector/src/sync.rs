//! The engine's walk: start, providers in parallel, package.

use std::{path::Path, sync::Arc};

use ebox_client::{Http, ProviderRegistry, TokenSource};
use ebox_domain::provider::Availability;
use ebox_wire::manifest::{CHECKSUMS, FILE_NAME};
use tokio::{sync::OnceCell, task::JoinSet};

use crate::{
    durable::{blocking, create_private, remove_folder, sync_folder},
    engine::Engine,
    error::SyncError,
    event::{Event, Observer},
    job::Job,
    journal::Journal,
    layout::Layout,
    lock::Lock,
    outcome::Outcome,
    provider::{retrieve, skipped},
    pulse::{Pulse, Stragglers},
    recover::recover,
    seal::{packages, seal},
    steps::{NoSteps, Steps},
};

/// Retrieves an enterprise's mail.
#[derive(Clone)]
pub struct Connector {
    http: Http,
    tokens: Arc<TokenSource>,
    providers: ProviderRegistry,
    observer: Arc<dyn Observer>,
    steps: Arc<dyn Steps>,
}

impl Connector {
    /// A connector that calls in the name of `tokens` the providers of `providers`.
    pub fn new(http: Http, tokens: Arc<TokenSource>, providers: ProviderRegistry) -> Self {
        let (observer, steps) = (Arc::new(|_: &Event| ()), Arc::new(NoSteps));
        Self { http, tokens, providers, observer, steps }
    }

    /// Tells somebody what happens.
    pub fn with_observer(self, observer: Arc<dyn Observer>) -> Self {
        Self { observer, ..self }
    }

    /// Lets somebody stop the engine at any of its steps.
    pub fn with_steps(self, steps: Arc<dyn Steps>) -> Self {
        Self { steps, ..self }
    }

    /// Brings everything that is new into a package.
    ///
    /// A provider that fails delays no other: what the others gave is sealed, and the outcome says who failed.
    /// Interrupted at any point and called again, no message is missing and none is in two packages.
    pub async fn sync(&self, job: &Job) -> Result<Outcome, SyncError> {
        let layout = Layout::new(&job.out);
        let lock = prepare(&layout).await?;
        let journal = Journal::open(&layout.journal(), job).await?;
        let out = job.out.clone();
        blocking(move || sync_folder(&out)).await?;
        let clock = Arc::clone(self.http.clock());
        let engine = Arc::new(Engine {
            job: job.clone(),
            layout,
            journal,
            started: clock.now(),
            clock,
            observer: Arc::clone(&self.observer),
            steps: Arc::clone(&self.steps),
            run: OnceCell::new(),
        });
        let outcome = self.run(&engine).await;
        // Whatever happened, nobody else works with the journal any more.
        if let Some(engine) = Arc::into_inner(engine) {
            engine.journal.close().await?;
        }
        drop(lock);
        outcome
    }

    async fn run(&self, engine: &Arc<Engine>) -> Result<Outcome, SyncError> {
        let mut outcome = Outcome { recovered: recover(engine).await?, ..Outcome::default() };
        if let Some(package) = &outcome.recovered {
            engine.tell(&Event::Recovered(package.clone()));
        }
        outcome.with_less = engine.journal.with_less(engine.job.what).await?;
        let mut list = self.providers.list().await.map_err(SyncError::Providers)?;
        // A list without anybody says so itself.
        let nobody = list.nobody_callable(engine.started).filter(|nobody| !list.notices.contains(nobody));
        list.notices.extend(nobody);
        engine.tell(&Event::ProvidersListed { count: list.providers.len(), notices: list.notices.clone() });
        outcome.notices = list.notices;

        let mut under_way = JoinSet::new();
        let mut stragglers = Stragglers::default();
        for listed in list.providers {
            match listed.availability(engine.started) {
                Availability::Callable => {
                    let (engine, http, tokens) =
                        (Arc::clone(engine), self.http.clone(), Arc::clone(&self.tokens));
                    let pulse = Pulse::new();
                    stragglers.add(&listed.id, Arc::clone(&pulse));
                    under_way.spawn(async move { retrieve(&engine, &listed, http, tokens, pulse).await });
                }
                other => outcome.providers.push(skipped(engine, &listed, other)),
            }
        }
        let patience = engine.job.settings.straggler_patience;
        let mut is_patient = true;
        while !under_way.is_empty() {
            // Who has nothing new keeps nobody waiting.
            let is_waiting = is_patient && outcome.providers.iter().any(|one| one.messages > 0);
            tokio::select! {
                Some(done) = under_way.join_next() => {
                    let done = done.map_err(|error| SyncError::Disk(std::io::Error::other(error)))??;
                    stragglers.remove(&done.id);
                    outcome.providers.push(done);
                }
                () = stragglers.all_silent(patience), if is_waiting => {
                    stragglers.give_up();
                    is_patient = false;
                }
            }
        }
        outcome.providers.sort_by(|one, other| one.id.cmp(&other.id));

        if let Some(run) = engine.run.get() {
            outcome.package = seal(engine, run).await?;
        }
        match &outcome.package {
            Some(package) => engine.tell(&Event::Sealed(package.clone())),
            None => engine.tell(&Event::NothingNew { out: engine.job.out.clone() }),
        }
        if outcome.is_complete() {
            // Nothing is still coming: what is left there belongs to messages that are gone.
            let partial = engine.layout.partial();
            blocking(move || remove_folder(&partial)).await?;
        }
        Ok(outcome)
    }
}

/// Makes the folder and takes it.
async fn prepare(layout: &Layout) -> Result<Lock, SyncError> {
    let layout = layout.clone();
    let prepared = tokio::task::spawn_blocking(move || {
        refuse_package(layout.out())?;
        create_private(layout.out())?;
        let lock = Lock::take(&layout.lock(), layout.out())?;
        if !layout.journal().try_exists()? && !packages(layout.out())?.is_empty() {
            return Err(SyncError::JournalMissing(layout.out().to_owned()));
        }
        Ok(lock)
    });
    prepared.await.map_err(|error| SyncError::Disk(std::io::Error::other(error)))?
}

/// Refuses a folder that is a package: what is sealed stays as it is.
fn refuse_package(out: &Path) -> Result<(), SyncError> {
    if !out.join(FILE_NAME).try_exists()? || !out.join(CHECKSUMS).try_exists()? {
        return Ok(());
    }
    let whole = out.canonicalize()?;
    let beside = whole.parent().unwrap_or(&whole).to_owned();
    Err(SyncError::IsPackage { out: out.to_owned(), beside })
}
