//! A message registry, as scripted: what is asked, what is repeated, what is never done.

use std::{sync::Arc, time::Duration};

use crate::script::{Script, clock, fixed, http, json, raw};
use axum::response::Response;
use bytes::Bytes;
use ebox_client::{
    Attachment, ClientError, ErrorKind, FileSource, Filter, Http, Message, OutgoingFile, OutgoingPublication,
    Registry, Resume, Settings,
};
use ebox_domain::{
    EboxId, Language, LocalizedText, MediaType, page::PageRequest, publication::Draft,
    publication::DraftAttachment,
};
use ebox_wire::routes::Version;
use serde_json::{Value, json};

pub(crate) fn client(script: &Script, version: Version) -> Registry {
    Registry::new(http(&clock()), fixed(), "nsso", version, format!("{}/", script.url))
}

pub(crate) fn v3_message(id: &str) -> Value {
    json!({
        "messageId": id,
        "subject": {"nl": "Een brief"},
        "receiptDate": "2026-02-01T10:00:00+01:00",
        "expirationDate": "2026-08-01T10:00:00+02:00",
        "isRead": false,
        "isBodyMainContent": false,
        "messageTypeId": "KIND-1",
        "sender": {"eboxType": "enterprise", "enterpriseNumber": "0220916609"},
        "attachments": {"items": [
            {"attachmentId": "1", "fileName": "a.pdf", "isMainContent": true, "mediaType": "application/pdf", "size": 1.5},
            {"attachmentId": "2", "fileName": "b.pdf", "isMainContent": false, "mediaType": "application/pdf", "size": 0.5},
        ], "total": 2},
    })
}

fn v2_message(id: &str) -> Value {
    json!({
        "messageId": id,
        "subject": {"fr": "Une lettre"},
        "receiptDate": "2026-02-01T10:00:00+01:00",
        "expirationDate": "2026-08-01T10:00:00+02:00",
        "readStatus": true,
        "messageTypeId": "KIND-1",
        "senderOrganizationId": "0220916609",
        "bodyMainContent": true,
    })
}

async fn one_message(script: &Script) -> (Message, Attachment, Attachment) {
    let message = client(script, Version::V3).message("7").await.expect("a message");
    let attachments = message.attachments.clone().expect("attachments");
    (message, attachments[0].clone(), attachments[1].clone())
}

#[tokio::test]
async fn both_versions_are_one_model() {
    let v3 = Script::start([json(200, &json!({"items": [v3_message("a/b")], "total": 7}))]).await;
    let page = client(&v3, Version::V3)
        .list(
            PageRequest::new(2, 50).expect("a page"),
            &Filter { is_read: Some(false), received_after: "2026-01-01".parse().ok(), ..Filter::default() },
        )
        .await
        .expect("a page");
    assert_eq!(v3.calls(), ["GET /ebox/messages?page=2&pageSize=50&receivedAfter=2026-01-01&isRead=false"]);
    assert_eq!((page.total, page.items[0].id.as_str()), (7, "a/b"));
    assert_eq!(page.items[0].attachments.as_ref().map(Vec::len), Some(2));

    let v2 = Script::start([json(200, &json!({"items": [v2_message("7")], "totalItems": 1}))]).await;
    let filter = Filter { is_read: Some(true), ..Filter::default() };
    let page = client(&v2, Version::V2).list(PageRequest::default(), &filter).await.expect("a page");
    assert_eq!(v2.calls(), ["GET /ebox/messages?page=1&pageSize=25&readStatus=true"]);
    let message = &page.items[0];
    assert!(message.is_read && message.is_body_main);
    assert_eq!(message.attachments, None);
    assert_eq!(message.subject.get(Language::Fr), Some("Une lettre"));
    assert_eq!(message.original, v2_message("7"));
}

#[tokio::test]
async fn one_bad_entry_does_not_hide_the_others() {
    let items = json!([{"messageId": "bad"}, v3_message("good"), 3]);
    let script = Script::start([json(200, &json!({"items": items, "total": 3}))]).await;
    let page =
        client(&script, Version::V3).list(PageRequest::default(), &Filter::default()).await.expect("a page");
    assert_eq!((page.items.len(), page.len()), (1, 3));
    assert_eq!(page.unreadable[0].id.as_deref(), Some("bad"));
}

