//! A message whose time is over is gone from every answer at once, before anybody swept: each question is asked of a
//! registry in which nothing happened since the message expired, and is answered as by one that never had it.

use axum::{
    Router,
    body::Body,
    http::{Request, header},
};
use ebox_credential::Scope;
use ebox_registry::Settings;
use ebox_testkit::{Answer, Form, RECIPIENT, RegistryWorld, SENDER, STRANGER, call, get};
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::{publish, v3_description};

/// A question: its version, method and path, whose token it is asked with, and what it says.
type Question = (&'static str, &'static str, &'static str, &'static str, Value);

fn settings() -> Settings {
    let mut settings = Settings { broadcast: true, ..Settings::default() };
    settings.publication.payment_data = true;
    settings
}

async fn world() -> RegistryWorld {
    let world = RegistryWorld::with(settings()).await;
    world.tokens.give("sender", SENDER, &[Scope::PublicationSender, Scope::DocumentConsumer]);
    world
}

/// Publishes a message of which there is something in every answer.
async fn letter(world: &RegistryWorld) -> String {
    let mut description = v3_description();
    description["bodyContent"] = json!({ "nl": "De tekst" });
    description["isReplyAuthorized"] = json!(true);
    description["messageActionId"] = json!("confirm");
    description["actionParameters"] = json!({ "dossier": "7" });
    description["paymentData"] = json!({
        "paymentDataId": "1", "amount": 1, "vatAmount": 0, "currency": "EUR", "iban": "BE68539007547034",
        "dueDate": "2026-03-15T00:00:00+01:00",
    });
    publish(world, &description).await
}

fn questions(id: &str) -> Vec<Question> {
    let mut questions = Vec::new();
    for version in ["v2", "v3"] {
        for path in [
            "/ebox",
            "/ebox/messages",
            "/ebox/messages?q=brief&qlang=nl",
            "/ebox/messages?q=sender&qlang=nl",
            "/ebox/messages?q=br&qlang=nl",
            "/ebox/messages?page=2&pageSize=1",
            "/ebox/messages?expiredAfter=2026-03-01&receivedBefore=2026-03-02",
            "/ebox/messages/{id}",
            "/ebox/messages/{id}/attachments",
            "/ebox/messages/{id}/attachments/1",
            "/ebox/messages/{id}/attachments/1/content",
            "/ebox/messages/{id}/body",
            "/ebox/messages/{id}/paymentData",
        ] {
            questions.push((version, "GET", path, "recipient", Value::Null));
        }
        questions.push((
            version,
            "HEAD",
            "/ebox/messages/{id}/attachments/1/content",
            "recipient",
            Value::Null,
        ));
    }
    for path in [
        "/ebox/statistics",
        "/ebox/messages?isRead=false&partition=GENERAL",
        "/ebox/messages?isForAction=true",
        "/ebox/messages?cursor=",
    ] {
        questions.push(("v3", "GET", path, "recipient", Value::Null));
    }
    questions.push(("v3", "GET", "/ebox/messages?direction=sent", "sender", Value::Null));
    let (v2_ebox, v3_ebox) = (
        |number: &str| json!({ "eboxType": "enterprise", "eboxIdValue": number }),
        |number: &str| json!({ "eboxType": "enterprise", "enterpriseNumber": number }),
    );
    let status = "/searchMessageStatus";
    let (v2_asked, v3_asked) = (
        json!([{ "messageId": id, "eboxId": v2_ebox(RECIPIENT) }]),
        json!({ "items": [{ "messageId": id, "recipient": v3_ebox(RECIPIENT) }] }),
    );
    let link = |ebox: Value| json!({ "messageId": id, "recipients": [ebox] });
    let one = "/ebox/messages/{id}";
    questions.extend([
        ("v2", "POST", status, "sender", v2_asked),
        ("v3", "POST", status, "sender", v3_asked),
        ("v2", "POST", "/linkEboxMessage", "sender", link(v2_ebox(STRANGER))),
        ("v3", "POST", "/linkEboxMessage", "sender", link(v3_ebox(STRANGER))),
        (
            "v2",
            "PATCH",
            "/ebox/messages",
            "recipient",
            json!({ "items": [{ "messageId": id, "visible": true }] }),
        ),
        (
            "v3",
            "PATCH",
            "/ebox/messages",
            "recipient",
            json!({ "items": [{ "messageId": id, "isVisible": true }] }),
        ),
        ("v3", "PATCH", one, "recipient", json!({ "partition": "Another_partition" })),
        ("v3", "PATCH", "/ebox/messages/{id}/action", "recipient", json!({ "isExecuted": true })),
        ("v3", "POST", "/ebox/messages/{id}/replies", "recipient", Value::Null),
    ]);
    questions
}

async fn ask(world: &RegistryWorld, question: &Question, id: &str) -> Answer {
    let (version, method, path, token, says) = question;
    let router: &Router = if *version == "v2" { &world.v2 } else { &world.v3 };
    let request = Request::builder()
        .method(*method)
        .uri(path.replace("{id}", id))
        .header(header::AUTHORIZATION, format!("Bearer {token}"));
    let request = match (*method, says) {
        ("POST", Value::Null) => {
            let reply = json!({ "subject": { "nl": "Re" }, "bodyContent": { "nl": "Ja" }, "isBodyMainContent": true });
            let head = "Content-Disposition: form-data; name=\"replyToPublish\"";
            let form = Form::default().raw(head, reply.to_string().as_bytes());
            request.header(header::CONTENT_TYPE, Form::content_type()).body(Body::from(form.bytes()))
        }
        (_, Value::Null) => request.body(Body::empty()),
        (_, says) => {
            request.header(header::CONTENT_TYPE, "application/json").body(Body::from(says.to_string()))
        }
    };
    call(router, request.expect("a request")).await
}

/// What an answer says. Where a client stands in the feed is not about messages.
fn said(answer: &Answer) -> (u16, Value) {
    let mut body = if answer.body.is_empty() { Value::Null } else { answer.json() };
    if let Some(members) = body.as_object_mut() {
        members.remove("cursor");
    }
    (answer.status.as_u16(), body)
}

#[tokio::test]
async fn every_question_is_answered_as_if_the_message_had_never_been_there() {
    let empty = world().await;
    for number in 0..questions("").len() {
        let world = world().await;
        let id = letter(&world).await;
        let question = &questions(&id)[number];
        let (version, method, path, ..) = question;
        let what = format!("{method} {path} of {version}");
        let never = ask(&empty, question, &id).await;
        let there = ask(&world, question, &id).await;
        assert!(there.status.is_success(), "{what}: {}", there.status);
        let may_be_same = path.contains("page=2");
        assert!(
            may_be_same || (there.status, &there.body) != (never.status, &never.body),
            "{what}: asks nothing"
        );
        world.clock.advance(SignedDuration::from_hours(24 * 32));
        let expired = ask(&world, question, &id).await;
        assert_eq!(said(&expired), said(&never), "{what}");
        assert!(!String::from_utf8_lossy(&expired.body).contains("Een brief"), "{what}");
    }
}

#[tokio::test]
async fn who_follows_is_told_at_once() {
    let world = world().await;
    let id = letter(&world).await;
    let news = get(&world.v3, "/ebox/messages?cursor=", "recipient").await.expect(200).json();
    world.clock.advance(SignedDuration::from_hours(24 * 32));
    let path = format!("/ebox/messages?cursor={}", news["cursor"].as_str().expect("a cursor"));
    let news = get(&world.v3, &path, "recipient").await.expect(200).json();
    assert_eq!(news["items"], json!([{ "messageId": id, "isGone": true }]));
}
