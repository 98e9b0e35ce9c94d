//! The operator's API: with a token on its listener, and through the data folder.

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, Bytes},
    http::{Request, StatusCode, header},
};
use ebox_credential::{
    Certificate, PrivateKey, Scope, Scopes, Subject, SystemRandom,
    assertion::{ASSERTION_TYPE, Claims, make},
    make::self_signed,
};
use ebox_domain::{Clock as _, EboxId, Environment, time::SystemClock};
use ebox_oauth::{Author, NewClient};
use ebox_server::{
    DataFolder, ProviderSetup, RecipientPolicy, Role, Services, Setup,
    operator::{AtFolder, router},
};
use ebox_testkit::{Answer, call, get};
use jiff::SignedDuration;
use serde_json::{Value, json};

const OPERATOR: &str = "0777777771";
const SENDER: &str = "0220916609";

const REFERENCE: &str = r#"
organizations:
  - id: "0220916609"
    shortName: {nl: Dienst}
applications:
  - {id: app, name: {nl: App}}
messageTypes:
  - {id: TYPE, name: {nl: Brief}, validity: {number: 6, unit: month}}
trios:
  - {organization: "0220916609", application: app, messageType: TYPE, sectors: [enterprise]}
"#;

struct World {
    services: Arc<Services>,
    operator: Router,
    token: String,
    _folder: tempfile::TempDir,
}

fn certificate(enterprise: &str, environment: Environment) -> (PrivateKey, Certificate) {
    let key = PrivateKey::generate_p256().expect("a key");
    let subject = Subject {
        legal_name: "Example".to_owned(),
        enterprise: enterprise.parse().expect("a number"),
        environment,
        application: "example:application".to_owned(),
        city: "Namur".to_owned(),
        region: "Namur".to_owned(),
    };
    let (hour, now) = (SignedDuration::from_hours(24), SystemClock.now());
    let certificate = self_signed(&subject, &key, now - hour, now + hour, &SystemRandom).expect("made");
    (key, certificate)
}

async fn token(services: &Services, id: &str, key: &PrivateKey) -> String {
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

async fn world() -> World {
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
        portal: None,
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
    async fn send(&self, method: &str, path: &str, content_type: &str, body: &str) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(format!("/operator/v1{path}"))
            .header(header::AUTHORIZATION, format!("Bearer {}", self.token))
            .header(header::CONTENT_TYPE, content_type);
        call(&self.operator, request.body(Body::from(body.to_owned())).expect("a request")).await
    }

    async fn json(&self, method: &str, path: &str, body: &Value) -> Answer {
        self.send(method, path, "application/json", &body.to_string()).await
    }

    async fn get(&self, path: &str) -> Value {
        get(&self.operator, &format!("/operator/v1{path}"), &self.token).await.expect(200).json()
    }
}

fn fields(answer: &Answer) -> Vec<String> {
    let issues = answer.json()["issues"].as_array().cloned().unwrap_or_default();
    issues.iter().map(|issue| issue["name"].as_str().unwrap_or_default().to_owned()).collect()
}

#[tokio::test]
async fn reference_data_is_replaced_as_a_whole_or_not_at_all() {
    let world = world().await;
    let path = "/providers/own/referenceData";
    let report = world.send("PUT", path, "application/yaml", REFERENCE).await.expect(200).json();
    assert_eq!(report, json!({"organizations": 1, "applications": 1, "messageTypes": 1, "trios": 1}));
    let file = world.get(path).await;
    assert_eq!(file["trios"][0]["sectors"], json!(["enterprise"]));
    world.json("PUT", path, &file).await.expect(200);

    let wrong = REFERENCE.replace("id: TYPE", "id: OTHER").replace("{nl: App}", "{nl: ' '}");
    let refusal = world.send("PUT", path, "application/yaml", &wrong).await.expect(400);
    assert_eq!(fields(&refusal), ["applications[app].name.nl", "trios[0220916609, app, TYPE].messageType"]);
    assert_eq!(world.get(path).await, file, "nothing changed");
    world.send("PUT", "/providers/other/referenceData", "application/yaml", REFERENCE).await.expect(404);
}

