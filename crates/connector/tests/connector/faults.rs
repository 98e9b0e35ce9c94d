//! Providers that fail: nobody else waits, downloads are taken up again, nothing wrong gets into a package.

use std::time::Duration;

use ebox_connector::{FetchError, ProviderState, What};
use ebox_domain::provider::Availability;

use crate::fake::{
    Fault, File, Mail, Provider, StillClock, World, assert_everything_is_there, assert_nothing_is_left,
    connector, job, packages, retrieved, sync,
};

const LARGE: usize = 900_000;

fn large(id: &str) -> Mail {
    Mail::new(id, 2, vec![File::large("1", true, LARGE)])
}

#[tokio::test]
async fn a_download_that_breaks_off_is_taken_up_where_it_ended() {
    let faults = [Fault::Status(500), Fault::Cut(400_000), Fault::Cut(300_000)];
    let world = World::start(vec![Provider::new("alpha", "v2", vec![large("a")]).faults(faults)]).await;
    let out = tempfile::tempdir().expect("a folder");
    let outcome = sync(&world, out.path(), What::Everything).await.expect("synchronised");
    assert!(outcome.is_complete(), "{outcome:?}");
    assert_everything_is_there(&world, out.path());
    let ranges: Vec<String> = world
        .take_log("/content")
        .iter()
        .filter_map(|line| line.rsplit_once(' ').map(|(_, range)| range.to_owned()))
        .collect();
    assert_eq!(ranges.len(), 4, "{ranges:?}");
    assert_eq!(ranges[..2], ["whole", "whole"]);
    let offset = |range: &str| range.strip_prefix("bytes=")?.strip_suffix('-')?.parse::<usize>().ok();
    let (second, third) = (offset(&ranges[2]).expect("a range"), offset(&ranges[3]).expect("a range"));
    assert!(0 < second && second <= 400_000 && second < third && third <= 700_000, "{ranges:?}");
}

#[tokio::test]
async fn a_download_is_taken_up_again_by_the_next_run() {
    let faults = [Fault::Cut(600_000)].into_iter().chain(vec![Fault::Status(503); 20]);
    let world = World::start(vec![Provider::new("alpha", "v3", vec![large("a")]).faults(faults)]).await;
    let out = tempfile::tempdir().expect("a folder");
    let outcome = sync(&world, out.path(), What::Everything).await.expect("synchronised");
    assert!(!outcome.is_complete() && outcome.package.is_none());
    assert_eq!(packages(out.path()).len(), 0);

    world.with("alpha", |alpha| alpha.faults.clear());
    world.take_log("");
    let outcome = sync(&world, out.path(), What::Everything).await.expect("synchronised");
    assert!(outcome.is_complete());
    let log = world.take_log("/content");
    assert!(log.len() == 1 && log[0].contains(" bytes=") && !log[0].contains("bytes=0"), "{log:?}");
    assert_everything_is_there(&world, out.path());
    assert_nothing_is_left(out.path());
}

#[tokio::test]
async fn without_a_digest_or_an_etag_nothing_half_is_trusted() {
    for (has_digest, has_etag) in [(false, false), (false, true), (true, false)] {
        let mut mail = large("a");
        mail.files[0].has_digest = has_digest;
        mail.files[0].has_etag = has_etag;
        let faults = [Fault::Cut(500_000)];
        let world = World::start(vec![Provider::new("alpha", "v3", vec![mail]).faults(faults)]).await;
        let out = tempfile::tempdir().expect("a folder");
        sync(&world, out.path(), What::Everything).await.expect("synchronised");
        assert_everything_is_there(&world, out.path());
        let resumed = world.take_log(" bytes=").len();
        assert_eq!(resumed, usize::from(has_digest || has_etag), "digest {has_digest}, etag {has_etag}");
    }
}

#[tokio::test]
async fn a_digest_that_does_not_match_is_tried_once_more_and_then_refused() {
    let world = World::start(vec![
        Provider::new("alpha", "v3", vec![Mail::letter("a", 2)]).faults([Fault::Wrong]),
        Provider::new("beta", "v3", vec![Mail::letter("b", 2)]).faults([Fault::Wrong, Fault::Wrong]),
    ])
    .await;
    let out = tempfile::tempdir().expect("a folder");
    let outcome = sync(&world, out.path(), What::Everything).await.expect("synchronised");
    assert!(outcome.providers[0].is_complete());
    let failed = &outcome.providers[1].failed;
    assert!(matches!(*failed[0].error, FetchError::Digest(_)), "{failed:?}");
    assert_eq!(retrieved(out.path()).len(), 1, "a message that is not whole is in no package");

    let again = sync(&world, out.path(), What::Everything).await.expect("synchronised");
    assert!(again.is_complete(), "{again:?}");
    assert_everything_is_there(&world, out.path());
}

