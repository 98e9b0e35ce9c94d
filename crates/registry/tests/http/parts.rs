//! The parts of a form: how many there may be, how they come, and what is said of those that cannot be read.

use std::{
    convert::Infallible,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use axum::{
    body::{Body, Bytes},
    http::{Request, StatusCode, header},
};
use ebox_registry::Settings;
use ebox_testkit::{Form, RegistryWorld, call, post};
use futures_util::{StreamExt as _, stream};
use serde_json::{Value, json};

use crate::{form, refuse::assert_nothing_stored, v2_description, v3_description};

/// The fields of the issues of a refusal in v3, with their details.
async fn issues(form: Form) -> Vec<(String, String)> {
    let world = RegistryWorld::new().await;
    let problem = post(&world.v3, "/ebox/messages", "sender", form).await.expect(400).json();
    assert_nothing_stored(&world, "refused").await;
    let text = |issue: &Value, name: &str| issue[name].as_str().expect("a text").to_owned();
    let issues = problem["issues"].as_array().expect("issues");
    issues.iter().map(|issue| (text(issue, "name"), text(issue, "detail"))).collect()
}

/// The fields alone.
async fn fields(form: Form) -> Vec<String> {
    issues(form).await.into_iter().map(|(field, _)| field).collect()
}

#[tokio::test]
async fn a_form_has_a_limited_number_of_parts() {
    let mut form = form(&v3_description());
    for _ in 0..10_000 {
        form = form.raw("Content-Disposition: form-data", b"");
    }
    for version in [2, 3] {
        let world = RegistryWorld::new().await;
        let (router, path) =
            if version == 2 { (&world.v2, "/publishMessage") } else { (&world.v3, "/ebox/messages") };
        let answer = post(router, path, "sender", form.clone()).await.expect(400);
        let said = String::from_utf8_lossy(&answer.body);
        assert!(said.len() < 100_000, "{}", said.len());
        assert!(said.contains("a part has no name"), "{said}");
        assert_nothing_stored(&world, "many parts").await;
    }
}

#[tokio::test]
async fn however_much_is_wrong_the_refusal_stays_short() {
    let keys: Vec<Value> = (0..12_000)
        .map(|key| json!({ "key": format!("UNKNOWN {key}"), "values": [{ "nl": "x" }] }))
        .collect();
    let blanks = vec![json!({ "nl": " " }); 60_000];
    for data in [json!(keys), json!([{ "key": "BCE IP", "values": blanks }])] {
        let (mut v2, mut v3) = (v2_description(), v3_description());
        v2["businessDataList"] = data.clone();
        v3["businessDataList"] = data;
        let world = RegistryWorld::new().await;
        let answer = post(&world.v2, "/publishMessage", "sender", form(&v2)).await.expect(400);
        assert!(answer.body.len() < 100_000, "{}", answer.body.len());
        assert_eq!(answer.json()["details"].as_array().map(Vec::len), Some(100));
        let answer = post(&world.v3, "/ebox/messages", "sender", form(&v3)).await.expect(400);
        assert!(answer.body.len() < 100_000, "{}", answer.body.len());
        assert_eq!(answer.json()["issues"].as_array().map(Vec::len), Some(100));
        assert!(answer.json()["detail"].as_str().is_some_and(|detail| detail.contains("000 issues")));
    }
}

#[tokio::test]
async fn a_name_of_a_part_that_is_very_long_is_cut_in_the_refusal() {
    let long = "x".repeat(6_000);
    let sent = form(&v3_description()).file(&long, "a.pdf", "application/pdf", b"x");
    assert!(fields(sent).await.iter().all(|field| field.len() <= 200));
}

#[tokio::test]
async fn files_beyond_the_number_and_a_second_description_hide_nothing_else_that_is_wrong() {
    let mut bad = v3_description();
    bad["subject"] = json!({ "nl": "Een", "de": "Ein" });
    let mut described = Vec::new();
    let mut many = Form::default();
    for file in 1..=7 {
        let part = format!("upfile{file}");
        many = many.file(&part, "a.pdf", "application/pdf", b"x");
        described.push(json!({ "httpPartName": part, "isMainContent": file == 1 }));
    }
    bad["attachments"] = json!(described);
    assert_eq!(fields(many.description(&bad)).await, ["subject", "attachments"]);

    bad["attachments"] = v3_description()["attachments"].clone();
    let twice = form(&bad).description(&v3_description());
    assert_eq!(fields(twice).await, ["messageToPublish", "subject"]);
}

#[tokio::test]
async fn files_beyond_the_number_are_not_read_without_end() {
    let settings = Settings { max_file_size: 1 << 20, ..Settings::default() };
    let world = RegistryWorld::with(settings).await;
    let mut sent = Form::default();
    for file in 1..=8 {
        sent = sent.file(&format!("upfile{file}"), "a.pdf", "application/pdf", &vec![7; 600_000]);
    }
    let sent = sent.description(&v3_description());
    let problem = post(&world.v3, "/ebox/messages", "sender", sent).await.expect(400).json();
    assert_eq!(problem["issues"][0]["name"], "upfile8");
    assert_eq!(problem["issues"][0]["detail"], "more than 6 files; send several messages or a ZIP");
    assert_nothing_stored(&world, "eight files").await;
}

#[tokio::test]
async fn a_part_that_is_encoded_is_refused_with_its_name() {
    let headers = "Content-Disposition: form-data; name=\"upfile1\"; filename=\"a.pdf\"\r\n\
                   Content-Type: application/pdf\r\nContent-Transfer-Encoding: ";
    let file = |encoding: &str| {
        Form::default().description(&v3_description()).raw(&format!("{headers}{encoding}"), b"JVBERi0=")
    };
    for encoding in ["base64", "Quoted-Printable"] {
        let found = issues(file(encoding)).await;
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].0, "upfile1");
        assert!(found[0].1.contains("leave Content-Transfer-Encoding out"), "{found:?}");
    }
    let world = RegistryWorld::new().await;
    post(&world.v3, "/ebox/messages", "sender", file("Binary")).await.expect(201);

    let description = Form::default().raw(
        "Content-Disposition: form-data; name=\"messageToPublish\"\r\nContent-Transfer-Encoding: base64",
        b"e30=",
    );
    assert_eq!(fields(description).await, ["messageToPublish"]);
}

