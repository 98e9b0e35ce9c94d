//! The change feed, where there is one.

use std::time::Duration;

use crate::{
    registry::{client, v3_message},
    script::{Script, json, raw},
};
use ebox_client::{Change, ErrorKind};
use ebox_wire::routes::Version;
use serde_json::json;

fn with_feed() -> axum::response::Response {
    json(200, &json!({"status": "UP", "features": ["changeFeed"]}))
}

#[tokio::test]
async fn changes_are_followed_where_the_registry_has_a_feed() {
    let items =
        json!([v3_message("1"), {"messageId": "2", "isGone": true}, {"messageId": "3"}, {"odd": true}]);
    let script = Script::start([
        with_feed(),
        json(200, &json!({"items": items, "cursor": "c+1", "hasMore": true})),
        json(200, &json!({"items": [], "cursor": "c2", "hasMore": false})),
    ])
    .await;
    let client = client(&script, Version::V3);
    let news = client.changes("", 50, Duration::ZERO).await.expect("news");
    assert_eq!((news.cursor.as_str(), news.has_more), ("c+1", true));
    let [
        Change::Is(message),
        Change::Gone { message_id },
        Change::Unreadable(third),
        Change::Unreadable(fourth),
    ] = news.items.as_slice()
    else {
        panic!("{:?}", news.items);
    };
    assert_eq!((message.id.as_str(), message_id.as_str()), ("1", "2"));
    assert_eq!((third.id.as_deref(), fourth.id.as_deref()), (Some("3"), None));
    let none = client.changes(&news.cursor, 50, Duration::from_secs(20)).await.expect("news");
    assert!(none.items.is_empty());
    assert_eq!(
        script.calls(),
        [
            "GET /health",
            "GET /ebox/messages?cursor=&pageSize=50",
            "GET /ebox/messages?cursor=c%2B1&pageSize=50&wait=20",
        ],
        "what the registry offers is asked once"
    );
}

#[tokio::test]
async fn a_registry_without_a_feed_is_not_asked_for_changes() {
    let without = [
        json(404, &json!({"type": "urn:problem-type:belgif:resourceNotFound"})),
        json(200, &json!({"status": "UP"})),
        raw(200, &[], "<html>"),
    ];
    for answer in without {
        let script = Script::start([answer]).await;
        let error = client(&script, Version::V3).changes("", 50, Duration::ZERO).await.expect_err("none");
        assert!(matches!(error.kind(), ErrorKind::NotOffered(_)), "{error:?}");
        assert_eq!(script.calls(), ["GET /health"]);
    }
    let script = Script::start([]).await;
    let error = client(&script, Version::V2).changes("", 50, Duration::ZERO).await.expect_err("none");
    assert!(matches!(error.kind(), ErrorKind::NotOffered(_)), "{error:?}");
}

#[tokio::test]
async fn a_registry_that_is_down_is_not_taken_for_one_without_a_feed() {
    let down = || raw(503, &[("retry-after", "0")], "");
    let script = Script::start([
        down(),
        down(),
        down(),
        with_feed(),
        json(200, &json!({"items": [], "cursor": "c", "hasMore": false})),
    ])
    .await;
    let client = client(&script, Version::V3);
    assert_eq!(client.changes("", 50, Duration::ZERO).await.expect_err("down").status(), Some(503));
    client.changes("", 50, Duration::ZERO).await.expect("news");
}

#[tokio::test]
async fn a_cursor_that_cannot_be_followed_is_told_apart() {
    let problem = json!({
        "type": "urn:problem-type:belgif:badRequest",
        "status": 400,
        "issues": [{"in": "query", "name": "cursor", "detail": "begin anew with an empty one"}],
    });
    let script = Script::start([with_feed(), json(400, &problem)]).await;
    let error = client(&script, Version::V3).changes("old", 50, Duration::ZERO).await.expect_err("refused");
    let refusal = error.refusal().expect("a refusal");
    assert!(refusal.concerns("cursor") && !refusal.concerns("pageSize"));
}
