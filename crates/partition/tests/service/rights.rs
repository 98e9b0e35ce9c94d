use ebox_audit::conformance::KeepsEffects as _;
use ebox_domain::partition::{Extent, Rights};

use crate::world::*;

#[tokio::test]
async fn a_person_sees_what_was_granted_until_it_is_withdrawn() {
    let world = World::with_partition("wages").await;
    let rights = || world.service.rights(own(), ssin(USER));
    assert!(rights().await.expect("answered").are_none());
    let wages = Extent::Partition(id("wages"));
    let granted = world.service.grant(&by(), ssin(USER), wages.clone()).await.expect("granted");
    let again = world.service.grant(&by(), ssin(USER), wages).await.expect("found");
    assert_eq!(granted, again, "a right is given once");
    assert_eq!(rights().await.expect("answered"), Rights::Only([id("wages")].into()));
    let whole = world.service.grant(&by(), ssin(USER), Extent::WholeEbox).await.expect("granted");
    assert_eq!(rights().await.expect("answered"), Rights::All);
    assert_eq!(world.service.user_rights(&by()).await.expect("listed"), [granted.clone(), whole.clone()]);
    assert!(world.service.rights(other(), ssin(USER)).await.expect("answered").are_none());
    for right in [granted.id, whole.id] {
        assert_eq!(code(world.service.withdraw(&by_other(), right).await), "not_found");
        world.service.withdraw(&by(), right).await.expect("withdrawn");
        assert_eq!(code(world.service.withdraw(&by(), right).await), "not_found");
    }
    assert!(rights().await.expect("answered").are_none());
}

#[tokio::test]
async fn managers_see_everything_without_being_granted_anything() {
    let world = World::new().await;
    assert_eq!(world.service.rights(own(), ssin(MANAGER)).await.expect("answered"), Rights::All);
    assert!(world.service.rights(other(), ssin(MANAGER)).await.expect("answered").are_none());
}

#[tokio::test]
async fn rights_are_given_on_partitions_that_are_there_and_go_with_them() {
    let world = World::with_partition("wages").await;
    let on = |text| Extent::Partition(id(text));
    assert_eq!(fields(world.service.grant(&by(), ssin(USER), on("none")).await), ["partitionId"]);
    world.service.grant(&by(), ssin(USER), on("GENERAL")).await.expect("granted");
    world.service.grant(&by(), ssin(USER), on("wages")).await.expect("granted");
    let (told, _) = world.store.kept_effects().await;
    world.service.delete(&by(), &id("wages")).await.expect("deleted");
    assert_eq!(world.store.kept_effects().await.0, told + 2, "of the right, and of the partition");
    let rights = world.service.rights(own(), ssin(USER)).await.expect("answered");
    assert_eq!(rights, Rights::Only([id("GENERAL")].into()));
}

#[tokio::test]
async fn who_becomes_or_ceases_to_be_a_manager_is_told_as_a_right_to_the_whole() {
    let world = World::with_partition("wages").await;
    world.service.grant(&by(), ssin(USER), Extent::Partition(id("wages"))).await.expect("granted");
    let (told, recorded) = world.store.kept_effects().await;
    let (_, before) = world.service.arrangement(own()).await.expect("read");
    world.service.manager_changed(own(), ssin(MANAGER)).await.expect("told");
    assert_eq!(world.store.kept_effects().await, (told + 1, recorded), "the record is elsewhere");
    // Who is no manager: the whole is withdrawn, and what was granted besides stays.
    world.service.manager_changed(own(), ssin(USER)).await.expect("told");
    assert_eq!(world.store.kept_effects().await, (told + 3, recorded));
    let (_, after) = world.service.arrangement(own()).await.expect("read");
    assert!(after.changed > before.changed, "answers are newer than what was told");
    assert_eq!((after.rights, after.partitions), (before.rights, before.partitions), "nothing else changed");
}
