//! A Document Provider whose tokens come from an OAuth server that others run.

use std::{
    path::Path,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{Json, Router};
use ebox_client::{AccessToken, Credentials, Http, Settings, TokenSource};
use ebox_credential::{Certificate, PrivateKey, Scope, Scopes, SystemRandom};
use ebox_domain::{Clock as _, Environment, time::SystemClock};
use ebox_oauth::{Author, NewClient};
use ebox_server::{
    DataFolder, ProviderSetup, RecipientPolicy, Role, Services, Setup,
    config::{OauthServer, Traffic},
    listen::{Listener, Stopper},
};
use ebox_testkit::get;
use jiff::SignedDuration;
use serde_json::json;
use tokio::task::JoinHandle;

const CONSUMER: &str = "0852093431";
const PROVIDER: &str = "0777777771";
const LIST: &str = "/REST/ebox/enterprise/messageRegistry/v3/ebox/messages";
const V2_LIST: &str = "/REST/ebox/enterprise/messageRegistry/v2/ebox/messages";

fn setup(roles: &[Role], public_url: &str, oauth_server: Option<OauthServer>) -> Setup {
    Setup {
        environment: Environment::Acc,
        roles: roles.to_vec(),
        public_url: public_url.to_owned(),
        providers: vec![ProviderSetup {
            id: "own".parse().expect("an identifier"),
            settings: ebox_server::RegistrySettings::default(),
        }],
        recipients: RecipientPolicy::Any,
        contact: None,
        terms: "1".parse().expect("a version"),
        oauth_server,
        neighbours: ebox_server::config::Neighbours::default(),
        dossiers: ebox_server::config::Dossiers::default(),
        portal: None,
        desk: None,
        mail: None,
        traffic: Traffic::default(),
        clock: Arc::new(SystemClock),
        rng: Arc::new(SystemRandom),
    }
}

async fn open(folder: &Path, setup: Setup) -> Services {
    Services::open(&DataFolder::take(folder).expect("free"), setup).await.expect("opens")
}

/// The OAuth server of others, on a port of its own.
struct Others {
    services: Services,
    url: String,
    stopper: Stopper,
    task: JoinHandle<std::io::Result<()>>,
}

impl Others {
    async fn start(folder: &Path) -> Self {
        let listener = Listener::bind("127.0.0.1:0".parse().expect("an address")).expect("bound");
        let url = format!("http://{}", listener.address());
        let services = open(folder, setup(&[Role::Oauth], &url, None)).await;
        let stopper = Stopper::default();
        let task = tokio::spawn(listener.serve(services.router(), None, stopper.clone()));
        Self { services, url, stopper, task }
    }

    async fn register(&self, id: &str, enterprise: &str, scopes: &[Scope]) -> PrivateKey {
        let (key, certificate) = credentials(enterprise);
        let client = NewClient {
            id: id.parse().expect("a client id"),
            enterprise: enterprise.parse().expect("a number"),
            name: id.to_owned(),
            scopes: Scopes::of(scopes),
            certificates: vec![certificate],
        };
        self.services.oauth.register_client(client, &Author::default()).await.expect("registered");
        key
    }

    async fn token(&self, id: &str, key: PrivateKey) -> AccessToken {
        let http = Http::new(Settings::default(), Arc::new(SystemClock)).expect("set up");
        let token_url = format!("{}/REST/oauth/v5/token", self.url);
        let credentials = Credentials {
            client_id: id.to_owned(),
            key,
            audience: token_url.clone(),
            token_url,
            scopes: Vec::new(),
        };
        TokenSource::new(http, credentials, Arc::new(SystemRandom)).token().await.expect("a token")
    }

    async fn stop(self) {
        self.stopper.stop();
        self.task.await.expect("no panic").expect("stopped");
        self.services.close().await;
    }
}

fn credentials(enterprise: &str) -> (PrivateKey, Certificate) {
    let key = PrivateKey::generate_p256().expect("a key");
    let (hour, now) = (SignedDuration::from_hours(1), SystemClock.now());
    let certificate = ebox_testkit::certificate(enterprise, Environment::Acc, &key, now - hour..now + hour);
    (key, certificate)
}

/// A process that is only a registry, as a client of `others`.
async fn provider(folder: &Path, others: &Others) -> Router {
    let key = others.register("provider", PROVIDER, &[Scope::Introspect]).await;
    client_of(folder, &others.url, &key).await
}

/// A process that is only a registry, as the client with a key of an OAuth server.
async fn client_of(folder: &Path, url: &str, key: &PrivateKey) -> Router {
    let private_key = folder.join("key.pem");
    std::fs::write(&private_key, key.to_pem().as_bytes()).expect("written");
    let server = OauthServer {
        token_url: format!("{url}/REST/oauth/v5/token"),
        introspect_url: format!("{url}/REST/oauth/v5/introspect"),
        client_id: "provider".to_owned(),
        private_key,
    };
    open(&folder.join("data"), setup(&[Role::Registry], "https://own.example", Some(server))).await.router()
}

#[tokio::test]
async fn tokens_of_an_oauth_server_that_others_run_open_the_registry() {
    let (there, here) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let others = Others::start(there.path()).await;
    let router = provider(here.path(), &others).await;
    let key = others.register("consumer", CONSUMER, &[Scope::DocumentConsumer]).await;
    let token = others.token("consumer", key).await;
    get(&router, LIST, token.secret()).await.expect(200);
    get(&router, V2_LIST, token.secret()).await.expect(200);

    let key = others.register("sender", CONSUMER, &[Scope::PublicationSender]).await;
    let sender = others.token("sender", key).await;
    get(&router, LIST, sender.secret()).await.expect(403);
    for unknown in ["x", "eboxat1_x"] {
        get(&router, LIST, unknown).await.expect(401);
    }

    // A client that is disabled there is out here within seconds.
    others
        .services
        .oauth
        .set_enabled(&"consumer".parse().expect("an id"), false, &Author::default())
        .await
        .expect("disabled");
    let mut status = 200;
    for _ in 0..40 {
        status = get(&router, LIST, token.secret()).await.status.as_u16();
        if status == 401 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(250)).await;
    }
    assert_eq!(status, 401);
    others.stop().await;
}

