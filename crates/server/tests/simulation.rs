//! The simulation registry: the same messages for everybody, new every day, and no real e-Box is touched.

use std::{collections::BTreeSet, sync::Arc};

use axum::Router;
use ebox_credential::{
    PrivateKey, Scope, Scopes, SystemRandom,
    assertion::{ASSERTION_TYPE, Claims, make},
};
use ebox_domain::{Clock as _, Environment, Rng as _};
use ebox_oauth::{Author, NewClient, TokenRequest};
use ebox_server::{
    DataFolder, ProviderSetup, RecipientPolicy, RegistrySettings, Role, Services, Setup,
    config::{Neighbours, Traffic},
};
use ebox_testkit::{Form, StillClock, get, patch, post};
use ebox_wire::routes::{simulation::BASE, v3};
use jiff::SignedDuration;
use serde_json::{Value, json};

const OWN: &str = "0852093431";
const OTHER: &str = "0534530277";

struct World {
    services: Services,
    router: Router,
    clock: Arc<StillClock>,
    folder: tempfile::TempDir,
}

async fn open(folder: &tempfile::TempDir, clock: &Arc<StillClock>, roles: &[Role]) -> Services {
    let setup = Setup {
        environment: Environment::Acc,
        roles: roles.to_vec(),
        public_url: "https://ebox.example".to_owned(),
        providers: vec![ProviderSetup {
            id: "own".parse().expect("an identifier"),
            settings: RegistrySettings::default(),
        }],
        recipients: RecipientPolicy::Any,
        contact: None,
        terms: "1".parse().expect("a version"),
        oauth_server: None,
        desk: None,
        traffic: Traffic::default(),
        neighbours: Neighbours::default(),
        dossiers: ebox_server::config::Dossiers::default(),
        portal: None,
        mail: None,
        clock: clock.clone(),
        rng: Arc::new(SystemRandom),
    };
    let data = DataFolder::take(folder.path()).expect("free");
    Services::open(&data, setup).await.expect("opens")
}

impl World {
    async fn new(roles: &[Role]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let clock = Arc::new(StillClock::at("2026-03-01T10:00:00Z"));
        let services = open(&folder, &clock, roles).await;
        Self { router: services.router(), services, clock, folder }
    }

    async fn restarted(self) -> Self {
        self.services.close().await;
        let Self { services, router, clock, folder } = self;
        drop((services, router));
        let services = open(&folder, &clock, &Role::ALL).await;
        Self { router: services.router(), services, clock, folder }
    }

    /// A token of a new client.
    async fn token(&self, enterprise: &str, scopes: &[Scope]) -> String {
        let key = PrivateKey::generate_p256().expect("a key");
        let (hour, now) = (SignedDuration::from_hours(1), self.clock.now());
        let mut bytes = [0; 8];
        SystemRandom.fill(&mut bytes);
        let id = format!("client-{}", u64::from_be_bytes(bytes));
        let certificate =
            ebox_testkit::certificate(enterprise, Environment::Acc, &key, now - hour..now + hour);
        let new = NewClient {
            id: id.parse().expect("a client id"),
            enterprise: enterprise.parse().expect("a number"),
            name: id.clone(),
            scopes: Scopes::of(scopes),
            certificates: vec![certificate],
        };
        self.services.oauth.register_client(new, &Author::default()).await.expect("registered");
        let claims = Claims {
            client_id: &id,
            audience: &self.services.oauth.settings().token_url(),
            jti: &id,
            issued_at: now,
            lifetime: SignedDuration::from_secs(60),
        };
        let request = TokenRequest {
            grant_type: Some("client_credentials".to_owned()),
            client_assertion_type: Some(ASSERTION_TYPE.to_owned()),
            client_assertion: Some(make(&claims, &key).expect("made")),
            ..TokenRequest::default()
        };
        self.services.oauth.issue_token(&request).await.expect("issued").token
    }

    async fn ask(&self, path: &str, token: &str) -> Value {
        get(&self.router, &format!("{BASE}{path}"), token).await.expect(200).json()
    }
}

fn items(list: &Value) -> &Vec<Value> {
    list["items"].as_array().expect("items")
}

