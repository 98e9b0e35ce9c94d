use std::sync::atomic::Ordering;

use ebox_audit::conformance::KeepsEffects as _;
use ebox_domain::{Language, LocalizedText, PartitionId, ServiceError};
use ebox_partition::Partition;
use futures_util::future::join_all;

use crate::world::*;

#[tokio::test]
async fn general_is_in_every_ebox_and_comes_first() {
    let world = World::with_partition("A_first_letter").await;
    assert!(world.service.exists(other(), &PartitionId::general()).await.expect("answered"));
    let listed = world.service.list(own()).await.expect("listed");
    assert_eq!(listed, [Partition::general(), partition("A_first_letter")]);
    assert_eq!(world.service.list(other()).await.expect("listed"), [Partition::general()]);
}

#[tokio::test]
async fn general_and_what_is_there_cannot_be_created() {
    let world = World::with_partition("wages").await;
    let by = by();
    for general in ["GENERAL", "General"] {
        assert_eq!(fields(world.service.create(&by, partition(general)).await), ["partitionId"], "{general}");
    }
    assert_eq!(fields(world.service.create(&by, partition("wages")).await), ["partitionId"]);
}

#[tokio::test]
async fn a_partition_has_a_name_of_some_length() {
    let world = World::new().await;
    let by = by();
    let named = |name| world.service.create(&by, Partition { name, ..partition("wages") });
    assert_eq!(fields(named(LocalizedText::default()).await), ["name"]);
    let mistaken = LocalizedText::in_one(Language::Nl, " ").with(Language::Fr, "é".repeat(101));
    assert_eq!(fields(named(mistaken).await), ["name.nl", "name.fr"]);
    named(LocalizedText::in_one(Language::Fr, "é".repeat(100))).await.expect("created");
}

#[tokio::test]
async fn a_partition_gets_another_name_and_nobody_needs_to_be_told() {
    let world = World::with_partition("wages").await;
    let french = || [(Language::Fr, Some("Salaires".to_owned())), (Language::Nl, None), (Language::De, None)];
    let renamed = world.service.rename(&by(), &id("wages"), &french()).await.expect("renamed");
    let name = LocalizedText::in_one(Language::Fr, "Salaires");
    assert_eq!(renamed.name, name);
    assert_eq!(world.service.list(own()).await.expect("listed")[1].name, name);
    assert_eq!(world.store.kept_effects().await, (1, 2), "one notification, of the creation");
    assert_eq!(code(world.service.rename(&by(), &id("none"), &french()).await), "not_found");
    assert_eq!(code(world.service.rename(&by(), &PartitionId::general(), &french()).await), "conflict");
}

#[tokio::test]
async fn a_name_keeps_the_languages_in_which_it_was_not_changed() {
    let world = World::with_partition("wages").await;
    let name = async |changes: &[(Language, Option<String>)]| {
        world.service.rename(&by(), &id("wages"), changes).await.map(|renamed| renamed.name)
    };
    let none = Language::ALL.map(|language| (language, None));
    assert_eq!(fields(name(&none).await), ["name"], "it has to have one");
    let mut dutch = none.clone();
    dutch[0].1 = Some("Lonen".to_owned());
    let dutch_only = LocalizedText::in_one(Language::Nl, "Lonen");
    assert_eq!(name(&dutch).await.expect("renamed"), dutch_only);
    let french = [(Language::Fr, Some("Salaires".to_owned()))];
    assert_eq!(name(&french).await.expect("renamed"), dutch_only.with(Language::Fr, "Salaires"));
}

#[tokio::test]
async fn only_an_empty_partition_is_deleted_and_never_general() {
    let world = World::with_partition("wages").await;
    assert_eq!(code(world.service.delete(&by(), &PartitionId::general()).await), "conflict");
    assert_eq!(code(world.service.delete(&by(), &id("none")).await), "not_found");
    world.occupied.partitions.lock().expect("not poisoned").push(id("wages"));
    assert_eq!(code(world.service.delete(&by(), &id("wages")).await), "conflict");
    assert!(world.service.exists(own(), &id("wages")).await.expect("answered"), "it is open again");
    world.occupied.partitions.lock().expect("not poisoned").clear();
    world.service.delete(&by(), &id("wages")).await.expect("deleted");
    assert_eq!(world.service.list(own()).await.expect("listed"), [Partition::general()]);
    world.service.create(&by(), partition("wages")).await.expect("created again");
}

