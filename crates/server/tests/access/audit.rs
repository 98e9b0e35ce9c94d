//! What the audit trail keeps of every operation.

use std::{collections::BTreeSet, sync::Arc};

use axum::body::{Body, Bytes};
use ebox_credential::Scope;
use ebox_domain::Clock as _;
use ebox_server::access::{Kept, Row};
use ebox_testkit::{Form, SENDER};
use jiff::SignedDuration;
use serde_json::Value;

use crate::{
    callers::{ask, name, needs_token, operations, world},
    right::right,
    world::{Message, OWN, Record, V3, World, letter, request},
};

fn keys(record: &Record) -> BTreeSet<String> {
    let details: Value = serde_json::from_str(&record.details).expect("JSON");
    details.as_object().expect("an object").keys().cloned().collect()
}

/// Holds the details of a record to the keys of its row.
fn hold(record: &Record, row: &Row, what: &str) {
    let named = match row.record {
        Kept::Nothing => &[],
        Kept::Read(named) | Kept::Opening(named) | Kept::Attempt(named) => named,
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

const fn is_recorded(row: &Row) -> bool {
    needs_token(row) && !matches!(row.record, Kept::Nothing)
}

#[tokio::test]
async fn every_call_that_the_rules_demand_leaves_a_record_with_the_named_keys() {
    let (world, message) = world().await;
    for operation in operations(is_recorded) {
        let (row, what) = (operation.1, name(&operation));
        let right = right(&world, &operation, &message).await;
        let path = right.request.uri().path().to_owned();
        let before = world.trails().await;
        let answer = world.call(right.request).await;
        let records = left(&world, before).await;
        let text = String::from_utf8_lossy(&answer.body);
        assert!(answer.status.is_success(), "{what}: {} {text}", answer.status);
        // A partition is closed before it is deleted, and a configuration spans two services: each is a change of its
        // own.
        let is_two = row.path == "/configurations/{dossier}"
            || (row.method, row.path) == ("delete", "/partitions/{partitionId}");
        let expected = 1 + usize::from(is_two);
        assert_eq!(records.len(), expected, "{what}: {records:?}");
        for record in &records {
            hold(record, &row, &what);
            assert_eq!((&*record.method, &*record.url), (&*row.method.to_uppercase(), &*path), "{what}");
            let (enterprise, ebox) = (record.enterprise.as_deref(), record.ebox.as_deref());
            assert_eq!((enterprise, ebox), (Some(right.caller), right.ebox), "{what}");
            assert_eq!((&record.person, &record.refusal), (&None, &None), "{what}");
        }
        let last = records.last().map(|record| record.status);
        assert_eq!(last, Some(i64::from(answer.status.as_u16())), "{what}");
    }
}

#[tokio::test]
async fn what_is_not_named_by_the_rules_leaves_none() {
    let (world, message) = world().await;
    let token = world.token(OWN, Scope::ALL).await;
    for operation in operations(|row| needs_token(row) && row.record == Kept::Nothing) {
        let before = world.trails().await;
        ask(&world, &operation, &message, &token).await;
        let records = left(&world, before).await;
        assert!(records.is_empty(), "{}: {records:?}", name(&operation));
    }
}

#[tokio::test]
async fn what_was_refused_leaves_a_record_unless_it_was_a_read() {
    let (world, _) = world().await;
    let token = world.token(OWN, Scope::ALL).await;
    let nothing = Message { id: "1".to_owned(), attachment: "1".to_owned() };
    for operation in operations(is_recorded) {
        let before = world.trails().await;
        let (answer, what) = (ask(&world, &operation, &nothing, &token).await, name(&operation));
        let records = left(&world, before).await;
        if answer.status.is_success() {
            continue;
        }
        let is_attempt = matches!(operation.1.record, Kept::Attempt(_));
        assert_eq!(records.len(), usize::from(is_attempt), "{what}: {}", answer.status);
        for record in records {
            assert_eq!(record.status, i64::from(answer.status.as_u16()), "{what}");
            assert_eq!(record.method, operation.1.method.to_uppercase(), "{what}");
            assert_eq!(record.enterprise.as_deref(), Some(OWN), "{what}");
            assert!(record.refusal.is_some(), "{what}");
            let known =
                ["fields", "rules", "publication", "senderEnterpriseNumber"].map(str::to_owned).into();
            assert!(keys(&record).is_subset(&known), "{what}: {}", record.details);
        }
    }
}

#[tokio::test]
async fn whoever_is_not_known_leaves_no_record_and_who_is_known_and_not_let_in_does() {
    let (world, message) = world().await;
    let scopeless = world.token(OWN, &[Scope::EventSubmit]).await;
    let before = world.trails().await;
    for operation in operations(is_recorded) {
        ask(&world, &operation, &message, "").await;
    }
    assert!(left(&world, before).await.is_empty());
    for operation in operations(is_recorded) {
        let (before, what) = (world.trails().await, name(&operation));
        ask(&world, &operation, &message, &scopeless).await;
        let records = left(&world, before).await;
        let is_attempt = matches!(operation.1.record, Kept::Attempt(_));
        assert_eq!(records.len(), usize::from(is_attempt), "{what}: {records:?}");
        for record in records {
            assert_eq!((record.status, record.enterprise.as_deref()), (403, Some(OWN)), "{what}");
            assert_eq!(record.refusal.as_deref(), Some("missing_scope"), "{what}");
        }
    }
}

#[tokio::test]
async fn a_person_is_named_by_the_same_hash_in_every_record() {
    let (world, message) = world().await;
    let person = world.person(OWN, "94022722580").await;
    let before = world.trails().await;
    for operation in operations(is_recorded) {
        ask(&world, &operation, &message, &person).await;
    }
    let records = left(&world, before).await;
    let hashes: BTreeSet<_> = records.iter().map(|record| record.person.clone()).collect();
    assert_eq!(hashes.len(), 1, "{records:?}");
    assert!(hashes.into_iter().all(|hash| hash.is_some_and(|hash| hash.len() == 32)));
}

#[tokio::test]
async fn the_record_of_a_slow_upload_has_the_moment_when_it_came_in() {
    let (world, _) = world().await;
    let token = world.token(SENDER, &[Scope::PublicationSender]).await;
    let (came_in, clock) = (world.clock.now(), Arc::clone(&world.clock));
    let bytes = Bytes::from(letter().bytes());
    let parts = [bytes.slice(..10), bytes.slice(10..)].into_iter().enumerate().map(move |(place, part)| {
        clock.advance(SignedDuration::from_secs(if place == 0 { 0 } else { 40 }));
        Ok::<_, std::convert::Infallible>(part)
    });
    let slow = request("POST", &format!("{V3}/ebox/messages"), &token)
        .header("content-type", Form::content_type())
        .body(Body::from_stream(futures_util::stream::iter(parts)))
        .expect("a request");
    let before = world.trails().await;
    world.call(slow).await.expect(201);
    let [record] = &left(&world, before).await[..] else { panic!("one record") };
    assert_eq!((record.status, record.at), (201, came_in.as_microsecond()));
    assert!(world.clock.now() > came_in);
}
