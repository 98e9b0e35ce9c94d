use ebox_domain::partition::{Facts, RoutingRule, RuleId};
use ebox_partition::{NewRule, Partition};

use crate::world::*;

fn ids(rules: &[RoutingRule]) -> Vec<i64> {
    rules.iter().map(|rule| rule.id.number()).collect()
}

async fn routed(world: &World, kind: &str) -> String {
    let (kind, application) = (kind.parse().expect("an id"), "app".parse().expect("an id"));
    let organization = "0220916609".parse().expect("a number");
    let facts = Facts { message_type: &kind, application: &application, organization };
    world.service.route(own(), &facts).await.expect("routed").to_string()
}

#[tokio::test]
async fn rules_hold_at_once_in_their_order() {
    let world = World::with_partition("wages").await;
    assert_eq!(routed(&world, "WK1").await, "GENERAL");
    let first = world.service.add_rule(&by(), rule_to("wages", "WK1")).await.expect("added");
    assert_eq!(routed(&world, "WK1").await, "wages");
    assert_eq!(routed(&world, "WK2").await, "GENERAL");
    let all_of_sender =
        NewRule { criteria: criteria(None, Some("0220916609")), target: id("GENERAL"), place: Some(1) };
    let second = world.service.add_rule(&by(), all_of_sender).await.expect("added");
    assert_eq!(ids(&world.service.rules(own()).await.expect("listed")), [2, 1]);
    assert_eq!(routed(&world, "WK1").await, "GENERAL");
    let ordered = world.service.order_rules(&by(), &[first.id, second.id]).await.expect("ordered");
    assert_eq!(ids(&ordered), [1, 2]);
    assert_eq!(routed(&world, "WK1").await, "wages");
    world.service.remove_rule(&by(), first.id).await.expect("removed");
    assert_eq!(routed(&world, "WK1").await, "GENERAL");
    assert_eq!(world.service.rules(other()).await.expect("listed"), []);
}

#[tokio::test]
async fn a_rule_keeps_its_number_and_its_place_when_it_changes_and_no_number_is_given_twice() {
    let world = World::with_partition("wages").await;
    for kind in ["WK1", "WK2", "WK3"] {
        world.service.add_rule(&by(), rule_to("wages", kind)).await.expect("added");
    }
    let second = RuleId::new(2);
    world.service.change_rule(&by(), second, rule_to("GENERAL", "WK9")).await.expect("changed");
    assert_eq!(ids(&world.service.rules(own()).await.expect("listed")), [1, 2, 3]);
    let last = NewRule { place: Some(9), ..rule_to("GENERAL", "WK9") };
    world.service.change_rule(&by(), second, last).await.expect("moved");
    assert_eq!(ids(&world.service.rules(own()).await.expect("listed")), [1, 3, 2]);
    world.service.remove_rule(&by(), RuleId::new(3)).await.expect("removed");
    let added = world.service.add_rule(&by(), rule_to("wages", "WK3")).await.expect("added");
    assert_eq!(added.id.number(), 4);
}

#[tokio::test]
async fn what_cannot_be_is_refused() {
    let world = World::with_partition("wages").await;
    assert_eq!(fields(world.service.add_rule(&by(), rule_to("none", "WK1")).await), ["targetPartition"]);
    let rule = world.service.add_rule(&by(), rule_to("wages", "WK1")).await.expect("added");
    let missing = RuleId::new(9);
    assert_eq!(code(world.service.remove_rule(&by(), missing).await), "not_found");
    assert_eq!(code(world.service.change_rule(&by(), missing, rule_to("wages", "WK1")).await), "not_found");
    for order in [vec![], vec![missing], vec![rule.id, rule.id], vec![rule.id, missing]] {
        assert_eq!(fields(world.service.order_rules(&by(), &order).await), ["routingRuleIds"]);
    }
    assert_eq!(code(world.service.remove_rule(&by_other(), rule.id).await), "not_found");
}

#[tokio::test]
async fn simultaneous_changes_are_all_kept() {
    let world = World::with_partition("wages").await;
    let by = by();
    let add = |kind| world.service.add_rule(&by, rule_to("wages", kind));
    let create = |id| world.service.create(&by, partition(id));
    let (first, wages, second, rent, third) =
        tokio::join!(add("WK1"), create("fleet"), add("WK2"), create("rent"), add("WK3"));
    for rule in [first, second, third] {
        rule.expect("added");
    }
    for partition in [wages, rent] {
        partition.expect("created");
    }
    let mut numbers = ids(&world.service.rules(own()).await.expect("listed"));
    numbers.sort_unstable();
    assert_eq!(numbers, [1, 2, 3]);
    let listed = world.service.list(own()).await.expect("listed");
    assert_eq!(listed, [Partition::general(), partition("fleet"), partition("rent"), partition("wages")]);
}

#[tokio::test]
async fn a_change_that_was_decided_on_an_older_state_changes_nothing() {
    let world = World::with_partition("wages").await;
    for kind in ["WK1", "WK2"] {
        world.service.add_rule(&by(), rule_to("wages", kind)).await.expect("added");
    }
    let seen = world.service.arrangement(own()).await.expect("read").1.version;
    let order = |numbers: [i64; 2]| numbers.map(RuleId::new);
    let service = &world.service;
    service.order_rules(&by().having_seen(seen), &order([2, 1])).await.expect("ordered");
    // Somebody else looked at the same page, and wants the first to be the last.
    assert_eq!(code(service.remove_rule(&by().having_seen(seen), RuleId::new(1)).await), "conflict");
    assert_eq!(ids(&service.rules(own()).await.expect("listed")), [2, 1]);
    // Doing the same twice is no conflict.
    service.order_rules(&by().having_seen(seen), &order([2, 1])).await.expect("it is so already");
    let seen = service.arrangement(own()).await.expect("read").1.version;
    service.remove_rule(&by().having_seen(seen), RuleId::new(1)).await.expect("removed");
}
