//! Replies, and what became of what was sent.

use crate::{
    registry::client,
    script::{Script, json, raw},
};
use bytes::Bytes;
use ebox_client::{ErrorKind, FileSource, OutgoingFile, OutgoingReply};
use ebox_domain::{EboxId, Language, LocalizedText, MediaType, publication::DraftAttachment};
use ebox_wire::routes::Version;
use serde_json::json;

fn reply() -> OutgoingReply {
    OutgoingReply {
        subject: LocalizedText::in_one(Language::Nl, "Re: een brief"),
        body: None,
        is_body_main: false,
        attachments: vec![DraftAttachment {
            part: "upfile1".to_owned(),
            is_main: true,
            is_signed: false,
            title: None,
            digest: None,
        }],
        business_data: vec![],
        files: vec![OutgoingFile {
            part: "upfile1".to_owned(),
            file_name: "answer.pdf".to_owned(),
            media_type: MediaType::Pdf,
            source: FileSource::Bytes(Bytes::from_static(b"%PDF-1.7")),
        }],
        executes_action: true,
        idempotency_key: Some("k-1".to_owned()),
    }
}

#[tokio::test]
async fn a_reply_is_a_form_like_a_publication() {
    let published = json!({"messageId": "9", "expirationDate": "2026-08-01T10:00:00+02:00"});
    let script = Script::start([json(201, &published)]).await;
    let result = client(&script, Version::V3).reply("a/b", &reply()).await.expect("sent");
    assert_eq!(result.message_id, "9");
    assert_eq!(script.calls(), ["POST /ebox/messages/a%2Fb/replies"]);
    let seen = &script.seen()[0];
    assert_eq!(seen.header("idempotency-key"), Some("\"k-1\""));
    for text in
        [r#"name="replyToPublish""#, r#""executeAction":true"#, r#"name="upfile1"; filename="answer.pdf""#]
    {
        assert!(seen.body.contains(text), "{}", seen.body);
    }
}

#[tokio::test]
async fn a_reply_whose_fate_is_unknown_is_not_sent_again() {
    let script = Script::start([raw(503, &[("retry-after", "0")], "")]).await;
    let error = client(&script, Version::V3).reply("7", &reply()).await.expect_err("unknown");
    assert!(error.is_transient());
    assert_eq!(script.seen().len(), 1);
    let error = client(&script, Version::V2).reply("7", &reply()).await.expect_err("not there");
    assert!(matches!(error.kind(), ErrorKind::NotOffered(_)));
    assert_eq!(script.seen().len(), 1);
}

#[tokio::test]
async fn what_became_of_a_message_is_asked_in_either_version() {
    let to: EboxId = EboxId::from_key("0852093431").expect("an e-Box");
    let questions = [("7".to_owned(), to)];
    let recipient = json!({"eboxType": "enterprise", "enterpriseNumber": "0852093431"});
    let expires = "2026-08-01T10:00:00+02:00";
    let v3 = Script::start([json(200, &json!({"items": [{
        "messageId": "7", "recipient": recipient, "expirationDate": expires, "isRead": true, "isVisible": true,
    }], "total": 1}))])
    .await;
    let of_v3 = client(&v3, Version::V3).status(&questions).await.expect("statuses");
    assert_eq!(v3.seen()[0].body, json!({"items": [{"messageId": "7", "recipient": recipient}]}).to_string());

    let ebox = json!({"eboxType": "enterprise", "eboxIdValue": "0852093431"});
    let v2 = Script::start([
        raw(503, &[("retry-after", "0")], ""),
        json(201, &json!([{
            "messageId": "7", "eboxId": ebox, "expirationDate": expires, "readStatus": true, "visible": true,
        }])),
    ])
    .await;
    let of_v2 = client(&v2, Version::V2).status(&questions).await.expect("statuses");
    assert_eq!(v2.calls(), ["POST /searchMessageStatus"; 2], "a question is repeated");
    assert_eq!(of_v2, of_v3);
    assert!(of_v3[0].is_read && of_v3[0].recipient == to && of_v3[0].expires.is_some());
}

#[tokio::test]
async fn what_became_of_a_key_is_asked_where_the_registry_tells() {
    let outcome = json!({"senderApplicationId": "app", "idempotencyKey": "k 1", "messageId": "9"});
    let script = Script::start([
        json(200, &json!({"status": "UP", "features": ["publicationOutcome"]})),
        json(200, &outcome),
        json(404, &json!({"type": "urn:problem-type:belgif:resourceNotFound", "status": 404})),
    ])
    .await;
    let client = client(&script, Version::V3);
    assert_eq!(client.publication("app", "k 1").await.expect("an answer").as_deref(), Some("9"));
    assert_eq!(client.publication("app", "k2").await.expect("an answer"), None);
    assert_eq!(script.calls()[1], "GET /ebox/publications?senderApplicationId=app&idempotencyKey=k+1");

    let silent = Script::start([json(200, &json!({"status": "UP"}))]).await;
    let error = crate::registry::client(&silent, Version::V3).publication("app", "k").await.expect_err("no");
    assert!(matches!(error.kind(), ErrorKind::NotOffered(_)));
}
