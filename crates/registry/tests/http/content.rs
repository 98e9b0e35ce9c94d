//! Content: ranges, validators, and the legal act of opening the main content.

use axum::{
    body::Body,
    http::{Request, header},
};
use ebox_testkit::{Answer, Form, RegistryWorld, call, get, head, post};
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::{publish, v2_description, v3_description};

const MAIN: &[u8] = b"%PDF-1.7 the letter";

async fn ask(world: &RegistryWorld, path: &str, headers: &[(header::HeaderName, &str)]) -> Answer {
    let mut request = Request::get(path).header(header::AUTHORIZATION, "Bearer recipient");
    for (name, value) in headers {
        request = request.header(name, *value);
    }
    call(&world.v3, request.body(Body::empty()).expect("a request")).await
}

async fn is_read(world: &RegistryWorld, id: &str) -> Value {
    get(&world.v3, &format!("/ebox/messages/{id}"), "recipient").await.expect(200).json()["isRead"].clone()
}

/// A message with a main PDF and an annex.
async fn with_annex(world: &RegistryWorld) -> String {
    let mut description = v3_description();
    let annex = json!({ "httpPartName": "upfile2", "isMainContent": false, "isAttachmentSigned": false });
    description["attachments"].as_array_mut().expect("a list").push(annex);
    let form = Form::default()
        .description(&description)
        .file("upfile1", "é\"1.pdf", "application/pdf", MAIN)
        .file("upfile2", "annex.csv", "text/csv", b"a;b");
    let answer = post(&world.v3, "/ebox/messages", "sender", form).await.expect(201).json();
    answer["messageId"].as_str().expect("an id").to_owned()
}

#[tokio::test]
async fn content_comes_with_everything_a_careful_client_needs() {
    let world = RegistryWorld::new().await;
    let id = publish(&world, &v3_description()).await;
    let answer = ask(&world, &format!("/ebox/messages/{id}/attachments/1/content"), &[]).await.expect(200);
    assert_eq!(answer.body, MAIN);
    assert_eq!(answer.header("content-type"), "application/pdf");
    assert_eq!(answer.header("content-length"), "19");
    assert_eq!(answer.header("accept-ranges"), "bytes");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert_eq!(answer.header("cache-control"), "private, no-store");
    let digest = ebox_content::sha256(MAIN);
    assert_eq!(answer.header("etag"), format!("\"{digest}\""));
    let encoded = data_encoding::BASE64.encode(digest.as_bytes());
    assert_eq!(answer.header("repr-digest"), format!("sha-256=:{encoded}:"));
    assert!(answer.header("content-disposition").starts_with("attachment; filename=\"brief.pdf\""));
}

#[tokio::test]
async fn opening_the_main_content_marks_the_message_read_and_opening_an_annex_does_not() {
    let world = RegistryWorld::new().await;
    let id = with_annex(&world).await;
    let path = |attachment| format!("/ebox/messages/{id}/attachments/{attachment}/content");
    ask(&world, &path(2), &[]).await.expect(200);
    assert_eq!(is_read(&world, &id).await, false);
    let before = world.effects().await;
    ask(&world, &path(1), &[]).await.expect(200);
    assert_eq!(is_read(&world, &id).await, true);
    let after = world.effects().await;
    assert_eq!((after.0 - before.0, after.1 - before.1), (1, 1), "one event, one record");
    ask(&world, &path(1), &[]).await.expect(200);
    assert_eq!(world.effects().await.0, after.0, "the event is told once");
}

#[tokio::test]
async fn content_that_is_opened_again_leaves_a_record_and_counts_as_a_consultation() {
    let world = RegistryWorld::new().await;
    let id = publish(&world, &v3_description()).await;
    let path = format!("/ebox/messages/{id}/attachments/1/content");
    ask(&world, &path, &[]).await.expect(200);
    world.registry.flush().await;
    let (events, records) = world.effects().await;
    world.clock.advance(SignedDuration::from_hours(48));
    ask(&world, &path, &[]).await.expect(200);
    world.registry.flush().await;
    assert_eq!(world.effects().await, (events, records + 1));
    let summary = get(&world.v2, "/ebox", "recipient").await.expect(200).json();
    assert_eq!(summary["lastConsultationDate"], "2026-03-03T11:00:00+01:00");
}

#[tokio::test]
async fn whatever_shows_something_of_an_e_box_is_a_consultation() {
    let world = RegistryWorld::new().await;
    let id = publish(&world, &v3_description()).await;
    let last = async || {
        world.registry.flush().await;
        get(&world.v3, "/ebox", "recipient").await.expect(200).json()["lastConsultationDate"].clone()
    };
    assert_eq!(last().await, json!(null), "nobody looked yet");
    let message = format!("/ebox/messages/{id}");
    let attachments = format!("{message}/attachments");
    let paths =
        ["/ebox/messages", "/ebox/messages?cursor=", &message, &attachments, &format!("{attachments}/1")];
    for (hours, path) in (1..).zip(paths) {
        world.clock.advance(SignedDuration::from_hours(1));
        ask(&world, path, &[]).await.expect(200);
        assert_eq!(last().await, format!("2026-03-01T{}:00:00+01:00", 11 + hours), "{path}");
    }
    world.clock.advance(SignedDuration::from_hours(1));
    ask(&world, "/ebox/messages/nothing", &[]).await.expect(404);
    publish(&world, &v3_description()).await;
    assert_eq!(last().await, "2026-03-01T16:00:00+01:00", "neither a refusal nor a letter that arrives");
}

