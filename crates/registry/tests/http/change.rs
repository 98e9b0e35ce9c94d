//! Hiding and showing messages, moving them, executing their actions.

use ebox_registry::change::MOST;
use ebox_testkit::{RECIPIENT, RegistryWorld, call, get, patch};
use serde_json::{Value, json};

use crate::{publish, v3_description};

const MISSING: &str = "01a20037-541a-7ca3-a953-a1c013d0fd14";

async fn with_two() -> (RegistryWorld, [String; 2]) {
    let world = RegistryWorld::new().await;
    let first = publish(&world, &v3_description()).await;
    let second = publish(&world, &v3_description()).await;
    (world, [first, second])
}

async fn total(world: &RegistryWorld, query: &str) -> Value {
    let path = format!("/ebox/messages?{query}");
    get(&world.v3, &path, "recipient").await.expect(200).json()["total"].clone()
}

fn names(problem: &Value) -> Vec<&str> {
    let issues = problem["issues"].as_array().expect("issues");
    issues.iter().map(|issue| issue["name"].as_str().expect("a name")).collect()
}

#[tokio::test]
async fn a_message_hidden_in_one_version_is_hidden_in_both() {
    let (world, [first, second]) = with_two().await;
    let items = json!({ "items": [{ "messageId": first, "visible": false }], "totalItems": 1 });
    let answer = patch(&world.v2, "/ebox/messages", "recipient", &items).await.expect(200);
    assert!(answer.body.is_empty(), "the public document has no body here");
    assert_eq!((total(&world, "isVisible=false").await, total(&world, "").await), (json!(1), json!(2)));
    let shown = get(&world.v2, "/ebox/messages?visible=true", "recipient").await.expect(200).json();
    assert_eq!((&shown["totalItems"], &shown["items"][0]["messageId"]), (&json!(1), &json!(second)));

    let path = format!("/ebox/messages/{first}");
    let message = patch(&world.v3, &path, "recipient", &json!({ "isVisible": true })).await.expect(200);
    assert_eq!((&message.json()["messageId"], &message.json()["isVisible"]), (&json!(first), &json!(true)));
    assert_eq!(total(&world, "isVisible=false").await, 0);
}

#[tokio::test]
async fn whoever_asks_whether_a_partition_is_empty_learns_of_what_is_on_its_way_there() {
    let (world, [first, _]) = with_two().await;
    let (registry, router) = (world.registry.clone(), world.v3.clone());
    let pause = world.rights.pause();
    let moving = tokio::spawn(async move {
        let away = json!({ "partition": "Another_partition" });
        patch(&router, &format!("/ebox/messages/{first}"), "recipient", &away).await.expect(200);
    });
    pause.given().await;
    // The partition may be closed by now; the move does not know.
    let asking = tokio::spawn(async move {
        let (enterprise, partition) = (RECIPIENT.parse().expect("a number"), "Another_partition".parse());
        registry.holds(enterprise, &partition.expect("an identifier")).await.expect("answered")
    });
    for _ in 0..100 {
        tokio::task::yield_now().await;
        tokio::time::sleep(std::time::Duration::from_millis(1)).await;
    }
    pause.arrive();
    moving.await.expect("moved");
    assert!(asking.await.expect("answered"), "the partition is not empty");
}

#[tokio::test]
async fn several_messages_change_in_the_order_in_which_they_are_named() {
    let (world, [first, second]) = with_two().await;
    let items = json!({ "items": [
        { "messageId": second, "isVisible": false },
        { "messageId": first, "partition": "Another_partition" },
    ] });
    let changed = patch(&world.v3, "/ebox/messages", "recipient", &items).await.expect(200).json();
    assert_eq!((&changed["total"], &changed["items"][0]["messageId"]), (&json!(2), &json!(second)));
    assert_eq!(changed["items"][0]["isVisible"], false);
    assert_eq!(changed["items"][1]["partition"], "Another_partition");
    assert_eq!(total(&world, "partition=Another_partition").await, 1);
    assert_eq!(total(&world, "partition=GENERAL").await, 1);
    assert_eq!(total(&world, "partition=GENERAL&partition=Another_partition").await, 2);
}

#[tokio::test]
async fn when_one_message_cannot_be_changed_none_is() {
    let (world, [first, _]) = with_two().await;
    for (id, token) in [(MISSING, "recipient"), ("nonsense", "recipient"), (first.as_str(), "stranger")] {
        let v3 = json!({ "items": [
            { "messageId": first, "isVisible": false }, { "messageId": id, "isVisible": false },
        ] });
        let v2 = json!({ "items": [
            { "messageId": first, "visible": false }, { "messageId": id, "visible": false },
        ] });
        let problem = patch(&world.v3, "/ebox/messages", token, &v3).await.expect(404).json();
        assert_eq!(problem["type"], "urn:problem-type:belgif:resourceNotFound");
        let issue = problem["issues"].as_array().and_then(|issues| issues.last()).expect("an issue");
        assert_eq!((&issue["in"], &issue["name"]), (&json!("body"), &json!("items[1].messageId")));
        assert_eq!(issue["value"], id);
        patch(&world.v2, "/ebox/messages", token, &v2).await.expect(404);
        let path = format!("/ebox/messages/{id}");
        patch(&world.v3, &path, token, &json!({ "isVisible": false })).await.expect(404);
    }
    assert_eq!(total(&world, "isVisible=false").await, 0);
}

