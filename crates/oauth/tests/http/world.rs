//! A server on a folder of its own, at a time of its own, and clients that talk to it.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use axum::{Router, body::Body};
use data_encoding::BASE64URL_NOPAD;
use ebox_credential::{
    Certificate, PrivateKey, Scope, Scopes, Subject, SystemRandom,
    assertion::{ASSERTION_TYPE, Claims, make},
    make::self_signed,
};
use ebox_domain::{Clock, Environment, ids::ClientId};
use ebox_oauth::{Author, NewClient, OauthService, Parts, Settings, http::router, port::OauthStore};
use ebox_sqlite::Store;
use http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt as _;
use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};
use tower::ServiceExt as _;

pub(crate) const BASE_URL: &str = "https://services.example";
pub(crate) const TOKEN: &str = "/REST/oauth/v5/token";
pub(crate) const INTROSPECT: &str = "/REST/oauth/v5/introspect";
pub(crate) const NOW: i64 = 1_800_000_000;
pub(crate) const ENTERPRISE: &str = "0852093431";

/// A clock that moves only when told to.
pub(crate) struct TestClock(AtomicI64);

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        second(self.0.load(Ordering::Relaxed))
    }
}

pub(crate) fn second(second: i64) -> Timestamp {
    Timestamp::from_second(second).expect("in range")
}

pub(crate) struct World {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) store: Store,
    pub(crate) clock: Arc<TestClock>,
    pub(crate) service: Arc<OauthService>,
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::of(Environment::Acc, tempfile::tempdir().expect("a folder")).await
    }

    pub(crate) async fn of(environment: Environment, folder: tempfile::TempDir) -> Self {
        let store = Store::open(&folder.path().join("oauth.sqlite")).await.expect("opens");
        let clock = Arc::new(TestClock(AtomicI64::new(NOW)));
        let service = open(&store, &clock, Settings::new(environment, BASE_URL)).await;
        Self { folder, store, clock, service }
    }

    /// The same server after a restart.
    pub(crate) async fn restarted(self) -> Self {
        self.store.close().await;
        Self::of(self.service.settings().environment, self.folder).await
    }

    /// Another server on the same store.
    pub(crate) async fn replica(&self, settings: Settings) -> Arc<OauthService> {
        open(&self.store, &self.clock, settings).await
    }

    pub(crate) fn wait(&self, seconds: i64) {
        self.clock.0.fetch_add(seconds, Ordering::Relaxed);
    }

    /// A client with a certificate that is fit, and these scopes.
    pub(crate) async fn client(&self, id: &str, scopes: &[Scope]) -> Applicant {
        let applicant = Applicant::new(id);
        self.register(&applicant, &applicant.certificate(), scopes).await;
        applicant
    }

    pub(crate) async fn register(&self, applicant: &Applicant, certificate: &Certificate, scopes: &[Scope]) {
        let new = NewClient {
            id: applicant.id(),
            enterprise: ENTERPRISE.parse().expect("a number"),
            name: "Example".to_owned(),
            scopes: Scopes::of(scopes),
            certificates: vec![certificate.clone()],
        };
        self.service.register_client(new, &Author::default()).await.expect("registered");
    }

    /// Asks for a token with an assertion alone.
    pub(crate) async fn ask(&self, assertion: &str) -> Answer {
        self.ask_for(assertion, None).await
    }

    pub(crate) async fn ask_for(&self, assertion: &str, scope: Option<&str>) -> Answer {
        let mut form = form(assertion);
        form.extend(scope.map(|scope| ("scope", scope)));
        post(&self.service, TOKEN, &form, None).await
    }

    /// A token for a client, which must be given.
    pub(crate) async fn token(&self, applicant: &Applicant) -> String {
        let answer = self.ask(&applicant.assertion()).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        answer.body["access_token"].as_str().expect("a token").to_owned()
    }
}

async fn open(store: &Store, clock: &Arc<TestClock>, settings: Settings) -> Arc<OauthService> {
    let store: Arc<dyn OauthStore> = Arc::new(store.clone());
    let clock: Arc<dyn Clock> = Arc::<TestClock>::clone(clock);
    Arc::new(OauthService::open(Parts { store, clock, pace: None, settings }).await.expect("opens"))
}

/// The fields of a token request.
pub(crate) fn form(assertion: &str) -> Vec<(&str, &str)> {
    vec![
        ("grant_type", "client_credentials"),
        ("client_assertion_type", ASSERTION_TYPE),
        ("client_assertion", assertion),
    ]
}

/// Somebody with a key, who wants tokens.
pub(crate) struct Applicant {
    pub(crate) id: String,
    pub(crate) key: PrivateKey,
}

