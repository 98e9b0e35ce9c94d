//! Keeping the e-Box in order: finding, hiding, moving, counting.

use serde_json::{Value, json};

use crate::{
    dev::{Dev, Run, draft, provider_registry},
    mail::ids,
};

fn list(dev: &Dev, criteria: &[&str]) -> Vec<String> {
    ids(&dev.ebox(&[&["messages", "list", "--json"][..], criteria].concat()).ends(0))
}

fn numbers(run: &Run, provider: usize) -> Value {
    run.json()["items"][provider].clone()
}

#[tokio::test]
async fn messages_are_found_by_text_by_partition_and_by_who_sent_them() {
    let dev = Dev::start();
    let spinach = dev.publish(0, "Over épinards").await.message_id;
    let notice = dev.publish(1, "Werken in de straat").await.message_id;
    assert_eq!(list(&dev, &["--search", "EPINARDS", "--language", "fr"]), [spinach.as_str()]);
    assert_eq!(list(&dev, &["--search", "ardappel", "--language", "nl"]), [""; 0]);
    assert_eq!(list(&dev, &["--partition", "GENERAL"]), [notice.as_str(), &spinach]);
    assert_eq!(list(&dev, &["--partition", "Payroll"]), [""; 0]);
    assert_eq!(list(&dev, &["--for-action"]), [""; 0]);
    assert_eq!(list(&dev, &["--sent"]), [""; 0]);

    for (criteria, why) in [
        (&["--search", "x"][..], "--language"),
        (&["--search", "x", "--language", "en"], "expected nl, fr or de"),
        (&["--sent", "--unread"], "cannot be used with"),
        (&["--partition", "a b"], "letters, digits"),
    ] {
        dev.ebox(&[&["messages", "list"][..], criteria].concat()).ends(2).says(why);
    }
}

#[tokio::test]
async fn messages_are_hidden_and_shown_all_of_them_or_none() {
    let dev = Dev::start();
    let first = dev.publish(0, "First").await.message_id;
    let second = dev.publish(1, "Second").await.message_id;
    let hidden = dev.ebox(&["messages", "hide", &first, &second, &first]).ends(0);
    assert!(hidden.data.contains("hidden") && hidden.data.contains("Second"), "{hidden}");
    let marks = dev.ebox(&["messages", "list"]).ends(0);
    assert_eq!(marks.data.matches("hidden").count(), 2, "{marks}");

    // One that nobody has spares the others.
    let nobody = "019f0c1e-0000-7000-8000-000000000000";
    dev.ebox(&["messages", "unhide", &first, nobody]).ends(1).says("no provider has");
    assert_eq!(dev.ebox(&["messages", "list"]).ends(0).data.matches("hidden").count(), 2);

    let shown = dev.ebox(&["messages", "unhide", &first, &second, "--json"]).ends(0).json();
    let items = json!([
        {"providerId": "nsso", "messageId": first}, {"providerId": "regional", "messageId": second},
    ]);
    assert_eq!((&shown["items"], &shown["failedProviders"]), (&items, &json!([])));
    assert!(!dev.ebox(&["messages", "list"]).ends(0).data.contains("hidden"));
    assert_eq!(list(&dev, &["--unread"]).len(), 2, "nothing of this marks anything read");
    dev.ebox(&["messages", "hide"]).ends(2);
}

#[tokio::test]
async fn messages_are_moved_and_every_partition_is_counted() {
    let dev = Dev::start();
    let moved = dev.publish(0, "Payslip").await.message_id;
    dev.publish(0, "Letter").await;
    dev.publish(1, "Notice").await;
    let run = dev.ebox(&["messages", "move", &moved, "--to", "Payroll"]).ends(0);
    assert!(run.data.contains("in Payroll"), "{run}");
    assert_eq!(list(&dev, &["--partition", "Payroll"]), [moved.as_str()]);
    dev.ebox(&["messages", "move", &moved, "--to", "Nowhere"]).ends(5).says("no such partition");
    dev.ebox(&["messages", "move", &moved]).ends(2).says("--to");

    let all = dev.ebox(&["messages", "stats", "--json"]).ends(0);
    assert_eq!((&numbers(&all, 0)["total"], &numbers(&all, 1)["unread"]), (&json!(2), &json!(1)));
    assert_eq!(all.json()["all"]["total"], 3);
    let payroll = dev.ebox(&["messages", "stats", "--partition", "Payroll", "--json"]).ends(0);
    assert_eq!(payroll.json()["all"]["total"], 1);
    let table = dev.ebox(&["messages", "stats"]).ends(0);
    assert!(table.data.contains("all") && table.data.contains("Ask for action"), "{table}");
}

#[tokio::test]
async fn a_provider_of_the_old_version_is_counted_as_far_as_it_goes_and_moves_nothing() {
    let dev = Dev::start();
    let id = dev.publish(0, "Letter").await.message_id;
    dev.publish_draft(1, draft(1, "Notice")).await;
    let [old, new] = [&dev.sandbox.message_registries[0], &dev.sandbox.message_registries[1]];
    let entry = |id: &str, url: &str, version: &str| {
        json!({
            "id": id, "name": {"nl": id}, "url": url, "activationDate": "2026-01-01", "apiSupportedVersion": version,
        })
    };
    let list = json!([entry("old", &old.v2, "2.1"), entry("new", &new.v3, "3.0")]);
    let url = provider_registry(Some(list));
    let with = [("EBOX_PROVIDER_REGISTRY_URL", url.as_str())];

    let counted = dev.ebox_with(&with, &["messages", "stats", "--json"]).ends(0).json();
    assert_eq!((&counted["all"]["total"], counted["items"].as_array().map(Vec::len)), (&json!(2), Some(2)));
    let of_old = &counted["items"].as_array().expect("items").iter().find(|one| one["providerId"] == "old");
    assert_eq!(of_old.expect("the old one")["forAction"], Value::Null);

    let partial =
        dev.ebox_with(&with, &["messages", "list", "--partition", "GENERAL", "--json"]).ends(3).says("v2.1");
    assert_eq!(partial.json()["failedProviders"], json!(["old"]));
    dev.ebox_with(&with, &["messages", "move", &id, "--to", "Payroll"]).ends(1).says("moves no messages");
    dev.ebox_with(&with, &["messages", "act", &id]).ends(1).says("knows no actions");
    dev.ebox_with(&with, &["messages", "hide", &id]).ends(0);
    let metadata = dev.ebox(&["messages", "show", &id, "--json"]).ends(0).json()["metadata"].clone();
    assert_eq!(metadata["isVisible"], false, "{metadata}");
}