#[tokio::test]
async fn every_enterprise_finds_the_same_messages_of_all_kinds() {
    let world = World::new(&Role::ALL).await;
    let own = world.token(OWN, &[Scope::DocumentConsumer]).await;
    let other = world.token(OTHER, &[Scope::DocumentConsumer]).await;
    let list = world.ask("/ebox/messages?pageSize=100", &own).await;
    let subjects = |list: &Value| -> Vec<Value> {
        items(list).iter().map(|message| message["subject"].clone()).collect()
    };
    assert_eq!(subjects(&list), subjects(&world.ask("/ebox/messages?pageSize=100", &other).await));
    let ids: BTreeSet<&str> =
        items(&list).iter().map(|message| message["messageId"].as_str().expect("an id")).collect();
    assert_eq!(list["total"], ids.len());
    for (query, least) in [
        ("isRead=true", 4),
        ("isRead=false", 10),
        ("isVisible=false", 1),
        ("isRegisteredMail=true", 2),
        ("isForAction=true", 2),
        ("q=test&qlang=nl", 1),
        ("q=drei%20Sprachen&qlang=de", 1),
        ("partition=GENERAL&pageSize=10&page=2", 11),
        ("expiredBefore=2026-03-16", 1),
    ] {
        let total = world.ask(&format!("/ebox/messages?{query}"), &own).await["total"].as_u64();
        assert!(total.is_some_and(|total| total >= least), "{query}: {total:?}");
    }
    let some = |test: &dyn Fn(&Value) -> bool| items(&list).iter().any(test);
    assert!(some(&|message| message["isReplyAuthorized"] == true));
    assert!(some(&|message| message["isBodyMainContent"] == true && message["attachments"]["total"] == 0));
    assert!(some(&|message| message["attachments"]["total"] == 3));
    assert!(some(&|message| message["action"]["isExecuted"] == true));
    assert!(some(&|message| message["businessDataList"]["total"] == 1));
    assert!(items(&list).iter().all(|message| message["partition"] == "GENERAL"));
    let statistics = world.ask("/ebox/statistics", &own).await;
    assert_eq!((&statistics["aboutToExpire"], &statistics["registered"]), (&json!(1), &json!(2)));
}

#[tokio::test]
async fn everything_that_is_named_can_be_fetched() {
    let world = World::new(&Role::ALL).await;
    let token = world.token(OWN, &[Scope::DocumentConsumer]).await;
    let list = world.ask("/ebox/messages?pageSize=100", &token).await;
    for message in items(&list) {
        let id = message["messageId"].as_str().expect("an id");
        for attachment in items(&message["attachments"]) {
            let address = attachment["contentHref"].as_str().expect("an address");
            let path = address.strip_prefix("https://ebox.example").expect("below the simulation");
            assert!(path.starts_with(BASE), "{path}");
            let content = get(&world.router, path, &token).await.expect(200).body;
            assert_eq!(attachment["mediaType"] == "application/pdf", content.starts_with(b"%PDF-1.4"));
        }
        if message["isBodyMainContent"] == true {
            world.ask(&format!("/ebox/messages/{id}/body"), &token).await;
        }
        let kind = message["messageTypeId"].as_str().expect("an id");
        world.ask(&format!("/refData/messageTypes/{kind}"), &token).await;
    }
    assert_eq!(world.ask("/ebox/messages?isRead=false", &token).await["total"], 0);
    world.ask("/health", "").await;
}

