//! With the operator's identity provider: one of our own on this machine, which can be told to lie.

use std::sync::{Arc, Mutex};

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use axum::{
    Form, Json, Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    routing::{get, post},
};
use data_encoding::{BASE64, BASE64URL_NOPAD};
use ebox_domain::Clock as _;
use ebox_portal::{OpenIdSettings, SignIn};
use ebox_testkit::Answer;
use jiff::SignedDuration;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};
use zeroize::Zeroizing;

use crate::world::{ANNA, BAKERY, Browser, World, leads_to, says};

const SECRET: &str = "a secret: with / signs";

/// What the provider says of whoever comes, and how it lies.
#[derive(Default)]
struct Story {
    /// What the portal asked for.
    asked: Value,
    /// Claims in the place of the right ones.
    instead: Vec<(&'static str, Value)>,
    /// Signs with a key that it does not publish.
    forges: bool,
    /// Answers nothing but 503.
    is_down: bool,
    /// What came to the token endpoint.
    exchanged: Value,
}

#[derive(Clone)]
struct Provider {
    issuer: String,
    keys: Arc<[(EncodingKey, Value); 2]>,
    story: Arc<Mutex<Story>>,
}

fn key(id: &str) -> (EncodingKey, Value) {
    let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect("a key");
    let key = EncodingKey::from_ec_der(pair.to_pkcs8v1().expect("a document").as_ref());
    // After the byte that says how they stand come the coordinates.
    let (x, y) = pair.public_key().as_ref()[1..].split_at(32);
    let part = |bytes: &[u8]| BASE64URL_NOPAD.encode(bytes);
    let jwk = json!({ "kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": id, "x": part(x), "y": part(y) });
    (key, jwk)
}

impl Provider {
    async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let issuer = format!("http://{}", listener.local_addr().expect("an address"));
        let provider = Self { issuer, keys: Arc::new([key("one"), key("two")]), story: Arc::default() };
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(metadata))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .with_state(provider.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        provider
    }

    fn settings(&self) -> SignIn {
        SignIn::OpenIdConnect(OpenIdSettings {
            issuer: self.issuer.clone(),
            client_id: "ebox portal".to_owned(),
            client_secret: Zeroizing::new(SECRET.to_owned()),
            scopes: vec!["profile".to_owned()],
            ssin_claim: "be.ssin".to_owned(),
            name_claim: "name".to_owned(),
        })
    }

    fn tell(&self, change: impl FnOnce(&mut Story)) {
        change(&mut self.story.lock().expect("no panic"));
    }

    fn is_down(&self) -> bool {
        self.story.lock().expect("no panic").is_down
    }
}

async fn metadata(State(provider): State<Provider>) -> Result<Json<Value>, StatusCode> {
    if provider.is_down() {
        return Err(StatusCode::SERVICE_UNAVAILABLE);
    }
    let at = |path: &str| format!("{}{path}", provider.issuer);
    Ok(Json(json!({
        "issuer": provider.issuer, "authorization_endpoint": at("/authorize"), "token_endpoint": at("/token"),
        "jwks_uri": at("/keys"), "response_types_supported": ["code"], "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256"],
    })))
}

async fn keys(State(provider): State<Provider>) -> Json<Value> {
    Json(json!({ "keys": [provider.keys[0].1] }))
}

async fn token(
    State(provider): State<Provider>,
    headers: HeaderMap,
    Form(form): Form<Value>,
) -> Result<Json<Value>, (StatusCode, Json<Value>)> {
    let mut story = provider.story.lock().expect("no panic");
    if story.is_down {
        return Err((StatusCode::SERVICE_UNAVAILABLE, Json(Value::Null)));
    }
    let basic = headers["authorization"].to_str().expect("a text").strip_prefix("Basic ").expect("basic");
    let basic = String::from_utf8(BASE64.decode(basic.as_bytes()).expect("base64")).expect("a text");
    story.exchanged = json!({ "form": form, "client": basic });
    if form["code"] != "right" {
        return Err((StatusCode::BAD_REQUEST, Json(json!({ "error": "invalid_grant" }))));
    }
    let now = ebox_domain::time::SystemClock.now().as_second();
    let mut claims = json!({
        "iss": provider.issuer, "aud": "ebox portal", "sub": "1", "iat": now, "exp": now + 60,
        "nonce": story.asked["nonce"], "be.ssin": ANNA, "name": "Anna Peeters",
    });
    for (name, value) in &story.instead {
        claims[*name] = value.clone();
    }
    let (key, _) = &provider.keys[usize::from(story.forges)];
    let header = Header { kid: Some("one".to_owned()), ..Header::new(Algorithm::ES256) };
    let token = jsonwebtoken::encode(&header, &claims, key).expect("signed");
    Ok(Json(json!({ "access_token": "x", "token_type": "Bearer", "id_token": token })))
}

