//! What a session ends by, and what is said then.

use ebox_portal::SignIn;
use jiff::SignedDuration;

use crate::world::{ANNA, BAKERY, BRAM, HOME, World, field, leads_to, says, text};

async fn signed_in<'w>(world: &'w World, who: &str) -> crate::world::Browser<'w> {
    let browser = world.browser();
    let who = format!("{who}@{BAKERY}");
    leads_to(&browser.post("/sign-in", &[("who", &who)]).await, "/messages");
    browser
}

#[tokio::test]
async fn a_session_that_ended_leads_to_the_sign_in_and_back() {
    let world = World::new(SignIn::Rehearsal).await;
    let browser = signed_in(&world, ANNA).await;
    world.clock.advance(SignedDuration::from_mins(31));
    let asked = browser.get("/manage/document-consumer").await;
    leads_to(&asked, "/sign-in?then=%2Fmanage%2Fdocument-consumer&why=ended");
    let page = browser.get(asked.header("location")).await.expect(200);
    says(&page, "Your session has ended.");
    assert_eq!(field(&page, "then"), "/manage/document-consumer");
}

#[tokio::test]
async fn a_form_after_the_end_of_the_session_changes_nothing_and_says_how_to_go_on() {
    let world = World::new(SignIn::Rehearsal).await;
    let browser = signed_in(&world, ANNA).await;
    world.clock.advance(SignedDuration::from_mins(31));
    let terms = "/manage/document-consumer/terms";
    let sent = browser.post_from(terms, &[("accept", "yes")], &format!("{HOME}{terms}")).await.expect(403);
    says(&sent, "Nothing was changed.");
    says(&sent, "href=\"/sign-in?then=%2Fmanage%2Fdocument-consumer%2Fterms\"");
    let foreign = browser.post_from(terms, &[], "https://evil.example/page").await.expect(403);
    assert!(!text(&foreign).contains("evil.example"));
    says(&foreign, "href=\"/sign-in\"");
}

#[tokio::test]
async fn signing_out_everywhere_ends_every_session_of_one_person() {
    let world = World::new(SignIn::Rehearsal).await;
    world.make_manager(BRAM).await;
    let (here, there, bram) =
        (signed_in(&world, ANNA).await, signed_in(&world, ANNA).await, signed_in(&world, BRAM).await);
    let page = here.get("/sessions").await.expect(200);
    says(&page, "You have 2 sessions that have not ended.");
    let token = field(&page, "form_token");
    here.post("/sign-out", &[("everywhere", "yes"), ("form_token", "wrong")]).await.expect(403);
    there.get("/sessions").await.expect(200);
    let out = here.post("/sign-out", &[("everywhere", "yes"), ("form_token", &token)]).await;
    leads_to(&out, "/sign-in?why=out-everywhere");
    says(&here.get(out.header("location")).await.expect(200), "signed out everywhere");
    leads_to(&there.get("/sessions").await, "/sign-in?then=%2Fsessions&why=ended");
    bram.get("/sessions").await.expect(200);
}
