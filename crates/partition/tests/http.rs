//! The faces of the Partition service, on the embedded store.

use std::sync::Arc;

use async_trait::async_trait;
use axum::{
    Router,
    body::Body,
    http::{Request, header},
};
use ebox_audit::PersonKey;
use ebox_credential::{Scope, mandate::Naming};
use ebox_domain::{EnterpriseNumber, PartitionId, Ssin, StoreError};
use ebox_partition::{
    Partitions, Parts,
    http::{PartitionState, management_router, partition_router},
    port::{Listener, Managers, Occupancy},
};
use ebox_sqlite::Store;
use ebox_testkit::{Answer, CountingRng, StillClock, Tokens, call, get};
use ebox_web::attempts::Attempts;
use serde_json::{Value, json};

const OWN: &str = "0852093431";
const OTHER: &str = "0534530277";
const MANAGER: &str = "94022722580";

struct World {
    consult: Router,
    manage: Router,
    tokens: Arc<Tokens>,
    _folder: tempfile::TempDir,
}

struct Neighbours;

#[async_trait]
impl Managers for Neighbours {
    async fn may_manage(&self, person: Ssin, _: EnterpriseNumber) -> Result<bool, StoreError> {
        Ok(person.as_str() == MANAGER)
    }
}

#[async_trait]
impl Occupancy for Neighbours {
    async fn is_empty(&self, _: EnterpriseNumber, _: &PartitionId) -> Result<bool, StoreError> {
        Ok(true)
    }
}

impl Listener for Neighbours {
    fn changed(&self) {}
}

async fn world() -> World {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&folder.path().join("store.sqlite")).await.expect("opens");
    let clock = Arc::new(StillClock::at("2026-03-01T10:00:00Z"));
    let person_key = PersonKey::new([1; PersonKey::LENGTH]);
    let attempts =
        Attempts { records: Arc::new(store.clone()), clock: clock.clone(), person_key: person_key.clone() };
    let partitions = Partitions::new(Parts {
        store: Arc::new(store),
        managers: Arc::new(Neighbours),
        occupancy: Arc::new(Neighbours),
        listener: Arc::new(Neighbours),
        clock,
        rng: Arc::new(CountingRng::default()),
        person_key,
    });
    let tokens = Arc::new(Tokens::default());
    tokens.give("own", OWN, &[Scope::PartitionManage]);
    tokens.give("other", OTHER, &[Scope::PartitionManage]);
    tokens.give("provider", "0220916609", &[Scope::PartitionConsult]);
    tokens.give("sender", OTHER, &[Scope::PublicationSender]);
    tokens.give("scopeless", OWN, &[Scope::FederationRegistry]);
    let state = PartitionState {
        partitions: Arc::new(partitions),
        verifier: tokens.clone(),
        attempts,
        naming: Naming::default(),
        management_address: "https://ebox.example/manage".into(),
    };
    World {
        consult: partition_router(state.clone()),
        manage: management_router(state),
        tokens,
        _folder: folder,
    }
}

impl World {
    async fn send(&self, method: &str, path: &str, token: &str, body: &Value) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header(header::CONTENT_TYPE, "application/json");
        let body = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
        call(&self.manage, request.body(body).expect("a request")).await
    }

    async fn consult(&self, path: &str, token: &str) -> Answer {
        get(&self.consult, path, token).await
    }

    async fn with_wages(self) -> Self {
        let wages = json!({"partitionId": "wages", "name": {"nl": "Loon", "en": "Wages"}});
        let made = self.send("POST", "/partitions", "own", &wages).await.expect(201);
        assert_eq!(made.header("location"), "https://ebox.example/manage/partitions/wages");
        self
    }
}

#[tokio::test]
async fn anybody_with_a_token_sees_which_partitions_there_are() {
    let world = world().await.with_wages().await;
    let body = world.consult("/ebox/0852093431/partitions", "provider").await.expect(200).json();
    assert_eq!(body["total"], 2);
    assert_eq!(body["items"][0]["partitionId"], "GENERAL");
    assert_eq!(body["items"][1], json!({"partitionId": "wages", "name": {"nl": "Loon", "en": "Wages"}}));
    assert_eq!(body["asOf"], "2026-03-01T10:00:00Z");
    for token in ["other", "sender", "scopeless"] {
        world.consult("/ebox/0852093431/partitions", token).await.expect(200);
    }
    world.consult("/ebox/0852093431/routingRules", "scopeless").await.expect(403);
    world.consult("/ebox/0852093431/partitions", "").await.expect(401);
    world.consult("/ebox/9852093431/partitions", "provider").await.expect(400);
}

