//! The conformance suite of the configurations of senders on SQLite.

use ebox_sqlite::Store;

async fn open() -> (Store, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&folder.path().join("store.sqlite")).await.expect("opens");
    (store, folder)
}

ebox_onboarding::sender_conformance!(open);