#[tokio::test]
async fn a_text_comes_in_utf_8() {
    let text = |charset: &str| {
        let media_type = format!("text/plain{charset}");
        Form::default().description(&v3_description()).file("upfile1", "a.txt", &media_type, b"x")
    };
    let (field, detail) = issues(text("; charset=ISO-8859-1")).await.remove(0);
    assert_eq!(field, "upfile1");
    assert!(detail.contains("send it in UTF-8"), "{detail}");
    for charset in ["", "; charset=\"UTF-8\"", ";charset=us-ascii"] {
        let world = RegistryWorld::new().await;
        post(&world.v3, "/ebox/messages", "sender", text(charset)).await.expect(201);
    }
}

#[tokio::test]
async fn a_part_whose_headers_cannot_be_read_is_said_to_be_one() {
    let many = "X-More: 1\r\n".repeat(40) + "Content-Disposition: form-data; name=\"upfile2\"";
    let (field, detail) = issues(form(&v3_description()).raw(&many, b"x")).await.remove(0);
    assert_eq!(field, "body");
    assert!(detail.contains("headers of a part") && detail.contains("32"), "{detail}");

    let world = RegistryWorld::new().await;
    let mut bytes = form(&v3_description()).cut_off();
    bytes.extend_from_slice(b"------a-boundary-of-the-tests\r\n\r\nx\r\n------a-boundary-of-the-tests--\r\n");
    let answer = crate::refuse::send(&world, 3, &Form::content_type(), bytes).await.expect(400);
    let said = answer.json()["issues"][0]["detail"].as_str().expect("a detail").to_owned();
    assert!(said.contains("a part has no headers"), "{said}");
    assert_nothing_stored(&world, "a part without headers").await;
}

#[tokio::test]
async fn a_byte_order_mark_before_the_description_does_not_count() {
    let world = RegistryWorld::new().await;
    let marked = |mark: &str| {
        let text = format!("{mark}{}", v3_description());
        Form::default()
            .raw("Content-Disposition: form-data; name=\"messageToPublish\"", text.as_bytes())
            .file("upfile1", "a.pdf", "application/pdf", b"x")
    };
    let answer = post(&world.v3, "/ebox/messages", "sender", marked("\u{feff}")).await;
    assert_eq!(answer.status, StatusCode::CREATED);
}

#[tokio::test]
async fn headers_without_end_are_refused_before_they_fill_memory() {
    let world = RegistryWorld::new().await;
    let begin = Bytes::from("--the boundary\r\nContent-Disposition: form-data; name=\"");
    let sent = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&sent);
    let more = stream::repeat_with(move || {
        counted.fetch_add(1, Ordering::Relaxed);
        Bytes::from(vec![b'x'; 16 * 1024])
    });
    // As much as would be noticed.
    let pieces = stream::once(async { begin }).chain(more.take(20_000)).map(Ok::<_, Infallible>);
    let request = Request::post("/ebox/messages")
        .header(header::AUTHORIZATION, "Bearer sender")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=\"the boundary\"");
    let request = request.body(Body::from_stream(pieces)).expect("a request");
    let problem = call(&world.v3, request).await.expect(400).json();
    assert!(problem["issues"][0]["detail"].as_str().is_some_and(|why| why.contains("too long")), "{problem}");
    assert!(sent.load(Ordering::Relaxed) < 1000, "{sent:?}");
}
