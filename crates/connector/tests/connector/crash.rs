//! Stopped at every single step, and started again: no message is missing, none is in two packages.

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use async_trait::async_trait;
use ebox_connector::{Job, Outcome, Step, Steps, SyncError, What};
use tokio::{runtime::Runtime, sync::Notify};

use crate::fake::{
    File, Mail, Provider, StillClock, World, assert_everything_is_there, assert_nothing_is_left, connector,
    job,
};

/// Stops the engine at a step, as a power cut would: nothing that comes after it happens.
struct PowerCut {
    at: usize,
    reached: AtomicUsize,
    cut: Notify,
}

#[async_trait]
impl Steps for PowerCut {
    async fn reached(&self, _step: Step) {
        let number = self.reached.fetch_add(1, Ordering::SeqCst) + 1;
        if number >= self.at {
            self.cut.notify_one();
            std::future::pending::<()>().await;
        }
    }
}

/// Synchronises on a runtime of its own until a step is reached; `None` when the power went.
fn run_until(world: &World, job: &Job, at: usize) -> Option<Result<Outcome, SyncError>> {
    let steps = Arc::new(PowerCut { at, reached: AtomicUsize::new(0), cut: Notify::new() });
    let runtime = Runtime::new().expect("a runtime");
    let connector = connector(world, &StillClock::default()).with_steps(Arc::clone(&steps) as Arc<dyn Steps>);
    runtime.block_on(async {
        tokio::select! {
            () = steps.cut.notified() => None,
            outcome = connector.sync(job) => Some(outcome),
        }
    })
    // Dropping the runtime ends every task and waits for work on files that has begun.
}

fn mail(provider: &str) -> Vec<Mail> {
    let large = Mail::new(&format!("{provider}-large"), 1, vec![File::large("1", true, 600_000)]);
    let body =
        Mail { body: Some("De tekst"), is_body_main: true, ..Mail::letter(&format!("{provider}-body"), 2) };
    let body = Mail { files: vec![body.files[1].clone()], ..body };
    vec![large, body]
}

/// A world that lives on a runtime of its own, so that it survives the power cuts.
fn world() -> (Runtime, World) {
    let runtime = Runtime::new().expect("a runtime");
    let providers =
        vec![Provider::new("alpha", "v2", mail("alpha")), Provider::new("beta", "v3", mail("beta"))];
    let world = runtime.block_on(World::start(providers));
    (runtime, world)
}

fn one_at_a_time(out: &Path, what: What) -> Job {
    let mut job = job(out, what);
    job.settings.parallel_messages = 1;
    job
}

#[test]
fn stopped_at_every_step_and_started_again_everything_is_there_once() {
    let (_runtime, world) = world();
    let mut stopped = 0;
    loop {
        let out = tempfile::tempdir().expect("a folder");
        let job = one_at_a_time(out.path(), What::Everything);
        let first = run_until(&world, &job, stopped + 1);
        if let Some(outcome) = first {
            assert!(outcome.expect("synchronised").is_complete());
            break;
        }
        stopped += 1;
        let outcome = run_until(&world, &job, usize::MAX).expect("no cut").expect("synchronised");
        assert!(outcome.is_complete(), "stopped at step {stopped}: {outcome:?}");
        assert_everything_is_there(&world, out.path());
        assert_nothing_is_left(out.path());
    }
    assert!(stopped > 30, "the engine has {stopped} steps");
}

#[test]
fn stopped_again_and_again_it_still_gets_there() {
    let (_runtime, world) = world();
    for every in [1, 4, 9] {
        let out = tempfile::tempdir().expect("a folder");
        let job = one_at_a_time(out.path(), What::Everything);
        let mut runs = 0;
        // Each run gets a little further: what one committed, the next does not do again.
        while run_until(&world, &job, every + runs / 3).is_none() {
            runs += 1;
            assert!(runs < 2_000, "no progress in {runs} runs of {every} steps");
        }
        assert_everything_is_there(&world, out.path());
        assert_nothing_is_left(out.path());
    }
}

#[test]
fn what_was_committed_is_in_a_package_even_when_its_provider_is_down_afterwards() {
    let (_runtime, world) = world();
    let mut sealed = 0;
    for step in 1..200 {
        let out = tempfile::tempdir().expect("a folder");
        let job = one_at_a_time(out.path(), What::Everything);
        if run_until(&world, &job, step).is_some() {
            break;
        }
        for provider in ["alpha", "beta"] {
            world.with(provider, |one| one.is_down = true);
        }
        let outcome = run_until(&world, &job, usize::MAX).expect("no cut").expect("synchronised");
        assert!(outcome.package.is_none() && !outcome.is_complete());
        sealed += outcome.recovered.map_or(0, |package| package.messages);
        for provider in ["alpha", "beta"] {
            world.with(provider, |one| one.is_down = false);
        }
        run_until(&world, &job, usize::MAX).expect("no cut").expect("synchronised");
        assert_everything_is_there(&world, out.path());
    }
    assert!(sealed > 0);
}