async fn world(provider: &Provider) -> World {
    // Tokens of the provider are of now.
    let world = World::new(provider.settings()).await;
    let now = ebox_domain::time::SystemClock.now();
    world.clock.advance(now.duration_since(world.clock.now()));
    world
}

/// Goes to the provider, and gives what the portal asks there.
async fn begin(provider: &Provider, browser: &Browser<'_>, path: &str) -> Value {
    let sent = browser.get(path).await.expect(303);
    let (address, query) = sent.header("location").split_once('?').expect("a query");
    assert_eq!(address, format!("{}/authorize", provider.issuer));
    let asked = json!(fields(query));
    provider.tell(|story| story.asked = asked.clone());
    asked
}

fn fields(query: &str) -> std::collections::BTreeMap<String, String> {
    let plain = |text: &str| text.replace("%2F", "/").replace("%3A", ":").replace('+', " ");
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (name.to_owned(), plain(value)))
        .collect()
}

/// Comes back from the provider.
async fn back(browser: &Browser<'_>, asked: &Value, code: &str) -> Answer {
    browser
        .get(&format!("/sign-in/back?code={code}&state={}", asked["state"].as_str().expect("a state")))
        .await
}

async fn attempt(provider: &Provider, browser: &Browser<'_>) -> Answer {
    let asked = begin(provider, browser, "/sign-in/begin").await;
    back(browser, &asked, "right").await
}

#[tokio::test]
async fn the_provider_vouches_for_somebody_who_then_chooses_and_is_where_they_wanted_to_be() {
    let provider = Provider::start().await;
    let world = world(&provider).await;
    let browser = world.browser();
    let page = browser.get("/sign-in?then=/messages?unread=yes").await.expect(200);
    says(&page, "href=\"/sign-in/begin?then=%2Fmessages%3Funread%3Dyes\"");
    let asked = begin(&provider, &browser, "/sign-in/begin?then=%2Fmessages%3Funread%3Dyes").await;
    for (field, value) in [
        ("response_type", "code"),
        ("code_challenge_method", "S256"),
        ("scope", "openid profile"),
        ("redirect_uri", "https://ebox.example/sign-in/back"),
    ] {
        assert_eq!(asked[field], value);
    }
    let known = back(&browser, &asked, "right").await;
    leads_to(&known, "/sign-in/enterprise?then=%2Fmessages%3Funread%3Dyes");
    leads_to(&browser.choose(BAKERY).await, "/messages");
    says(&browser.get("/sessions").await.expect(200), "Anna Peeters");
    let story = provider.story.lock().expect("no panic");
    let verifier = story.exchanged["form"]["code_verifier"].as_str().expect("a verifier");
    assert!(verifier.len() >= 43 && asked["code_challenge"] != verifier);
    assert!(
        story.exchanged["client"].as_str().expect("a text").contains("%2F"),
        "encoded, as RFC 6749 wants it"
    );
}

#[tokio::test]
async fn what_comes_back_to_another_browser_or_twice_is_the_end_of_nothing() {
    let provider = Provider::start().await;
    let world = world(&provider).await;
    let (browser, stranger) = (world.browser(), world.browser());
    let asked = begin(&provider, &browser, "/sign-in/begin").await;
    says(&back(&stranger, &asked, "right").await.expect(403), "This sign-in is over");
    begin(&provider, &stranger, "/sign-in/begin").await;
    says(&back(&stranger, &asked, "right").await.expect(403), "This sign-in is over");
    let wrong = json!({ "state": "wrong" });
    says(&back(&browser, &wrong, "right").await.expect(403), "This sign-in is over");
    says(&back(&browser, &asked, "right").await.expect(403), "This sign-in is over");
    let asked = begin(&provider, &browser, "/sign-in/begin").await;
    leads_to(&back(&browser, &asked, "right").await, "/sign-in/enterprise");
    says(&back(&browser, &asked, "right").await.expect(403), "This sign-in is over");
}

