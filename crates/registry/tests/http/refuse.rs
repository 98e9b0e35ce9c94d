//! Bad input: every refusal names the field, the rule and the fix, and stores nothing but its record.

use axum::{
    body::Body,
    http::{Request, header},
};
use ebox_registry::Settings;
use ebox_testkit::{Answer, Form, RegistryWorld, call, get, post};
use serde_json::{Value, json};

use crate::{form, v2_description, v3_description};

async fn send(world: &RegistryWorld, version: u8, content_type: &str, body: Vec<u8>) -> Answer {
    let (router, path) =
        if version == 2 { (&world.v2, "/publishMessage") } else { (&world.v3, "/ebox/messages") };
    let request = Request::post(path)
        .header(header::AUTHORIZATION, "Bearer sender")
        .header(header::CONTENT_TYPE, content_type);
    call(router, request.body(Body::from(body)).expect("a request")).await
}

/// Demands that nothing was stored but one audit record with the refusal.
async fn assert_nothing_stored(world: &RegistryWorld, what: &str) {
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

/// Whether a v3 refusal has an issue of this type for this field; gives its detail.
async fn issue_in_v3(form: Form, field: &str, kind: &str) -> String {
    let world = RegistryWorld::new().await;
    let problem = post(&world.v3, "/ebox/messages", "sender", form).await.expect(400).json();
    assert_nothing_stored(&world, field).await;
    let kind = format!("urn:problem-type:{kind}");
    let issues = problem["issues"].as_array().expect("issues");
    let found = issues.iter().find(|issue| issue["name"] == field && issue["type"] == kind);
    assert!(found.is_some(), "{field} of {kind} is not in {problem:#}");
    found.and_then(|issue| issue["detail"].as_str()).unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_refusal_names_fields_as_the_version_of_its_face_does() {
    let mut description = v2_description();
    description["forTheAttentionOf"] = json!({ "name": "x".repeat(101), "id": "94022722581" });
    description["isRegisteredMail"] = json!(true);
    let world = RegistryWorld::new().await;
    let answer = post(&world.v2, "/publishMessage", "sender", form(&description)).await.expect(400).json();
    let details = answer["details"].as_array().expect("details");
    let names: Vec<&str> = details.iter().filter_map(|detail| detail["ref"].as_str()).collect();
    assert_eq!(names, ["isRegisteredMail", "forTheAttentionOf.name", "forTheAttentionOf.id"]);

    let out_of_range = "belgif-ext:input-validation:outOfRange";
    let violation = "belgif:input-validation:schemaViolation";
    let mut description = v3_description();
    description["forTheAttentionOf"] = json!({ "label": "x".repeat(101), "ssin": "94022722581" });
    issue_in_v3(form(&description), "forTheAttentionOf.label", out_of_range).await;
    issue_in_v3(form(&description), "forTheAttentionOf.ssin", violation).await;
}

#[tokio::test]
async fn what_is_named_and_not_there_is_a_referenced_resource_that_was_not_found() {
    let not_found = "belgif:input-validation:referencedResourceNotFound";
    let mut citizen = v3_description();
    citizen["recipient"] = json!({ "eboxType": "citizen", "ssin": "94022722580" });
    let detail = issue_in_v3(form(&citizen), "recipient.ssin", not_found).await;
    assert!(detail.contains("SSIN"), "{detail}");
    let mut partition = v3_description();
    partition["sender"]["partition"] = json!("Unknown");
    issue_in_v3(form(&partition), "sender.partition", not_found).await;
    let mut action = v3_description();
    action["messageActionId"] = json!("unknown");
    issue_in_v3(form(&action), "messageActionId", not_found).await;
}

#[tokio::test]
async fn a_file_name_that_is_too_long_or_only_a_path_is_not_called_missing() {
    let named = |name: &str| {
        Form::default().description(&v3_description()).file("upfile1", name, "application/pdf", b"x")
    };
    issue_in_v3(named(&"x".repeat(256)), "upfile1", "belgif-ext:input-validation:outOfRange").await;
    issue_in_v3(named("folder/"), "upfile1", "belgif:input-validation:invalidInput").await;
}

#[tokio::test]
async fn every_cause_is_an_issue_in_v3_all_at_once() {
    let world = RegistryWorld::new().await;
    let mut bad = v3_description();
    bad["recipient"]["enterpriseNumber"] = json!("0852093432");
    bad["subject"] = json!({ "nl": "Een", "de": "Ein" });
    bad["attachments"][0]["isMainContent"] = json!(false);
    bad["businessDataList"] = json!([{ "key": "UNKNOWN", "values": [{ "nl": "x" }] }]);
    bad["isRegisteredMail"] = json!(true);
    let problem = post(&world.v3, "/ebox/messages", "sender", form(&bad)).await.expect(400).json();
    assert_eq!(problem["type"], "urn:problem-type:belgif:badRequest");
    let issues = problem["issues"].as_array().expect("issues");
    let names: Vec<&str> = issues.iter().filter_map(|issue| issue["name"].as_str()).collect();
    for field in [
        "recipient.enterpriseNumber",
        "subject",
        "attachments",
        "businessDataList[0].key",
        "isRegisteredMail",
    ] {
        assert!(names.contains(&field), "{field} is not in {names:?}");
    }
    let mut other_sender = v3_description();
    other_sender["sender"]["enterpriseNumber"] = json!("0852093431");
    let world_of_another = RegistryWorld::new().await;
    let problem =
        post(&world_of_another.v3, "/ebox/messages", "sender", form(&other_sender)).await.expect(400).json();
    assert_eq!(problem["issues"][0]["name"], "sender.enterpriseNumber");
    assert!(issues.iter().all(|issue| issue["detail"].as_str().is_some_and(|detail| !detail.is_empty())));
    assert_nothing_stored(&world, "several causes").await;
}

/// The field of every issue of a v3 refusal, in order.
async fn issues_of(form: Form) -> Vec<String> {
    let world = RegistryWorld::new().await;
    let problem = post(&world.v3, "/ebox/messages", "sender", form).await.expect(400).json();
    assert_nothing_stored(&world, "refused").await;
    let issues = problem["issues"].as_array().expect("issues");
    issues.iter().filter_map(|issue| Some(issue["name"].as_str()?.to_owned())).collect()
}

#[tokio::test]
async fn what_cannot_be_read_hides_no_other_broken_rule() {
    let mut bad = v3_description();
    bad["extra"] = json!(1);
    bad["recipient"]["enterpriseNumber"] = json!("9852093431");
    bad["subject"] = json!({ "nl": "Een", "de": "Ein" });
    bad["attachments"][0]["isMainContent"] = json!(false);
    bad["businessDataList"] = json!([{ "key": "UNKNOWN", "values": [{ "nl": "x" }] }]);
    bad["isRegisteredMail"] = json!(true);
    let sent = Form::default().description(&bad).file("upfile1", "a.xml", "application/xml", b"<a/>");
    let expected = [
        "recipient.enterpriseNumber",
        "extra",
        "subject",
        "attachments",
        "upfile1",
        "isRegisteredMail",
        "businessDataList[0].key",
    ];
    assert_eq!(issues_of(sent).await, expected);

    let mut unconfigured = v3_description();
    unconfigured["extra"] = json!(1);
    unconfigured["messageTypeId"] = json!("UNKNOWN");
    unconfigured["senderApplicationId"] = json!(1);
    assert_eq!(issues_of(form(&unconfigured)).await, ["senderApplicationId", "extra", "messageTypeId"]);
}

#[tokio::test]
async fn what_cannot_be_read_makes_no_misleading_follow_up() {
    let with = |name: &str, value: Value| {
        let mut description = v3_description();
        description[name] = value;
        description
    };
    let main = json!({ "httpPartName": "upfile1", "isMainContent": true });
    let cases = [
        (with("attachments", json!("none")), vec!["attachments"]),
        (with("attachments", json!([{ "httpPartName": "upfile1" }])), vec!["attachments[0].isMainContent"]),
        (with("attachments", json!([{ "isMainContent": true }])), vec!["attachments[0].httpPartName"]),
        (with("isBodyMainContent", json!("no")), vec!["isBodyMainContent"]),
        (with("subject", json!({ "en": "A letter" })), vec!["subject.en"]),
        (with("recipient", json!("0852093431")), vec!["recipient"]),
        (with("businessDataList", json!([1])), vec!["businessDataList[0]"]),
        (with("attachments", json!([main, 7])), vec!["attachments[1]", "attachments"]),
    ];
    for (description, expected) in cases {
        assert_eq!(issues_of(form(&description)).await, expected, "{description}");
    }
    let mut body = v3_description();
    body["bodyContent"] = json!("text");
    body["isBodyMainContent"] = json!(true);
    body["attachments"] = json!([]);
    assert_eq!(issues_of(Form::default().description(&body)).await, ["bodyContent"]);
}

#[tokio::test]
async fn texts_are_neither_empty_nor_full_of_control_characters() {
    let with = |name: &str, value: Value| {
        let mut description = v3_description();
        description[name] = value;
        description
    };
    let data = |values: Value| with("businessDataList", json!([{ "key": "BCE IP", "values": values }]));
    let required = "urn:problem-type:belgif-ext:input-validation:requiredInput";
    let violation = "urn:problem-type:belgif:input-validation:schemaViolation";
    let cases = [
        (with("subject", json!({ "nl": "" })), "subject", required),
        (with("subject", json!({ "nl": " \t\u{a0}" })), "subject", required),
        (with("bodyContent", json!({ "fr": "\n" })), "bodyContent", required),
        (data(json!([])), "businessDataList[0].values", required),
        (data(json!([{ "nl": " " }])), "businessDataList[0].values[0]", required),
        (with("subject", json!({ "nl": "Een\nbrief" })), "subject", violation),
        (with("bodyContent", json!({ "nl": "Een\u{1b}[2J brief" })), "bodyContent", violation),
        (data(json!([{ "nl": "1\u{0}" }])), "businessDataList[0].values[0]", violation),
        (with("forTheAttentionOf", json!({ "label": "a\u{7}" })), "forTheAttentionOf.label", violation),
    ];
    for (description, field, kind) in cases {
        let world = RegistryWorld::new().await;
        let problem =
            post(&world.v3, "/ebox/messages", "sender", form(&description)).await.expect(400).json();
        let issues = problem["issues"].as_array().expect("issues");
        assert!(
            issues.iter().any(|issue| issue["name"] == field && issue["type"] == kind),
            "{field} in {problem:#}"
        );
        assert_nothing_stored(&world, field).await;
    }
    let world = RegistryWorld::new().await;
    let lines = with("bodyContent", json!({ "nl": "Geachte,\r\n\n\tdank u" }));
    post(&world.v3, "/ebox/messages", "sender", form(&lines)).await.expect(201);
}

#[tokio::test]
async fn a_description_that_is_no_json_hides_nothing_that_is_wrong_with_the_parts() {
    let sent = Form::default()
        .raw("Content-Disposition: form-data; name=\"messageToPublish\"", b"{")
        .file("upfile1", "a.xml", "application/xml", b"<a/>")
        .raw("Content-Disposition: form-data; name=\"upfile2\"", b"x");
    assert_eq!(issues_of(sent).await, ["messageToPublish", "upfile1", "upfile2"]);
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
        assert!(String::from_utf8_lossy(&answer.body).contains("more than 6 files"));
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
    // A criterion that is not offered is refused: an answer that ignored it would be wrong without saying so.
    get(&world.v3, "/ebox/messages?q=test&qlang=nl", "recipient").await.expect(400);
}
