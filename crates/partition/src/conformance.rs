//! What every store of the Partition service must do, as tests that each adapter runs.

#![expect(missing_docs, clippy::missing_panics_doc, reason = "tests: their names are sentences")]

use ebox_audit::conformance::{KeepsEffects, one_record};
use ebox_domain::{EnterpriseNumber, Language, LocalizedText};

use crate::{
    Partition,
    port::{Outcome, PartitionStore},
};

/// A store under test.
pub trait Subject: PartitionStore + KeepsEffects {}

impl<S: PartitionStore + KeepsEffects> Subject for S {}

/// Stamps the whole suite: one test for each rule, each on a fresh store that `$open` makes.
#[macro_export]
macro_rules! partition_conformance {
    ($open:path) => {
        $crate::partition_conformance!($open:
            an_ebox_has_no_created_partition_at_first,
            a_partition_comes_back_as_it_was_created,
            partitions_are_listed_by_identifier_and_of_one_enterprise_only,
            an_identifier_is_taken_once_in_an_ebox,
        );
    };
    ($open:path: $($name:ident,)+) => {
        $(
            #[tokio::test]
            async fn $name() {
                let (store, _keep) = $open().await;
                $crate::conformance::$name(&store).await;
            }
        )+
    };
}

fn enterprise(number: &str) -> EnterpriseNumber {
    number.parse().expect("a number")
}

fn partition(id: &str) -> Partition {
    let name = LocalizedText::in_one(Language::Nl, "Loon").with(Language::Fr, "Salaires « 2026 »");
    Partition { id: id.parse().expect("an identifier"), name }
}

async fn create(store: &impl Subject, number: &str, partition: Partition) -> Outcome {
    store.create(enterprise(number), partition, one_record()).await.expect("answered")
}

pub async fn an_ebox_has_no_created_partition_at_first(store: &impl Subject) {
    assert_eq!(store.partitions(enterprise("0852093431")).await.expect("listed"), []);
}

pub async fn a_partition_comes_back_as_it_was_created(store: &impl Subject) {
    assert_eq!(create(store, "0852093431", partition("wages")).await, Outcome::Created);
    let id = partition("wages").id;
    let found = store.partition(enterprise("0852093431"), &id).await.expect("read");
    assert_eq!(found, Some(partition("wages")));
    assert_eq!(store.partition(enterprise("0534530277"), &id).await.expect("read"), None);
    assert_eq!(store.kept_effects().await, (0, 1));
}

pub async fn partitions_are_listed_by_identifier_and_of_one_enterprise_only(store: &impl Subject) {
    for (number, id) in [("0852093431", "wages"), ("0852093431", "Fleet"), ("0534530277", "other")] {
        assert_eq!(create(store, number, partition(id)).await, Outcome::Created);
    }
    let listed = store.partitions(enterprise("0852093431")).await.expect("listed");
    assert_eq!(listed, [partition("Fleet"), partition("wages")]);
}

pub async fn an_identifier_is_taken_once_in_an_ebox(store: &impl Subject) {
    assert_eq!(create(store, "0852093431", partition("wages")).await, Outcome::Created);
    let mut other = partition("wages");
    other.name = LocalizedText::untranslated("Other");
    assert_eq!(create(store, "0852093431", other).await, Outcome::AlreadyThere);
    assert_eq!(create(store, "0534530277", partition("wages")).await, Outcome::Created);
    let listed = store.partitions(enterprise("0852093431")).await.expect("listed");
    assert_eq!(listed, [partition("wages")]);
    assert_eq!(store.kept_effects().await, (0, 2), "nothing changed, nothing is recorded");
}
