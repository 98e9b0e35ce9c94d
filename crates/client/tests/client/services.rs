//! What else the central services are asked.

use std::sync::Arc;

use crate::script::{Script, clock, fixed, http, json, raw};
use ebox_client::{AccessToken, ErrorKind, Http, Introspection, Settings};
use serde_json::json;

#[tokio::test]
async fn a_document_provider_learns_what_a_token_is_worth() {
    let enterprise = json!({"urn:be:fgov:kbo-bce:organization:cbe-number": ["852093431"]});
    let script = Script::start([
        json(200, &json!({"active": true, "client_id": "c", "principalAttributes": enterprise})),
        json(200, &json!({"active": false})),
    ])
    .await;
    let introspection = Introspection::new(http(&clock()), fixed(), script.url.clone());
    let answer = introspection.ask(&AccessToken::new("theirs")).await.expect("an answer");
    assert_eq!(answer.enterprise().map(|number| number.to_string()).as_deref(), Some("0852093431"));
    assert!(!introspection.ask(&AccessToken::new("old")).await.expect("an answer").active);
    let seen = &script.seen()[0];
    assert_eq!((seen.header("authorization"), seen.body.as_str()), (Some("Bearer fixed"), "token=theirs"));
}

#[tokio::test]
async fn an_answer_that_does_not_say_what_a_token_is_worth_is_an_error() {
    let nothing = [json!({}), json!([]), json!([false]), json!({"active": "true"}), json!({"active": null})];
    let script = Script::start(nothing.each_ref().map(|answer| json(200, answer))).await;
    let introspection = Introspection::new(http(&clock()), fixed(), script.url.clone());
    for answer in nothing {
        let asked = introspection.ask(&AccessToken::new("theirs")).await;
        assert!(matches!(asked.expect_err("an error").kind(), ErrorKind::Unexpected(_)), "{answer}");
    }
}

#[tokio::test]
async fn the_time_of_a_service_is_read_from_any_answer() {
    let script = Script::start([raw(405, &[("date", "Sun, 01 Mar 2026 10:00:00 GMT")], "")]).await;
    let time = http(&clock()).time_at("the OAuth server", &script.url).await.expect("an answer");
    assert_eq!(time, Some("2026-03-01T10:00:00Z".parse().expect("a moment")));
}

#[tokio::test]
async fn a_name_that_somebody_else_gives_leads_nowhere_within_the_own_network() {
    let script = Script::start([raw(200, &[], "")]).await;
    let named = script.url.replace("127.0.0.1", "localhost");
    let settings = Settings { reaches_own_network: false, retries: 0, ..Settings::default() };
    let strangers = Http::new(settings, Arc::new(clock())).expect("a client");
    let refused = strangers.status_of("a registry", "GET", &named, None).await.expect_err("no call");
    assert!(matches!(refused.kind(), ErrorKind::Unreachable { .. }), "{}", refused.chain());
    assert!(refused.chain().contains("leads to no address that is public"), "{}", refused.chain());
    assert!(script.seen().is_empty(), "nothing was called");
    assert_eq!(http(&clock()).status_of("a registry", "GET", &named, None).await.expect("an answer"), 200);
}
