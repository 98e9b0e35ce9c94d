//! Lists, paging, filters, and the walls between e-Boxes.

use ebox_credential::Scope;
use ebox_testkit::{RegistryWorld, SENDER, get, head};
use jiff::SignedDuration;
use serde_json::json;

use crate::{publish, v3_description};

async fn with_messages(count: usize) -> (RegistryWorld, Vec<String>) {
    let world = RegistryWorld::new().await;
    let mut ids = Vec::new();
    for _ in 0..count {
        ids.insert(0, publish(&world, &v3_description()).await);
        world.clock.advance(SignedDuration::from_hours(12));
    }
    (world, ids)
}

fn ids(list: &serde_json::Value) -> Vec<String> {
    let items = list["items"].as_array().expect("items");
    items.iter().map(|item| item["messageId"].as_str().expect("an id").to_owned()).collect()
}

#[tokio::test]
async fn lists_are_newest_first_page_by_page_in_both_versions() {
    let (world, expected) = with_messages(5).await;
    let first = get(&world.v3, "/ebox/messages?pageSize=2", "recipient").await.expect(200).json();
    assert_eq!((ids(&first), &first["total"]), (expected[..2].to_vec(), &json!(5)));
    assert_eq!((&first["page"], &first["pageSize"]), (&json!(1), &json!(2)));
    assert_eq!(first.get("prev"), None);
    let next = first["next"].as_str().expect("a next page");
    assert!(next.ends_with("/v3/ebox/messages?page=2&pageSize=2"), "{next}");
    let last = get(&world.v3, "/ebox/messages?pageSize=2&page=3", "recipient").await.expect(200).json();
    assert_eq!((ids(&last), last.get("next")), (expected[4..].to_vec(), None));
    let v2 = get(&world.v2, "/ebox/messages?pageSize=2&page=2", "recipient").await.expect(200).json();
    assert_eq!((ids(&v2), &v2["totalItems"]), (expected[2..4].to_vec(), &json!(5)));
    let beyond = get(&world.v2, "/ebox/messages?page=9", "recipient").await.expect(200).json();
    assert_eq!((&beyond["items"], &beyond["totalItems"]), (&json!([]), &json!(5)));
}

#[tokio::test]
async fn days_are_brussels_days_and_after_includes_its_day() {
    // Published at 11:00 and 23:00 in Brussels, on the 1st, the 1st, the 2nd, ...
    let (world, expected) = with_messages(4).await;
    let list = |query: &'static str| {
        let (v2, path) = (world.v2.clone(), format!("/ebox/messages?{query}"));
        async move { ids(&get(&v2, &path, "recipient").await.expect(200).json()) }
    };
    assert_eq!(list("receivedAfter=2026-03-02").await, expected[..2]);
    assert_eq!(list("receivedBefore=2026-03-02").await, expected[2..]);
    assert_eq!(list("receivedAfter=2026-03-01&receivedBefore=2026-03-02").await, expected[2..]);
    assert_eq!(list("expiredBefore=2026-04-02").await, expected[2..]);
    assert_eq!(list("messageTypeId=nothing-of-the-kind").await, Vec::<String>::new());
    assert_eq!(list("senderOrganizationId=0220916609&readStatus=false&visible=true").await, expected);
}

#[tokio::test]
async fn the_ends_of_the_calendar_are_days_like_others() {
    let (world, expected) = with_messages(2).await;
    world.tokens.give("office", SENDER, &[Scope::DocumentConsumer]);
    for name in ["received", "expired"] {
        for (criterion, found) in [
            (format!("{name}After=9999-12-31"), &expected[..0]),
            (format!("{name}Before=9999-12-31"), &expected[..]),
            (format!("{name}After=0000-01-01"), &expected[..]),
            (format!("{name}Before=0000-01-01"), &expected[..0]),
        ] {
            for router in [&world.v2, &world.v3] {
                let path = format!("/ebox/messages?{criterion}");
                let list = get(router, &path, "recipient").await.expect(200).json();
                let total = list.get("total").or(list.get("totalItems")).cloned();
                assert_eq!((ids(&list), total), (found.to_vec(), Some(json!(found.len()))), "{criterion}");
            }
            let path = format!("/ebox/messages?direction=sent&{criterion}");
            let sent = get(&world.v3, &path, "office").await.expect(200).json();
            assert_eq!(sent["total"], found.len(), "sent, {criterion}");
        }
    }
}

