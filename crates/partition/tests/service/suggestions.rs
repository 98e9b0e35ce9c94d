use ebox_partition::NewSuggestion;

use crate::world::*;

fn for_everybody(kind: &str) -> NewSuggestion {
    let message_type = Some(kind.parse().expect("an id"));
    NewSuggestion { recipient: None, message_type, application: None, organization: None }
}

#[tokio::test]
async fn the_recipient_makes_a_rule_of_a_suggestion_and_chooses_its_target() {
    let world = World::with_partition("wages").await;
    let sender = by_other();
    let suggestion = world.service.suggest(&sender, for_everybody("WK1")).await.expect("made");
    let again = world.service.suggest(&sender, for_everybody("WK1")).await.expect("found");
    assert_eq!(suggestion, again, "the same is suggested once");
    assert_eq!(
        world.service.suggestions_by(&sender).await.expect("listed"),
        std::slice::from_ref(&suggestion)
    );
    assert_eq!(world.service.suggestions_to(&by()).await.expect("listed"), std::slice::from_ref(&suggestion));
    let by = by();
    let accept = |target| world.service.accept_suggestion(&by, suggestion.id, id(target), None);
    assert_eq!(fields(accept("none").await), ["targetPartition"]);
    let rule = accept("wages").await.expect("accepted");
    assert_eq!(rule.criteria, criteria(Some("WK1"), Some("0534530277")), "it is about the sender only");
    assert_eq!(world.service.rules(own()).await.expect("listed"), std::slice::from_ref(&rule));
    assert_eq!(code(accept("wages").await), "not_found", "it was answered");
    world.service.withdraw_suggestion(&sender, suggestion.id).await.expect("withdrawn");
    assert_eq!(world.service.rules(own()).await.expect("listed"), [rule], "rules stay");
}

#[tokio::test]
async fn a_suggestion_is_made_for_ones_own_messages() {
    let world = World::new().await;
    let foreign = NewSuggestion { organization: Some(own()), ..for_everybody("WK1") };
    assert_eq!(fields(world.service.suggest(&by_other(), foreign).await), ["senderOrganizationId"]);
    let named = NewSuggestion { organization: Some(other()), ..for_everybody("WK1") };
    world.service.suggest(&by_other(), named).await.expect("made");
}

#[tokio::test]
async fn what_was_declined_or_withdrawn_is_proposed_no_more() {
    let world = World::new().await;
    let first = world.service.suggest(&by_other(), for_everybody("WK1")).await.expect("made");
    let to_another = NewSuggestion { recipient: Some(other()), ..for_everybody("WK2") };
    let not_ours = world.service.suggest(&by_other(), to_another).await.expect("made");
    assert_eq!(code(world.service.decline_suggestion(&by(), not_ours.id).await), "not_found");
    world.service.decline_suggestion(&by(), first.id).await.expect("declined");
    assert_eq!(world.service.suggestions_to(&by()).await.expect("listed"), []);
    assert_eq!(code(world.service.withdraw_suggestion(&by(), first.id).await), "not_found");
}
