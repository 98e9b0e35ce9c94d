//! Replies.

use axum::{
    body::Body,
    http::{Request, header},
};
use ebox_audit::Effects;
use ebox_credential::Scope;
use ebox_domain::reference::{SenderOrganization, Trio};
use ebox_testkit::{
    Answer, Form, RECIPIENT, RegistryWorld, SENDER, STRANGER, call, get, post, reference_data,
};
use serde_json::{Value, json};

use crate::{publish, v3_description};

/// A world with a message that may be answered, sent from a partition of the sender, which asks for an action.
/// `office` reads the sender's own e-Box.
async fn world() -> (RegistryWorld, String) {
    let world = RegistryWorld::new().await;
    world.tokens.give("office", SENDER, &[Scope::DocumentConsumer]);
    let mut description = v3_description();
    description["isReplyAuthorized"] = json!(true);
    description["sender"]["partition"] = json!("Another_partition");
    description["messageActionId"] = json!("confirm");
    description["actionParameters"] = json!({ "dossier": "7" });
    let id = publish(&world, &description).await;
    (world, id)
}

fn description() -> Value {
    json!({
        "subject": { "nl": "Mijn antwoord" },
        "bodyContent": { "nl": "Zie bijlage" },
        "attachments": [{ "httpPartName": "upfile1", "isMainContent": true, "isAttachmentSigned": false }],
    })
}

fn form(description: &Value) -> Form {
    let part = "Content-Disposition: form-data; name=\"replyToPublish\"";
    Form::default().raw(part, description.to_string().as_bytes()).file(
        "upfile1",
        "antwoord.pdf",
        "application/pdf",
        b"%PDF-1.7 the answer",
    )
}

async fn reply(world: &RegistryWorld, id: &str, token: &str, form: Form, key: Option<&str>) -> Answer {
    let request = Request::post(format!("/ebox/messages/{id}/replies"))
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::CONTENT_TYPE, Form::content_type());
    let request = key.into_iter().fold(request, |request, key| request.header("Idempotency-Key", key));
    call(&world.v3, request.body(Body::from(form.bytes())).expect("a request")).await
}

#[tokio::test]
async fn a_reply_goes_to_the_partition_from_which_the_message_came() {
    let (world, id) = world().await;
    let replied = reply(&world, &id, "recipient", form(&description()), None).await.expect(201);
    let answer = replied.json();
    assert_eq!(answer["code"], "NO_DIGITAL_USER", "the sender never opened its e-Box");
    let own = answer["messageId"].as_str().expect("an id");
    assert!(replied.header("location").ends_with(&format!("/ebox/messages/{own}")), "as of a publication");
    let message = get(&world.v3, &format!("/ebox/messages/{own}"), "office").await.expect(200).json();
    assert_eq!(message["partition"], "Another_partition");
    assert_eq!(message["sender"]["enterpriseNumber"], RECIPIENT);
    assert_eq!((&message["originalMessageId"], &message["isReplyAuthorized"]), (&json!(id), &json!(false)));
    assert_eq!(message["messageTypeId"], ebox_testkit::MESSAGE_TYPE);
    assert_eq!(message["subject"]["fr"], "Mijn antwoord");
    let content = format!("/ebox/messages/{own}/attachments/1/content");
    assert_eq!(get(&world.v3, &content, "office").await.expect(200).body, b"%PDF-1.7 the answer");
    let v2 = get(&world.v2, &format!("/ebox/messages/{own}"), "office").await.expect(200).json();
    assert_eq!((&v2["originalMessageId"], &v2["senderOrganizationId"]), (&json!(id), &json!(RECIPIENT)));
    // The answered message stays as it is: its action is still open, and it is not read.
    let original = get(&world.v3, &format!("/ebox/messages/{id}"), "recipient").await.expect(200).json();
    assert_eq!((&original["action"]["isExecuted"], &original["isRead"]), (&json!(false), &json!(false)));
}

#[tokio::test]
async fn a_reply_to_a_partition_that_is_gone_lies_where_everybody_finds_it() {
    let (world, id) = world().await;
    world.rights.take_partitions(SENDER);
    let own = reply(&world, &id, "recipient", form(&description()), None).await.expect(201).json();
    let path = format!("/ebox/messages/{}", own["messageId"].as_str().expect("an id"));
    assert_eq!(get(&world.v3, &path, "office").await.expect(200).json()["partition"], "GENERAL");
}

/// A reply as v2.1 has it: a publication that names what it answers.
fn v2_reply(id: &str) -> Value {
    let mut description = crate::v2_description();
    description["recipient"]["eboxIdValue"] = json!(SENDER);
    description["senderOrganizationId"] = json!(RECIPIENT);
    description["originalMessageId"] = json!(id);
    description
}

