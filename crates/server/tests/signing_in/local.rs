//! With a local account.

use ebox_portal::SignIn;
use jiff::SignedDuration;

use crate::world::{BAKERY, BRAM, PASSWORD, WORKSHOP, World, field, leads_to, says, text};

const SESSION: &str = "__Host-ebox_session";
const WRONG: &str = "User name, password or code is not right.";

#[tokio::test]
async fn somebody_with_two_enterprises_chooses_one_and_only_then_has_a_session() {
    let world = World::new(SignIn::LocalAccounts).await;
    let (app, _) = world.enrolled().await;
    let browser = world.browser();
    let asked = browser.get("/messages?unread=yes").await;
    leads_to(&asked, "/sign-in?then=%2Fmessages%3Funread%3Dyes");
    says(&browser.get(asked.header("location")).await.expect(200), "autocomplete=\"one-time-code\"");
    let code = world.shown(&app);
    let fields =
        [("username", "Anna"), ("password", PASSWORD), ("code", &code), ("then", "/messages?unread=yes")];
    let known = browser.post("/sign-in", &fields).await;
    leads_to(&known, "/sign-in/enterprise?then=%2Fmessages%3Funread%3Dyes");
    assert_eq!(browser.cookie(SESSION), None);
    leads_to(&browser.get("/messages").await, "/sign-in");
    let page = browser.get(known.header("location")).await.expect(200);
    says(&page, "Anna Peeters");
    let token = field(&page, "form_token");
    let fields = [("form_token", token.as_str()), ("enterprise", BAKERY), ("then", &field(&page, "then"))];
    let begun = browser.post("/sign-in/enterprise", &fields).await;
    leads_to(&begun, "/messages?unread=yes");
    assert!(browser.cookie(SESSION).is_some());
    says(&browser.get("/sessions").await.expect(200), "0852.093.431");
    // The choice is made: going back and choosing again begins nothing.
    let again = browser.post("/sign-in/enterprise", &fields).await;
    leads_to(&again, "/sign-in?why=late&then=%2Fmessages%3Funread%3Dyes");
}

#[tokio::test]
async fn a_new_sign_in_has_a_new_session_and_the_one_before_ends() {
    let world = World::new(SignIn::LocalAccounts).await;
    let (app, _) = world.enrolled().await;
    let browser = world.browser();
    // What somebody else planted in the browser is never taken as the name of a session.
    browser.set_cookie(SESSION, &"A".repeat(43));
    browser.sign_in(PASSWORD, &world.shown(&app)).await.expect(303);
    leads_to(&browser.choose(BAKERY).await, "/messages");
    let first = browser.cookie(SESSION).expect("a session");
    assert_ne!(first, "A".repeat(43));
    world.clock.advance(SignedDuration::from_mins(1));
    browser.sign_in(PASSWORD, &world.shown(&app)).await.expect(303);
    leads_to(&browser.choose(WORKSHOP).await, "/messages");
    assert_ne!(browser.cookie(SESSION), Some(first.clone()));
    browser.set_cookie(SESSION, &first);
    leads_to(&browser.get("/sessions").await, "/sign-in?then=%2Fsessions&why=ended");
}

#[tokio::test]
async fn whatever_is_wrong_the_answer_is_the_same_page() {
    let world = World::new(SignIn::LocalAccounts).await;
    let (app, _) = world.enrolled().await;
    let code = world.shown(&app);
    let browser = world.browser();
    let mut pages = Vec::new();
    for (name, password, code) in [
        ("anna", "twee broden per dag", code.as_str()),
        ("anna", PASSWORD, "000000"),
        ("anna", PASSWORD, "AAAA-BBBB-CCCC-DDDD"),
        ("nobody", PASSWORD, &code),
        ("anna", "", ""),
    ] {
        let fields = [("username", name), ("password", password), ("code", code)];
        let answer = browser.post("/sign-in", &fields).await.expect(403);
        says(&answer, WRONG);
        assert!(!text(&answer).contains(PASSWORD), "a password is never sent back");
        pages.push(text(&answer).replace("value=\"nobody\"", "value=\"anna\""));
    }
    assert!(pages.iter().all(|page| *page == pages[0]));
}

#[tokio::test]
async fn after_five_wrong_attempts_even_the_right_one_waits() {
    let world = World::new(SignIn::LocalAccounts).await;
    let (app, _) = world.enrolled().await;
    let browser = world.browser();
    for _ in 0..5 {
        browser.sign_in("twee broden per dag", "000000").await.expect(403);
    }
    let paused = browser.sign_in(PASSWORD, &world.shown(&app)).await.expect(429);
    says(&paused, "Too many attempts.");
    assert_eq!(paused.header("retry-after"), "30");
    let elsewhere = world.browser();
    elsewhere.sign_in(PASSWORD, &world.shown(&app)).await.expect(429);
    world.clock.advance(SignedDuration::from_secs(30));
    leads_to(&browser.sign_in(PASSWORD, &world.shown(&app)).await, "/sign-in/enterprise");
}

