//! Trying a routing rule on the messages that are there.

use ebox_domain::{PartitionId, partition::Criteria};
use serde_json::json;

use crate::{
    dev::{Dev, Run, provider_registry},
    mail::ids,
};

const RULE: [&str; 6] = ["messages", "reroute", "--type", "TEST_PILOT_5_ENTERPRISE", "--to", "Payroll"];

fn reroute(dev: &Dev, more: &[&str]) -> Run {
    dev.ebox(&[&RULE[..], more].concat())
}

fn in_payroll(dev: &Dev) -> Vec<String> {
    ids(&dev.ebox(&["messages", "list", "--partition", "Payroll", "--json"]).ends(0))
}

#[tokio::test]
async fn a_rule_is_tried_and_what_it_would_have_caught_is_moved() {
    let dev = Dev::start();
    let mut caught = Vec::new();
    for number in 1..=7 {
        caught.insert(0, dev.publish(0, &format!("Payslip {number}")).await.message_id);
    }
    dev.publish(1, "Notice").await;
    dev.ebox(&["messages", "move", &caught[6], "--to", "Payroll"]).ends(0);

    let tried = reroute(&dev, &[]).ends(0).says("6 messages would have gone there").says("--move");
    assert!(
        tried.data.contains("Payslip 7") && !tried.data.contains("Payslip 2"),
        "the newest five: {tried}"
    );
    let told = reroute(&dev, &["--json"]).ends(0).json();
    assert_eq!((&told["total"], &told["items"][0]["caught"]), (&json!(6), &json!(6)));
    assert_eq!((&told["items"][1]["caught"], &told["items"][0]["moved"]), (&json!(0), &json!(0)));
    assert_eq!(in_payroll(&dev).len(), 1, "nothing is moved by trying");

    reroute(&dev, &["--move"]).ends(4).says("6 messages would move to Payroll").says("--yes");
    reroute(&dev, &["--yes"]).ends(2).says("--move");
    let moved = reroute(&dev, &["--move", "--yes"]).ends(0);
    assert!(moved.data.contains("complete"), "{moved}");
    assert_eq!(in_payroll(&dev), caught);
    reroute(&dev, &["--move"]).ends(0).says("nothing to move");
    let unread = dev.ebox(&["messages", "list", "--unread", "--json"]).ends(0);
    assert_eq!(unread.json()["total"], 8, "moving marks nothing read");
}

#[tokio::test]
async fn every_criterion_narrows_and_one_at_least_is_there() {
    let dev = Dev::start();
    dev.publish(0, "Payslip").await;
    dev.publish(1, "Notice").await;
    let total = |criteria: &[&str]| {
        let arguments = [&["messages", "reroute", "--to", "Payroll", "--json"][..], criteria].concat();
        dev.ebox(&arguments).ends(0).json()["total"].clone()
    };
    assert_eq!(total(&["--organization", "0220916609"]), 1);
    assert_eq!(total(&["--application", "city:notices"]), 1);
    assert_eq!(total(&["--organization", "0220916609", "--application", "city:notices"]), 0);
    dev.ebox(&["messages", "reroute", "--to", "Payroll"]).ends(2).says("--type");
    // A partition that is not there has no messages, and takes none.
    let nowhere = ["messages", "reroute", "--application", "city:notices", "--to", "Nowhere"];
    dev.ebox(&nowhere).ends(0).says("1 message would").says("no partition Nowhere");
    dev.ebox(&[&nowhere[..], &["--move", "--yes"]].concat()).ends(5).says("no such partition");
}

#[tokio::test]
async fn a_provider_that_fails_keeps_no_other_from_moving() {
    let dev = Dev::start();
    let id = dev.publish(0, "Payslip").await.message_id;
    let entry = |id: &str, url: &str| {
        json!({
            "id": id, "name": {"nl": id}, "url": url, "activationDate": "2026-01-01", "apiSupportedVersion": "3.0",
        })
    };
    let nsso = &dev.sandbox.message_registries[0];
    let list = json!([entry("dead", "http://127.0.0.1:9/v3/"), entry("nsso", &nsso.v3)]);
    let url = provider_registry(Some(list));
    let arguments = [&RULE[..], &["--move", "--yes", "--json"]].concat();
    let run =
        dev.ebox_with(&[("EBOX_PROVIDER_REGISTRY_URL", &url)], &arguments).ends(3).says("dead is left out");
    let told = run.json();
    assert_eq!((&told["failedProviders"], &told["items"][1]["moved"]), (&json!(["dead"]), &json!(1)));
    assert_eq!(in_payroll(&dev), [id]);
}

#[tokio::test]
async fn a_rule_is_tried_at_its_place_among_those_of_the_e_box() {
    let dev = Dev::start();
    for number in 1..=2 {
        dev.publish(0, &format!("Payslip {number}")).await;
    }
    dev.publish(1, "Notice").await;
    let tried = |more: &[&str]| {
        let arguments = [&["messages", "reroute", "--json", "--to", "Payroll"][..], more].concat();
        dev.ebox(&arguments).ends(0).json()["total"].clone()
    };
    let sender = ["--organization", "0220916609"];
    assert_eq!(tried(&sender), 2);

    // A rule that is there looks for the same messages, and keeps them where they are.
    let management = dev.management();
    let criteria = |kind: Option<&str>, sender: Option<&str>| {
        let kind = kind.map(|kind| kind.parse().expect("an id"));
        let sender = sender.map(|sender| sender.parse().expect("a number"));
        Criteria::new(kind, None, sender).expect("a criterion")
    };
    let (general, payroll) = (PartitionId::general(), "Payroll".parse().expect("an id"));
    let first = criteria(Some("TEST_PILOT_5_ENTERPRISE"), None);
    management.add_rule(&first, &general, None).await.expect("added");
    assert_eq!(tried(&sender), 0, "a new rule is the last");
    assert_eq!(tried(&[&sender[..], &["--position", "2"]].concat()), 0);
    assert_eq!(tried(&[&sender[..], &["--position", "1"]].concat()), 2);
    let second = management.add_rule(&criteria(None, Some("0220916609")), &payroll, Some(1)).await;
    assert_eq!(tried(&sender), 2, "a rule that is there is tried at its own place");
    let rules = management.routing_rules().await.expect("listed");
    assert_eq!(rules[0], second.expect("added"));
    management.order_rules(&[rules[1].id, rules[0].id]).await.expect("ordered");
    assert_eq!(tried(&sender), 0);

    // Who does not know the rules cannot say what one would have caught behind them.
    let dead = [("EBOX_PARTITION_URL", "http://127.0.0.1:9/partition/v1")];
    let arguments = [&["messages", "reroute", "--to", "Payroll"][..], &sender].concat();
    dev.ebox_with(&dead, &arguments).ends(6).says("--position 1");
    let alone = [&arguments[..], &["--position", "1"]].concat();
    dev.ebox_with(&dead, &alone).ends(0).says("2 messages would");
}