#[tokio::test]
async fn rules_and_rights_are_told_to_providers_and_to_the_enterprise_itself() {
    let world = world().await.with_wages().await;
    let rule = json!({"messageTypeId": "WK1", "targetPartition": "wages"});
    world.send("POST", "/routingRules", "own", &rule).await.expect(201);
    let right = json!({"ssin": "85073003328", "partitionId": "wages"});
    world.send("POST", "/userRights", "own", &right).await.expect(201);
    for token in ["provider", "own"] {
        let rules = world.consult("/ebox/0852093431/routingRules", token).await.expect(200).json();
        assert_eq!(
            rules["items"],
            json!([{"routingRuleId": 1, "messageTypeId": "WK1", "targetPartition": "wages"}])
        );
        let path = "/ebox/0852093431/userRights?ssin=85073003328";
        let rights = world.consult(path, token).await.expect(200).json();
        assert_eq!((&rights["isWholeEbox"], &rights["partitionIds"]), (&json!(false), &json!(["wages"])));
    }
    for path in ["routingRules", "userRights?ssin=85073003328"] {
        world.consult(&format!("/ebox/0852093431/{path}"), "other").await.expect(403);
    }
    let answer = world.consult("/ebox/0852093431/userRights?ssin=8507300332", "provider").await.expect(400);
    assert!(!String::from_utf8_lossy(&answer.body).contains("8507300332"), "a number is not repeated");
    world.consult("/ebox/0852093431/userRights", "provider").await.expect(400);
}

#[tokio::test]
async fn one_mistake_of_a_query_is_named_once() {
    let world = world().await;
    let asked = format!("hasMandate?mandataryEnterpriseNumber={OWN}&operation=consult");
    for (query, name, fix) in [
        (format!("{asked}&operation=consult"), "operation", "give it once"),
        (format!("{asked}&mandataryEnterpriseNumber={OWN}"), "mandataryEnterpriseNumber", "give it once"),
        ("hasMandate?operation=consult".to_owned(), "mandataryEnterpriseNumber", "missing"),
        (
            format!("hasMandate?mandataryEnterpriseNumber={OWN}&operation=eat"),
            "operation",
            "publish or consult",
        ),
        ("userRights?ssin=85073003328&ssin=85073003328".to_owned(), "ssin", "give it once"),
        ("userRights".to_owned(), "ssin", "eleven digits"),
    ] {
        let problem = world.consult(&format!("/ebox/{OTHER}/{query}"), "provider").await.expect(400).json();
        let issues = problem["issues"].as_array().expect("issues");
        let detail = issues[0]["detail"].as_str().expect("a text");
        assert_eq!((issues.len(), &issues[0]["name"]), (1, &Value::from(name)), "{query}");
        assert!(detail.contains(fix), "{query}: {detail}");
    }
}

#[tokio::test]
async fn everything_in_the_own_ebox_can_be_managed() {
    let world = world().await.with_wages().await;
    let send = |method, path, body| world.send(method, path, "own", body);
    let nothing = Value::Null;
    let renamed = json!({"name": {"fr": "Salaires"}});
    let body = world.send("PATCH", "/partitions/wages", "own", &renamed).await.expect(200).json();
    assert_eq!(body["name"], json!({"nl": "Loon", "fr": "Salaires", "en": "Wages"}));
    let french_only = json!({"name": {"nl": null, "en": null}});
    let body = world.send("PATCH", "/partitions/wages", "own", &french_only).await.expect(200).json();
    assert_eq!(body["name"], json!({"fr": "Salaires"}));
    for wrong in
        [json!({"name": null}), json!({"name": {"fr": null}}), json!({"name": {"es": "Sueldos"}}), json!({})]
    {
        world.send("PATCH", "/partitions/wages", "own", &wrong).await.expect(400);
    }
    let rule = json!({"messageTypeId": "WK1", "targetPartition": "wages"});
    for place in 1..=2 {
        assert_eq!(send("POST", "/routingRules", &rule).await.expect(201).json()["routingRuleId"], place);
    }
    let order = json!({"routingRuleIds": [2, 1]});
    let ordered = send("PUT", "/routingRuleOrder", &order).await.expect(200).json();
    assert_eq!(ordered["items"][0]["routingRuleId"], 2);
    let changed = json!({"senderOrganizationId": OTHER, "targetPartition": "GENERAL"});
    send("PUT", "/routingRules/2", &changed).await.expect(200);
    send("DELETE", "/partitions/wages", &nothing).await.expect(409);
    send("DELETE", "/routingRules/1", &nothing).await.expect(204);
    send("DELETE", "/routingRules/1", &nothing).await.expect(404);
    let right = json!({"ssin": "85073003328", "isWholeEbox": true});
    let right = send("POST", "/userRights", &right).await.expect(201).json();
    assert_eq!(send("GET", "/userRights", &nothing).await.expect(200).json()["total"], 1);
    let path = format!("/userRights/{}", right["userRightId"].as_str().expect("a text"));
    world.send("DELETE", &path, "other", &nothing).await.expect(404);
    send("DELETE", &path, &nothing).await.expect(204);
    send("DELETE", "/partitions/wages", &nothing).await.expect(204);
    assert_eq!(send("GET", "/partitions", &nothing).await.expect(200).json()["total"], 1);
}

