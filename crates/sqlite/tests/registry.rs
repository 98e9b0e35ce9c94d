//! The registry's conformance suite on SQLite.

use ebox_registry::conformance::Subject;
use ebox_sqlite::Store;

async fn open() -> (Store, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&folder.path().join("store.sqlite")).await.expect("opens");
    (store, folder)
}

ebox_registry::registry_conformance!(open);

#[tokio::test]
async fn what_was_answered_is_there_after_reopening() {
    let (store, folder) = open().await;
    ebox_registry::conformance::a_message_comes_back_as_it_was_published(&store).await;
    store.close().await;
    let store = Store::open(&folder.path().join("store.sqlite")).await.expect("opens again");
    assert_eq!(store.effects().await, (1, 1));
}