#[tokio::test]
async fn whoever_stays_too_long_at_the_provider_begins_again() {
    let provider = Provider::start().await;
    let world = world(&provider).await;
    let browser = world.browser();
    let asked = begin(&provider, &browser, "/sign-in/begin").await;
    world.clock.advance(SignedDuration::from_mins(16));
    says(&back(&browser, &asked, "right").await.expect(403), "This sign-in is over");
}

#[tokio::test]
async fn a_token_that_is_not_for_this_attempt_is_not_taken() {
    let provider = Provider::start().await;
    let world = world(&provider).await;
    let browser = world.browser();
    let past = ebox_domain::time::SystemClock.now().as_second() - 3600;
    for (claim, value) in [
        ("nonce", json!("of another attempt")),
        ("nonce", Value::Null),
        ("iss", json!("https://evil.example")),
        ("aud", json!("another client")),
        ("exp", json!(past)),
        ("be.ssin", json!("nobody")),
        ("be.ssin", Value::Null),
        ("be.ssin", json!(94_022_722_580_u64)),
    ] {
        provider.tell(|story| story.instead = vec![(claim, value.clone())]);
        let answer = attempt(&provider, &browser).await.expect(502);
        says(&answer, "We do not know who you are");
        assert_eq!(browser.cookie("__Host-ebox_identified"), None, "{claim} {value}");
    }
    provider.tell(|story| (story.instead, story.forges) = (Vec::new(), true));
    says(&attempt(&provider, &browser).await.expect(502), "We do not know who you are");
    provider.tell(|story| story.forges = false);
    leads_to(&attempt(&provider, &browser).await, "/sign-in/enterprise");
}

#[tokio::test]
async fn a_provider_that_says_no_or_nothing_has_a_page_that_helps() {
    let provider = Provider::start().await;
    let world = world(&provider).await;
    let browser = world.browser();
    provider.tell(|story| story.is_down = true);
    says(&browser.get("/sign-in/begin").await.expect(502), "The identity provider does not answer");
    browser.get("/sign-in").await.expect(200);
    provider.tell(|story| story.is_down = false);
    browser.get("/sign-in/begin").await.expect(502);
    world.clock.advance(SignedDuration::from_secs(10));
    let asked = begin(&provider, &browser, "/sign-in/begin").await;
    says(&back(&browser, &asked, "used-before").await.expect(403), "You did not sign in");
    says(&back(&browser, &asked, "right").await.expect(403), "This sign-in is over");
    let asked = begin(&provider, &browser, "/sign-in/begin").await;
    let denied =
        format!("/sign-in/back?error=access_denied&state={}", asked["state"].as_str().expect("a state"));
    says(&browser.get(&denied).await.expect(403), "You did not sign in");
    let asked = begin(&provider, &browser, "/sign-in/begin").await;
    provider.tell(|story| story.is_down = true);
    says(&back(&browser, &asked, "right").await.expect(502), "The identity provider does not answer");
}

#[tokio::test]
async fn whoever_nobody_gave_access_is_told_so_and_kept_nowhere() {
    let provider = Provider::start().await;
    let world = world(&provider).await;
    let browser = world.browser();
    let ssin = "85073003328";
    provider.tell(|story| story.instead = vec![("be.ssin", json!(ssin)), ("name", json!("Dora Lambert"))]);
    says(&attempt(&provider, &browser).await.expect(403), "Nobody has given you access yet");
    let people = &world.services.people;
    assert_eq!(people.person(crate::world::number(ssin)).await.expect("read"), None);
}

#[tokio::test]
async fn with_a_provider_there_are_no_other_ways_in() {
    let provider = Provider::start().await;
    let world = world(&provider).await;
    let browser = world.browser();
    browser.post("/sign-in", &[("who", &format!("{ANNA}@{BAKERY}"))]).await.expect(404);
    browser.sign_in("password", "000000").await.expect(404);
    browser.get("/enrolment").await.expect(404);
    let other = World::new(SignIn::LocalAccounts).await;
    let browser = other.browser();
    browser.get("/sign-in/begin").await.expect(404);
    browser.get("/sign-in/back?code=right&state=x").await.expect(404);
}
