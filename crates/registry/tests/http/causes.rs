//! Every cause of a refusal is named at once, under the name and type that its version has for it.

use ebox_testkit::{Form, RegistryWorld, post};
use serde_json::{Value, json};

use crate::{form, refuse::assert_nothing_stored, v2_description, v3_description};

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
        (with("forTheAttentionOf", json!({ "label": " \t " })), "forTheAttentionOf.label", required),
        (with("originalMessageId", json!("a\u{0}b")), "originalMessageId", violation),
        (with("originalMessageId", json!(" ")), "originalMessageId", violation),
        (with("originalMessageId", json!("x".repeat(256))), "originalMessageId", violation),
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
async fn values_for_the_address_of_an_action_are_texts_with_limits() {
    let violation = "belgif:input-validation:schemaViolation";
    let cases = [
        (" ".to_owned(), "belgif-ext:input-validation:requiredInput"),
        ("4\u{0}2".to_owned(), violation),
        ("x".repeat(1_001), "belgif-ext:input-validation:outOfRange"),
    ];
    for (value, kind) in cases {
        let mut description = v3_description();
        description["messageActionId"] = json!("sign");
        description["actionParameters"] = json!({ "dossier": value });
        issue_in_v3(form(&description), "actionParameters.dossier", kind).await;
    }
}

#[tokio::test]
async fn a_message_may_answer_one_in_a_registry_of_others() {
    let world = RegistryWorld::new().await;
    let mut description = v3_description();
    description["originalMessageId"] = json!("urn:other:2026/7 é");
    let id = crate::publish(&world, &description).await;
    let message = ebox_testkit::get(&world.v2, &format!("/ebox/messages/{id}"), "recipient").await;
    assert_eq!(message.expect(200).json()["originalMessageId"], "urn:other:2026/7 é");
}