#[tokio::test]
async fn everything_that_is_wrong_with_a_change_is_named_at_once() {
    let (world, [first, _]) = with_two().await;
    let wrong = json!({ "items": [
        { "messageId": first, "isVisible": null },
        { "messageId": 7, "isVisible": "no", "colour": "red" },
        { "isVisible": true },
        { "messageId": first },
        { "messageId": first, "partition": "no such name" },
    ], "totalItems": 5 });
    let problem = patch(&world.v3, "/ebox/messages", "recipient", &wrong).await.expect(400).json();
    let mut named = names(&problem);
    named.sort_unstable();
    assert_eq!(
        named,
        [
            "items[0].isVisible",
            "items[1].colour",
            "items[1].isVisible",
            "items[1].messageId",
            "items[2].messageId",
            "items[3]",
            "items[4].partition",
            "totalItems",
        ]
    );
    let one = format!("/ebox/messages/{first}");
    for (body, field) in [
        (json!({}), "isVisible"),
        (json!({ "isVisible": 1 }), "isVisible"),
        (json!({ "partition": null }), "partition"),
        (json!({ "isRead": true }), "isRead"),
    ] {
        let problem = patch(&world.v3, &one, "recipient", &body).await.expect(400).json();
        assert_eq!(names(&problem), [field], "{body}");
    }
    let v2 = json!({ "items": [{ "messageId": first, "visible": null, "partition": "GENERAL" }] });
    let status = patch(&world.v2, "/ebox/messages", "recipient", &v2).await.expect(400).json();
    let message = status["message"].as_str().expect("a message");
    assert!(message.starts_with("Invalid Schema"), "{message}");
    assert!(message.contains("visible") && message.contains("partition"), "{message}");
}

#[tokio::test]
async fn a_change_is_json_and_not_endless() {
    let (world, [first, _]) = with_two().await;
    let item = json!({ "messageId": first, "isVisible": false });
    let many = json!({ "items": vec![item; MOST + 1] });
    let problem = patch(&world.v3, "/ebox/messages", "recipient", &many).await.expect(400).json();
    assert_eq!(names(&problem), ["items"]);
    for router in [&world.v2, &world.v3] {
        let request = axum::http::Request::patch("/ebox/messages")
            .header("Authorization", "Bearer recipient")
            .header("Content-Type", "text/plain");
        call(router, request.body("{}".into()).expect("a request")).await.expect(415);
        let request = axum::http::Request::patch("/ebox/messages")
            .header("Authorization", "Bearer recipient")
            .header("Content-Type", "application/json");
        call(router, request.body("{".into()).expect("a request")).await.expect(400);
    }
}

#[tokio::test]
async fn a_message_moves_only_to_a_partition_that_there_is() {
    let (world, [first, second]) = with_two().await;
    let path = format!("/ebox/messages/{first}");
    let nowhere = json!({ "partition": "Nowhere" });
    let problem = patch(&world.v3, &path, "recipient", &nowhere).await.expect(400).json();
    assert_eq!(names(&problem), ["partition"]);
    let items = json!({ "items": [
        { "messageId": second, "isVisible": false }, { "messageId": first, "partition": "Nowhere" },
    ] });
    let problem = patch(&world.v3, "/ebox/messages", "recipient", &items).await.expect(400).json();
    assert_eq!(names(&problem), ["items[1].partition"]);
    assert_eq!(total(&world, "isVisible=true&partition=GENERAL").await, 2);
}

#[tokio::test]
async fn a_person_moves_messages_only_within_its_partitions() {
    let (world, [first, second]) = with_two().await;
    let ssin = "85073003328";
    world.tokens.give_person("person", ebox_testkit::RECIPIENT, ssin);
    world.rights.limit(ssin, &["GENERAL"]);
    let there = json!({ "partition": "Another_partition" });
    let path = format!("/ebox/messages/{first}");
    let problem = patch(&world.v3, &path, "person", &there).await.expect(403).json();
    assert_eq!(problem["type"], "urn:problem-type:belgif:missingPermission");
    patch(&world.v3, &format!("/ebox/messages/{second}"), "recipient", &there).await.expect(200);
    let back = json!({ "partition": "GENERAL" });
    patch(&world.v3, &format!("/ebox/messages/{second}"), "person", &back).await.expect(404);
    world.rights.limit(ssin, &["GENERAL", "Another_partition"]);
    patch(&world.v3, &format!("/ebox/messages/{second}"), "person", &back).await.expect(200);
}

#[tokio::test]
async fn an_action_is_executed_once() {
    let world = RegistryWorld::new().await;
    let mut description = v3_description();
    description["messageActionId"] = json!("confirm");
    description["actionParameters"] = json!({ "dossier": "7" });
    let id = publish(&world, &description).await;
    assert_eq!(total(&world, "isForAction=true").await, 1);
    let path = format!("/ebox/messages/{id}/action");
    let done = json!({ "isExecuted": true });
    let first = patch(&world.v3, &path, "recipient", &done).await.expect(200).json();
    assert_eq!(first["action"]["isExecuted"], true);
    assert_eq!(first["action"]["executedAt"], "2026-03-01T11:00:00+01:00");
    world.clock.advance(jiff::SignedDuration::from_hours(1));
    let second = patch(&world.v3, &path, "recipient", &done).await.expect(200).json();
    assert_eq!(second["action"], first["action"]);
    assert_eq!(total(&world, "isForAction=true").await, 0);
    for body in
        [json!({ "isExecuted": false }), json!({}), json!({ "isExecuted": null }), json!({ "isDone": true })]
    {
        patch(&world.v3, &path, "recipient", &body).await.expect(400);
    }
    patch(&world.v3, &path, "stranger", &done).await.expect(404);
}

#[tokio::test]
async fn a_message_without_action_says_so() {
    let (world, [first, _]) = with_two().await;
    let path = format!("/ebox/messages/{first}/action");
    let problem =
        patch(&world.v3, &path, "recipient", &json!({ "isExecuted": true })).await.expect(404).json();
    assert_eq!(problem["detail"], "the message asks for no action");
}
