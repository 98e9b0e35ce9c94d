//! A person with a right to one partition: nothing of the others is anywhere.

use ebox_credential::Scope;
use ebox_testkit::{RECIPIENT, RegistryWorld, get, patch};
use serde_json::{Value, json};

use crate::{publish, v3_description};

const SSIN: &str = "85073003328";

/// A world with one message in `GENERAL` and two in `Another_partition`; `person` sees the first partition only.
async fn world() -> (RegistryWorld, String, String) {
    let world = RegistryWorld::new().await;
    let mut description = v3_description();
    description["bodyContent"] = json!({ "nl": "De tekst" });
    let seen = publish(&world, &description).await;
    let mut other = String::new();
    for _ in 0..2 {
        other = publish(&world, &description).await;
        let away = json!({ "partition": "Another_partition" });
        patch(&world.v3, &format!("/ebox/messages/{other}"), "recipient", &away).await.expect(200);
    }
    let scopes = [Scope::MessagesFull, Scope::SummaryOwnEbox];
    world.tokens.give_person_with("person", RECIPIENT, SSIN, &scopes);
    world.rights.limit(SSIN, &["GENERAL"]);
    (world, seen, other)
}

async fn ask(world: &RegistryWorld, path: &str) -> Value {
    get(&world.v3, path, "person").await.expect(200).json()
}

#[tokio::test]
async fn lists_and_numbers_hold_the_own_partition_only() {
    let (world, seen, _) = world().await;
    for query in ["", "?partition=GENERAL", "?q=brief&qlang=nl", "?isRead=false&isVisible=true"] {
        let list = ask(&world, &format!("/ebox/messages{query}")).await;
        assert_eq!((&list["total"], &list["items"][0]["messageId"]), (&json!(1), &json!(seen)), "{query}");
    }
    let v2 = get(&world.v2, "/ebox/messages", "person").await.expect(200).json();
    assert_eq!((&v2["totalItems"], v2["items"].as_array().map(Vec::len)), (&json!(1), Some(1)));
    assert_eq!(ask(&world, "/ebox/statistics").await["total"], 1);
    for router in [&world.v2, &world.v3] {
        let summary = get(router, "/ebox", "person").await.expect(200).json();
        assert_eq!(
            (&summary["numberOfMessages"], &summary["numberOfUnreadMessages"], &summary["eboxSize"]),
            (&json!(1), &json!(1), &json!(19.0 / 1024.0))
        );
    }
    let feed = ask(&world, "/ebox/messages?cursor=").await;
    let shown: Vec<&Value> =
        feed["items"].as_array().expect("items").iter().filter(|item| item["isGone"].is_null()).collect();
    assert_eq!(shown.len(), 1);
    // The enterprise's own systems see everything.
    assert_eq!(get(&world.v3, "/ebox/statistics", "recipient").await.expect(200).json()["total"], 3);
}

#[tokio::test]
async fn one_message_of_another_partition_is_as_unknown_as_none() {
    let (world, seen, other) = world().await;
    for path in ["", "/attachments", "/attachments/1", "/attachments/1/content", "/body", "/paymentData"] {
        for router in [&world.v2, &world.v3] {
            get(router, &format!("/ebox/messages/{other}{path}"), "person").await.expect(404);
        }
    }
    let detail = async |id: &str| {
        let path = format!("/ebox/messages/{id}");
        get(&world.v3, &path, "person").await.expect(404).json()["detail"].clone()
    };
    assert_eq!(detail(&other).await, detail("01a20037-541a-7ca3-a953-a1c013d0fd14").await);
    let unread = get(&world.v3, "/ebox/messages?isRead=false", "recipient").await.expect(200).json();
    assert_eq!(unread["total"], 3);
    for path in ["", "/attachments", "/attachments/1/content", "/body"] {
        get(&world.v3, &format!("/ebox/messages/{seen}{path}"), "person").await.expect(200);
    }
    let hide = json!({ "items": [
        { "messageId": seen, "isVisible": false }, { "messageId": other, "isVisible": false },
    ] });
    patch(&world.v3, "/ebox/messages", "person", &hide).await.expect(404);
    let hidden = get(&world.v3, "/ebox/messages?isVisible=false", "recipient").await.expect(200).json();
    assert_eq!(hidden["total"], 0);
}

#[tokio::test]
async fn naming_a_partition_without_right_is_refused() {
    let (world, _, _) = world().await;
    for path in [
        "/ebox/messages?partition=Another_partition",
        "/ebox/messages?partition=GENERAL&partition=Another_partition",
        "/ebox/messages?direction=sent&partition=Another_partition",
        "/ebox/statistics?partition=Another_partition",
        "/ebox/statistics?partition=Nowhere",
    ] {
        let problem = get(&world.v3, path, "person").await.expect(403).json();
        assert_eq!(problem["type"], "urn:problem-type:belgif:missingPermission", "{path}");
    }
}

#[tokio::test]
async fn a_right_that_is_withdrawn_counts_at_once() {
    let (world, seen, _) = world().await;
    let path = format!("/ebox/messages/{seen}");
    get(&world.v3, &path, "person").await.expect(200);
    world.rights.limit(SSIN, &[]);
    get(&world.v3, &path, "person").await.expect(404);
    let list = ask(&world, "/ebox/messages").await;
    assert_eq!((&list["items"], &list["total"]), (&json!([]), &json!(0)));
    assert_eq!(ask(&world, "/ebox").await["numberOfMessages"], 0);
}