#[tokio::test]
async fn what_is_done_here_stays_until_the_day_is_over_and_touches_nothing_real() {
    let world = World::new(&Role::ALL).await;
    let token = world.token(OWN, &[Scope::DocumentConsumer]).await;
    let other = world.token(OTHER, &[Scope::DocumentConsumer]).await;
    let unread = world.ask("/ebox/messages?isRead=false&q=test&qlang=nl", &token).await;
    let id = unread["items"][0]["messageId"].as_str().expect("an id");
    let content = format!("{BASE}/ebox/messages/{id}/attachments/1/content");
    get(&world.router, &content, &token).await.expect(200);
    let hide = json!({ "isVisible": false });
    patch(&world.router, &format!("{BASE}/ebox/messages/{id}"), &token, &hide).await.expect(200);
    let here = format!("/ebox/messages/{id}");
    assert_eq!(world.ask(&here, &token).await["isRead"], true);
    let theirs = world.ask("/ebox/messages?isRead=false&q=test&qlang=nl", &other).await;
    assert_eq!(theirs["total"], 1, "each enterprise has read marks of its own");
    get(&world.router, &format!("{BASE}{here}"), &other).await.expect(404);
    for base in [v3::BASE, "/REST/ebox/enterprise/messageRegistry/v2"] {
        let real = get(&world.router, &format!("{base}/ebox/messages"), &token).await.expect(200).json();
        assert_eq!(real["items"], json!([]));
    }

    let id = id.to_owned();
    let world = world.restarted().await;
    let token = world.token(OWN, &[Scope::DocumentConsumer]).await;
    let before = world.ask("/ebox/messages", &token).await["total"].clone();
    assert_eq!(world.ask(&format!("/ebox/messages/{id}"), &token).await["isVisible"], false);

    // Midnight in Brussels is an hour before midnight in Greenwich.
    for (hours, is_new) in [(12, false), (1, true), (24, true), (24, true)] {
        world.clock.advance(SignedDuration::from_hours(hours));
        let token = world.token(OWN, &[Scope::DocumentConsumer]).await;
        let answer = get(&world.router, &format!("{BASE}/ebox/messages/{id}"), &token).await;
        assert_eq!(answer.status == 404, is_new, "{hours}");
        assert_eq!(world.ask("/ebox/messages", &token).await["total"], before);
    }
    let days = std::fs::read_dir(world.folder.path().join("simulation")).expect("a folder").count();
    assert_eq!(days, 2, "today, and yesterday for whoever still reads");
}

#[tokio::test]
async fn calls_are_refused_as_in_a_real_registry() {
    let world = World::new(&Role::ALL).await;
    let list = format!("{BASE}/ebox/messages");
    let none = get(&world.router, &list, "").await.expect(401).json();
    assert_eq!(none["type"], "urn:problem-type:belgif:noAccessToken");
    get(&world.router, &list, "unknown").await.expect(401);
    let sender = world.token(OWN, &[Scope::PublicationSender]).await;
    get(&world.router, &list, &sender).await.expect(403);
    let consumer = world.token(OWN, &[Scope::DocumentConsumer]).await;
    get(&world.router, &format!("{BASE}/nothing"), &consumer).await.expect(404);
    get(&world.router, &format!("{list}?pageSize=0"), &consumer).await.expect(400);
    // Nobody publishes here.
    let description = json!({
        "recipient": { "eboxType": "enterprise", "enterpriseNumber": OTHER },
        "subject": { "nl": "Een brief" }, "messageTypeId": "SIMULATION",
        "senderApplicationId": "simulation:letters", "bodyContent": { "nl": "Een brief" },
        "isBodyMainContent": true,
    });
    let form = Form::default().description(&description);
    post(&world.router, &list, &sender, form).await.expect(400);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_e_box_that_many_call_at_once_is_filled_once() {
    let world = World::new(&Role::ALL).await;
    let token = world.token(OWN, &[Scope::DocumentConsumer]).await;
    let calls = futures_util::future::join_all((0..20).map(|_| {
        let (router, token) = (world.router.clone(), token.clone());
        tokio::spawn(async move { get(&router, &format!("{BASE}/ebox/messages"), &token).await.expect(200) })
    }));
    let totals: BTreeSet<String> =
        calls.await.into_iter().map(|call| call.expect("answered").json()["total"].to_string()).collect();
    assert_eq!(totals.len(), 1, "{totals:?}");
}

#[tokio::test]
async fn without_the_role_there_is_no_simulation() {
    let world = World::new(&[Role::Oauth, Role::Registry]).await;
    get(&world.router, &format!("{BASE}/ebox/messages"), "").await.expect(404);
}

#[tokio::test]
async fn a_day_that_cannot_be_opened_is_refused_with_a_problem() {
    let world = World::new(&Role::ALL).await;
    let days = world.folder.path().join("simulation");
    std::fs::write(&days, "not a folder").expect("written");
    let token = world.token(OWN, &[Scope::DocumentConsumer]).await;
    let messages = format!("{BASE}/ebox/messages");
    let refused = get(&world.router, &messages, &token).await.expect(500);
    assert_eq!(refused.header("content-type"), "application/problem+json");
    assert_eq!(refused.json()["status"], 500);

    std::fs::remove_file(&days).expect("removed");
    get(&world.router, &messages, &token).await.expect(200);
}
