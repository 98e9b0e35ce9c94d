//! Trying a routing rule at registries that follow a script: those of others, and those that fail.

use crate::{
    registry::{client, v3_message},
    script::{Script, json},
};
use axum::response::Response;
use ebox_client::{
    Registry,
    routing::{Trial, caught, move_caught, move_some},
};
use ebox_domain::partition::Criteria;
use ebox_wire::routes::Version;
use serde_json::{Value, json};

fn trial() -> Trial {
    let criteria = Criteria::new("KIND-1".parse().ok(), None, None).expect("a criterion");
    Trial { criteria, target: "Payroll".parse().expect("an id"), before: Vec::new() }
}

fn after(before: &[(Option<&str>, Option<&str>)]) -> Trial {
    let criteria = |(kind, application): &(Option<&str>, Option<&str>)| {
        let kind = kind.map(|kind| kind.parse().expect("an id"));
        let application = application.map(|application| application.parse().expect("an id"));
        Criteria::new(kind, application, None).expect("a criterion")
    };
    Trial { before: before.iter().map(criteria).collect(), ..trial() }
}

fn message(id: &str, partition: &str) -> Value {
    let mut message = v3_message(id);
    message["partition"] = partition.into();
    message
}

fn page(items: &[Value], total: u64) -> Response {
    json(200, &json!({"items": items, "total": total}))
}

fn changed(items: &[Value]) -> Response {
    json(200, &json!({"items": items, "total": items.len()}))
}

fn gone() -> Response {
    json(404, &json!({"type": "urn:problem-type:belgif:resourceNotFound", "status": 404}))
}

async fn at(answers: impl IntoIterator<Item = Response>) -> (Script, Registry) {
    let script = Script::start(answers).await;
    let registry = client(&script, Version::V3);
    (script, registry)
}

#[tokio::test]
async fn a_dry_run_counts_what_lies_elsewhere_and_changes_nothing() {
    let all = [message("3", "GENERAL"), message("2", "Payroll"), message("1", "GENERAL")];
    let (script, registry) = at([page(&all[1..2], 1), page(&all, 3), page(&all, 3)]).await;
    let old = client(&script, Version::V2);
    let found = caught(&trial(), &[registry, old], 10).await;
    let one = found[0].result.as_ref().expect("caught");
    let ids: Vec<&str> = one.newest.iter().map(|message| message.id.as_str()).collect();
    assert_eq!((one.total, ids), (2, vec!["3", "1"]));
    let error = found[1].result.as_ref().expect_err("no partitions there");
    assert!(error.chain().contains("v2.1"), "{}", error.chain());
    let calls = script.calls();
    assert_eq!(calls[0], "GET /ebox/messages?page=1&pageSize=25&messageTypeId=KIND-1&partition=Payroll");
    assert!(calls.iter().all(|call| call.starts_with("GET")), "{calls:?}");
}

#[tokio::test]
async fn a_registry_that_ignores_criteria_is_neither_counted_nor_touched() {
    let mut other = message("1", "GENERAL");
    other["messageTypeId"] = "KIND-2".into();
    for (answers, what) in [
        (vec![page(&[message("1", "GENERAL")], 1)], "the partition"),
        (vec![page(&[], 0), page(&[other.clone()], 1)], "the type"),
        (vec![page(&[], 0), page(&[v3_message("1")], 1)], "where it lies"),
    ] {
        let (_, registry) = at(answers).await;
        let found = caught(&trial(), &[registry], 10).await;
        assert!(found[0].result.is_err(), "{what}");
    }
    let (script, registry) = at([page(&[other], 1)]).await;
    let halted = move_caught(&trial(), &registry, |_| {}).await.expect_err("halted");
    assert_eq!((halted.moved, script.seen().len()), (0, 1));
}

#[tokio::test]
async fn a_batch_in_which_a_message_expired_meanwhile_is_made_again_without_it() {
    let [first, second] = [message("2", "GENERAL"), message("1", "GENERAL")];
    let there = [message("1", "Payroll")];
    let (script, registry) = at([
        page(&[first, second.clone()], 2),
        gone(),
        page(&[second], 1),
        changed(&there),
        page(&there, 1),
        page(&there, 1),
    ])
    .await;
    let mut told = Vec::new();
    let moved = move_caught(&trial(), &registry, |count| told.push(count)).await.expect("moved");
    assert_eq!((moved.moved, moved.left, told), (1, 0, vec![1]));
    assert_eq!(script.seen().len(), 6);
}