#[tokio::test]
async fn codes_are_taken_once() {
    let world = World::new(SignIn::LocalAccounts).await;
    let (app, codes) = world.enrolled().await;
    let browser = world.browser();
    for code in [world.shown(&app), codes[0].secret()] {
        leads_to(&browser.sign_in(PASSWORD, &code).await, "/sign-in/enterprise");
        says(&browser.sign_in(PASSWORD, &code).await.expect(403), WRONG);
    }
}

#[tokio::test]
async fn an_enterprise_is_chosen_by_a_form_of_ours_and_among_ones_own() {
    let world = World::new(SignIn::LocalAccounts).await;
    let (app, _) = world.enrolled().await;
    let browser = world.browser();
    browser.sign_in(PASSWORD, &world.shown(&app)).await.expect(303);
    let token = field(&browser.get("/sign-in/enterprise").await, "form_token");
    let choose = async |token: &str, number| {
        browser.post("/sign-in/enterprise", &[("form_token", token), ("enterprise", number)]).await
    };
    choose("", BAKERY).await.expect(403);
    choose(&"A".repeat(43), BAKERY).await.expect(403);
    choose(&token, "0777777771").await.expect(403);
    choose(&token, "bakery").await.expect(400);
    assert_eq!(browser.cookie(SESSION), None);
    leads_to(&choose(&token, BAKERY).await, "/messages");
}

#[tokio::test]
async fn a_form_of_another_site_signs_nobody_in_and_counts_no_attempt() {
    let world = World::new(SignIn::LocalAccounts).await;
    let (app, _) = world.enrolled().await;
    let browser = world.browser();
    let code = world.shown(&app);
    let right = [("username", "anna"), ("password", PASSWORD), ("code", &code)];
    for _ in 0..6 {
        says(&browser.post_across("/sign-in", &right).await.expect(403), "This form is no longer valid");
    }
    leads_to(&browser.post("/sign-in", &right).await, "/sign-in/enterprise");
    let token = field(&browser.get("/sign-in/enterprise").await, "form_token");
    browser
        .post_across("/sign-in/enterprise", &[("form_token", &token), ("enterprise", BAKERY)])
        .await
        .expect(403);
    assert_eq!(browser.cookie(SESSION), None);
}

#[tokio::test]
async fn whoever_takes_too_long_to_choose_begins_again() {
    let world = World::new(SignIn::LocalAccounts).await;
    let (app, _) = world.enrolled().await;
    let browser = world.browser();
    browser.sign_in(PASSWORD, &world.shown(&app)).await.expect(303);
    world.clock.advance(SignedDuration::from_mins(10));
    leads_to(&browser.get("/sign-in/enterprise").await, "/sign-in?why=late");
}

#[tokio::test]
async fn afterwards_nobody_is_sent_to_another_site() {
    let world = World::new(SignIn::LocalAccounts).await;
    let (app, _) = world.enrolled().await;
    let browser = world.browser();
    let code = world.shown(&app);
    for evil in ["https://evil.example/", "//evil.example", "/\\evil.example"] {
        let page = browser.get(&format!("/sign-in?then={evil}")).await.expect(200);
        assert!(!text(&page).contains("name=\"then\""), "{evil}");
    }
    let fields = [("username", "anna"), ("password", PASSWORD), ("code", &code), ("then", "//evil.example")];
    leads_to(&browser.post("/sign-in", &fields).await, "/sign-in/enterprise");
}

#[tokio::test]
async fn whoever_may_only_look_into_one_partition_signs_in_and_manages_nothing() {
    use ebox_audit::Record;
    use ebox_domain::{Clock as _, partition::Extent};
    use ebox_partition::By;

    let world = World::new(SignIn::LocalAccounts).await;
    let (app, _) = {
        let people = &world.services.people;
        let opened = people.open_account(
            "bram".parse().expect("a name"),
            people.person(crate::world::number(BRAM)).await.expect("read").expect("known"),
            world.clock.now(),
            ebox_audit::Effects::default(),
        );
        let code = opened.await.expect("opened").code;
        let app = people.new_authenticator().expect("random");
        let choice = ebox_people::accounts::Choice {
            password: PASSWORD,
            repeated: PASSWORD,
            authenticator: app.clone(),
            code: &world.shown(&app),
        };
        let done = people.enrol(&code, choice, world.clock.now(), ebox_audit::Effects::default()).await;
        (app, done.expect("answered"))
    };
    let browser = world.browser();
    let enter = async || {
        world.clock.advance(SignedDuration::from_mins(1));
        let code = world.shown(&app);
        browser.post("/sign-in", &[("username", "bram"), ("password", PASSWORD), ("code", &code)]).await
    };
    let nobody = enter().await.expect(403);
    says(&nobody, "Nobody has given you access yet");
    let record = Record::new(world.clock.now(), "POST", "/", 201);
    let by = By::operator(crate::world::enterprise(BAKERY), record);
    let extent = Extent::Partition(ebox_domain::PartitionId::general());
    world.services.partitions.grant(&by, crate::world::number(BRAM), extent).await.expect("granted");
    leads_to(&enter().await, "/messages");
    browser.get("/manage/document-consumer").await.expect(403);
}
