//! Changing messages, and counting them.

use crate::{
    registry::{client, v3_message},
    script::{Script, json, raw},
};
use ebox_client::{ErrorKind, Filter, MessageChange};
use ebox_domain::{Language, page::PageRequest};
use ebox_wire::routes::Version;
use serde_json::{Value, json};

fn hide(id: &str) -> MessageChange {
    MessageChange { message_id: id.to_owned(), is_visible: Some(false), partition: None }
}

fn move_to(id: &str, partition: &str) -> MessageChange {
    MessageChange { message_id: id.to_owned(), is_visible: None, partition: Some(partition.to_owned()) }
}

fn body(script: &Script, call: usize) -> Value {
    serde_json::from_str(&script.seen()[call].body).expect("JSON")
}

#[tokio::test]
async fn a_change_is_said_in_the_words_of_either_version() {
    let changed = json!({"items": [v3_message("1"), v3_message("2")], "total": 2});
    let v3 = Script::start([raw(503, &[("retry-after", "0")], ""), json(200, &changed)]).await;
    let messages = client(&v3, Version::V3).change(&[hide("1"), move_to("2", "Payroll")]).await;
    assert_eq!(messages.expect("changed").expect("told").len(), 2);
    assert_eq!(v3.calls(), ["PATCH /ebox/messages"; 2], "what can be said twice is repeated");
    let said = json!({"items": [
        {"messageId": "1", "isVisible": false}, {"messageId": "2", "partition": "Payroll"},
    ]});
    assert_eq!(body(&v3, 1), said);
    assert_eq!(v3.seen()[1].header("content-type"), Some("application/merge-patch+json"));

    let v2 = Script::start([raw(200, &[], "")]).await;
    assert_eq!(client(&v2, Version::V2).change(&[hide("1")]).await.expect("changed"), None);
    assert_eq!(body(&v2, 0), json!({"items": [{"messageId": "1", "visible": false}]}));
}

#[tokio::test]
async fn an_executed_action_is_said_once_and_for_all() {
    let mut message = v3_message("a/b");
    message["action"] = json!({"actionId": "confirm", "label": {"nl": "Bevestig"}, "isExecuted": true});
    let script = Script::start([json(200, &message)]).await;
    let message = client(&script, Version::V3).execute_action("a/b").await.expect("executed");
    assert!(message.action.is_some_and(|action| action.is_executed));
    assert_eq!(script.calls(), ["PATCH /ebox/messages/a%2Fb/action"]);
    assert_eq!(body(&script, 0), json!({"isExecuted": true}));
}

#[tokio::test]
async fn an_e_box_is_counted_as_a_whole_or_by_partition() {
    let numbers = json!({"total": 9, "unread": 4, "aboutToExpire": 1, "forAction": 2, "registered": 3});
    let script = Script::start([json(200, &numbers), json(200, &numbers)]).await;
    let client = client(&script, Version::V3);
    let statistics = client.statistics(&[]).await.expect("numbers");
    assert_eq!((statistics.total, statistics.for_action), (9, 2));
    client.statistics(&["GENERAL".to_owned(), "Payroll".to_owned()]).await.expect("numbers");
    let calls = ["GET /ebox/statistics", "GET /ebox/statistics?partition=GENERAL&partition=Payroll"];
    assert_eq!(script.calls(), calls);
}

#[tokio::test]
async fn a_list_is_narrowed_by_every_criterion() {
    let empty = json!({"items": [], "total": 0});
    let script = Script::start([json(200, &empty), json(200, &empty)]).await;
    let client = client(&script, Version::V3);
    let received = Filter {
        expired_before: "2026-06-01".parse().ok(),
        is_for_action: Some(true),
        partitions: vec!["GENERAL".to_owned(), "Payroll".to_owned()],
        search: Some(("épinards".to_owned(), Language::Fr)),
        ..Filter::default()
    };
    client.list(PageRequest::default(), &received).await.expect("a page");
    let sent = Filter { is_sent: true, ..Filter::default() };
    client.list(PageRequest::default(), &sent).await.expect("a page");
    assert_eq!(
        script.calls(),
        [
            "GET /ebox/messages?page=1&pageSize=25&expiredBefore=2026-06-01&isForAction=true&partition=GENERAL\
             &partition=Payroll&q=%C3%A9pinards&qlang=fr",
            "GET /ebox/messages?page=1&pageSize=25&direction=sent",
        ]
    );
}

#[tokio::test]
async fn what_an_older_version_does_not_have_is_not_asked_of_it() {
    let script = Script::start([]).await;
    let client = client(&script, Version::V2);
    let partitioned = Filter { partitions: vec!["GENERAL".to_owned()], ..Filter::default() };
    let errors = [
        client.list(PageRequest::default(), &partitioned).await.expect_err("a list"),
        client.change(&[move_to("1", "GENERAL")]).await.expect_err("a move"),
        client.execute_action("1").await.expect_err("an action"),
        client.statistics(&[]).await.expect_err("statistics"),
    ];
    for error in errors {
        assert!(matches!(error.kind(), ErrorKind::NotOffered(_)), "{error:?}");
        assert!(error.chain().contains("v2.1") && error.hint().is_some(), "{}", error.chain());
    }
    assert_eq!(script.seen().len(), 0);
}