#[tokio::test]
async fn a_list_of_eboxes_is_entered_as_csv_or_yaml_and_counted() {
    let world = world().await;
    let csv = "number;name;status\n0852093431;De Toren;active\n0534530277;Atelier;inactive\n";
    let report = world.send("POST", "/eboxes", "text/csv; charset=utf-8", csv).await.expect(200).json();
    assert_eq!(report, json!({"added": 2, "changed": 0, "unchanged": 0}));
    let yaml =
        "items:\n  - {number: '0534530277', name: Atelier}\n  - {number: '0852093431', name: De Toren}\n";
    let report = world.send("POST", "/eboxes", "application/yaml", yaml).await.expect(200).json();
    assert_eq!(report, json!({"added": 0, "changed": 1, "unchanged": 1}));
    let list = world.get("/eboxes?pageSize=1").await;
    assert_eq!((&list["total"], &list["items"][0]["number"]), (&2.into(), &"0534530277".into()));

    let wrong = "number,name,status\n12,X,active\n0534530277,,gone\n";
    let refusal = world.send("POST", "/eboxes", "text/csv", wrong).await.expect(400);
    assert_eq!(fields(&refusal), ["lines[2].number", "lines[3].name", "lines[3].status"]);
    let known = world.services.federation.ebox(EboxId::from_key("0534530277").expect("a key")).await;
    assert!(known.expect("read").is_some_and(|ebox| ebox.is_active));
}

#[tokio::test]
async fn a_provider_of_this_process_needs_no_addresses_and_announces_maintenance() {
    let world = world().await;
    let entry = json!({
        "name": {"nl": "Eigen", "en": "Own"},
        "description": {"nl": "Berichten"},
        "activationDate": "2026-01-01",
        "technicalContact": "helpdesk@ebox.example",
        "plannedMaintenances": [
            {"startDate": "2026-12-24T22:00:00+01:00", "endDate": "2026-12-25T06:00:00+01:00"},
        ],
    });
    let put = world.json("PUT", "/providers/own", &entry).await.expect(200).json();
    assert_eq!(put["v3Url"], "https://ebox.example/REST/ebox/enterprise/messageRegistry/v3/");
    let list = world.get("/providers").await;
    assert_eq!((&list["total"], &list["items"][0]), (&1.into(), &put));

    let mut wrong = entry.clone();
    wrong["activationDate"] = "soon".into();
    wrong["plannedMaintenances"][0]["endDate"] = "2026-12-24T21:00:00+01:00".into();
    let refusal = world.json("PUT", "/providers/elsewhere", &wrong).await.expect(400);
    assert_eq!(fields(&refusal), ["v2Url", "activationDate", "plannedMaintenances[0]"]);
}

