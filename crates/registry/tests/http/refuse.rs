//! Bad input: every refusal names the field, the rule and the fix, and stores nothing but its record.

use axum::{
    body::Body,
    http::{Request, header},
};
use ebox_registry::Settings;
use ebox_testkit::{Answer, Form, RegistryWorld, call, get, post};
use serde_json::{Value, json};

use crate::{form, v2_description, v3_description};

pub(crate) async fn send(world: &RegistryWorld, version: u8, content_type: &str, body: Vec<u8>) -> Answer {
    let (router, path) =
        if version == 2 { (&world.v2, "/publishMessage") } else { (&world.v3, "/ebox/messages") };
    let request = Request::post(path)
        .header(header::AUTHORIZATION, "Bearer sender")
        .header(header::CONTENT_TYPE, content_type);
    call(router, request.body(Body::from(body)).expect("a request")).await
}

/// Demands that nothing was stored but one audit record with the refusal.
pub(crate) async fn assert_nothing_stored(world: &RegistryWorld, what: &str) {
    let list = get(&world.v2, "/ebox/messages", "recipient").await.expect(200).json();
    assert_eq!(list["totalItems"], 0, "{what}");
    assert_eq!(world.effects().await, (0, 1), "{what}");
    assert_eq!(world.content_files(), 0, "{what}");
}

/// A refusal in v2.1: code and message are those of the contract; the details name the field and the fix.
async fn refused_in_v2(description: &Value, form: Form, code: &str, message: &str, field: &str) {
    let world = RegistryWorld::new().await;
    let answer = post(&world.v2, "/publishMessage", "sender", form).await.expect(400).json();
    assert_eq!(
        (answer["code"].as_str(), answer["message"].as_str()),
        (Some(code), Some(message)),
        "{description}"
    );
    let details = answer["details"].as_array().expect("details");
    let named = details.iter().any(|detail| {
        detail["ref"].as_str().is_some_and(|name| name.contains(field))
            && detail["message"].as_str().is_some_and(|fix| fix.len() > 10)
    });
    assert!(named, "{field} is not named in {details:#?}");
    assert_nothing_stored(&world, message).await;
}

#[tokio::test]
async fn rules_of_publication_are_refused_with_the_published_codes_and_texts() {
    let with = |name: &str, value: Value| {
        let mut description = v2_description();
        description[name] = value;
        description
    };
    let attachments = |list: Value| with("attachments", list);
    let main = |part: &str, is_main: bool| json!({ "httpPartName": part, "mainContent": is_main });
    let cases: Vec<(Value, Option<Form>, &str, &str, &str)> = vec![
        (
            with("recipient", json!({ "eboxType": "enterprise", "eboxIdValue": "0852093432" })),
            None,
            "INVALID_INPUT",
            "0852093432 is not a valid company",
            "recipient.eboxIdValue",
        ),
        (
            with("recipient", json!({ "eboxType": "enterprise", "eboxIdValue": "0474028805" })),
            None,
            "INVALID_INPUT",
            "0474028805 is not a valid company",
            "recipient.eboxIdValue",
        ),
        (
            with("messageTypeId", json!("UNKNOWN")),
            None,
            "INVALID_SENDER",
            "Invalid message configuration",
            "messageTypeId",
        ),
        (
            with("senderOrganizationId", json!("0852093431")),
            None,
            "INVALID_SENDER",
            "Invalid sender: user credentials does not match payload",
            "senderOrganizationId",
        ),
        (
            attachments(json!([{
                "httpPartName": "upfile1", "mainContent": true,
                "digest": { "digestMethod": "sha_256", "digestValue": "AAAA" },
            }])),
            None,
            "DIGEST_DO_NOT_MATCH",
            "Issue with Digest",
            "digest",
        ),
        (
            attachments(json!([{
                "httpPartName": "upfile1", "mainContent": true,
                "digest": { "digestMethod": "sha_256", "digestValue": "A".repeat(43) },
            }])),
            None,
            "DIGEST_DO_NOT_MATCH",
            "Issue with Digest",
            "digest",
        ),
        (
            with("subject", json!({ "nl": "Een brief", "fr": "Une lettre" })),
            None,
            "NOT_IMPLEMENTED",
            "Multiple languages provided when only one expected",
            "subject",
        ),
        (
            attachments(json!([main("upfile1", false)])),
            None,
            "INVALID_INPUT",
            "No main content attachment. Exactly one is expected",
            "attachments",
        ),
        (
            attachments(json!([main("upfile1", true), main("upfile2", true)])),
            Some(form(&attachments(json!([main("upfile1", true), main("upfile2", true)]))).file(
                "upfile2",
                "b.pdf",
                "application/pdf",
                b"x",
            )),
            "INVALID_INPUT",
            "Too many main content. Exactly one is expected",
            "attachments",
        ),
        (
            v2_description(),
            Some(Form::default().description(&v2_description()).file(
                "upfile1",
                "a.xml",
                "application/xml",
                b"<a/>",
            )),
            "INVALID_INPUT",
            "Attachment mime type is not valid. See spec for list of available mime types",
            "upfile1",
        ),
        (
            v2_description(),
            Some(form(&v2_description()).file("upfile2", "b.pdf", "application/pdf", b"x")),
            "INVALID_INPUT",
            "Json Attachments number is inconsistent with number of parts",
            "attachments",
        ),
        (
            attachments(json!([main("another", true)])),
            None,
            "INVALID_INPUT",
            "Some json attachment info do not match any file upload part",
            "attachments[0].httpPartName",
        ),
        (
            v2_description(),
            Some(
                Form::default()
                    .description(&v2_description())
                    .raw("Content-Disposition: form-data; name=\"upfile1\"; filename=\"a.pdf\"", b"x"),
            ),
            "INVALID_INPUT",
            "Missing mediaType or fileName in part",
            "upfile1",
        ),
        (
            v2_description(),
            Some(Form::default().description(&v2_description()).raw(
                "Content-Disposition: form-data; name=\"upfile1\"\r\nContent-Type: application/pdf",
                b"x",
            )),
            "INVALID_INPUT",
            "Missing mediaType or fileName in part",
            "upfile1",
        ),
    ];
    for (description, sent, code, message, field) in cases {
        let sent = sent.unwrap_or_else(|| form(&description));
        refused_in_v2(&description, sent, code, message, field).await;
    }
}

