//! Publishing, and what the recipient finds.

use axum::{
    body::Body,
    http::{Request, header},
};
use ebox_registry::Settings;
use ebox_testkit::{Form, RegistryWorld, STRANGER, call, get, post};
use serde_json::json;

use crate::{form, publish, v2_description, v3_description};

#[tokio::test]
async fn a_message_published_in_one_version_is_found_in_both() {
    let world = RegistryWorld::new().await;
    let answer =
        post(&world.v2, "/publishMessage", "sender", form(&v2_description())).await.expect(201).json();
    assert_eq!(answer["expirationDate"], "2026-04-01T11:00:00+02:00");
    assert_eq!(answer.get("code"), None);
    let id = answer["messageId"].as_str().expect("an id");

    let v2 = get(&world.v2, &format!("/ebox/messages/{id}"), "recipient").await.expect(200).json();
    assert_eq!(v2["subject"], json!({ "nl": "Een brief", "fr": "Een brief", "de": "Een brief" }));
    assert_eq!((&v2["readStatus"], &v2["senderOrganizationId"]), (&json!(false), &json!("0220916609")));
    assert_eq!(v2["attachments"]["totalItems"], 1);
    let v3 = get(&world.v3, &format!("/ebox/messages/{id}"), "recipient").await.expect(200).json();
    assert_eq!((&v3["isRead"], &v3["partition"]), (&json!(false), &json!("GENERAL")));
    assert_eq!(v3["sender"]["enterpriseNumber"], "0220916609");
    assert_eq!(v3["attachments"]["items"][0]["fileName"], "brief.pdf");
}

#[tokio::test]
async fn a_publication_in_v3_says_where_the_message_is() {
    let world = RegistryWorld::new().await;
    // With a slash at the end too, as the public collection of requests has it.
    for path in ["/ebox/messages", "/ebox/messages/"] {
        let answer = post(&world.v3, path, "sender", form(&v3_description())).await.expect(201);
        let id = answer.json()["messageId"].as_str().expect("an id").to_owned();
        assert_eq!(answer.header("location"), format!("https://ebox.example/v3/ebox/messages/{id}"));
    }
    assert_eq!(world.effects().await, (2, 2), "one event and one record for each");
}

#[tokio::test]
async fn the_description_may_come_last_and_names_may_be_encoded() {
    let world = RegistryWorld::new().await;
    let mut description = v3_description();
    description["attachments"] = json!([
        { "httpPartName": "upfile2", "isMainContent": true, "isAttachmentSigned": false },
        { "httpPartName": "upfile1", "isMainContent": false, "isAttachmentSigned": true },
    ]);
    let form = Form::default()
        .file("upfile1", "r%C3%A9sum%C3%A9.csv", "text/csv", b"a;b")
        .file("upfile2", "C:\\docs\\lettre.pdf", "application/pdf", b"%PDF")
        .description(&description);
    let id = post(&world.v3, "/ebox/messages", "sender", form).await.expect(201).json()["messageId"].clone();
    let path = format!("/ebox/messages/{}/attachments", id.as_str().expect("an id"));
    let attachments = get(&world.v3, &path, "recipient").await.expect(200).json();
    assert_eq!(attachments["items"][0]["fileName"], "lettre.pdf");
    assert_eq!(attachments["items"][1]["fileName"], "résumé.csv");
    assert_eq!(attachments["items"][1]["isAttachmentSigned"], true);
}

#[tokio::test]
async fn everything_that_a_description_says_reaches_the_recipient() {
    let world = RegistryWorld::new().await;
    let mut description = v3_description();
    description["sender"]["partition"] = json!("Another_partition");
    description["bodyContent"] = json!({ "fr": "Le texte" });
    description["isReplyAuthorized"] = json!(true);
    description["forTheAttentionOf"] = json!({ "label": "Comptabilité" });
    description["businessDataList"] = json!([{ "key": "BCE IP", "values": [{ "fr": "42" }] }]);
    description["messageActionId"] = json!("confirm");
    description["actionParameters"] = json!({ "dossier": "a b" });
    let id = publish(&world, &description).await;
    let message = get(&world.v3, &format!("/ebox/messages/{id}"), "recipient").await.expect(200).json();
    assert_eq!(message["sender"]["partition"], "Another_partition");
    assert_eq!(message["isReplyAuthorized"], true);
    assert_eq!(message["forTheAttentionOf"]["label"], "Comptabilité");
    assert_eq!(message["businessDataList"]["items"][0]["key"], "BCE IP");
    assert_eq!(message["action"]["url"], "https://confirm.example/a%20b");
    assert_eq!(message["action"]["isExecuted"], false);
    let body = get(&world.v3, &format!("/ebox/messages/{id}/body"), "recipient").await.expect(200).json();
    assert_eq!(body["fr"], "Le texte");
}

#[tokio::test]
async fn a_recipient_that_never_opened_its_ebox_is_pointed_out() {
    let world = RegistryWorld::new().await;
    let mut description = v3_description();
    description["recipient"]["enterpriseNumber"] = json!(STRANGER);
    let answer = post(&world.v3, "/ebox/messages", "sender", form(&description)).await.expect(201).json();
    assert_eq!(answer["code"], "NO_DIGITAL_USER");
}

#[tokio::test]
async fn a_repeated_key_makes_one_message_and_says_whether_it_was_the_same() {
    let world = RegistryWorld::new().await;
    let send = |router: axum::Router, path: &'static str, key: &'static str, body: Vec<u8>| async move {
        let request = Request::post(path)
            .header(header::AUTHORIZATION, "Bearer sender")
            .header(header::CONTENT_TYPE, Form::content_type())
            .header("Idempotency-Key", key);
        call(&router, request.body(Body::from(body)).expect("a request")).await
    };
    let key = "\"8e03978e-40d5-43e8-bc93-6894a57f9324\"";
    let same = form(&v3_description()).bytes();
    let first = send(world.v3.clone(), "/ebox/messages", key, same.clone()).await.expect(201).json();
    let again = send(world.v3.clone(), "/ebox/messages", key, same.clone()).await.expect(409).json();
    assert_eq!(again["type"], "urn:problem-type:ebox:duplicatePublication");
    assert_eq!((&again["messageId"], &again["isSamePublication"]), (&first["messageId"], &json!(true)));

    let mut other = v3_description();
    other["subject"] = json!({ "nl": "Een andere brief" });
    let world = world.restarted(Settings::default()).await;
    let refused =
        send(world.v3.clone(), "/ebox/messages", key, form(&other).bytes()).await.expect(409).json();
    assert_eq!((&refused["messageId"], &refused["isSamePublication"]), (&first["messageId"], &json!(false)));

    let bare = send(world.v3.clone(), "/ebox/messages", "8e03978e", same).await.expect(400).json();
    let detail = bare["issues"][0]["detail"].as_str().expect("a detail");
    assert!(detail.contains("Idempotency-Key: \""), "{detail}");
    let list = get(&world.v3, "/ebox/messages", "recipient").await.expect(200).json();
    assert_eq!(list["total"], 1);
}

#[tokio::test]
async fn the_parameters_of_a_part_may_be_named_in_any_case() {
    let world = RegistryWorld::new().await;
    let form = Form::default()
        .raw(
            "content-disposition: form-data; Name=\"messageToPublish\"",
            v3_description().to_string().as_bytes(),
        )
        .raw(
            "CONTENT-DISPOSITION: Form-Data; NAME=upfile1; FileName=\"a.pdf\"\r\nContent-Type: application/pdf",
            b"%PDF",
        );
    post(&world.v3, "/ebox/messages", "sender", form).await.expect(201);
}
