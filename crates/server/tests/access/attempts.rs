//! What a sender's client really did, as the operator looks back at it.

use axum::{
    body::Body,
    http::{header, request::Builder},
};
use ebox_credential::Scope;
use ebox_server::config::Traffic;
use ebox_testkit::{APPLICATION, Answer, Form, MESSAGE_TYPE, SENDER};
use serde_json::{Value, json};

use crate::world::{OTHER, OWN, V2, V3, World, request};

fn description() -> Value {
    json!({
        "recipient": { "eboxType": "enterprise", "enterpriseNumber": OWN },
        "subject": { "nl": "Een brief" },
        "messageTypeId": MESSAGE_TYPE,
        "senderApplicationId": APPLICATION,
        "attachments": [attachment("upfile1", true)],
    })
}

fn attachment(part: &str, is_main: bool) -> Value {
    json!({ "httpPartName": part, "isMainContent": is_main, "isAttachmentSigned": false })
}

/// A form with so many files.
fn form(description: &Value, files: usize) -> Form {
    let pdf = b"%PDF-1.7 brief";
    (1..=files).fold(Form::default().description(description), |form, number| {
        form.file(&format!("upfile{number}"), "brief.pdf", "application/pdf", pdf)
    })
}

async fn publish(world: &World, request: Builder, form: Form) -> Answer {
    let request = request.header(header::CONTENT_TYPE, Form::content_type());
    world.call(request.body(Body::from(form.bytes())).expect("a request")).await
}

struct Sender<'w> {
    world: &'w World,
    token: String,
    operator: String,
}

impl Sender<'_> {
    async fn v3(&self, form: Form) -> Answer {
        publish(self.world, request("POST", &format!("{V3}/ebox/messages"), &self.token), form).await
    }

    /// The attempts after a place.
    async fn attempts(&self, query: &str) -> Value {
        let path = format!("/operator/v1/providers/own/publications?senderEnterpriseNumber={SENDER}{query}");
        self.world.send("GET", &path, &self.operator, &Value::Null).await.expect(200).json()
    }

    /// The last attempt.
    async fn last(&self) -> Value {
        let all = self.attempts("&limit=500").await["items"].clone();
        all.as_array().and_then(|all| all.last()).cloned().expect("an attempt")
    }
}

async fn world() -> World {
    let world = World::new(Traffic::default()).await;
    world.configure().await;
    world
}

async fn sender(world: &World) -> Sender<'_> {
    Sender {
        world,
        token: world.token(SENDER, &[Scope::PublicationSender]).await,
        operator: world.token(OTHER, &[Scope::Operator]).await,
    }
}

#[tokio::test]
async fn publications_are_told_apart() {
    let world = world().await;
    let sender = sender(&world).await;
    let one = sender.v3(form(&description(), 1)).await.expect(201).json();
    let last = sender.last().await;
    assert_eq!(
        last,
        json!({
            "at": last["at"], "clientId": last["clientId"], "version": "v3", "status": 201,
            "messageId": one["messageId"], "hasIdempotencyKey": false, "messageTypeId": MESSAGE_TYPE,
            "senderApplicationId": APPLICATION, "eboxType": "enterprise", "files": 1,
            "mediaTypes": ["application/pdf"], "hasBody": false, "isBodyMainContent": false, "digests": 0, "businessData": 0,
            "recipientHasOpened": false,
        })
    );

    let mut body_only = description();
    body_only["attachments"] = json!([]);
    body_only["bodyContent"] = json!({ "nl": "De tekst" });
    body_only["isBodyMainContent"] = json!(true);
    sender.v3(form(&body_only, 0)).await.expect(201);
    let last = sender.last().await;
    assert_eq!(
        (&last["files"], &last["isBodyMainContent"], &last["hasBody"]),
        (&json!(0), &json!(true), &json!(true))
    );

    let mut with_annex = body_only.clone();
    with_annex["attachments"] = json!([attachment("upfile1", false)]);
    sender.v3(form(&with_annex, 1)).await.expect(201);
    let last = sender.last().await;
    assert_eq!((&last["files"], &last["isBodyMainContent"]), (&json!(1), &json!(true)));

    let mut six = description();
    six["attachments"] = (1..=6).map(|number| attachment(&format!("upfile{number}"), number == 1)).collect();
    sender.v3(form(&six, 6)).await.expect(201);
    assert_eq!(sender.last().await["files"], 6);
}

