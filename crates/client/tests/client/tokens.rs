//! Access tokens: got once, kept, replaced in time or when refused.

use std::collections::BTreeSet;

use crate::script::{Script, clock, fixed, http, issued, json, raw, token};
use ebox_client::{Filter, Registry};
use ebox_domain::page::PageRequest;
use ebox_wire::routes::Version;
use serde_json::json;

fn empty_list() -> axum::response::Response {
    json(200, &json!({"items": [], "total": 0}))
}

#[tokio::test]
async fn a_token_is_asked_for_once_and_again_shortly_before_it_ends() {
    let oauth = Script::start([token("one", 300), token("two", 300)]).await;
    let clock = clock();
    let tokens = issued(http(&clock), &oauth.url);
    let (first, same) = tokio::join!(tokens.token(), tokens.token());
    assert_eq!(first.expect("a token").secret(), "one");
    assert_eq!(same.expect("a token").secret(), "one");
    clock.advance(279);
    assert_eq!(tokens.token().await.expect("a token").secret(), "one");
    clock.advance(2);
    assert_eq!(tokens.token().await.expect("a token").secret(), "two");
    assert_eq!(oauth.seen().len(), 2);
}

#[tokio::test]
async fn the_request_is_the_one_of_the_contract() {
    let oauth = Script::start([token("one", 300)]).await;
    issued(http(&clock()), &oauth.url).token().await.expect("a token");
    let seen = &oauth.seen()[0];
    assert_eq!(seen.header("content-type"), Some("application/x-www-form-urlencoded"));
    let fields: BTreeSet<&str> = seen.body.split('&').filter_map(|pair| pair.split('=').next()).collect();
    assert_eq!(
        fields,
        BTreeSet::from(["grant_type", "client_assertion_type", "client_assertion"]),
        "no scope: everything that was granted"
    );
}

#[tokio::test]
async fn each_attempt_has_an_assertion_of_its_own() {
    let oauth = Script::start([raw(503, &[], ""), token("one", 300)]).await;
    issued(http(&clock()), &oauth.url).token().await.expect("a token");
    let seen = oauth.seen();
    assert_eq!(seen.len(), 2);
    assert_ne!(seen[0].body, seen[1].body);
}

#[tokio::test]
async fn a_refusal_of_the_oauth_server_is_final_and_says_what_to_do() {
    let refusal = json!({"error": "invalid_client", "error_description": "unknown client"});
    let oauth = Script::start([json(401, &refusal)]).await;
    let error = issued(http(&clock()), &oauth.url).token().await.expect_err("refused");
    assert_eq!(error.refusal().and_then(|refusal| refusal.code.as_deref()), Some("invalid_client"));
    assert!(error.hint().is_some_and(|hint| hint.contains("ebox doctor")));
    assert_eq!(oauth.seen().len(), 1);
}

#[tokio::test]
async fn a_token_that_a_registry_refuses_is_replaced_once() {
    let clock = clock();
    let oauth = Script::start([token("stale", 300), token("fresh", 300)]).await;
    let registry = Script::start([raw(401, &[], ""), empty_list()]).await;
    let tokens = issued(http(&clock), &oauth.url);
    let client = Registry::new(http(&clock), tokens, "nsso", Version::V3, registry.url.clone());
    client.list(PageRequest::default(), &Filter::default()).await.expect("a list");
    let shown: Vec<_> = registry
        .seen()
        .iter()
        .map(|seen| seen.header("authorization").unwrap_or_default().to_owned())
        .collect();
    assert_eq!(shown, ["Bearer stale", "Bearer fresh"]);
}

#[tokio::test]
async fn a_token_got_elsewhere_is_not_replaced() {
    let registry = Script::start([raw(401, &[], "")]).await;
    let client = Registry::new(http(&clock()), fixed(), "nsso", Version::V3, registry.url.clone());
    let error = client.list(PageRequest::default(), &Filter::default()).await.expect_err("refused");
    assert_eq!((error.status(), registry.seen().len()), (Some(401), 1));
}
