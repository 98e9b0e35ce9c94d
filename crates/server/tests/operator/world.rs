//! A deployment with one provider, and its operator.

use std::sync::Arc;

use axum::{
    Router,
    body::Body,
    http::{Request, header},
};
use ebox_credential::{
    Certificate, PrivateKey, Scope, Scopes, SystemRandom,
    assertion::{ASSERTION_TYPE, Claims, make},
};
use ebox_domain::{Clock as _, Environment, time::SystemClock};
use ebox_oauth::{Author, NewClient};
use ebox_server::{DataFolder, ProviderSetup, RecipientPolicy, Role, Services, Setup, operator::router};
use ebox_testkit::{Answer, call, get};
use jiff::SignedDuration;
use serde_json::Value;

pub(crate) const OPERATOR: &str = "0777777771";
pub(crate) const SENDER: &str = "0220916609";

pub(crate) struct World {
    pub(crate) services: Arc<Services>,
    pub(crate) operator: Router,
    pub(crate) token: String,
    pub(crate) _folder: tempfile::TempDir,
}

pub(crate) fn certificate(enterprise: &str, environment: Environment) -> (PrivateKey, Certificate) {
    let key = PrivateKey::generate_p256().expect("a key");
    let (hour, now) = (SignedDuration::from_hours(24), SystemClock.now());
    let certificate = ebox_testkit::certificate(enterprise, environment, &key, now - hour..now + hour);
    (key, certificate)
}

pub(crate) async fn token(services: &Services, id: &str, key: &PrivateKey) -> String {
    let url = "https://ebox.example/REST/oauth/v5/token";
    let now = SystemClock.now();
    let jti = now.to_string();
    let claims = Claims {
        client_id: id,
        audience: url,
        jti: &jti,
        issued_at: now,
        lifetime: SignedDuration::from_secs(60),
    };
    let assertion = make(&claims, key).expect("signed");
    let form = format!(
        "grant_type=client_credentials&client_assertion_type={ASSERTION_TYPE}&client_assertion={assertion}"
    );
    let request = Request::post("/REST/oauth/v5/token")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form))
        .expect("a request");
    let answer = call(&services.router(), request).await.expect(200).json();
    answer["access_token"].as_str().expect("a token").to_owned()
}

pub(crate) async fn world() -> World {
    world_with(Vec::new()).await
}

/// The same where some signatures on files count.
pub(crate) async fn world_with(signers: Vec<Certificate>) -> World {
    let folder = tempfile::tempdir().expect("a folder");
    let data = DataFolder::take(folder.path()).expect("free");
    let setup = Setup {
        environment: Environment::Acc,
        roles: Role::ALL.to_vec(),
        public_url: "https://ebox.example".to_owned(),
        providers: vec![ProviderSetup {
            id: "own".parse().expect("an identifier"),
            settings: ebox_server::RegistrySettings::default(),
        }],
        recipients: RecipientPolicy::Listed,
        contact: None,
        terms: "1".parse().expect("a version"),
        oauth_server: None,
        neighbours: ebox_server::config::Neighbours::default(),
        dossiers: ebox_server::config::Dossiers { signers, desk: None },
        portal: None,
        mail: None,
        desk: None,
        traffic: ebox_server::config::Traffic::default(),
        clock: Arc::new(SystemClock),
        rng: Arc::new(SystemRandom),
    };
    let services = Arc::new(Services::open(&data, setup).await.expect("opens"));
    let (key, certificate) = certificate(OPERATOR, Environment::Acc);
    let client = NewClient {
        id: "operator".parse().expect("a client id"),
        enterprise: OPERATOR.parse().expect("a number"),
        name: "Operator".to_owned(),
        scopes: Scopes::of(&[Scope::Operator]),
        certificates: vec![certificate],
    };
    services.oauth.register_client(client, &Author::default()).await.expect("registered");
    let token = token(&services, "operator", &key).await;
    World { operator: router(Arc::clone(&services)), services, token, _folder: folder }
}

impl World {
    pub(crate) async fn send(&self, method: &str, path: &str, content_type: &str, body: &str) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(format!("/operator/v1{path}"))
            .header(header::AUTHORIZATION, format!("Bearer {}", self.token))
            .header(header::CONTENT_TYPE, content_type);
        call(&self.operator, request.body(Body::from(body.to_owned())).expect("a request")).await
    }

    pub(crate) async fn json(&self, method: &str, path: &str, body: &Value) -> Answer {
        self.send(method, path, "application/json", &body.to_string()).await
    }

    pub(crate) async fn get(&self, path: &str) -> Value {
        get(&self.operator, &format!("/operator/v1{path}"), &self.token).await.expect(200).json()
    }
}

pub(crate) fn fields(answer: &Answer) -> Vec<String> {
    let issues = answer.json()["issues"].as_array().cloned().unwrap_or_default();
    issues.iter().map(|issue| issue["name"].as_str().unwrap_or_default().to_owned()).collect()
}
