use ebox_domain::partition::{Criteria, RoutingRule};
use ebox_partition::NewSuggestion;

use crate::world::*;

const RULES: &str = "/manage/rules";
const NEW: &str = "/manage/rules/.new";

async fn rules(world: &World) -> Vec<RoutingRule> {
    world.partitions.rules(enterprise(OWN)).await.expect("listed")
}

async fn order(world: &World) -> Vec<i64> {
    rules(world).await.iter().map(|rule| rule.id.number()).collect()
}

async fn with_rules(kinds: &[&str]) -> (World, Reader) {
    let world = World::new().await;
    world.with_partition("wages").await;
    let anna = world.sign_in(ANNA).await;
    for kind in kinds {
        let added = world.post(&anna, NEW, &[("type", kind), ("target", "wages"), ("place", "last")]).await;
        assert!(added.location().ends_with("/trial?done=rule-added"), "{}", added.location());
    }
    (world, anna)
}

#[tokio::test]
async fn a_rule_is_added_once_at_its_place_and_every_mistake_is_explained_beside_its_field() {
    let (world, anna) = with_rules(&["PAYSLIP", "PAYSLIP"]).await;
    assert_eq!(order(&world).await, [1], "sent twice, added once");
    let first = [("organization", "0220.916.609"), ("target", "GENERAL"), ("place", "first")];
    assert_eq!(world.post(&anna, NEW, &first).await.status(), 303);
    assert_eq!(order(&world).await, [2, 1]);
    let expected = Criteria::new(None, None, "0220916609".parse().ok());
    assert_eq!(Some(rules(&world).await[0].criteria.clone()), expected);
    for (fields, expected) in [
        ([("type", ""), ("target", "wages")], "at least one criterion"),
        ([("organization", "12"), ("target", "wages")], "ten digits"),
        ([("type", "PAYSLIP"), ("target", "")], "Choose a partition"),
        ([("type", "PAYSLIP"), ("target", "gone")], "This partition is no longer there"),
    ] {
        let page = world.post(&anna, NEW, &fields).await;
        assert_eq!(page.status(), 422, "{fields:?}");
        assert_eq!(page.text().matches(expected).count(), 2, "{fields:?}: {}", page.text());
    }
    assert_eq!(order(&world).await.len(), 2);
}

#[tokio::test]
async fn rules_are_moved_by_buttons_and_a_page_that_is_old_moves_nothing() {
    let (world, anna) = with_rules(&["A", "B", "C"]).await;
    let seen = world.get(&anna, RULES).await.hidden("seen");
    let shift = |id: i64, to: &'static str, seen: String| {
        let (world, anna) = (&world, &anna);
        async move {
            let path = format!("{RULES}/{id}/move");
            world.post(anna, &path, &[("to", to), ("seen", seen.as_str())]).await.location()
        }
    };
    assert_eq!(shift(3, "up", seen.clone()).await, "/manage/rules?done=rule-moved#rule-3");
    assert_eq!(order(&world).await, [1, 3, 2]);
    // A colleague, or a second click, on the page as it was.
    assert_eq!(shift(3, "up", seen.clone()).await, "/manage/rules?done=meanwhile");
    assert_eq!(order(&world).await, [1, 3, 2]);
    let seen = world.get(&anna, RULES).await.hidden("seen");
    assert_eq!(
        shift(1, "up", seen.clone()).await,
        "/manage/rules?done=rule-moved#rule-1",
        "it is the first already"
    );
    assert_eq!(shift(9, "up", seen.clone()).await, "/manage/rules?done=gone");
    assert_eq!(shift(1, "down", seen).await, "/manage/rules?done=rule-moved#rule-1");
    assert_eq!(order(&world).await, [3, 1, 2]);
    let odd = world.post(&anna, "/manage/rules/1/move", &[("to", "sideways"), ("seen", "1")]).await;
    assert!(odd.status() == 400 || odd.location().ends_with("meanwhile"));
}

#[tokio::test]
async fn a_rule_is_deleted_once_after_a_question() {
    let (world, anna) = with_rules(&["A"]).await;
    let asked = world.post(&anna, "/manage/rules/1/delete", &[]).await;
    assert!(asked.text().contains("Delete this rule?") && asked.text().contains("A: to wages"));
    assert_eq!(order(&world).await, [1]);
    let confirmed = [("confirmed", "yes")];
    let done = world.post(&anna, "/manage/rules/1/delete", &confirmed).await;
    assert_eq!(done.location(), "/manage/rules?done=rule-deleted");
    let again = world.post(&anna, "/manage/rules/1/delete", &confirmed).await;
    assert_eq!(again.location(), "/manage/rules?done=gone");
    assert_eq!(world.get(&anna, "/manage/rules/1/trial").await.status(), 404);
}

#[tokio::test]
async fn rules_are_shown_and_changed_while_no_provider_answers() {
    let (world, anna) = with_rules(&["PAYSLIP"]).await;
    let page = world.get(&anna, RULES).await;
    assert_eq!(page.status(), 200);
    assert!(page.text().contains("PAYSLIP"));
    let trial = world.get(&anna, "/manage/rules/1/trial").await;
    assert_eq!(trial.status(), 502, "there is nobody to ask");
    let stale = world.post(&anna, "/manage/rules/1/trial", &[("seen", "1")]).await;
    assert_eq!(stale.location(), "/manage/rules?done=meanwhile", "what was shown is not what would be moved");
}

#[tokio::test]
async fn a_suggestion_becomes_a_rule_or_is_declined_and_both_only_once() {
    let (world, anna) = with_rules(&[]).await;
    let mut ids = Vec::new();
    for kind in ["INVOICE", "NOTICE"] {
        let new = NewSuggestion {
            recipient: Some(enterprise(OWN)),
            message_type: kind.parse().ok(),
            application: None,
            organization: None,
        };
        ids.push(world.partitions.suggest(&World::by(OTHER), new).await.expect("suggested").id);
    }
    assert!(
        world.get(&anna, "/manage").await.text().contains("2 suggestions of senders wait for your answer")
    );
    let page = world.get(&anna, "/manage/suggestions").await.text();
    assert!(page.contains("INVOICE") && page.contains("NOTICE"), "{page}");
    let path = |place: usize| format!("/manage/suggestions/{}", ids[place]);
    let accept = |target| [("do", "accept"), ("target", target)];
    let gone = world.post(&anna, &path(0), &accept("gone")).await;
    assert_eq!(gone.location(), "/manage/suggestions?done=not-accepted");
    let accepted = world.post(&anna, &path(0), &accept("wages")).await;
    assert_eq!(accepted.location(), "/manage/rules/1/trial?done=rule-added");
    assert_eq!(rules(&world).await[0].criteria.organization(), Some(enterprise(OTHER)));
    assert_eq!(
        world.post(&anna, &path(0), &accept("wages")).await.location(),
        "/manage/suggestions?done=gone"
    );
    let decline = async || world.post(&anna, &path(1), &[("do", "decline")]).await;
    assert_eq!(decline().await.location(), "/manage/suggestions?done=declined");
    assert_eq!(decline().await.location(), "/manage/suggestions?done=gone");
    assert_eq!(order(&world).await, [1]);
    assert_eq!(world.post(&anna, &path(1), &[]).await.status(), 400);
}