#[tokio::test]
async fn another_enterprise_finds_nothing_and_learns_nothing() {
    let (world, expected) = with_messages(1).await;
    let list = get(&world.v3, "/ebox/messages", "stranger").await.expect(200).json();
    assert_eq!((&list["items"], &list["total"]), (&json!([]), &json!(0)));
    let unknown = "01a20037-541a-7ca3-a953-a1c013d0fd14";
    for path in ["", "/attachments", "/attachments/1", "/attachments/1/content", "/body"] {
        let of = |id: &str| format!("/ebox/messages/{id}{path}");
        let foreign = get(&world.v3, &of(&expected[0]), "stranger").await.expect(404).json();
        let missing = get(&world.v3, &of(unknown), "stranger").await.expect(404).json();
        let known = |problem: &serde_json::Value| (problem["type"].clone(), problem["title"].clone());
        assert_eq!(known(&foreign), known(&missing), "{path}");
        get(&world.v2, &of(&expected[0]), "stranger").await.expect(404);
    }
}

#[tokio::test]
async fn the_summary_counts_and_weighs() {
    let (world, expected) = with_messages(2).await;
    get(&world.v2, &format!("/ebox/messages/{}/attachments/1/content", expected[0]), "recipient")
        .await
        .expect(200);
    for router in [&world.v2, &world.v3] {
        let summary = get(router, "/ebox", "recipient").await.expect(200).json();
        assert_eq!(
            (&summary["numberOfMessages"], &summary["numberOfUnreadMessages"]),
            (&json!(2), &json!(1))
        );
        assert_eq!(summary["eboxSize"], json!(38.0 / 1024.0));
        assert_eq!(summary["lastReceiptDate"], "2026-03-01T23:00:00+01:00");
        assert_eq!(summary["lastConsultationDate"], "2026-03-02T11:00:00+01:00");
    }
}

#[tokio::test]
async fn tokens_are_checked_before_anything_else() {
    let world = RegistryWorld::new().await;
    let none = get(&world.v3, "/ebox/messages", "").await.expect(401);
    assert_eq!(none.json()["type"], "urn:problem-type:belgif:noAccessToken");
    assert!(none.header("www-authenticate").starts_with("Bearer realm="));
    let invalid = get(&world.v3, "/ebox/messages", "unknown").await.expect(401);
    assert!(invalid.header("www-authenticate").contains("error=\"invalid_token\""));
    let expired = get(&world.v3, "/ebox/messages", "expired").await.expect(401);
    assert_eq!(expired.json()["type"], "urn:problem-type:belgif:expiredAccessToken");
    let scope = get(&world.v3, "/ebox/messages", "scopeless").await.expect(403).json();
    assert_eq!(scope["type"], "urn:problem-type:belgif:missingScope");
    assert!(scope["requiredScopes"].as_array().is_some_and(|scopes| !scopes.is_empty()));
    let unavailable = get(&world.v3, "/ebox/messages", "unavailable").await.expect(503);
    assert_eq!(unavailable.header("retry-after"), "5");
    get(&world.v2, "/ebox/messages", "sender").await.expect(403);
}

#[tokio::test]
async fn unknown_paths_and_methods_are_answered_in_the_version_of_the_face() {
    let world = RegistryWorld::new().await;
    let v2 = get(&world.v2, "/nothing", "recipient").await.expect(404).json();
    assert_eq!(v2["environment"], "acceptation");
    let v3 = get(&world.v3, "/ebox/messages/a/b/c", "recipient").await.expect(404);
    assert_eq!(v3.header("content-type"), "application/problem+json");
    let method =
        ebox_testkit::post(&world.v3, "/ebox", "recipient", ebox_testkit::Form::default()).await.expect(405);
    assert_eq!(method.header("allow"), "GET,HEAD");
    assert!(head(&world.v2, "/ebox/messages", "recipient").await.expect(200).body.is_empty());
}
