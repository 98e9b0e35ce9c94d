//! The audit trail only grows.

use ebox_audit::Record;
use ebox_registry::port::RegistryStore as _;
use ebox_sqlite::Store;
use sqlx::{ConnectOptions as _, Executor as _, sqlite::SqliteConnectOptions};

#[tokio::test]
async fn audit_records_are_neither_changed_nor_deleted() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("store.sqlite");
    let store = Store::open(&file).await.expect("opens");
    let record = Record {
        at: jiff::Timestamp::UNIX_EPOCH,
        token: None,
        client_id: None,
        enterprise: None,
        ebox: None,
        method: "POST".to_owned(),
        url: "/publishMessage".to_owned(),
        status: 400,
        refusal: Some("invalid".to_owned()),
        details: serde_json::json!({}),
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
