//! Lists that change while they are walked, and what later runs ask for.

use ebox_connector::{ProviderState, What};

use crate::fake::{
    Change, Mail, Provider, StillClock, World, assert_everything_is_there, connector, job, retrieved, sync,
};

fn letters(count: i64) -> Vec<Mail> {
    (1..=count).map(|n| Mail::letter(&format!("m{n}"), n)).collect()
}

#[tokio::test]
async fn a_message_that_goes_while_the_list_is_walked_hides_no_other() {
    for version in ["v2", "v3"] {
        // After page 1 (m1 m2 m3) the first goes: m4 moves to page 1, and page 2 begins with m5.
        let mut provider = Provider::new("alpha", version, letters(8));
        provider.changes = vec![(1, Change::Leaves("m1"))];
        let world = World::start(vec![provider]).await;
        let out = tempfile::tempdir().expect("a folder");
        let outcome = sync(&world, out.path(), What::Annexes).await.expect("synchronised");
        assert!(outcome.is_complete());
        let all = retrieved(out.path());
        assert_eq!(all.len(), 7, "m1 went before it was fetched, m4 was not skipped");
        assert!(all.contains_key(&("alpha".into(), "m4".into())));
    }
}

#[tokio::test]
async fn one_that_comes_and_one_that_goes_do_not_cancel_out() {
    let mut provider = Provider::new("alpha", "v3", letters(8));
    provider.changes = vec![(1, Change::Leaves("m2")), (2, Change::Arrives(Mail::letter("new", 0)))];
    let world = World::start(vec![provider]).await;
    let out = tempfile::tempdir().expect("a folder");
    let outcome = sync(&world, out.path(), What::Annexes).await.expect("synchronised");
    assert!(outcome.is_complete());
    assert_eq!(retrieved(out.path()).len(), 8);
}

#[tokio::test]
async fn one_that_comes_and_goes_again_hides_no_other() {
    let mut provider = Provider::new("alpha", "v3", letters(8));
    provider.changes = vec![(1, Change::Arrives(Mail::letter("brief", 0))), (2, Change::Leaves("brief"))];
    let world = World::start(vec![provider]).await;
    let out = tempfile::tempdir().expect("a folder");
    let outcome = sync(&world, out.path(), What::Annexes).await.expect("synchronised");
    assert!(outcome.is_complete());
    assert_eq!(retrieved(out.path()).len(), 8);
}

#[tokio::test]
async fn a_list_in_another_order_is_walked_until_nothing_new_comes() {
    let mut provider = Provider::new("alpha", "v2", letters(8));
    provider.oldest_first = true;
    // m8 is the oldest and stands on page 1: when it goes, m5 moves there, unseen; a new one at the end hides it.
    provider.changes = vec![(1, Change::Leaves("m8")), (2, Change::Arrives(Mail::letter("new", 0)))];
    let world = World::start(vec![provider]).await;
    let out = tempfile::tempdir().expect("a folder");
    let outcome = sync(&world, out.path(), What::Annexes).await.expect("synchronised");
    assert!(outcome.is_complete());
    assert_eq!(retrieved(out.path()).len(), 8);
}

#[tokio::test]
async fn a_list_that_never_holds_still_is_named_and_walked_again_by_the_next_run() {
    let mut provider = Provider::new("alpha", "v3", letters(40));
    let names: Vec<&'static str> = (1..=40).map(|n| &*Box::leak(format!("m{n}").into_boxed_str())).collect();
    provider.changes =
        names.iter().take(30).enumerate().map(|(n, name)| (2 * n + 1, Change::Leaves(name))).collect();
    let world = World::start(vec![provider]).await;
    let out = tempfile::tempdir().expect("a folder");
    let mut impatient = job(out.path(), What::Metadata);
    impatient.settings.walks = 2;
    let outcome = connector(&world, &StillClock::default()).sync(&impatient).await.expect("synchronised");
    assert!(matches!(outcome.providers[0].state, ProviderState::Unsteady), "{outcome:?}");
    assert!(!outcome.is_complete());
}

#[tokio::test]
async fn later_runs_ask_for_the_last_days_and_now_and_then_for_everything() {
    for excludes_day in [false, true] {
        let mut provider = Provider::new("alpha", "v2", letters(5));
        provider.mail.push(Mail::letter("old", 24 * 30));
        provider.excludes_day = excludes_day;
        let world = World::start(vec![provider]).await;
        let out = tempfile::tempdir().expect("a folder");
        let clock = StillClock::default();
        let run = || connector(&world, &clock);
        run().sync(&job(out.path(), What::Metadata)).await.expect("synchronised");
        assert!(world.take_log("receivedAfter").is_empty(), "the first run walks everything");

        clock.advance_hours(24);
        // Received on the day of the newest message, visible only now.
        world.with("alpha", |alpha| alpha.mail.push(Mail::letter("late", 8)));
        run().sync(&job(out.path(), What::Metadata)).await.expect("synchronised");
        let asked = world.take_log("page=1&");
        assert!(asked[0].contains("receivedAfter=2026-11-19"), "{asked:?}");
        assert_everything_known(&world, out.path());

        // Entered late with an old date: no window can see it, the next whole walk does.
        world.with("alpha", |alpha| alpha.mail.push(Mail::letter("older", 24 * 40)));
        run().sync(&job(out.path(), What::Metadata)).await.expect("synchronised");
        assert!(!retrieved(out.path()).contains_key(&("alpha".into(), "older".into())));
        clock.advance_hours(24 * 7);
        world.take_log("");
        run().sync(&job(out.path(), What::Metadata)).await.expect("synchronised");
        assert!(world.take_log("receivedAfter").is_empty());
        assert_everything_known(&world, out.path());
    }
}

#[track_caller]
fn assert_everything_known(world: &World, out: &std::path::Path) {
    let known = retrieved(out);
    for (provider, mail) in world.all_mail() {
        assert!(known.contains_key(&(provider, mail.id.clone())), "{} is missing", mail.id);
    }
}

#[tokio::test]
async fn a_message_dated_in_the_future_hides_nothing() {
    let world =
        World::start(vec![Provider::new("alpha", "v3", vec![Mail::letter("future", -24 * 365)])]).await;
    let out = tempfile::tempdir().expect("a folder");
    sync(&world, out.path(), What::Everything).await.expect("synchronised");
    world.with("alpha", |alpha| alpha.mail.push(Mail::letter("now", 0)));
    sync(&world, out.path(), What::Everything).await.expect("synchronised");
    assert_everything_is_there(&world, out.path());
}

#[tokio::test]
async fn a_message_that_failed_is_asked_for_again_however_old_it_is() {
    let mut old = Mail::letter("old", 24 * 30);
    old.is_broken = true;
    let world = World::start(vec![Provider::new("alpha", "v3", vec![old, Mail::letter("new", 1)])]).await;
    let out = tempfile::tempdir().expect("a folder");
    sync(&world, out.path(), What::Everything).await.expect("synchronised");
    world.with("alpha", |alpha| alpha.mail[0].is_broken = false);
    sync(&world, out.path(), What::Everything).await.expect("synchronised");
    assert_everything_is_there(&world, out.path());
}