#[tokio::test]
async fn a_reply_in_the_older_version_is_a_publication_that_names_what_it_answers() {
    let (world, id) = world().await;
    let publish = async |description: &Value| {
        post(&world.v2, "/publishMessage", "recipient", crate::form(description)).await
    };
    let answer = publish(&v2_reply(&id)).await.expect(201).json();
    let path = format!("/ebox/messages/{}", answer["messageId"].as_str().expect("an id"));
    let message = get(&world.v3, &path, "office").await.expect(200).json();
    assert_eq!(
        (&message["partition"], &message["originalMessageId"]),
        (&json!("Another_partition"), &json!(id))
    );

    // Type, application and sender are those of the message and of the e-Box, named or not; never others.
    let mut short = v2_reply(&id);
    for name in ["messageTypeId", "senderApplicationId", "senderOrganizationId"] {
        short.as_object_mut().expect("an object").remove(name);
    }
    publish(&short).await.expect(201);
    for (name, value, told) in [
        ("senderOrganizationId", STRANGER, "user credentials"),
        ("messageTypeId", "ANOTHER", "message configuration"),
        ("senderApplicationId", "another", "message configuration"),
    ] {
        let mut other = v2_reply(&id);
        other[name] = json!(value);
        let refused = publish(&other).await.expect(400).json();
        assert!(refused["message"].as_str().is_some_and(|text| text.contains(told)), "{name}: {refused}");
    }
    let unreadable = post(&world.v2, "/publishMessage", "recipient", crate::form(&json!("text"))).await;
    assert_eq!(unreadable.expect(400).json()["code"], "INVALID_INPUT");

    // More scopes are no fewer rights.
    world.tokens.give("both", RECIPIENT, &[Scope::DocumentConsumer, Scope::PublicationSender]);
    post(&world.v2, "/publishMessage", "both", crate::form(&v2_reply(&id))).await.expect(201);

    // Whoever only reads answers what came to the own e-Box and may be answered, and publishes nothing else.
    let mut elsewhere = v2_reply(&id);
    elsewhere["recipient"]["eboxIdValue"] = json!(STRANGER);
    let refused = publish(&elsewhere).await.expect(400).json();
    assert_eq!(refused["message"].as_str().map(|text| text.contains("answer")), Some(true), "{refused}");
    let closed = crate::publish(&world, &v3_description()).await;
    assert_eq!(publish(&v2_reply(&closed)).await.expect(403).json()["code"], "MISSING_PERMISSION");
    publish(&v2_reply("018f0000-0000-7000-8000-000000000000")).await.expect(404);
    let mut plain = v2_reply(&id);
    plain.as_object_mut().expect("an object").remove("originalMessageId");
    assert_eq!(publish(&plain).await.expect(403).json()["code"], "MISSING_SCOPE");
    assert_eq!(get(&world.v3, "/ebox/messages", "office").await.expect(200).json()["total"], 3);
}

#[tokio::test]
async fn a_sender_that_answers_writes_to_the_partition_from_which_the_message_came() {
    let world = RegistryWorld::new().await;
    let mut data = reference_data();
    let trio = data.trios.first().expect("a trio").clone();
    let sender = data.organizations.values().next().expect("the sender").clone();
    for (token, number) in [("asks", STRANGER), ("answers", RECIPIENT)] {
        let organization = number.parse().expect("a number");
        data.organizations.insert(organization, SenderOrganization { id: organization, ..sender.clone() });
        data.trios.insert(Trio { organization, ..trio.clone() });
        world.tokens.give(token, number, &[Scope::PublicationSender]);
    }
    world.registry.replace_reference_data(data, Effects::default()).await.expect("kept");
    let publish = async |token: &str, description: &Value| {
        let answer = post(&world.v3, "/ebox/messages", token, crate::form(description)).await;
        answer.expect(201).json()["messageId"].as_str().expect("an id").to_owned()
    };
    let mut question = v3_description();
    question["sender"] =
        json!({ "eboxType": "enterprise", "enterpriseNumber": STRANGER, "partition": "Another_partition" });
    question["isReplyAuthorized"] = json!(true);
    let question = publish("asks", &question).await;

    let mut answer = v3_description();
    answer["recipient"]["enterpriseNumber"] = json!(STRANGER);
    answer["sender"]["enterpriseNumber"] = json!(RECIPIENT);
    for (original, partition) in
        [(question.as_str(), "Another_partition"), ("of-another-registry", "GENERAL")]
    {
        answer["originalMessageId"] = json!(original);
        let path = format!("/ebox/messages/{}", publish("answers", &answer).await);
        let message = get(&world.v3, &path, "stranger").await.expect(200).json();
        assert_eq!(message["partition"], partition, "{original}");
    }
}