#[tokio::test]
async fn an_oauth_server_that_is_down_is_not_the_callers_fault() {
    let (there, here) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let others = Others::start(there.path()).await;
    let router = provider(here.path(), &others).await;
    let key = others.register("consumer", CONSUMER, &[Scope::DocumentConsumer]).await;
    let token = others.token("consumer", key).await;
    get(&router, LIST, token.secret()).await.expect(200);
    others.stop().await;

    get(&router, LIST, token.secret()).await.expect(200);
    for path in [LIST, V2_LIST] {
        let answer = get(&router, path, "another").await.expect(503);
        assert_eq!(answer.header("retry-after"), "5");
    }
    let calls = (0..50).map(|_| get(&router, LIST, "a third"));
    for answer in futures_util::future::join_all(calls).await {
        answer.expect(503);
    }
    get(&router, LIST, "").await.expect(401);
}

#[tokio::test]
async fn a_provider_that_may_not_introspect_cannot_tell_either() {
    let (there, here) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let others = Others::start(there.path()).await;
    let router = provider(here.path(), &others).await;
    others
        .services
        .oauth
        .set_enabled(&"provider".parse().expect("an id"), false, &Author::default())
        .await
        .expect("disabled");
    get(&router, LIST, "x").await.expect(503);
    others.stop().await;
}

#[tokio::test]
async fn an_oauth_server_that_does_not_say_what_a_token_is_worth_is_not_the_callers_fault() {
    let said = Arc::new(Mutex::new(json!(null)));
    let token = json!({"access_token": "t", "token_type": "Bearer", "expires_in": 300});
    let others =
        Router::new().route("/REST/oauth/v5/token", axum::routing::post(async move || Json(token))).route(
            "/REST/oauth/v5/introspect",
            axum::routing::post({
                let said = Arc::clone(&said);
                async move || Json(said.lock().expect("not poisoned").clone())
            }),
        );
    let listener = Listener::bind("127.0.0.1:0".parse().expect("an address")).expect("bound");
    let url = format!("http://{}", listener.address());
    let stopper = Stopper::default();
    tokio::spawn(listener.serve(others, None, stopper.clone()));
    let folder = tempfile::tempdir().expect("a folder");
    let router = client_of(folder.path(), &url, &credentials(PROVIDER).0).await;

    let nothing = [
        json!({}),
        json!([]),
        json!([false]),
        json!({"active": "true"}),
        json!({"active": true}),
        json!(null),
    ];
    for (place, nothing) in nothing.into_iter().enumerate() {
        *said.lock().expect("not poisoned") = nothing.clone();
        let answer = get(&router, LIST, &format!("token{place}")).await;
        assert_eq!((answer.status.as_u16(), answer.header("retry-after")), (503, "5"), "{nothing}");
    }
    *said.lock().expect("not poisoned") = json!({"active": false});
    get(&router, LIST, "another").await.expect(401);
    stopper.stop();
}
