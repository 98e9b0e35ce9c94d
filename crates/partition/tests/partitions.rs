//! The Partition service on the embedded store.

use std::sync::Arc;

use ebox_audit::Effects;
use ebox_domain::{EnterpriseNumber, Fault, Language, LocalizedText, PartitionId, ServiceError};
use ebox_partition::{Partition, Partitions};
use ebox_sqlite::Store;

async fn service() -> (Partitions, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&folder.path().join("store.sqlite")).await.expect("opens");
    (Partitions::new(Arc::new(store)), folder)
}

fn enterprise() -> EnterpriseNumber {
    "0852093431".parse().expect("a number")
}

fn partition(id: &str) -> Partition {
    let name = LocalizedText::in_one(Language::Nl, "Loonadministratie");
    Partition { id: id.parse().expect("an identifier"), name }
}

#[track_caller]
fn fields(outcome: Result<(), ServiceError>) -> Vec<String> {
    match outcome {
        Err(ServiceError::Refused(Fault::Invalid(causes))) => {
            causes.into_iter().map(|cause| cause.field).collect()
        }
        other => panic!("not refused: {other:?}"),
    }
}

#[tokio::test]
async fn general_is_in_every_ebox_and_comes_first() {
    let (service, _folder) = service().await;
    assert!(service.exists(enterprise(), &PartitionId::general()).await.expect("answered"));
    service.create(enterprise(), partition("A_first_letter"), Effects::default()).await.expect("created");
    let listed = service.list(enterprise()).await.expect("listed");
    assert_eq!(listed, [Partition::general(), partition("A_first_letter")]);
}

#[tokio::test]
async fn a_partition_exists_once_it_is_created() {
    let (service, _folder) = service().await;
    let id = partition("wages").id;
    assert!(!service.exists(enterprise(), &id).await.expect("answered"));
    service.create(enterprise(), partition("wages"), Effects::default()).await.expect("created");
    assert!(service.exists(enterprise(), &id).await.expect("answered"));
}

#[tokio::test]
async fn general_and_what_is_there_cannot_be_created() {
    let (service, _folder) = service().await;
    let create = |id| service.create(enterprise(), partition(id), Effects::default());
    assert_eq!(fields(create("GENERAL").await), ["id"]);
    create("wages").await.expect("created");
    assert_eq!(fields(create("wages").await), ["id"]);
}

#[tokio::test]
async fn a_partition_has_a_name_of_some_length() {
    let (service, _folder) = service().await;
    let named = |name| {
        let partition = Partition { name, ..partition("wages") };
        service.create(enterprise(), partition, Effects::default())
    };
    assert_eq!(fields(named(LocalizedText::default()).await), ["name"]);
    let mistaken = LocalizedText::in_one(Language::Nl, " ").with(Language::Fr, "é".repeat(101));
    assert_eq!(fields(named(mistaken).await), ["name.nl", "name.fr"]);
    named(LocalizedText::in_one(Language::Fr, "é".repeat(100))).await.expect("created");
}