#[tokio::test]
async fn a_provider_that_is_down_delays_nobody_and_is_named() {
    let mut down = Provider::new("alpha", "v2", vec![Mail::letter("a", 2)]);
    down.is_down = true;
    let late = Provider::new("beta", "v3", vec![Mail::letter("b", 2)])
        .faults([Fault::Late(Duration::from_millis(300))]);
    let world =
        World::start(vec![down, late, Provider::new("gamma", "v2", vec![Mail::letter("c", 2)])]).await;
    let out = tempfile::tempdir().expect("a folder");
    let outcome = sync(&world, out.path(), What::Everything).await.expect("synchronised");
    assert!(!outcome.is_complete());
    let ProviderState::Failed(error) = &outcome.providers[0].state else { panic!("{outcome:?}") };
    assert_eq!((error.whom(), error.status()), ("alpha", Some(503)));
    assert_eq!(outcome.package.as_ref().map(|package| package.messages), Some(2));

    world.with("alpha", |alpha| alpha.is_down = false);
    sync(&world, out.path(), What::Everything).await.expect("synchronised");
    assert_everything_is_there(&world, out.path());
}

#[tokio::test]
async fn a_provider_whose_contents_all_fail_is_left_until_the_next_run() {
    let mail: Vec<Mail> = (0..9).map(|n| Mail::letter(&format!("m{n}"), n)).collect();
    let world =
        World::start(vec![Provider::new("alpha", "v3", mail).faults(vec![Fault::Status(503); 500])]).await;
    let out = tempfile::tempdir().expect("a folder");
    let mut patient = job(out.path(), What::Everything);
    patient.settings.attempts = 0;
    let outcome = connector(&world, &StillClock::default()).sync(&patient).await.expect("synchronised");
    assert!(matches!(outcome.providers[0].state, ProviderState::Failed(_)), "{outcome:?}");
    assert!(outcome.providers[0].failed.len() < 9);
}

#[tokio::test]
async fn a_provider_before_its_first_day_is_not_called() {
    let mut early = Provider::new("alpha", "v2", vec![Mail::letter("a", 2)]);
    early.activation = "2026-12-01";
    let world = World::start(vec![early]).await;
    let out = tempfile::tempdir().expect("a folder");
    let outcome = sync(&world, out.path(), What::Everything).await.expect("synchronised");
    assert!(matches!(outcome.providers[0].state, ProviderState::Skipped(Availability::NotYetActive)));
    assert!(outcome.package.is_none());
    assert!(!outcome.is_complete(), "nobody was asked");
    assert_eq!(
        outcome.notices,
        ["no provider that is listed may be called now; alpha may from 2026-12-01 00:00 on"]
    );
    assert_eq!(world.take_log("/ebox/"), Vec::<String>::new());
}

#[tokio::test]
async fn an_entry_that_is_no_message_is_named_and_hides_no_other() {
    let broken = Mail { is_broken: true, ..Mail::letter("broken", 1) };
    let world = World::start(vec![Provider::new("alpha", "v3", vec![broken, Mail::letter("a", 2)])]).await;
    let out = tempfile::tempdir().expect("a folder");
    let outcome = sync(&world, out.path(), What::Annexes).await.expect("synchronised");
    let failed = &outcome.providers[0].failed;
    assert_eq!(failed.len(), 1);
    assert_eq!(failed[0].message.as_deref(), Some("broken"));
    assert!(matches!(*failed[0].error, FetchError::Unreadable(_)));
    assert_eq!(retrieved(out.path()).len(), 1);
}

#[tokio::test]
async fn a_list_without_attachments_is_completed_by_asking() {
    for version in ["v2", "v3"] {
        let mut provider = Provider::new("alpha", version, vec![Mail::letter("a", 2)]);
        provider.abbreviates = true;
        let world = World::start(vec![provider]).await;
        let out = tempfile::tempdir().expect("a folder");
        sync(&world, out.path(), What::Everything).await.expect("synchronised");
        assert_everything_is_there(&world, out.path());
    }
}