#[tokio::test]
async fn what_can_be_asked_twice_is_repeated_and_what_is_refused_is_not() {
    let script = Script::start([
        raw(500, &[], ""),
        raw(503, &[("retry-after", "0")], ""),
        json(200, &v3_message("7")),
        raw(
            404,
            &[("content-type", "application/problem+json")],
            r#"{"type":"urn:x","detail":"Message not found"}"#,
        ),
    ])
    .await;
    let client = client(&script, Version::V3);
    client.message("7").await.expect("a message at the third attempt");
    let error = client.message("8").await.expect_err("refused");
    assert_eq!(error.whom(), "nsso");
    assert_eq!(
        error.chain(),
        "cannot get a message at nsso: refused with status 404 urn:x, Message not found"
    );
    assert_eq!(script.seen().len(), 4);
}

#[tokio::test]
async fn a_service_that_asks_for_a_long_pause_is_left_alone() {
    let script = Script::start([raw(429, &[("retry-after", "3600")], "")]).await;
    let error = client(&script, Version::V3).message("7").await.expect_err("refused");
    assert!(error.is_transient());
    assert_eq!(error.hint().as_deref(), Some("try again after 3600 seconds"));
    assert_eq!(script.seen().len(), 1);
}

#[tokio::test]
async fn an_answer_that_breaks_off_is_asked_for_again() {
    let cut = raw(200, &[("content-length", "100")], axum::body::Body::from_stream(broken("{\"mess")));
    let script = Script::start([cut, json(200, &v3_message("7"))]).await;
    client(&script, Version::V3).message("7").await.expect("a message at the second attempt");
}

#[tokio::test]
async fn nothing_but_its_own_method_opens_main_content() {
    let script = Script::start([json(200, &v3_message("7"))]).await;
    let (message, main, annex) = one_message(&script).await;
    let client = client(&script, Version::V3);
    let misuse = |error: ClientError| matches!(error.kind(), ErrorKind::Misuse(_));
    assert!(misuse(client.fetch_annex(&message, &main, None).await.expect_err("refused")));
    assert!(misuse(client.open_main_content(&message, &annex, None).await.expect_err("refused")));
    let body_is_main = Message { is_body_main: true, ..message };
    assert!(misuse(client.body(&body_is_main).await.expect_err("refused")));
    assert_eq!(script.seen().len(), 1, "no request was made");
}

#[tokio::test]
async fn a_download_is_resumed_where_it_broke_off() {
    let script = Script::start([
        json(200, &v3_message("7")),
        raw(206, &[("content-range", "bytes 4-9/10"), ("etag", "\"x\"")], "456789"),
        raw(200, &[("etag", "\"y\"")], "0123456789"),
        raw(206, &[("content-range", "bytes 0-9/10")], "0123456789"),
    ])
    .await;
    let (message, _, annex) = one_message(&script).await;
    let client = client(&script, Version::V3);
    let resume = Resume { offset: 4, etag: Some("\"x\"".to_owned()) };

    let mut content = client.fetch_annex(&message, &annex, Some(&resume)).await.expect("content");
    assert_eq!((content.offset(), content.total()), (4, Some(10)));
    assert_eq!(content.chunk().await.expect("bytes"), Some(Bytes::from_static(b"456789")));
    let seen = script.seen();
    assert_eq!(seen[1].path, "/ebox/messages/7/attachments/2/content");
    assert_eq!((seen[1].header("range"), seen[1].header("if-range")), (Some("bytes=4-"), Some("\"x\"")));

    let whole = client.fetch_annex(&message, &annex, Some(&resume)).await.expect("content");
    assert_eq!((whole.offset(), whole.etag()), (0, Some("\"y\"")), "the content changed: all of it again");

    let other = client.fetch_annex(&message, &annex, Some(&resume)).await.expect_err("another range");
    assert!(matches!(other.kind(), ErrorKind::Unexpected(_)));
}

#[tokio::test]
async fn a_message_without_a_body_has_none() {
    let script = Script::start([
        json(200, &v3_message("7")),
        raw(404, &[], ""),
        json(200, &json!({"de": "Guten Tag"})),
    ])
    .await;
    let (message, ..) = one_message(&script).await;
    let client = client(&script, Version::V3);
    assert_eq!(client.body(&message).await.expect("an answer"), None);
    let body = client.body(&message).await.expect("an answer").expect("a body");
    assert_eq!(body.get(Language::De), Some("Guten Tag"));
}

#[tokio::test]
async fn a_token_goes_nowhere_else() {
    let script = Script::start([raw(307, &[("location", "http://elsewhere.example/")], "")]).await;
    let error = client(&script, Version::V3).message("7").await.expect_err("a redirect");
    assert!(error.chain().contains("http://elsewhere.example/"));
    assert_eq!(script.seen().len(), 1);
}