#[tokio::test]
async fn the_same_key_twice_is_seen_with_the_first_message() {
    let world = world().await;
    let sender = sender(&world).await;
    let with_key = async |description: &Value| {
        let request = request("POST", &format!("{V3}/ebox/messages"), &sender.token);
        publish(&world, request.header("Idempotency-Key", "\"one\""), form(description, 1)).await
    };
    let first = with_key(&description()).await.expect(201).json();
    for (subject, is_same) in [("Een brief", true), ("Een andere brief", false)] {
        let mut again = description();
        again["subject"]["nl"] = json!(subject);
        with_key(&again).await.expect(409);
        let last = sender.last().await;
        assert_eq!((&last["status"], &last["refusal"]), (&json!(409), &json!("duplicate_publication")));
        assert_eq!((&last["messageId"], &last["isSamePublication"]), (&first["messageId"], &json!(is_same)));
        assert_eq!(last["hasIdempotencyKey"], true);
    }
}

#[tokio::test]
async fn every_refusal_names_its_rule_with_the_code_and_text_that_senders_know() {
    let world = world().await;
    let sender = sender(&world).await;
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut description = description();
        change(&mut description);
        form(&description, 1)
    };
    let plain = |headers: &str| Form::default().description(&description()).raw(headers, b"%PDF");
    let refusals = [
        (
            changed(&|it| it["recipient"]["enterpriseNumber"] = json!("0852093432")),
            "recipient",
            "INVALID_INPUT",
            "<number> is not a valid company",
        ),
        (
            changed(&|it| it["messageTypeId"] = json!("UNKNOWN")),
            "messageConfiguration",
            "INVALID_SENDER",
            "Invalid message configuration",
        ),
        (
            changed(&|it| it["sender"] = json!({ "eboxType": "enterprise", "enterpriseNumber": OTHER })),
            "senderMismatch",
            "INVALID_SENDER",
            "Invalid sender: user credentials does not match payload",
        ),
        (
            changed(&|it| {
                let digest = json!({ "digestMethod": "sha_256", "digestValue": "A".repeat(43) });
                it["attachments"][0]["digest"] = digest;
            }),
            "digest",
            "DIGEST_DO_NOT_MATCH",
            "Issue with Digest",
        ),
        (
            changed(&|it| it["subject"] = json!({ "nl": "Een brief", "fr": "Une lettre" })),
            "severalLanguages",
            "NOT_IMPLEMENTED",
            "Multiple languages provided when only one expected",
        ),
        (
            changed(&|it| it["attachments"][0]["isMainContent"] = json!(false)),
            "noMainContent",
            "INVALID_INPUT",
            "No main content attachment. Exactly one is expected",
        ),
        (
            changed(&|it| {
                it["bodyContent"] = json!({ "nl": "De tekst" });
                it["isBodyMainContent"] = json!(true);
            }),
            "severalMainContents",
            "INVALID_INPUT",
            "Too many main content. Exactly one is expected",
        ),
        (
            Form::default().description(&description()).file(
                "upfile1",
                "a.exe",
                "application/x-other",
                b"MZ",
            ),
            "mediaType",
            "INVALID_INPUT",
            "Attachment mime type is not valid. See spec for list of available mime types",
        ),
        (
            form(&description(), 2),
            "attachmentCount",
            "INVALID_INPUT",
            "Json Attachments number is inconsistent with number of parts",
        ),
        (
            changed(&|it| it["attachments"][0]["httpPartName"] = json!("elsewhere")),
            "attachmentPart",
            "INVALID_INPUT",
            "Some json attachment info do not match any file upload part",
        ),
        (
            plain("Content-Disposition: form-data; name=\"upfile1\"\r\nContent-Type: application/pdf"),
            "partHeaders",
            "INVALID_INPUT",
            "Missing mediaType or fileName in part",
        ),
        (changed(&|it| it["colour"] = json!("red")), "unknown", "INVALID_INPUT", "Invalid Schema"),
    ];
    for (form, rule, code, message) in refusals {
        sender.v3(form).await.expect(400);
        let last = sender.last().await;
        let causes = last["causes"].as_array().cloned().unwrap_or_default();
        assert!(causes.iter().any(|cause| cause["rule"] == rule), "{rule}: {last}");
        assert_eq!((&last["code"], &last["message"]), (&json!(code), &json!(message)), "{last}");
        assert_eq!((&last["status"], &last["refusal"]), (&json!(400), &json!("invalid")), "{last}");
        assert!(last.get("messageId").is_none(), "{last}");
    }
    let unknown_key =
        changed(&|it| it["businessDataList"] = json!([{ "key": "NONE", "values": [{ "nl": "1" }] }]));
    sender.v3(unknown_key).await.expect(400);
    let last = sender.last().await;
    assert_eq!((&last["causes"][0]["rule"], &last["businessData"]), (&json!("businessDataKey"), &json!(1)));
}