#[tokio::test]
async fn a_partition_to_which_a_rule_leads_is_not_deleted() {
    let world = World::with_partition("wages").await;
    let rule = world.service.add_rule(&by(), rule_to("wages", "WK1")).await.expect("added");
    assert_eq!(code(world.service.delete(&by(), &id("wages")).await), "conflict");
    world.service.remove_rule(&by(), rule.id).await.expect("removed");
    world.service.delete(&by(), &id("wages")).await.expect("deleted");
}

#[tokio::test]
async fn a_registry_that_does_not_answer_keeps_the_partition() {
    let world = World::with_partition("wages").await;
    world.occupied.is_unknown.store(true, Ordering::Relaxed);
    let outcome = world.service.delete(&by(), &id("wages")).await;
    assert!(matches!(outcome, Err(ServiceError::Failed(_))), "{outcome:?}");
    assert!(world.service.exists(own(), &id("wages")).await.expect("answered"));
}

#[tokio::test]
async fn a_deletion_that_was_interrupted_is_finished_later() {
    use ebox_audit::conformance::one_record;
    use ebox_partition::port::{Change, PartitionStore as _};

    let world = World::with_partition("wages").await;
    let seen = world.store.arrangement(own()).await.expect("read");
    let close = Change::Close(id("wages"), true);
    world.store.rearrange(own(), seen.version, seen.changed, close, one_record()).await.expect("closed");
    assert!(!world.service.exists(own(), &id("wages")).await.expect("answered"));
    assert_eq!(fields(world.service.add_rule(&by(), rule_to("wages", "WK1")).await), ["targetPartition"]);
    world.service.reconcile().await.expect("finished");
    assert_eq!(world.service.list(own()).await.expect("listed"), [Partition::general()]);
}

#[tokio::test]
async fn every_change_is_told_and_leaves_its_record_and_whoever_delivers_hears_of_it() {
    let world = World::with_partition("wages").await;
    assert_eq!((world.store.kept_effects().await, world.heard.times()), ((1, 1), 1));
    world.service.delete(&by(), &id("wages")).await.expect("deleted");
    assert_eq!(world.store.kept_effects().await, (2, 3), "closing is recorded and told to nobody");
    assert_eq!(world.heard.times(), 3);
}

#[tokio::test]
async fn of_people_only_managers_change_anything() {
    let world = World::new().await;
    let created = world.service.create(&by_person(USER), partition("wages")).await;
    assert_eq!(code(created), "missing_permission");
    world.service.create(&by_person(MANAGER), partition("wages")).await.expect("created");
    let person = by_person(USER);
    assert_eq!(code(world.service.delete(&person, &id("wages")).await), "missing_permission");
    assert_eq!(code(world.service.user_rights(&person).await), "missing_permission");
    let rule = world.service.add_rule(&person, rule_to("wages", "WK1")).await;
    assert_eq!(code(rule), "missing_permission");
    assert_eq!(code(world.service.suggestions_to(&person).await), "missing_permission");
    assert_eq!(code(world.service.mandates(&person).await), "missing_permission");
}

#[tokio::test]
async fn many_changes_of_one_ebox_at_once_all_happen() {
    let world = World::new().await;
    let by = by();
    let ids: Vec<String> = (0..40).map(|number| format!("P{number}")).collect();
    for made in join_all(ids.iter().map(|id| world.service.create(&by, partition(id)))).await {
        made.expect("created");
    }
    let added = join_all(ids.iter().map(|id| world.service.add_rule(&by, rule_to(id, id)))).await;
    for rule in added {
        let rule = rule.expect("added");
        world.service.remove_rule(&by, rule.id).await.expect("removed");
    }
    let ids: Vec<PartitionId> = ids.iter().map(|one| id(one)).collect();
    for deleted in join_all(ids.iter().map(|id| world.service.delete(&by, id))).await {
        deleted.expect("deleted");
    }
    assert_eq!(world.service.list(own()).await.expect("listed"), [Partition::general()]);
}