fn publication() -> OutgoingPublication {
    let draft = Draft {
        recipient: EboxId::Enterprise("0852093431".parse().expect("a number")),
        sender: None,
        sender_partition: None,
        application: "app".parse().expect("an id"),
        message_type: "KIND-1".parse().expect("an id"),
        subject: LocalizedText::in_one(Language::Nl, "Een brief"),
        body: None,
        is_body_main: false,
        is_reply_authorized: false,
        is_registered: false,
        attention: None,
        original: None,
        attachments: vec![DraftAttachment {
            part: "upfile1".to_owned(),
            is_main: true,
            is_signed: false,
            title: None,
            digest: None,
        }],
        business_data: vec![],
        payment: None,
        action: None,
        expires: None,
        optional_features: vec![],
    };
    OutgoingPublication {
        draft,
        files: vec![OutgoingFile {
            part: "upfile1".to_owned(),
            file_name: "résumé.pdf".to_owned(),
            media_type: MediaType::Pdf,
            source: FileSource::Bytes(Bytes::from_static(b"%PDF-1.7")),
        }],
        idempotency_key: Some("k-1".to_owned()),
    }
}

fn published() -> Response {
    let body =
        json!({"messageId": "9", "expirationDate": "2026-08-01T10:00:00+02:00", "code": "NO_DIGITAL_USER"});
    json(201, &body)
}

#[tokio::test]
async fn a_publication_is_sent_as_the_guide_says() {
    let script = Script::start([published(), published()]).await;
    let result = client(&script, Version::V3).publish(&publication()).await.expect("published");
    assert_eq!((result.message_id.as_str(), result.recipient_never_opened), ("9", true));
    client(&script, Version::V2).publish(&publication()).await.expect("published");
    assert_eq!(script.calls(), ["POST /ebox/messages", "POST /publishMessage"]);

    let seen = &script.seen()[0];
    assert_eq!(seen.header("idempotency-key"), Some("\"k-1\""));
    assert!(seen.header("content-type").is_some_and(|kind| kind.starts_with("multipart/form-data")));
    assert!(seen.body.contains(r#"name="messageToPublish""#), "{}", seen.body);
    assert!(seen.body.contains(r#"name="upfile1"; filename="r%C3%A9sum%C3%A9.pdf""#), "{}", seen.body);
    assert!(seen.body.contains("Content-Type: application/pdf"), "{}", seen.body);
    assert!(seen.body.contains(r#""isMainContent":true"#), "{}", seen.body);
}

#[tokio::test]
async fn a_publication_whose_fate_is_unknown_is_not_sent_again() {
    let script = Script::start([raw(503, &[("retry-after", "0")], ""), published()]).await;
    let error = client(&script, Version::V3).publish(&publication()).await.expect_err("unknown");
    assert!(error.is_transient());
    assert_eq!(script.seen().len(), 1);
}

#[tokio::test]
async fn a_repeated_publication_names_the_first_message() {
    let problem = json!({
        "type": "urn:problem-type:ebox:duplicatePublication",
        "title": "Duplicate Publication",
        "status": 409,
        "messageId": "9",
        "isSamePublication": true,
    });
    let script = Script::start([json(409, &problem)]).await;
    let error = client(&script, Version::V3).publish(&publication()).await.expect_err("refused");
    let refusal = error.refusal().expect("a refusal");
    assert_eq!((refusal.message_id.as_deref(), refusal.is_same_publication), (Some("9"), Some(true)));
}

/// A body that breaks off after these bytes.
fn broken(
    begin: &'static str,
) -> impl futures_util::Stream<Item = Result<Bytes, std::io::Error>> + Send + 'static {
    let pieces = [Ok(Bytes::from_static(begin.as_bytes())), Err(std::io::Error::other("cut"))];
    futures_util::stream::iter(pieces)
}

#[tokio::test]
async fn a_question_that_is_never_answered_ends_in_time_with_all_its_repetitions() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}/v3/", listener.local_addr().expect("an address"));
    let silent = tokio::spawn(async move {
        let mut connections = Vec::new();
        loop {
            connections.push(listener.accept().await);
        }
    });
    let settings = Settings {
        answer_timeout: Duration::from_millis(400),
        silence_timeout: Duration::from_millis(150),
        first_pause: Duration::from_millis(1),
        retries: 20,
        ..Settings::default()
    };
    let http = Http::new(settings, Arc::new(clock())).expect("a client");
    let registry = Registry::new(http, fixed(), "alpha", Version::V3, url);
    let begun = std::time::Instant::now();
    let error = registry.message("7").await.expect_err("nothing");
    assert!(matches!(error.kind(), ErrorKind::Late) && error.is_transient(), "{error:?}");
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    silent.abort();
}