#[tokio::test]
async fn both_versions_are_seen_and_what_is_no_publication_at_all_too() {
    let world = world().await;
    let sender = sender(&world).await;
    let v2 = request("POST", &format!("{V2}/publishMessage"), &sender.token);
    publish(&world, v2, crate::world::letter_v2()).await.expect(201);
    let last = sender.last().await;
    assert_eq!((&last["version"], &last["status"]), (&json!("v2"), &json!(201)));
    let scopeless = world.token(SENDER, &[Scope::ReferenceData]).await;
    let not_let_in = request("POST", &format!("{V3}/ebox/messages"), &scopeless);
    publish(&world, not_let_in, form(&description(), 1)).await.expect(403);
    let last = sender.last().await;
    assert_eq!((&last["status"], &last["refusal"]), (&json!(403), &json!("missing_scope")));
    let own = world.token(OWN, &[Scope::PublicationSender]).await;
    let of_other = request("POST", &format!("{V3}/ebox/messages"), &own);
    publish(&world, of_other, form(&description(), 1)).await;
    assert_eq!(sender.last().await, last, "attempts of others are not shown");
}

#[tokio::test]
async fn pages_continue_where_the_one_before_ended() {
    let world = world().await;
    let sender = sender(&world).await;
    for _ in 0..3 {
        sender.v3(form(&description(), 1)).await.expect(201);
    }
    let all = sender.attempts("").await;
    let ids = |page: &Value| -> Vec<Value> {
        page["items"]
            .as_array()
            .map(|all| all.iter().map(|one| one["messageId"].clone()).collect())
            .unwrap_or_default()
    };
    let first = sender.attempts("&limit=2").await;
    let after = format!("&after={}", first["next"].as_str().expect("a place"));
    let rest = sender.attempts(&after).await;
    assert_eq!([ids(&first), ids(&rest)].concat(), ids(&all));
    let next = format!("&after={}", rest["next"].as_str().expect("a place"));
    assert_eq!(sender.attempts(&next).await, json!({ "items": [], "next": rest["next"] }));
    let since = |moment: &str| format!("&after={}", moment.replace('+', "%2B"));
    let last = all["items"][2]["at"].as_str().expect("a moment");
    assert_eq!(ids(&sender.attempts(&since("2020-01-01T00:00:00+01:00")).await).len(), 3);
    assert_eq!(ids(&sender.attempts(&since(last)).await), [Value::Null; 0]);
    for wrong in ["&after=yesterday", "&limit=0", "&limit=501"] {
        let path = format!("/operator/v1/providers/own/publications?senderEnterpriseNumber={SENDER}{wrong}");
        world.send("GET", &path, &sender.operator, &Value::Null).await.expect(400);
    }
    let path = "/operator/v1/providers/other/publications?senderEnterpriseNumber=0220916609";
    world.send("GET", path, &sender.operator, &Value::Null).await.expect(404);
}
