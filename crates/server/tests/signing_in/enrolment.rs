//! An account becomes its person's.

use ebox_portal::SignIn;
use jiff::SignedDuration;

use crate::world::{PASSWORD, World, field, leads_to, says, text};

fn path(code: &str) -> String {
    format!("/enrolment?code={code}")
}

#[tokio::test]
async fn a_person_goes_from_the_code_of_the_operator_to_signed_in() {
    let world = World::new(SignIn::LocalAccounts).await;
    let (_, code) = world.account().await;
    let browser = world.browser();
    says(&browser.get("/enrolment").await.expect(200), "name=\"code\"");
    let page = browser.get(&path(&code.secret())).await.expect(200);
    for what in ["Anna Peeters", "otpauth://totp/", "<svg class=\"qr\"", "autocomplete=\"new-password\""] {
        says(&page, what);
    }
    let (code, secret) = (field(&page, "code"), field(&page, "secret"));
    let app = secret.parse().expect("a secret");
    let send = async |password: &str, repeated: &str, shown: &str| {
        let fields = [
            ("code", code.as_str()),
            ("secret", &secret),
            ("new-password", password),
            ("repeated-password", repeated),
            ("shown", shown),
        ];
        browser.post("/enrolment", &fields).await
    };
    let mistaken = send("kort", "korter", "123456").await.expect(400);
    for what in ["Too short", "not the same", "That is not the code", "aria-invalid=\"true\""] {
        says(&mistaken, what);
    }
    assert_eq!(field(&mistaken, "secret"), secret, "the app stays connected");
    let done = send(PASSWORD, PASSWORD, &world.shown(&app)).await.expect(200);
    let page = text(&done);
    let codes: Vec<&str> = page.split("<li><code class=\"copy\">").skip(1).collect();
    assert_eq!(codes.len(), 10);
    assert_eq!(done.header("cache-control"), "no-store");
    let recovery = codes[0].split('<').next().expect("a code");
    leads_to(&browser.sign_in(PASSWORD, recovery).await, "/sign-in/enterprise");
    send(PASSWORD, PASSWORD, &world.shown(&app)).await.expect(410);
    browser.get(&path(&code)).await.expect(410);
}

#[tokio::test]
async fn a_code_that_expired_or_never_was_says_how_to_get_another() {
    let world = World::new(SignIn::LocalAccounts).await;
    let (_, code) = world.account().await;
    world.clock.advance(SignedDuration::from_hours(72));
    let browser = world.browser();
    for code in [code.secret(), "AAAA-BBBB".to_owned(), "%3Cscript%3E".to_owned(), "A".repeat(5000)] {
        let gone = browser.get(&path(&code)).await.expect(410);
        says(&gone, "ask the operator of this e-Box for a new one");
        assert!(!text(&gone).contains("<script>"));
    }
    let code = code.secret();
    browser.post("/enrolment", &[("code", &code), ("secret", "")]).await.expect(410);
}

#[tokio::test]
async fn where_there_are_no_local_accounts_there_is_no_such_page() {
    let world = World::new(SignIn::Rehearsal).await;
    let (_, code) = world.account().await;
    let browser = world.browser();
    browser.get("/enrolment").await.expect(404);
    browser.get(&path(&code.secret())).await.expect(404);
    browser.post("/enrolment", &[("code", &code.secret())]).await.expect(404);
}
