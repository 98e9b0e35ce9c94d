//! The conformance suite of ebox-mail on SQLite.

use ebox_sqlite::Store;

async fn open() -> (Store, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&folder.path().join("store.sqlite")).await.expect("opens");
    (store, folder)
}

ebox_mail::mail_conformance!(open);
