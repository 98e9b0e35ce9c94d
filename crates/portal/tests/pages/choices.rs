use ebox_domain::EboxId;

use crate::world::*;

const ADDRESS: &str = "/manage/preferences/address";
const EXCLUSIVE: &str = "/manage/preferences/exclusive";

fn own() -> EboxId {
    EboxId::Enterprise(enterprise(OWN))
}

#[tokio::test]
async fn the_address_for_notifications_is_kept_shown_and_removed() {
    let world = World::new().await;
    let anna = world.sign_in(ANNA).await;
    let kept = async || {
        let address = world.federation.notification_address(own()).await.expect("read");
        address.map(|address| address.to_string())
    };
    let done = world.post(&anna, ADDRESS, &[("address", "post@korenaar.example")]).await;
    assert_eq!(done.location(), "/manage/preferences?done=address-kept");
    assert!(world.get(&anna, "/manage/preferences").await.text().contains("post@korenaar.example"));
    for wrong in ["post", "post@korenaar", "a b@korenaar.example", "<script>@korenaar.example"] {
        let page = world.post(&anna, ADDRESS, &[("address", wrong)]).await;
        assert_eq!(page.status(), 422, "{wrong}");
        assert!(
            page.text().contains("Fill in an e-mail address") && !page.text().contains("<script>@"),
            "{wrong}"
        );
    }
    assert_eq!(kept().await.as_deref(), Some("post@korenaar.example"));
    let removed = world.post(&anna, ADDRESS, &[("address", "")]).await;
    assert_eq!(removed.location(), "/manage/preferences?done=address-removed");
    assert_eq!(kept().await, None);
}

#[tokio::test]
async fn exclusively_digital_is_chosen_only_by_somebody_who_read_what_it_means() {
    let world = World::new().await;
    let anna = world.sign_in(ANNA).await;
    let is_exclusive = async || world.federation.preference(own()).await.expect("read").is_exclusive;
    let asked = world.post(&anna, EXCLUSIVE, &[("exclusive", "yes")]).await;
    assert_eq!(asked.status(), 200);
    assert!(asked.text().contains("send your enterprise no more letters") && !is_exclusive().await);
    let before = world.records().await;
    let chosen = world.post(&anna, EXCLUSIVE, &[("exclusive", "yes"), ("confirmed", "yes")]).await;
    assert_eq!(chosen.location(), "/manage/preferences?done=exclusive");
    assert!(is_exclusive().await);
    assert_eq!(world.records().await, before + 1);
    let back = world.post(&anna, EXCLUSIVE, &[("exclusive", "no"), ("confirmed", "yes")]).await;
    assert_eq!(back.location(), "/manage/preferences?done=not-exclusive");
    assert!(!is_exclusive().await);
    assert_eq!(world.post(&anna, EXCLUSIVE, &[("exclusive", "perhaps")]).await.status(), 400);
}

#[tokio::test]
async fn whoever_enters_an_e_box_is_a_digital_user_from_then_on() {
    let world = World::new().await;
    let last = async || world.federation.ebox(own()).await.expect("read").expect("known").last_connection;
    let anna = world.sign_in(ANNA).await;
    assert_eq!(last().await, None);
    world.get(&anna, "/messages").await;
    let entered = last().await.expect("entered");
    world.clock().advance(jiff::SignedDuration::from_mins(10));
    world.get(&anna, "/messages").await;
    assert_eq!(last().await, Some(entered), "one note a day is enough");
    world.clock().advance(jiff::SignedDuration::from_hours(24));
    let anna = world.sign_in(ANNA).await;
    world.get(&anna, "/messages").await;
    assert!(last().await.is_some_and(|last| last > entered));
}
