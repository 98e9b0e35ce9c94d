use std::sync::atomic::Ordering;

use ebox_domain::{Language, partition::Criteria};
use ebox_partition::NewRule;

use crate::world::*;

async fn with_wages() -> (World, Reader) {
    let world = World::new().await;
    let anna = world.sign_in(ANNA).await;
    let wanted = [("id", "wages"), ("name_nl", "Lonen"), ("name_fr", "Salaires")];
    let created = world.post(&anna, "/manage/partitions/.new", &wanted).await;
    assert_eq!(created.location(), "/manage/partitions?done=created");
    (world, anna)
}

async fn names(world: &World) -> Vec<String> {
    let partitions = world.partitions.list(enterprise(OWN)).await.expect("listed");
    partitions.into_iter().map(|one| one.name.best(Language::Nl).to_owned()).collect()
}

#[tokio::test]
async fn a_partition_is_made_once_and_every_mistake_is_explained_beside_its_field() {
    let (world, anna) = with_wages().await;
    let same = [("id", "wages"), ("name_nl", "Lonen"), ("name_fr", "Salaires")];
    assert_eq!(world.post(&anna, "/manage/partitions/.new", &same).await.status(), 303, "a second click");
    let long = "x".repeat(101);
    for (fields, expected) in [
        ([("id", "wages"), ("name_nl", "Other")], "a partition with this identifier already"),
        ([("id", "GENERAL"), ("name_nl", "Other")], "GENERAL is in every e-Box"),
        ([("id", "no spaces"), ("name_nl", "Other")], "without spaces"),
        ([("id", "new"), ("name_nl", "")], "in at least one language"),
        ([("id", "new"), ("name_nl", &long)], "at most 100 characters"),
    ] {
        let page = world.post(&anna, "/manage/partitions/.new", &fields).await;
        assert_eq!(page.status(), 422, "{fields:?}");
        let text = page.text();
        assert_eq!(
            text.matches(expected).count(),
            2,
            "above the form and at the field: {expected} in {text}"
        );
        assert!(text.contains("aria-invalid=\"true\""), "{fields:?}");
    }
    assert_eq!(names(&world).await.len(), 2);
}

#[tokio::test]
async fn of_two_who_rename_at_once_the_second_learns_it_and_changes_nothing() {
    let (world, anna) = with_wages().await;
    let seen = world.get(&anna, "/manage/partitions/wages").await.hidden("seen");
    let rename = |name: &'static str| [("name_nl", name), ("seen", seen.as_str())];
    for _ in 0..2 {
        let first = world.post(&anna, "/manage/partitions/wages", &rename("Lonen en premies")).await;
        assert_eq!(first.location(), "/manage/partitions?done=renamed", "the same twice is no conflict");
    }
    let second = world.post(&anna, "/manage/partitions/wages", &rename("Boekhouding")).await;
    assert_eq!(second.location(), "/manage/partitions?done=meanwhile");
    assert!(names(&world).await.contains(&"Lonen en premies".to_owned()));
    assert_eq!(world.post(&anna, "/manage/partitions/GENERAL", &rename("Mine")).await.status(), 404);
}

#[tokio::test]
async fn a_partition_goes_when_it_is_empty_and_otherwise_says_why_it_stays() {
    let (world, anna) = with_wages().await;
    let delete = || world.post(&anna, "/manage/partitions/wages/delete", &[("confirmed", "yes")]);
    let by = World::by(OWN);
    let wages = || "wages".parse::<ebox_domain::PartitionId>().expect("an identifier");
    let criteria = Criteria::new(Some("PAYSLIP".parse().expect("an id")), None, None).expect("one");
    let rule = NewRule { criteria, target: wages(), place: None };
    let rule = world.partitions.add_rule(&by, rule).await.expect("added");
    let page = delete().await;
    assert_eq!(page.status(), 409);
    assert!(page.text().contains("1 routing rule leads to it"));
    world.partitions.remove_rule(&by, rule.id).await.expect("removed");

    world.occupied.partitions.lock().expect("not poisoned").push(wages());
    let page = delete().await.text();
    assert!(page.contains("it still holds messages") && page.contains("href=\"/messages?partition=wages\""));
    world.occupied.partitions.lock().expect("not poisoned").clear();
    world.occupied.is_unknown.store(true, Ordering::Relaxed);
    assert!(delete().await.text().contains("a provider does not say whether it is empty"));
    world.occupied.is_unknown.store(false, Ordering::Relaxed);
    assert_eq!(names(&world).await.len(), 2);

    let asked = world.post(&anna, "/manage/partitions/wages/delete", &[]).await;
    assert!(asked.text().contains("Delete the partition") && names(&world).await.len() == 2);
    assert_eq!(delete().await.location(), "/manage/partitions?done=deleted");
    assert_eq!(delete().await.location(), "/manage/partitions?done=gone");
    assert_eq!(names(&world).await.len(), 1);
}