#[tokio::test]
async fn clients_are_registered_rotated_and_disabled() {
    let world = world().await;
    let (key, first) = certificate(SENDER, Environment::Acc);
    let client = json!({
        "clientId": "sender:1", "enterpriseNumber": SENDER, "name": "Sender",
        "scopes": [Scope::PublicationSender.as_str()], "certificate": first.to_pem(),
    });
    let registered = world.json("POST", "/clients", &client).await.expect(201).json();
    assert_eq!(registered["certificates"][0]["fingerprint"], first.fingerprint().to_hex());
    token(&world.services, "sender:1", &key).await;
    let again = world.json("POST", "/clients", &client).await.expect(400);
    assert_eq!(fields(&again), ["clientId"]);

    let (_, second) = certificate(SENDER, Environment::Acc);
    let body = json!({ "certificate": second.to_pem() });
    let both = world.json("POST", "/clients/sender:1/certificates", &body).await.expect(200).json();
    assert_eq!(both["certificates"].as_array().map(Vec::len), Some(2));
    let path = format!("/clients/sender:1/certificates/{}", first.fingerprint().to_hex());
    let one = world.json("DELETE", &path, &json!({})).await.expect(200).json();
    assert_eq!(one["certificates"][0]["fingerprint"], second.fingerprint().to_hex());
    let off =
        world.json("PATCH", "/clients/sender:1", &json!({ "isEnabled": false })).await.expect(200).json();
    assert_eq!(off["isEnabled"], false);
    assert_eq!(world.get("/clients").await["total"], 2);

    let (_, foreign) = certificate(OPERATOR, Environment::Prd);
    let wrong = json!({
        "clientId": "sender:2", "enterpriseNumber": SENDER, "name": "Sender",
        "scopes": ["everything"], "certificate": foreign.to_pem(),
    });
    let refusal = world.json("POST", "/clients", &wrong).await.expect(400);
    assert_eq!(fields(&refusal), ["scopes[0]", "certificate", "certificate"]);
}

#[tokio::test]
async fn the_first_manager_is_named_once() {
    let world = world().await;
    let path = format!("/enterprises/{SENDER}/firstManager");
    let first = json!({ "ssin": "94022722580", "name": "Eerste Beheerder" });
    for _ in 0..2 {
        world.json("PUT", &path, &first).await.expect(200);
    }
    let (ssin, enterprise) = ("94022722580".parse().expect("an SSIN"), SENDER.parse().expect("a number"));
    assert!(world.services.people.may_manage(ssin, enterprise).await.expect("read"));
    let second = json!({ "ssin": "71022722580", "name": "Tweede" });
    world.json("PUT", &path, &second).await.expect(403);
    let refusal = world.json("PUT", &path, &json!({ "ssin": "1", "nom": "X" })).await.expect(400);
    assert_eq!(fields(&refusal), ["ssin", "name", "nom"]);
}

#[tokio::test]
async fn nobody_else_operates() {
    let world = world().await;
    get(&world.operator, "/operator/v1/clients", "").await.expect(401);
    let (key, certificate) = certificate(SENDER, Environment::Acc);
    let client = NewClient {
        id: "sender".parse().expect("a client id"),
        enterprise: SENDER.parse().expect("a number"),
        name: "Sender".to_owned(),
        scopes: Scopes::of(&[Scope::PublicationSender, Scope::DocumentConsumer]),
        certificates: vec![certificate],
    };
    world.services.oauth.register_client(client, &Author::default()).await.expect("registered");
    let sender = token(&world.services, "sender", &key).await;
    get(&world.operator, "/operator/v1/eboxes", &sender).await.expect(403);
    // Its listener is its own: the paths are nowhere else, and nothing else is there.
    get(&world.services.router(), "/operator/v1/clients", &world.token).await.expect(404);
    get(&world.operator, "/REST/oauth/v5/jwks", "").await.expect(404);
    assert_eq!(get(&world.operator, "/operator/v1/health", "").await.expect(200).json()["status"], "UP");
}

#[tokio::test]
async fn who_holds_the_data_folder_does_the_same_without_a_token() {
    let world = world().await;
    let folder = AtFolder::new(Arc::clone(&world.services));
    let put = Request::put("/operator/v1/providers/own/referenceData")
        .body(Bytes::from_static(REFERENCE.as_bytes()))
        .expect("a request");
    assert_eq!(folder.call(put).await.expect("answered").status(), StatusCode::OK);
    assert_eq!(world.get("/providers/own/referenceData").await["applications"][0]["id"], "app");
    let wrong =
        Request::post("/operator/v1/eboxes").body(Bytes::from_static(b"items: 5")).expect("a request");
    let refusal = folder.call(wrong).await.expect("answered");
    assert_eq!(refusal.status(), StatusCode::BAD_REQUEST);
    assert_eq!(refusal.headers()["content-type"], "application/problem+json");
}