#[tokio::test]
async fn a_sender_suggests_and_the_recipient_decides() {
    let world = world().await.with_wages().await;
    let wanted = json!({"messageTypeId": "WK1"});
    let made = world.send("POST", "/routingRuleSuggestions", "sender", &wanted).await.expect(201).json();
    assert_eq!(made["senderOrganizationId"], OTHER);
    let nothing = Value::Null;
    let received = world.send("GET", "/receivedRoutingRuleSuggestions", "own", &nothing).await;
    assert_eq!(received.expect(200).json()["items"], json!([made]));
    let path = format!("/receivedRoutingRuleSuggestions/{}", made["suggestionId"].as_str().expect("a text"));
    let target = json!({"targetPartition": "wages"});
    let rule = world.send("POST", &format!("{path}/acceptance"), "own", &target).await.expect(201).json();
    assert_eq!((&rule["senderOrganizationId"], &rule["targetPartition"]), (&json!(OTHER), &json!("wages")));
    world.send("DELETE", &path, "own", &nothing).await.expect(404);
    world.send("GET", "/routingRuleSuggestions", "scopeless", &nothing).await.expect(403);
}

#[tokio::test]
async fn a_mandate_is_asked_about_as_the_public_page_has_it() {
    let world = world().await;
    let wanted = json!({
        "principalEnterpriseNumber": OWN, "mandataryEnterpriseNumber": OTHER, "operation": "publish",
    });
    let made = world.send("POST", "/mandates", "own", &wanted).await.expect(201).json();
    let path = format!("/mandates/{}", made["mandateId"].as_str().expect("a text"));
    // The path names the one who acts, the parameter the one for whom.
    let asked = format!("/ebox/{OTHER}/hasMandate?mandataryEnterpriseNumber={OWN}&operation=publish");
    let has = || async { world.consult(&asked, "provider").await.expect(200).json()["hasMandate"].clone() };
    assert_eq!(has().await, false);
    let accepted = json!({"state": "accepted"});
    world.send("PATCH", &path, "own", &accepted).await.expect(409);
    world.send("PATCH", &path, "other", &accepted).await.expect(200);
    assert_eq!(has().await, true);
    world.send("PATCH", &path, "own", &json!({"state": "ended"})).await.expect(200);
    assert_eq!(has().await, false);
    world.consult(&format!("/ebox/{OTHER}/hasMandate"), "provider").await.expect(400);
}

#[tokio::test]
async fn bodies_are_refused_with_every_mistake_and_other_media_types_with_the_right_one() {
    let world = world().await;
    let body = json!({"partitionId": "no spaces", "colour": "red"});
    let problem = world.send("POST", "/partitions", "own", &body).await.expect(400).json();
    let names: Vec<&Value> =
        problem["issues"].as_array().expect("issues").iter().map(|issue| &issue["name"]).collect();
    assert_eq!(names, ["partitionId", "name", "colour"]);
    world.send("POST", "/partitions", "other", &Value::String("x".repeat(2 << 20))).await.expect(413);
    let request = Request::post("/partitions")
        .header(header::AUTHORIZATION, "Bearer own")
        .header(header::CONTENT_TYPE, "text/plain");
    call(&world.manage, request.body(Body::from("{}")).expect("a request")).await.expect(415);
}

#[tokio::test]
async fn a_person_manages_when_a_manager_and_knows_the_own_rights() {
    let world = world().await.with_wages().await;
    let scopes = [Scope::PartitionManage, Scope::PartitionConsult];
    for (token, ssin) in [("manager", MANAGER), ("user", "85073003328")] {
        world.tokens.give_person_with(token, OWN, ssin, &scopes);
    }
    let rule = json!({"messageTypeId": "WK1", "targetPartition": "wages"});
    world.send("POST", "/routingRules", "user", &rule).await.expect(403);
    world.send("POST", "/routingRules", "manager", &rule).await.expect(201);
    let own = world.consult("/ebox/0852093431/userRights", "manager").await.expect(200).json();
    assert_eq!(own["isWholeEbox"], true);
    let own = world.consult("/ebox/0852093431/userRights", "user").await.expect(200).json();
    assert_eq!((&own["isWholeEbox"], &own["partitionIds"]), (&json!(false), &json!([])));
    let of_manager = format!("/ebox/0852093431/userRights?ssin={MANAGER}");
    world.consult(&of_manager, "user").await.expect(403);
    world.consult("/ebox/0852093431/userRights?ssin=85073003328", "manager").await.expect(200);
    world.consult("/ebox/0852093431/routingRules", "user").await.expect(403);
    world.consult("/ebox/0534530277/userRights", "user").await.expect(403);
}