impl Applicant {
    pub(crate) fn new(id: &str) -> Self {
        Self { id: id.to_owned(), key: PrivateKey::generate_p256().expect("a key") }
    }

    pub(crate) fn id(&self) -> ClientId {
        self.id.parse().expect("a client id")
    }

    pub(crate) fn certificate(&self) -> Certificate {
        self.certificate_of(ENTERPRISE, NOW - 1000, NOW + 1_000_000)
    }

    pub(crate) fn certificate_of(&self, enterprise: &str, from: i64, until: i64) -> Certificate {
        let subject = Subject {
            legal_name: "Example".to_owned(),
            enterprise: enterprise.parse().expect("a number"),
            environment: Environment::Acc,
            application: "example:application".to_owned(),
            city: "Namur".to_owned(),
            region: "Namur".to_owned(),
        };
        self_signed(&subject, &self.key, second(from), second(until), &SystemRandom).expect("a certificate")
    }

    /// An assertion as it should be, a new one each time.
    pub(crate) fn assertion(&self) -> String {
        self.assertion_at(NOW)
    }

    pub(crate) fn assertion_at(&self, now: i64) -> String {
        let jti = unique();
        let claims = Claims {
            client_id: &self.id,
            audience: &format!("{BASE_URL}{TOKEN}"),
            jti: &jti,
            issued_at: second(now),
            lifetime: SignedDuration::from_mins(5),
        };
        make(&claims, &self.key).expect("made")
    }

    /// The usual claims, with some changed, or removed by null.
    pub(crate) fn claims(&self, changes: Value) -> Value {
        let mut claims = json!({
            "iss": self.id, "sub": self.id, "aud": format!("{BASE_URL}{TOKEN}"),
            "jti": unique(), "exp": NOW + 300,
        });
        let Value::Object(changes) = changes else {
            panic!("an object");
        };
        for (name, value) in changes {
            claims[name] = value;
        }
        claims.as_object_mut().expect("an object").retain(|_, value| !value.is_null());
        claims
    }

    /// An assertion with some claims changed, signed as it should be.
    pub(crate) fn assertion_with(&self, changes: Value) -> String {
        let key = EncodingKey::from_ec_der(self.key.to_pkcs8());
        jsonwebtoken::encode(&Header::new(Algorithm::ES256), &self.claims(changes), &key).expect("signed")
    }
}

fn unique() -> String {
    use ebox_domain::Rng as _;
    let mut bytes = [0; 16];
    SystemRandom.fill(&mut bytes);
    encoded(&bytes)
}

pub(crate) fn encoded(bytes: &[u8]) -> String {
    BASE64URL_NOPAD.encode(bytes)
}

/// What a request was answered with.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
}

impl Answer {
    /// Asserts an error body, of the OAuth kind, that names the rule.
    pub(crate) fn is_refusal(&self, status: u16, error: &str, names: &str) {
        assert_eq!((self.status.as_u16(), self.body["error"].as_str()), (status, Some(error)), "{self:?}");
        let description = self.body["error_description"].as_str().unwrap_or_default();
        assert!(description.contains(names), "`{description}` does not name `{names}`");
        assert_eq!(self.headers[header::CACHE_CONTROL], "no-store");
        assert_eq!(self.headers[header::CONTENT_TYPE], "application/json");
        assert_eq!(self.headers.contains_key(header::WWW_AUTHENTICATE), matches!(status, 401 | 403));
    }
}

pub(crate) async fn post(
    service: &Arc<OauthService>,
    path: &str,
    form: &[(&str, &str)],
    token: Option<&str>,
) -> Answer {
    let body: Vec<String> =
        form.iter().map(|(name, value)| format!("{}={}", escaped(name), escaped(value))).collect();
    let mut request =
        Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded; charset=UTF-8");
    if let Some(token) = token {
        request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    }
    send(service, request.body(Body::from(body.join("&"))).expect("a request")).await
}

pub(crate) async fn get(service: &Arc<OauthService>, path: &str) -> Answer {
    send(service, Request::get(path).body(Body::empty()).expect("a request")).await
}

pub(crate) async fn send(service: &Arc<OauthService>, request: Request<Body>) -> Answer {
    let router: Router = router(Arc::clone(service));
    let response = router.oneshot(request).await.expect("answered");
    let (parts, body) = response.into_parts();
    let body = body.collect().await.expect("a body").to_bytes();
    Answer {
        status: parts.status,
        headers: parts.headers,
        body: serde_json::from_slice(&body).unwrap_or(Value::Null),
    }
}

fn escaped(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        use std::fmt::Write as _;
        if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}
