//! Files that are not opened: the error names the file and what to do.

use std::{error::Error as _, path::Path};

use ebox_sqlite::Store;
use sqlx::{ConnectOptions as _, Connection as _, sqlite::SqliteConnectOptions};

async fn made(file: &Path) {
    Store::open(file).await.expect("opens").close().await;
}

async fn refusal(file: &Path) -> String {
    let error = Store::open(file).await.err().expect("refused");
    error.source().expect("a reason").to_string()
}

#[tokio::test]
async fn a_database_of_a_newer_program_is_named_with_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("store.sqlite");
    made(&file).await;
    let mut newer = SqliteConnectOptions::new().filename(&file).connect().await.expect("opens");
    sqlx::query("INSERT INTO _sqlx_migrations VALUES (9999, 'newer', '2026-01-01', 1, x'00', 1)")
        .execute(&mut newer)
        .await
        .expect("written");
    newer.close().await.expect("closed");
    let said = refusal(&file).await;
    assert!(said.starts_with(&file.display().to_string()), "{said}");
    assert!(said.contains("made by a newer ebox; use that version, or put back the backup"), "{said}");
}

#[tokio::test]
async fn a_damaged_database_is_named_with_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("store.sqlite");
    made(&file).await;
    let whole = std::fs::read(&file).expect("read");
    let mut torn = whole.clone();
    torn[100..8192].fill(0x5a);
    for damaged in [torn, vec![0x5a; whole.len()]] {
        std::fs::write(&file, damaged).expect("written");
        let said = refusal(&file).await;
        assert!(said.starts_with(&file.display().to_string()), "{said}");
        assert!(said.contains("is damaged; put back the backup"), "{said}");
    }
}
