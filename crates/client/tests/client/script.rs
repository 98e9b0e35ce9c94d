//! A server that answers what a script says, in order, and remembers what it was asked.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode},
    response::{IntoResponse as _, Response},
};
use ebox_client::{AccessToken, Credentials, Http, Settings, TokenSource};
use ebox_credential::{PrivateKey, SystemRandom};
use ebox_domain::Clock;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

/// What the server was asked.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Seen {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }
}

#[derive(Default)]
struct Play {
    answers: VecDeque<Response>,
    seen: Vec<Seen>,
}

/// A running server.
#[derive(Clone)]
pub(crate) struct Script {
    play: Arc<Mutex<Play>>,
    pub(crate) url: String,
}

impl Script {
    /// Starts a server that gives these answers, one for each request.
    pub(crate) async fn start(answers: impl IntoIterator<Item = Response>) -> Self {
        let play = Arc::new(Mutex::new(Play { answers: answers.into_iter().collect(), seen: vec![] }));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let router = Router::new().fallback(answer).with_state(Arc::clone(&play));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { play, url }
    }

    /// Everything that was asked so far.
    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.play.lock().expect("not poisoned").seen.clone()
    }

    /// The methods and paths of everything that was asked so far.
    pub(crate) fn calls(&self) -> Vec<String> {
        self.seen().iter().map(|seen| format!("{} {}", seen.method, seen.path)).collect()
    }
}

async fn answer(State(play): State<Arc<Mutex<Play>>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let mut play = play.lock().expect("not poisoned");
    play.seen.push(Seen {
        method: parts.method,
        path: parts.uri.path_and_query().map(ToString::to_string).unwrap_or_default(),
        headers: parts.headers,
        body: String::from_utf8_lossy(&body).into_owned(),
    });
    play.answers.pop_front().unwrap_or_else(|| StatusCode::IM_A_TEAPOT.into_response())
}

/// An answer in JSON.
pub(crate) fn json(status: u16, body: &Value) -> Response {
    let builder = Response::builder().status(status).header("content-type", "application/json");
    builder.body(Body::from(body.to_string())).expect("a response")
}

/// An answer with headers.
pub(crate) fn raw(status: u16, headers: &[(&str, &str)], body: impl Into<Body>) -> Response {
    let mut builder = Response::builder().status(status);
    for (name, value) in headers {
        builder = builder.header(*name, *value);
    }
    builder.body(body.into()).expect("a response")
}

/// A token of so many seconds.
pub(crate) fn token(secret: &str, seconds: u64) -> Response {
    json(200, &serde_json::json!({"access_token": secret, "token_type": "Bearer", "expires_in": seconds}))
}

/// A clock that stands still until it is told to go on.
#[derive(Clone)]
pub(crate) struct StillClock(Arc<Mutex<Timestamp>>);

impl StillClock {
    pub(crate) fn at(moment: &str) -> Self {
        Self(Arc::new(Mutex::new(moment.parse().expect("a moment"))))
    }

    pub(crate) fn advance(&self, seconds: i64) {
        let mut now = self.0.lock().expect("not poisoned");
        *now += SignedDuration::from_secs(seconds);
    }
}

impl Clock for StillClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().expect("not poisoned")
    }
}

/// Quick manners for tests.
pub(crate) fn http(clock: &StillClock) -> Http {
    let settings = Settings {
        retries: 2,
        first_pause: Duration::from_millis(1),
        longest_pause: Duration::from_secs(2),
        ..Settings::default()
    };
    Http::new(settings, Arc::new(clock.clone())).expect("a client")
}

/// A clock in 2026.
pub(crate) fn clock() -> StillClock {
    StillClock::at("2026-03-01T10:00:00Z")
}

/// A token that was got elsewhere.
pub(crate) fn fixed() -> Arc<TokenSource> {
    Arc::new(TokenSource::fixed(AccessToken::new("fixed")))
}

/// Tokens from a scripted OAuth server.
pub(crate) fn issued(http: Http, token_url: &str) -> Arc<TokenSource> {
    let credentials = Credentials {
        client_id: "client".to_owned(),
        key: PrivateKey::generate_p256().expect("a key"),
        token_url: token_url.to_owned(),
        audience: token_url.to_owned(),
        scopes: vec![],
    };
    Arc::new(TokenSource::new(http, credentials, Arc::new(SystemRandom)))
}
