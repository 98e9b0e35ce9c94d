//! What every part of the engine works with.

use std::sync::Arc;

use ebox_client::Registry;
use ebox_domain::Clock;
use ebox_wire::manifest::Provider;
use jiff::Timestamp;
use tokio::sync::OnceCell;

use crate::{
    error::SyncError,
    event::{Event, Observer},
    job::Job,
    journal::{Journal, OpenRun},
    layout::Layout,
    pulse::Pulse,
    steps::{Step, Steps},
};

/// One synchronisation under way.
pub(crate) struct Engine {
    pub(crate) job: Job,
    pub(crate) layout: Layout,
    pub(crate) journal: Journal,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) observer: Arc<dyn Observer>,
    pub(crate) steps: Arc<dyn Steps>,
    /// When this synchronisation began.
    pub(crate) started: Timestamp,
    /// The run, which begins with its first message: a synchronisation that finds nothing leaves no trace.
    pub(crate) run: OnceCell<OpenRun>,
}

/// A registry with what manifests say of its provider.
pub(crate) struct Source {
    pub(crate) registry: Registry,
    pub(crate) provider: Provider,
    pub(crate) pulse: Arc<Pulse>,
}

impl Engine {
    pub(crate) fn tell(&self, event: &Event) {
        self.observer.event(event);
    }

    pub(crate) async fn reached(&self, step: Step) {
        self.steps.reached(step).await;
    }

    /// The run of this synchronisation; begun when it is first asked for.
    pub(crate) async fn run(&self) -> Result<&OpenRun, SyncError> {
        let begin = || async {
            let run = self.journal.open_run(self.started, self.job.what).await?;
            self.reached(Step::RunOpened).await;
            Ok(run)
        };
        self.run.get_or_try_init(begin).await
    }
}
