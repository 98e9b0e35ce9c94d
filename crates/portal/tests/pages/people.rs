use ebox_domain::partition::{Extent, Rights};
use ebox_people::Role;

use crate::world::*;

#[tokio::test]
async fn a_right_is_given_once_and_withdrawn_once_whatever_is_clicked_twice() {
    let world = World::new().await;
    let anna = world.sign_in(ANNA).await;
    let wanted = [("ssin", "01.01.01-222.33"), ("name", "Cléo Schmitz"), ("extent", "GENERAL")];
    let before = world.records().await;
    for _ in 0..2 {
        let granted = world.post(&anna, "/manage/people/right", &wanted).await;
        assert_eq!(granted.location(), "/manage/people?done=granted");
        assert_eq!(world.records().await, before + 2, "who was introduced, and what they may see");
    }
    let (_, arrangement) = world.partitions.arrangement(enterprise(OWN)).await.expect("read");
    assert_eq!(arrangement.rights.len(), 1);
    assert_eq!(arrangement.rights[0].extent, Extent::Partition("GENERAL".parse().expect("an identifier")));
    // Another one, to somebody who is known by now.
    let key = world.key_of(CLEO);
    let another = [("person", key.as_str()), ("extent", "*")];
    assert_eq!(world.post(&anna, "/manage/people/right", &another).await.status(), 303);
    assert_eq!(world.partitions.rights(enterprise(OWN), ssin(CLEO)).await.expect("read"), Rights::All);
    for right in &arrangement.rights {
        let path = format!("/manage/people/rights/{}/withdraw", right.id);
        assert_eq!(world.post(&anna, &path, &[]).await.location(), "/manage/people?done=withdrawn");
        assert_eq!(world.post(&anna, &path, &[]).await.location(), "/manage/people?done=gone");
    }
}

#[tokio::test]
async fn a_wrong_name_for_a_number_does_not_say_the_right_one() {
    let world = World::new().await;
    let anna = world.sign_in(ANNA).await;
    world.with_reader(BRAM, "Bram Dupont").await;
    let before = world.records().await;
    let page =
        world.post(&anna, "/manage/people/right", &[("ssin", BRAM), ("name", "Who"), ("extent", "*")]).await;
    assert_eq!(page.status(), 422);
    assert!(
        page.text().contains("This name does not belong to this number") && !page.text().contains("Dupont")
    );
    for wrong in [
        [("ssin", "123"), ("name", "Bram Dupont"), ("extent", "*")],
        [("ssin", BRAM), ("name", ""), ("extent", "*")],
        [("ssin", BRAM), ("name", "Bram Dupont"), ("extent", "")],
        [("ssin", BRAM), ("name", "Bram Dupont"), ("extent", "none")],
    ] {
        let page = world.post(&anna, "/manage/people/right", &wrong).await;
        assert_eq!(page.status(), 422, "{wrong:?}");
        assert!(page.text().contains("aria-invalid") || page.text().contains("extent-mistake"), "{wrong:?}");
    }
    assert_eq!(world.records().await, before, "nothing half done");
}

#[tokio::test]
async fn an_access_manager_names_and_dismisses_and_a_co_access_manager_is_told_that_they_do_not() {
    let world = World::new().await;
    let anna = world.sign_in(ANNA).await;
    let bram = [("ssin", BRAM), ("name", "Bram Dupont"), ("role", "coAccessManager")];
    assert_eq!(
        world.post(&anna, "/manage/people/manager", &bram).await.location(),
        "/manage/people?done=named"
    );
    let role = |person: &'static str| {
        let people = &world.people;
        async move {
            let managers = people.managers(enterprise(OWN)).await.expect("listed");
            managers.into_iter().find(|one| one.person.ssin == ssin(person)).map(|one| one.role)
        }
    };
    assert_eq!(role(BRAM).await, Some(Role::CoAccessManager));

    let bram = world.sign_in(BRAM).await;
    let page = world.get(&bram, "/manage/people").await;
    assert!(page.text().contains("You are a co-access manager"));
    assert!(!page.text().contains("/manage/people/manager"), "there is nothing to click");
    let (of_anna, of_bram) = (world.key_of(ANNA), world.key_of(BRAM));
    let dismiss = |key| [("person", key), ("confirmed", "yes")];
    let refused = world.post(&bram, "/manage/people/manager/dismiss", &dismiss(&of_anna)).await;
    assert_eq!(refused.status(), 403);
    assert!(refused.text().contains("Only an access manager names managers"), "{}", refused.text());

    let asked = world.post(&anna, "/manage/people/manager/dismiss", &[("person", &of_bram)]).await;
    assert_eq!(asked.status(), 200);
    assert!(asked.text().contains("Take the role of Bram Dupont away?") && role(BRAM).await.is_some());
    assert_eq!(asked.hidden("person"), of_bram);
    let last = world.post(&anna, "/manage/people/manager/dismiss", &dismiss(&of_anna)).await;
    assert_eq!(last.location(), "/manage/people?done=last-manager");
    let done = world.post(&anna, "/manage/people/manager/dismiss", &dismiss(&of_bram)).await;
    assert_eq!(done.location(), "/manage/people?done=dismissed");
    let again = world.post(&anna, "/manage/people/manager/dismiss", &dismiss(&of_bram)).await;
    assert_eq!(again.location(), "/manage/people?done=gone");
    // The session of somebody who was dismissed is no manager's any more, nor anybody's who may read.
    assert_eq!(world.get(&bram, "/manage").await.status(), 403);
    let mail = world.get(&bram, "/messages").await;
    assert_eq!(mail.status(), 403);
    assert!(mail.text().contains("You have no access to these messages"), "{}", mail.text());
}

#[tokio::test]
async fn the_last_access_manager_cannot_give_the_own_role_away_by_naming() {
    let world = World::new().await;
    let anna = world.sign_in(ANNA).await;
    let own = [("ssin", ANNA), ("name", "Anna Peeters"), ("role", "coAccessManager")];
    assert_eq!(world.post(&anna, "/manage/people/manager", &own).await.status(), 422);
    let managers = world.people.managers(enterprise(OWN)).await.expect("listed");
    assert_eq!(managers[0].role, Role::AccessManager);
}

#[tokio::test]
async fn nobody_is_introduced_for_a_partition_that_is_gone() {
    let world = World::new().await;
    let anna = world.sign_in(ANNA).await;
    let before = world.records().await;
    let gone = [("ssin", CLEO), ("name", "Cleo Mistyped"), ("extent", "wages")];
    let page = world.post(&anna, "/manage/people/right", &gone).await;
    assert_eq!(page.status(), 422);
    assert_eq!(world.records().await, before);
    // The number is nobody's yet, so that its right name can be typed.
    let right = [("ssin", CLEO), ("name", "Cleo Schmitz"), ("extent", "*")];
    assert_eq!(
        world.post(&anna, "/manage/people/right", &right).await.location(),
        "/manage/people?done=granted"
    );
}
