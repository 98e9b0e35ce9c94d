//! Providers that neither answer nor fail: what the others gave does not wait for them.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use ebox_client::ErrorKind;
use ebox_connector::{Job, Outcome, ProviderState, What};

use crate::fake::{
    Fault, File, Mail, Provider, StillClock, World, assert_everything_is_there, assert_nothing_is_left,
    connector, job, packages, retrieved, sync,
};

fn impatient(out: &Path) -> Job {
    let mut job = job(out, What::Everything);
    job.settings.straggler_patience = Duration::from_secs(1);
    job
}

async fn sync_impatiently(world: &World, out: &Path) -> Outcome {
    connector(world, &StillClock::default()).sync(&impatient(out)).await.expect("synchronised")
}

#[track_caller]
fn assert_late(outcome: &Outcome, provider: usize) {
    let ProviderState::Failed(error) = &outcome.providers[provider].state else { panic!("{outcome:?}") };
    assert!(matches!(error.kind(), ErrorKind::Late), "{error:?}");
    assert!(error.chain().ends_with("it did not answer in time"), "{}", error.chain());
}

#[tokio::test]
async fn a_provider_that_never_answers_holds_no_package_back() {
    let mut silent = Provider::new("alpha", "v2", vec![Mail::letter("a", 2)]);
    silent.is_silent = true;
    let world = World::start(vec![silent, Provider::new("beta", "v3", vec![Mail::letter("b", 2)])]).await;
    let out = tempfile::tempdir().expect("a folder");
    let begun = Instant::now();
    let outcome = sync_impatiently(&world, out.path()).await;
    // Its connection would be given up after two seconds, and twice.
    assert!(begun.elapsed() < Duration::from_secs(4), "{:?}", begun.elapsed());
    assert_late(&outcome, 0);
    assert_eq!(outcome.package.as_ref().map(|package| package.messages), Some(1));

    world.with("alpha", |alpha| alpha.is_silent = false);
    let again = sync_impatiently(&world, out.path()).await;
    assert!(again.is_complete(), "{again:?}");
    assert_everything_is_there(&world, out.path());
}

#[tokio::test]
async fn a_provider_that_trickles_keeps_what_it_gave_and_goes_on_in_the_next_run() {
    let slow = Mail::new("slow", 3, vec![File::large("1", true, 900_000)]);
    let faults = [Fault::None, Fault::None, Fault::Trickle];
    let trickling = Provider::new("alpha", "v3", vec![Mail::letter("a", 1), slow]).faults(faults);
    let world = World::start(vec![trickling, Provider::new("beta", "v2", vec![Mail::letter("b", 2)])]).await;
    let out = tempfile::tempdir().expect("a folder");
    let begun = Instant::now();
    let mut one_by_one = impatient(out.path());
    one_by_one.settings.parallel_messages = 1;
    let outcome = connector(&world, &StillClock::default()).sync(&one_by_one).await.expect("synchronised");
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    assert_late(&outcome, 0);
    assert_eq!(outcome.package.as_ref().map(|package| package.messages), Some(2), "{outcome:?}");
    assert_eq!(retrieved(out.path()).len(), 2);

    world.take_log("");
    let again = sync_impatiently(&world, out.path()).await;
    assert!(again.is_complete(), "{again:?}");
    let log = world.take_log("/content");
    assert!(log.len() == 1 && log[0].contains(" bytes="), "the download goes on: {log:?}");
    assert_everything_is_there(&world, out.path());
    assert_nothing_is_left(out.path());
    assert_eq!(packages(out.path()).len(), 2);
}

#[tokio::test]
async fn who_is_slow_and_keeps_nobody_waiting_is_not_given_up() {
    let slow = Provider::new("alpha", "v3", vec![Mail::letter("a", 2)])
        .faults([Fault::Late(Duration::from_millis(1500))]);
    let world = World::start(vec![slow, Provider::new("beta", "v2", vec![])]).await;
    let out = tempfile::tempdir().expect("a folder");
    let outcome = sync_impatiently(&world, out.path()).await;
    assert!(outcome.is_complete(), "{outcome:?}");
    assert_everything_is_there(&world, out.path());
}

#[tokio::test]
async fn a_provider_that_is_given_up_leaves_no_message_half_committed() {
    // Of four that are fetched at once, one after the other fails while others are being committed.
    let mail: Vec<Mail> = (0..12).map(|n| Mail::letter(&format!("m{n:02}"), n)).collect();
    for failing in [1, 2, 5, 8] {
        let faults = vec![Fault::None; failing].into_iter().chain(vec![Fault::Status(503); 90]);
        let world = World::start(vec![Provider::new("alpha", "v3", mail.clone()).faults(faults)]).await;
        let out = tempfile::tempdir().expect("a folder");
        let mut job = job(out.path(), What::Everything);
        (job.settings.attempts, job.settings.patience) = (0, 1);
        connector(&world, &StillClock::default()).sync(&job).await.expect("synchronised");
        retrieved(out.path());
        world.with("alpha", |alpha| alpha.faults.clear());
        sync(&world, out.path(), What::Everything).await.expect("synchronised");
        assert_everything_is_there(&world, out.path());
    }
}