#[tokio::test]
async fn who_comes_while_others_are_moved_is_moved_too() {
    let there = [message("1", "Payroll")];
    let both = [message("2", "Payroll"), message("1", "Payroll")];
    let (_, registry) = at([
        page(&[message("1", "GENERAL")], 1),
        changed(&there),
        page(&there, 1),
        page(&[message("2", "GENERAL"), there[0].clone()], 2),
        page(&[message("2", "GENERAL"), there[0].clone()], 2),
        changed(&both[..1]),
        page(&both, 2),
        page(&both, 2),
    ])
    .await;
    let moved = move_caught(&trial(), &registry, |_| {}).await.expect("moved");
    assert_eq!((moved.moved, moved.left), (2, 0));
}

#[tokio::test]
async fn whoever_waits_is_told_what_is_left_after_enough_was_moved() {
    let first: Vec<Value> = (0..100).map(|number| message(&format!("a{number}"), "GENERAL")).collect();
    let there: Vec<Value> = (0..25).map(|number| message(&format!("a{number}"), "Payroll")).collect();
    let (script, registry) =
        at([page(&first, 101), changed(&first), page(&there, 100), page(&there, 101)]).await;
    let moved = move_some(&trial(), &registry, 100).await.expect("moved");
    assert_eq!((moved.moved, moved.left), (100, 1));
    assert_eq!(script.seen().len(), 4, "the second page is left for the next time");
}

#[tokio::test]
async fn a_move_that_halts_says_how_far_it_came() {
    let first: Vec<Value> = (0..100).map(|number| message(&format!("a{number}"), "GENERAL")).collect();
    let (_, registry) = at([
        page(&first, 101),
        changed(&first),
        page(&[message("b", "GENERAL")], 101),
        json(403, &json!({"type": "urn:problem-type:belgif:missingPermission", "status": 403})),
    ])
    .await;
    let halted = move_caught(&trial(), &registry, |_| {}).await.expect_err("halted");
    assert_eq!((halted.moved, halted.error.status()), (100, Some(403)));
}

#[tokio::test]
async fn what_a_rule_before_it_looks_for_is_not_caught() {
    let of = |id: &str, application: &str| {
        let mut message = message(id, "GENERAL");
        message["senderApplicationId"] = application.into();
        message
    };
    let all = [of("4", "app"), of("3", "other"), of("2", "app"), of("1", "third")];
    let app = [all[0].clone(), all[2].clone()];
    let moved = [message("3", "Payroll"), message("1", "Payroll")];
    let (script, registry) = at([
        // Of the type, in the partition and anywhere; then of the application as well.
        page(&[], 0),
        page(&all, 4),
        page(&[], 0),
        page(&app, 2),
        page(&all, 4),
        // Moving: a walk, and the count again.
        page(&all, 4),
        changed(&moved),
        page(&moved, 2),
        page(&all, 4),
        page(&[], 0),
        page(&app, 2),
    ])
    .await;
    let trial = after(&[(Some("KIND-2"), None), (None, Some("app"))]);
    let found = caught(&trial, std::slice::from_ref(&registry), 10).await;
    let one = found[0].result.as_ref().expect("caught");
    let ids: Vec<&str> = one.newest.iter().map(|message| message.id.as_str()).collect();
    assert_eq!((one.total, ids), (2, vec!["3", "1"]));
    move_caught(&trial, &registry, |_| {}).await.expect("moved");
    let calls = script.calls();
    let of_both = "messageTypeId=KIND-1&senderApplicationId=app";
    assert!(calls[2].contains(of_both) && calls[3].contains(of_both), "{calls:?}");
    let changes = script.seen();
    let change = changes.iter().find(|seen| seen.method == "PATCH").expect("a change");
    assert!(change.body.contains("\"3\"") && change.body.contains("\"1\""), "{}", change.body);
    assert!(!change.body.contains("\"4\"") && !change.body.contains("\"2\""), "{}", change.body);
}

#[tokio::test]
async fn a_rule_behind_one_that_looks_for_the_same_catches_nothing_and_asks_nobody() {
    let (script, registry) = at([page(&[], 0)]).await;
    let found = caught(&after(&[(Some("KIND-1"), None)]), &[registry], 10).await;
    assert_eq!(found[0].result.as_ref().expect("caught").total, 0);
    assert!(script.calls().is_empty(), "{:?}", script.calls());
}