#[tokio::test]
async fn a_reply_may_execute_the_action() {
    let (world, id) = world().await;
    let mut with_action = description();
    with_action["executeAction"] = json!(true);
    reply(&world, &id, "recipient", form(&with_action), None).await.expect(201);
    let original = get(&world.v3, &format!("/ebox/messages/{id}"), "recipient").await.expect(200).json();
    assert_eq!(original["action"]["isExecuted"], true);

    let mut without = v3_description();
    without["isReplyAuthorized"] = json!(true);
    let plain = publish(&world, &without).await;
    let refused = reply(&world, &plain, "recipient", form(&with_action), None).await.expect(400).json();
    assert_eq!(refused["issues"][0]["name"], "executeAction");
}

#[tokio::test]
async fn a_reply_may_be_a_body_alone() {
    let (world, id) = world().await;
    let body =
        json!({ "subject": { "fr": "Oui" }, "bodyContent": { "fr": "D'accord" }, "isBodyMainContent": true });
    let part = "Content-Disposition: form-data; name=\"replyToPublish\"";
    let form = Form::default().raw(part, body.to_string().as_bytes());
    let own = reply(&world, &id, "recipient", form, None).await.expect(201).json()["messageId"].clone();
    let path = format!("/ebox/messages/{}/body", own.as_str().expect("an id"));
    assert_eq!(get(&world.v3, &path, "office").await.expect(200).json()["fr"], "D'accord");
}

#[tokio::test]
async fn only_who_may_read_a_message_answers_it_and_only_where_the_sender_wants_it() {
    let (world, id) = world().await;
    let closed = publish(&world, &v3_description()).await;
    let problem = reply(&world, &closed, "recipient", form(&description()), None).await.expect(403).json();
    assert_eq!(problem["type"], "urn:problem-type:belgif:missingPermission");
    reply(&world, &id, "stranger", form(&description()), None).await.expect(404);
    reply(&world, &id, "office", form(&description()), None).await.expect(404);
    // A reply is a consultation: the scope of a sender is not enough, the one of a consumer is.
    let problem = reply(&world, &id, "sender", form(&description()), None).await.expect(403).json();
    assert_eq!(problem["type"], "urn:problem-type:belgif:missingScope");
    reply(&world, &id, "nobody", form(&description()), None).await.expect(401);
    let ssin = "85073003328";
    world.tokens.give_person("person", RECIPIENT, ssin);
    world.rights.limit(ssin, &["Another_partition"]);
    reply(&world, &id, "person", form(&description()), None).await.expect(404);
    world.rights.limit(ssin, &["GENERAL"]);
    reply(&world, &id, "person", form(&description()), None).await.expect(201);
    assert_eq!(get(&world.v3, "/ebox/messages", "office").await.expect(200).json()["total"], 1);
}

#[tokio::test]
async fn everything_that_is_wrong_with_a_reply_is_named_at_once() {
    let (world, id) = world().await;
    let wrong = json!({
        "subject": null,
        "executeAction": "yes",
        "recipient": { "eboxType": "enterprise", "enterpriseNumber": STRANGER },
        "attachments": [{ "httpPartName": "upfile7", "isMainContent": true, "isAttachmentSigned": false }],
    });
    let problem = reply(&world, &id, "recipient", form(&wrong), None).await.expect(400).json();
    let issues = problem["issues"].as_array().expect("issues");
    for name in ["subject", "executeAction", "recipient", "attachments[0].httpPartName"] {
        assert!(issues.iter().any(|issue| issue["name"] == name), "{name} in {issues:?}");
    }
    let other_part = Form::default().description(&description());
    reply(&world, &id, "recipient", other_part, None).await.expect(400);
    assert_eq!(get(&world.v3, "/ebox/messages", "office").await.expect(200).json()["total"], 0);
}

#[tokio::test]
async fn a_repeated_reply_makes_one_message() {
    let (world, id) = world().await;
    let key = Some("\"answer-1\"");
    let first = reply(&world, &id, "recipient", form(&description()), key).await.expect(201).json();
    let again = reply(&world, &id, "recipient", form(&description()), key).await.expect(409).json();
    assert_eq!((&again["messageId"], &again["isSamePublication"]), (&first["messageId"], &json!(true)));
    reply(&world, &id, "recipient", form(&description()), Some("answer-2")).await.expect(400);
    assert_eq!(get(&world.v3, "/ebox/messages", "office").await.expect(200).json()["total"], 1);
}