#[tokio::test]
async fn registered_mail_is_refused_under_the_name_that_each_version_has_for_it() {
    let world = RegistryWorld::new().await;
    let mut description = v2_description();
    description["registeredMail"] = json!(true);
    let answer = post(&world.v2, "/publishMessage", "sender", form(&description)).await.expect(400).json();
    assert_eq!(answer["details"][0]["ref"], "registeredMail", "{answer}");
    assert_nothing_stored(&world, "registered mail").await;
}

#[tokio::test]
async fn what_is_no_json_or_not_of_the_schema_is_an_invalid_schema() {
    let raw = |json: &str| {
        Form::default()
            .raw("Content-Disposition: form-data; name=\"messageToPublish\"", json.as_bytes())
            .file("upfile1", "a.pdf", "application/pdf", b"x")
    };
    let changed = |change: fn(&mut Value)| {
        let mut description = v2_description();
        change(&mut description);
        raw(&description.to_string())
    };
    let cases = [
        (raw("{ \"subject\": "), "messageToPublish"),
        (raw("[]"), "messageToPublish"),
        (changed(|json| drop(json.as_object_mut().map(|map| map.remove("subject")))), "subject"),
        (
            changed(|json| drop(json.as_object_mut().map(|map| map.remove("replyAuthorized")))),
            "replyAuthorized",
        ),
        (changed(|json| json["bodyContent"] = Value::Null), "bodyContent"),
        (changed(|json| json["isBodyMainContent"] = json!(true)), "isBodyMainContent"),
        (changed(|json| json["replyAuthorized"] = json!("no")), "replyAuthorized"),
    ];
    for (form, field) in cases {
        let world = RegistryWorld::new().await;
        let answer = post(&world.v2, "/publishMessage", "sender", form).await.expect(400).json();
        let message = answer["message"].as_str().expect("a message");
        assert_eq!(answer["code"], "INVALID_INPUT", "{answer}");
        assert!(message.starts_with("Invalid Schema"), "{message}");
        assert!(message.contains(field), "{field} is not in {message}");
        assert_nothing_stored(&world, field).await;
    }
}

#[tokio::test]
async fn what_is_no_form_or_misses_a_part_is_refused() {
    let world = RegistryWorld::new().await;
    let answer =
        send(&world, 3, "application/json", v3_description().to_string().into_bytes()).await.expect(415);
    assert!(String::from_utf8_lossy(&answer.body).contains("multipart/form-data"));
    assert_nothing_stored(&world, "not multipart").await;

    let world = RegistryWorld::new().await;
    let files_only = Form::default().file("upfile1", "a.pdf", "application/pdf", b"x");
    let answer = send(&world, 3, &Form::content_type(), files_only.bytes()).await.expect(400).json();
    assert_eq!(answer["issues"][0]["name"], "messageToPublish");
    assert_nothing_stored(&world, "no description").await;

    let world = RegistryWorld::new().await;
    send(&world, 3, "multipart/form-data", form(&v3_description()).bytes()).await.expect(400);
    assert_nothing_stored(&world, "no boundary").await;

    let world = RegistryWorld::new().await;
    let nameless = form(&v3_description()).raw("Content-Disposition: form-data", b"x");
    send(&world, 2, &Form::content_type(), nameless.bytes()).await.expect(400);
    assert_nothing_stored(&world, "a part without a name").await;
}