#[tokio::test]
async fn what_shows_no_content_opens_nothing() {
    let world = RegistryWorld::new().await;
    let id = with_annex(&world).await;
    let path = format!("/ebox/messages/{id}/attachments/1/content");
    let tag = format!("\"{}\"", ebox_content::sha256(MAIN));
    let headed = head(&world.v3, &path, "recipient").await.expect(200);
    assert_eq!((headed.header("content-length"), headed.body.len()), ("19", 0));
    ask(&world, &path, &[(header::IF_NONE_MATCH, &tag)]).await.expect(304);
    let problem = ask(&world, &path, &[(header::IF_MATCH, "\"other\"")]).await.expect(412).json();
    assert_eq!(problem["type"], "urn:problem-type:ebox:preconditionFailed", "{problem}");
    let outside = ask(&world, &path, &[(header::RANGE, "bytes=100-")]).await.expect(416);
    assert_eq!(outside.header("content-range"), "bytes */19");
    get(&world.v3, &path, "stranger").await.expect(404);
    assert_eq!(is_read(&world, &id).await, false);
}

#[tokio::test]
async fn head_tells_of_the_whole_content_whatever_range_is_named() {
    let world = RegistryWorld::new().await;
    let id = publish(&world, &v3_description()).await;
    for range in ["bytes=0-1", "bytes=100-"] {
        let request = Request::head(format!("/ebox/messages/{id}/attachments/1/content"))
            .header(header::AUTHORIZATION, "Bearer recipient")
            .header(header::RANGE, range);
        let headed = call(&world.v3, request.body(Body::empty()).expect("a request")).await.expect(200);
        assert_eq!((headed.header("content-length"), headed.body.len()), ("19", 0), "{range}");
        assert_eq!(headed.header("content-range"), "", "{range}");
    }
}

#[tokio::test]
async fn a_broken_download_is_resumed_and_the_first_range_opens() {
    let world = RegistryWorld::new().await;
    let id = with_annex(&world).await;
    let path = format!("/ebox/messages/{id}/attachments/1/content");
    let tag = format!("\"{}\"", ebox_content::sha256(MAIN));
    let part = ask(&world, &path, &[(header::RANGE, "bytes=5-"), (header::IF_RANGE, &tag)]).await.expect(206);
    assert_eq!((part.header("content-range"), part.body.as_slice()), ("bytes 5-18/19", &MAIN[5..]));
    assert_eq!(is_read(&world, &id).await, true);
    let whole =
        ask(&world, &path, &[(header::RANGE, "bytes=5-"), (header::IF_RANGE, "\"old\"")]).await.expect(200);
    assert_eq!(whole.body, MAIN);
}

#[tokio::test]
async fn a_body_that_is_the_main_content_marks_the_message_read() {
    let world = RegistryWorld::new().await;
    let mut description = v2_description();
    description["attachments"] = json!([]);
    description["bodyMainContent"] = json!(true);
    description["bodyContent"] = json!({ "de": "Der Text" });
    let form = Form::default().description(&description);
    let id = post(&world.v2, "/publishMessage", "sender", form).await.expect(201).json()["messageId"].clone();
    let id = id.as_str().expect("an id");
    let path = format!("/ebox/messages/{id}/body");
    head(&world.v2, &path, "recipient").await.expect(200);
    assert_eq!(is_read(&world, id).await, false);
    let body = get(&world.v2, &path, "recipient").await.expect(200).json();
    assert_eq!(body["nl"], "Der Text", "missing languages are filled in");
    assert_eq!(is_read(&world, id).await, true);
}

#[tokio::test]
async fn a_body_beside_a_main_attachment_opens_nothing() {
    let world = RegistryWorld::new().await;
    let mut description = v3_description();
    description["bodyContent"] = json!({ "nl": "Zie bijlage" });
    let id = publish(&world, &description).await;
    get(&world.v3, &format!("/ebox/messages/{id}/body"), "recipient").await.expect(200);
    assert_eq!(is_read(&world, &id).await, false);
    let without = publish(&world, &v3_description()).await;
    get(&world.v3, &format!("/ebox/messages/{without}/body"), "recipient").await.expect(404);
}

#[tokio::test]
async fn large_content_streams_in_and_out_of_a_file() {
    let world = RegistryWorld::new().await;
    let bytes: Vec<u8> = (0..=250_u8).cycle().take(3 << 20).collect();
    let form =
        Form::default().description(&v3_description()).file("upfile1", "big.zip", "application/zip", &bytes);
    let id = post(&world.v3, "/ebox/messages", "sender", form).await.expect(201).json()["messageId"].clone();
    let path = format!("/ebox/messages/{}/attachments/1/content", id.as_str().expect("an id"));
    assert_eq!(ask(&world, &path, &[]).await.expect(200).body, bytes);
    assert_eq!(world.content_files(), 1);
}
