//! Repeated publications, and finding out what became of one.

use axum::{
    Router,
    body::Body,
    http::{Request, header},
};
use ebox_registry::Settings;
use ebox_testkit::{APPLICATION, Answer, Form, RegistryWorld, call, get};
use futures_util::future::join_all;
use serde_json::json;

use crate::{form, v2_description, v3_description};

const KEY: &str = "8e03978e-40d5-43e8-bc93-6894a57f9324";

async fn send(router: &Router, path: &str, key: &str, form: Form) -> Answer {
    let request = Request::post(path)
        .header(header::AUTHORIZATION, "Bearer sender")
        .header(header::CONTENT_TYPE, Form::content_type())
        .header("Idempotency-Key", format!("\"{key}\""));
    call(router, request.body(Body::from(form.bytes())).expect("a request")).await
}

fn lookup(key: &str) -> String {
    format!("/ebox/publications?senderApplicationId={APPLICATION}&idempotencyKey={key}")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_simultaneous_repeats_make_one_message() {
    let world = RegistryWorld::new().await;
    let answers = join_all((0..50).map(|_| {
        let router = world.v3.clone();
        tokio::spawn(async move { send(&router, "/ebox/messages", KEY, form(&v3_description())).await })
    }));
    let answers: Vec<Answer> = answers.await.into_iter().map(|one| one.expect("answered")).collect();
    let made: Vec<_> = answers.iter().filter(|answer| answer.status == 201).collect();
    assert_eq!(made.len(), 1);
    let first = made[0].json()["messageId"].clone();
    for answer in answers.iter().filter(|answer| answer.status != 201) {
        let problem = answer.clone().expect(409).json();
        assert_eq!((&problem["messageId"], &problem["isSamePublication"]), (&first, &json!(true)));
    }
    let list = get(&world.v3, "/ebox/messages", "recipient").await.expect(200).json();
    assert_eq!((&list["total"], &list["items"][0]["messageId"]), (&json!(1), &first));
    assert_eq!(world.content_files(), 0, "small content lies in the store, and nothing is left staged");
}

#[tokio::test]
async fn a_key_counts_for_both_versions_and_for_one_application() {
    let world = RegistryWorld::new().await;
    let first = send(&world.v3, "/ebox/messages", KEY, form(&v3_description())).await.expect(201).json();
    let again = send(&world.v2, "/publishMessage", KEY, form(&v2_description())).await.expect(409).json();
    let message = again["message"].as_str().expect("a message");
    assert!(message.contains(first["messageId"].as_str().expect("an id")), "{message}");
    // Refused publications use no key up.
    let mut wrong = v3_description();
    wrong["subject"] = json!({});
    send(&world.v3, "/ebox/messages", "other", form(&wrong)).await.expect(400);
    send(&world.v3, "/ebox/messages", "other", form(&v3_description())).await.expect(201);
}

#[tokio::test]
async fn a_key_is_used_once_whatever_comes_with_it_the_second_time() {
    let world = RegistryWorld::new().await;
    let first = send(&world.v3, "/ebox/messages", KEY, form(&v3_description())).await.expect(201).json();
    for (member, value) in [
        ("subject", json!({})),
        ("messageTypeId", json!("NO-LONGER-CONFIGURED")),
        ("recipient", json!({ "eboxType": "enterprise", "enterpriseNumber": "0202239951" })),
    ] {
        let mut other = v3_description();
        other[member] = value;
        let problem = send(&world.v3, "/ebox/messages", KEY, form(&other)).await.expect(409).json();
        assert_eq!(
            (&problem["messageId"], &problem["isSamePublication"]),
            (&first["messageId"], &json!(false))
        );
    }
    // Who may not send for the enterprise learns nothing of its keys.
    world.tokens.give("another", ebox_testkit::STRANGER, &[ebox_credential::Scope::PublicationSender]);
    let request = Request::post("/ebox/messages")
        .header(header::AUTHORIZATION, "Bearer another")
        .header(header::CONTENT_TYPE, Form::content_type())
        .header("Idempotency-Key", format!("\"{KEY}\""));
    let body = Body::from(form(&v3_description()).bytes());
    call(&world.v3, request.body(body).expect("a request")).await.expect(400);
    let list = get(&world.v3, "/ebox/messages", "recipient").await.expect(200).json();
    assert_eq!(list["total"], 1);
}

#[tokio::test]
async fn the_sender_learns_what_became_of_a_key_after_a_restart_too() {
    let world = RegistryWorld::new().await;
    get(&world.v3, &lookup(KEY), "sender").await.expect(404);
    let first = send(&world.v3, "/ebox/messages", KEY, form(&v3_description())).await.expect(201).json();
    let world = world.restarted(Settings::default()).await;
    let outcome = get(&world.v3, &lookup(KEY), "sender").await.expect(200).json();
    let expected = json!({
        "senderApplicationId": APPLICATION, "idempotencyKey": KEY, "messageId": first["messageId"],
    });
    assert_eq!(outcome, expected);
    let unknown = get(&world.v3, &lookup("other"), "sender").await.expect(404).json();
    let issue = &unknown["issues"][0];
    assert_eq!((&issue["in"], &issue["name"]), (&json!("query"), &json!("idempotencyKey")));
    get(&world.v3, &lookup(KEY), "recipient").await.expect(403);
    world.tokens.give("another", ebox_testkit::STRANGER, &[ebox_credential::Scope::PublicationSender]);
    get(&world.v3, &lookup(KEY), "another").await.expect(404);
    for (query, name) in [
        ("senderApplicationId=a", "idempotencyKey"),
        ("idempotencyKey=a", "senderApplicationId"),
        ("senderApplicationId=a&idempotencyKey=", "idempotencyKey"),
    ] {
        let problem =
            get(&world.v3, &format!("/ebox/publications?{query}"), "sender").await.expect(400).json();
        assert_eq!(problem["issues"][0]["name"], name, "{query}");
    }
    get(&world.v3, "/ebox/publications", "sender").await.expect(400);
}