#[tokio::test]
async fn an_encoded_body_is_refused_with_the_header_to_leave_out() {
    let publish = |world: &RegistryWorld, version: u8, coding: &str| {
        let (router, path, description) = if version == 2 {
            (world.v2.clone(), "/publishMessage", v2_description())
        } else {
            (world.v3.clone(), "/ebox/messages", v3_description())
        };
        let request = Request::post(path)
            .header(header::AUTHORIZATION, "Bearer sender")
            .header(header::CONTENT_TYPE, Form::content_type())
            .header(header::CONTENT_ENCODING, coding)
            .body(Body::from(form(&description).bytes()))
            .expect("a request");
        async move { call(&router, request).await }
    };
    for version in [2, 3] {
        let world = RegistryWorld::new().await;
        let answer = publish(&world, version, "gzip").await.expect(415);
        let text = String::from_utf8_lossy(&answer.body).into_owned();
        assert!(text.contains("leave the header Content-Encoding out"), "{text}");
        assert_nothing_stored(&world, "encoded").await;
        publish(&world, version, "Identity").await.expect(201);
    }
}

#[tokio::test]
async fn a_body_cut_off_half_way_leaves_nothing() {
    for version in [2, 3] {
        let world = RegistryWorld::new().await;
        let big = vec![7; 3 << 20];
        let form =
            Form::default().description(&v3_description()).file("upfile1", "a.pdf", "application/pdf", &big);
        let answer = send(&world, version, &Form::content_type(), form.cut_off()).await.expect(400);
        assert!(String::from_utf8_lossy(&answer.body).contains("closing boundary"));
        assert_nothing_stored(&world, "cut off").await;
    }
}

#[tokio::test]
async fn a_seventh_file_is_refused() {
    for version in [2, 3] {
        let world = RegistryWorld::new().await;
        let description = if version == 2 { v2_description() } else { v3_description() };
        let mut form = Form::default().description(&description);
        for file in 1..=7 {
            form = form.file(&format!("upfile{file}"), "a.pdf", "application/pdf", b"x");
        }
        let answer = send(&world, version, &Form::content_type(), form.bytes()).await.expect(400);
        assert!(String::from_utf8_lossy(&answer.body).contains("at most 6 files, not 7"));
        assert_nothing_stored(&world, "seven files").await;
    }
}

#[tokio::test]
async fn a_file_over_the_limit_is_refused_at_the_byte_that_breaks_it() {
    let settings = Settings { max_file_size: 1 << 20, ..Settings::default() };
    let send_size = |size: usize| {
        let settings = settings.clone();
        async move {
            let world = RegistryWorld::with(settings).await;
            let form = Form::default().description(&v3_description()).file(
                "upfile1",
                "a.pdf",
                "application/pdf",
                &vec![7; size],
            );
            (post(&world.v3, "/ebox/messages", "sender", form).await, world)
        }
    };
    let (exact, _) = send_size(1 << 20).await;
    exact.expect(201);
    let (over, world) = send_size((1 << 20) + 1).await;
    let problem = over.expect(413).json();
    assert_eq!(
        (&problem["type"], &problem["limit"]),
        (&json!("urn:problem-type:belgif:payloadTooLarge"), &json!(1 << 20))
    );
    assert_nothing_stored(&world, "too large").await;
}

#[tokio::test]
async fn pages_that_cannot_be_are_refused_with_the_parameter_and_its_limits() {
    let world = RegistryWorld::new().await;
    for (query, name) in [
        ("pageSize=0", "pageSize"),
        ("pageSize=101", "pageSize"),
        ("pageSize=x", "pageSize"),
        ("page=0", "page"),
    ] {
        let v3 = get(&world.v3, &format!("/ebox/messages?{query}"), "recipient").await.expect(400).json();
        assert_eq!((&v3["issues"][0]["in"], &v3["issues"][0]["name"]), (&json!("query"), &json!(name)));
        let v2 = get(&world.v2, &format!("/ebox/messages?{query}"), "recipient").await.expect(400).json();
        assert_eq!(v2["code"], "INVALID_INPUT");
        assert!(v2["message"].as_str().is_some_and(|text| text.contains(name)), "{v2}");
    }
}
