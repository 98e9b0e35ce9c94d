//! What the audit trail keeps of every operation.

use std::collections::BTreeSet;

use ebox_credential::Scope;
use ebox_server::access::{Kept, Row};
use ebox_testkit::SENDER;
use serde_json::Value;

use crate::{
    callers::{ask, body, name, needs_token, operations, world},
    world::{Message, OWN, Record, World},
};

fn keys(record: &Record) -> BTreeSet<String> {
    let details: Value = serde_json::from_str(&record.details).expect("JSON");
    details.as_object().expect("an object").keys().cloned().collect()
}

/// Holds the details of a record to the keys of its row.
fn hold(record: &Record, row: &Row, what: &str) {
    let named = match row.record {
        Kept::Nothing => &[],
        Kept::Read(named) | Kept::Change(named) | Kept::Attempt(named) => named,
    };
    let found = keys(record);
    let known: BTreeSet<String> = named.iter().map(|key| key.trim_end_matches('?').to_owned()).collect();
    assert!(found.is_subset(&known), "{what}: {found:?} has more than {known:?}");
    let required: BTreeSet<String> =
        named.iter().filter(|key| !key.ends_with('?')).map(|key| (*key).to_owned()).collect();
    assert!(required.is_subset(&found), "{what}: {found:?} lacks some of {required:?}");
}

/// The records that a call left.
async fn left(world: &World, before: [Vec<Record>; 2]) -> Vec<Record> {
    let after = world.trails().await;
    after.into_iter().zip(before).flat_map(|(mut after, before)| after.split_off(before.len())).collect()
}

#[tokio::test]
async fn every_call_that_the_rules_demand_leaves_one_record_with_the_named_keys() {
    let (world, message) = world().await;
    for operation in operations(needs_token) {
        let (row, what) = (operation.1, name(&operation));
        let caller = if matches!(row.path, "/ebox/messages" | "/publishMessage") && row.method == "post" {
            SENDER
        } else {
            OWN
        };
        let token = world.token(caller, Scope::ALL).await;
        let before = world.trails().await;
        let answer = ask(&world, &operation, &message, &token).await;
        let records = left(&world, before).await;
        if row.record == Kept::Nothing {
            assert!(records.is_empty(), "{what}: {records:?}");
            continue;
        }
        let is_registry = operation.0.document.starts_with("message-registry");
        let is_whole = row.method == "get" || body((&operation.0, &row), &message).is_some();
        if !is_whole || row.path.ends_with("/paymentData") {
            // What fails for want of a body, or because there is no such data, changes nothing.
            assert_eq!(answer.status.is_success(), !records.is_empty(), "{what}: {records:?}");
            for record in &records {
                hold(record, &row, &what);
            }
            continue;
        }
        assert!(answer.status.is_success(), "{what}: {}", answer.status);
        assert_eq!(records.len(), 1, "{what}");
        let record = &records[0];
        hold(record, &row, &what);
        if !is_registry {
            continue;
        }
        assert_eq!(record.method, row.method.to_uppercase(), "{what}");
        assert!(record.url.starts_with(operation.0.base), "{what}: {}", record.url);
        assert_eq!(record.status, i64::from(answer.status.as_u16()), "{what}");
        assert_eq!(
            (record.enterprise.as_deref(), record.ebox.as_deref()),
            (Some(caller), Some(if row.path.ends_with("/replies") { SENDER } else { OWN })),
            "{what}"
        );
        assert_eq!(record.person, None, "{what}");
    }
}

#[tokio::test]
async fn what_failed_leaves_a_record_only_where_attempts_are_kept() {
    let (world, _) = world().await;
    let token = world.token(OWN, Scope::ALL).await;
    let nothing = Message { id: "1".to_owned(), attachment: "1".to_owned() };
    for operation in operations(|row| needs_token(row) && row.record != Kept::Nothing) {
        let before = world.trails().await;
        let answer = ask(&world, &operation, &nothing, &token).await;
        let records = left(&world, before).await;
        if answer.status.is_success() {
            continue;
        }
        let is_whole = body((&operation.0, &operation.1), &nothing).is_some();
        let expected = usize::from(is_whole && matches!(operation.1.record, Kept::Attempt(_)));
        assert_eq!(records.len(), expected, "{}: {}", name(&operation), answer.status);
    }
}

#[tokio::test]
async fn a_person_is_named_by_the_same_hash_in_every_record() {
    let (world, message) = world().await;
    let person = world.person(OWN, "94022722580").await;
    let before = world.trails().await;
    for operation in operations(|row| needs_token(row) && row.record != Kept::Nothing) {
        ask(&world, &operation, &message, &person).await;
    }
    let records = left(&world, before).await;
    let hashes: BTreeSet<_> = records.iter().map(|record| record.person.clone()).collect();
    assert_eq!(hashes.len(), 1, "{records:?}");
    assert!(hashes.into_iter().all(|hash| hash.is_some_and(|hash| hash.len() == 32)));
}
