//! The audit trail only grows.

use ebox_audit::{KeepsPersonKey as _, PersonKey, Record, RecordSink as _};
use ebox_domain::{EboxId, Sha256Digest};
use ebox_registry::port::RegistryStore as _;
use ebox_sqlite::Store;
use jiff::Timestamp;
use sqlx::{ConnectOptions as _, Executor as _, sqlite::SqliteConnectOptions};

/// A fresh store, and the folder that must stay as long.
async fn fresh() -> (Store, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&folder.path().join("store.sqlite")).await.expect("opens");
    (store, folder)
}

ebox_audit::audit_conformance!(fresh);

#[tokio::test]
async fn looking_back_reads_the_openings_of_the_ebox_alone() {
    let (_store, folder) = fresh().await;
    let file = folder.path().join("store.sqlite");
    let mut connection = SqliteConnectOptions::new().filename(&file).connect().await.expect("opens");
    let plan: Vec<(i64, i64, i64, String)> = sqlx::query_as(
        "EXPLAIN QUERY PLAN SELECT seq FROM audit_record \
         WHERE ebox = 'x' AND details ->> 'contentId' IS NOT NULL AND refusal IS NULL AND at <= 5 \
         ORDER BY at DESC, seq DESC LIMIT 10",
    )
    .fetch_all(&mut connection)
    .await
    .expect("planned");
    let plan: Vec<_> = plan.into_iter().map(|(_, _, _, step)| step).collect();
    assert_eq!(plan, ["SEARCH audit_record USING INDEX audit_opening (ebox=? AND at<?)"]);
}

#[tokio::test]
async fn looking_back_at_attempts_reads_those_of_the_enterprise_alone() {
    let (_store, folder) = fresh().await;
    let file = folder.path().join("store.sqlite");
    let mut connection = SqliteConnectOptions::new().filename(&file).connect().await.expect("opens");
    let plan: Vec<(i64, i64, i64, String)> = sqlx::query_as(
        "EXPLAIN QUERY PLAN SELECT seq FROM audit_record WHERE enterprise = 'x' AND method = 'POST' \
         AND (rtrim(url, '/') GLOB '*/ebox/messages' OR url GLOB '*/publishMessage') \
         AND at >= 5 AND (at, seq) > (5, 1) ORDER BY at, seq LIMIT 10",
    )
    .fetch_all(&mut connection)
    .await
    .expect("planned");
    let plan: Vec<_> = plan.into_iter().map(|(_, _, _, step)| step).collect();
    assert_eq!(plan, ["SEARCH audit_record USING INDEX audit_publication (enterprise=? AND at>?)"]);
}

#[tokio::test]
async fn audit_records_are_neither_changed_nor_deleted() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("store.sqlite");
    let store = Store::open(&file).await.expect("opens");
    let record = Record {
        refusal: Some("invalid".to_owned()),
        ..Record::new(Timestamp::UNIX_EPOCH, "POST", "/publishMessage", 400)
    };
    store.record(record).await.expect("kept");
    store.close().await;

    let options = SqliteConnectOptions::new().filename(&file);
    let mut connection = options.connect().await.expect("opens");
    for tampering in ["UPDATE audit_record SET status = 200", "DELETE FROM audit_record"] {
        let refused = connection.execute(tampering).await.expect_err(tampering);
        assert!(refused.to_string().contains("audit records are not"), "{refused}");
    }
    let (kept,): (i64,) = sqlx::query_as("SELECT count(*) FROM audit_record")
        .fetch_one(&mut connection)
        .await
        .expect("counted");
    assert_eq!(kept, 1);
}

#[tokio::test]
async fn a_batch_of_records_is_kept_in_its_order_and_names_people_by_their_hash() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("store.sqlite");
    let store = Store::open(&file).await.expect("opens");
    let person = PersonKey::new([1; 32]).hash("94022722580".parse().expect("an SSIN"));
    let records: Vec<Record> = (0..5)
        .map(|number| Record {
            person: Some(person),
            ..Record::new(Timestamp::UNIX_EPOCH, "GET", format!("/{number}"), 200)
        })
        .collect();
    store.keep(&records).await.expect("kept");
    store.close().await;

    let mut connection = SqliteConnectOptions::new().filename(&file).connect().await.expect("opens");
    let rows: Vec<(String, Vec<u8>)> = sqlx::query_as("SELECT url, person FROM audit_record ORDER BY seq")
        .fetch_all(&mut connection)
        .await
        .expect("read");
    let expected: Vec<_> = (0..5).map(|number| (format!("/{number}"), person.as_bytes().to_vec())).collect();
    assert_eq!(rows, expected);
    let bytes = std::fs::read(&file).expect("read");
    assert!(!bytes.windows(11).any(|window| window == b"94022722580"), "the number is nowhere in the file");
}

#[tokio::test]
async fn a_record_looks_the_same_alone_and_in_a_batch() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("store.sqlite");
    let store = Store::open(&file).await.expect("opens");
    let least = Record::new(Timestamp::UNIX_EPOCH, "GET", "/ebox/messages", 200);
    let most = Record {
        token: Some(Sha256Digest::new([7; 32])),
        client_id: Some("a_client".to_owned()),
        enterprise: Some("0123456749".parse().expect("an enterprise")),
        person: Some(PersonKey::new([1; 32]).hash("94022722580".parse().expect("an SSIN"))),
        ebox: EboxId::from_key("0123456749"),
        refusal: Some("a \"refusal\"".to_owned()),
        details: serde_json::json!({ "messageId": "x", "sizes": [1, null] }),
        ..least.clone()
    };
    for record in [&least, &most] {
        store.record(record.clone()).await.expect("kept");
    }
    store.keep(&[least, most]).await.expect("kept");
    store.close().await;

    let mut connection = SqliteConnectOptions::new().filename(&file).connect().await.expect("opens");
    let rows: Vec<(i64,)> = sqlx::query_as(
        "SELECT count(*) FROM audit_record GROUP BY at, token, client_id, enterprise, person, ebox, method, \
         url, status, refusal, details",
    )
    .fetch_all(&mut connection)
    .await
    .expect("read");
    assert_eq!(rows, [(2,), (2,)]);
}

#[tokio::test]
async fn the_key_of_people_is_made_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("store.sqlite");
    for candidate in [1, 2] {
        let store = Store::open(&file).await.expect("opens");
        let key = store.person_key(PersonKey::new([candidate; 32])).await.expect("kept");
        assert_eq!(key.as_bytes(), &[1; 32]);
        store.close().await;
    }
}
