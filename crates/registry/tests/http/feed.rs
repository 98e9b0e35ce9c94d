//! The change feed.

use std::time::{Duration, Instant};

use ebox_testkit::{RECIPIENT, RegistryWorld, get, patch};
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::{publish, v3_description};

async fn follow(world: &RegistryWorld, token: &str, query: &str) -> Value {
    get(&world.v3, &format!("/ebox/messages?{query}"), token).await.expect(200).json()
}

async fn since(world: &RegistryWorld, news: &Value) -> Value {
    let cursor = news["cursor"].as_str().expect("a cursor");
    follow(world, "recipient", &format!("cursor={cursor}")).await
}

fn ids(news: &Value) -> Vec<&str> {
    let items = news["items"].as_array().expect("items");
    items.iter().map(|item| item["messageId"].as_str().expect("an id")).collect()
}

#[tokio::test]
async fn who_follows_learns_of_each_message_once_as_it_now_is() {
    let world = RegistryWorld::new().await;
    let empty = follow(&world, "recipient", "cursor=").await;
    assert_eq!((&empty["items"], &empty["hasMore"]), (&json!([]), &json!(false)));
    let first = publish(&world, &v3_description()).await;
    let second = publish(&world, &v3_description()).await;
    let news = since(&world, &empty).await;
    assert_eq!(ids(&news), [&first, &second], "in the order in which they came");
    assert_eq!(news["items"][0]["subject"]["nl"], "Een brief");

    // Read, moved and hidden: one item, and the other message is not there again.
    let content = format!("/ebox/messages/{first}/attachments/1/content");
    get(&world.v3, &content, "recipient").await.expect(200);
    let change = json!({ "isVisible": false, "partition": "Another_partition" });
    patch(&world.v3, &format!("/ebox/messages/{first}"), "recipient", &change).await.expect(200);
    let news = since(&world, &news).await;
    assert_eq!(ids(&news), [&first]);
    let item = &news["items"][0];
    assert_eq!((&item["isRead"], &item["isVisible"]), (&json!(true), &json!(false)));
    assert_eq!(item["partition"], "Another_partition");
    assert_eq!(since(&world, &news).await["items"], json!([]));
    // Who begins anew finds both.
    assert_eq!(ids(&follow(&world, "recipient", "cursor=").await), [&second, &first]);
}

#[tokio::test]
async fn a_feed_comes_in_pieces_and_other_e_boxes_do_not_show() {
    let world = RegistryWorld::new().await;
    let mut expected = Vec::new();
    for _ in 0..5 {
        expected.push(publish(&world, &v3_description()).await);
    }
    let mut news = follow(&world, "recipient", "cursor=&pageSize=2").await;
    let mut seen: Vec<String> = Vec::new();
    loop {
        seen.extend(ids(&news).into_iter().map(ToOwned::to_owned));
        if news["hasMore"] == false {
            break;
        }
        let cursor = news["cursor"].as_str().expect("a cursor").to_owned();
        news = follow(&world, "recipient", &format!("cursor={cursor}&pageSize=2")).await;
    }
    assert_eq!(seen, expected);
    assert_eq!(follow(&world, "stranger", "cursor=").await["items"], json!([]));
}

#[tokio::test]
async fn what_expired_is_gone_in_the_feed_too() {
    let world = RegistryWorld::new().await;
    let id = publish(&world, &v3_description()).await;
    let news = follow(&world, "recipient", "cursor=").await;
    world.clock.advance(SignedDuration::from_hours(24 * 32));
    world.registry.sweep().await.expect("swept");
    let news = since(&world, &news).await;
    assert_eq!(news["items"], json!([{ "messageId": id, "isGone": true }]));
    assert_eq!(since(&world, &news).await["items"], json!([]));
}

#[tokio::test]
async fn what_a_person_may_no_longer_see_is_gone_for_that_person() {
    let world = RegistryWorld::new().await;
    let ssin = "85073003328";
    world.tokens.give_person("person", RECIPIENT, ssin);
    world.rights.limit(ssin, &["GENERAL"]);
    let id = publish(&world, &v3_description()).await;
    let news = follow(&world, "person", "cursor=").await;
    assert_eq!(ids(&news), [&id]);
    let away = json!({ "partition": "Another_partition" });
    patch(&world.v3, &format!("/ebox/messages/{id}"), "recipient", &away).await.expect(200);
    let cursor = news["cursor"].as_str().expect("a cursor");
    let later = follow(&world, "person", &format!("cursor={cursor}")).await;
    assert_eq!(later["items"], json!([{ "messageId": id, "isGone": true }]));
    // With other rights the person would hold what it may no longer see: it begins anew.
    world.rights.limit(ssin, &["Another_partition"]);
    let path = format!("/ebox/messages?cursor={cursor}");
    let problem = get(&world.v3, &path, "person").await.expect(400).json();
    assert_eq!(problem["issues"][0]["name"], "cursor");
    assert_eq!(ids(&follow(&world, "person", "cursor=").await), [&id]);
}

#[tokio::test]
async fn who_waits_is_told_as_soon_as_something_is_published() {
    let world = RegistryWorld::new().await;
    let cursor = follow(&world, "recipient", "cursor=").await["cursor"].as_str().expect("one").to_owned();
    let begun = Instant::now();
    let query = format!("cursor={cursor}&wait=30");
    let (news, id) = tokio::join!(follow(&world, "recipient", &query), async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        publish(&world, &v3_description()).await
    });
    assert_eq!(ids(&news), [&id]);
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn who_waits_in_vain_gets_an_empty_answer_and_goes_on() {
    let world = RegistryWorld::new().await;
    let begun = Instant::now();
    let news = follow(&world, "recipient", "cursor=&wait=1").await;
    assert!(begun.elapsed() >= Duration::from_millis(900), "{:?}", begun.elapsed());
    assert_eq!(news["items"], json!([]));
    let id = publish(&world, &v3_description()).await;
    assert_eq!(ids(&since(&world, &news).await), [&id]);
}

#[tokio::test]
async fn a_cursor_survives_a_restart() {
    let world = RegistryWorld::new().await;
    publish(&world, &v3_description()).await;
    let news = follow(&world, "recipient", "cursor=").await;
    let world = world.restarted(ebox_registry::Settings::default()).await;
    assert_eq!(since(&world, &news).await["items"], json!([]));
    // The random numbers of tests begin anew.
    world.clock.advance(SignedDuration::from_secs(1));
    let id = publish(&world, &v3_description()).await;
    assert_eq!(ids(&since(&world, &news).await), [&id]);
}

#[tokio::test]
async fn a_cursor_of_another_e_box_or_registry_is_refused() {
    let world = RegistryWorld::new().await;
    publish(&world, &v3_description()).await;
    let mine = follow(&world, "recipient", "cursor=").await["cursor"].as_str().expect("one").to_owned();
    let other = RegistryWorld::new().await;
    publish(&other, &v3_description()).await;
    for (world, token) in [(&world, "stranger"), (&other, "recipient")] {
        let path = format!("/ebox/messages?cursor={mine}");
        let problem = get(&world.v3, &path, token).await.expect(400).json();
        assert_eq!(problem["issues"][0]["name"], "cursor");
    }
    let nothing = follow(&other, "stranger", "cursor=").await;
    let cursor = nothing["cursor"].as_str().expect("one");
    follow(&other, "recipient", &format!("cursor={cursor}")).await;
}

#[tokio::test]
async fn a_feed_that_cannot_be_is_refused() {
    let world = RegistryWorld::new().await;
    for (query, name) in [
        ("cursor=nonsense", "cursor"),
        ("cursor=&isRead=true", "isRead"),
        ("cursor=&q=a&qlang=fr", "q"),
        ("cursor=&page=2", "page"),
        ("cursor=&partition=GENERAL", "partition"),
        ("cursor=&wait=31", "wait"),
        ("cursor=&wait=soon", "wait"),
        ("cursor=&pageSize=0", "pageSize"),
    ] {
        let path = format!("/ebox/messages?{query}");
        let problem = get(&world.v3, &path, "recipient").await.expect(400).json();
        let issues = problem["issues"].as_array().expect("issues");
        assert!(issues.iter().any(|issue| issue["name"] == name), "{query}: {issues:?}");
    }
}

#[tokio::test]
async fn every_criterion_of_lists_is_refused_with_a_cursor_and_what_nobody_knows_is_ignored() {
    let world = RegistryWorld::new().await;
    let document = serde_json::to_value(ebox_registry::http::v3_document()).expect("a document");
    let parameters =
        document["paths"]["/ebox/messages"]["get"]["parameters"].as_array().expect("some").clone();
    let names: Vec<&str> = parameters.iter().filter_map(|one| one["name"].as_str()).collect();
    assert!(names.len() > 10, "{names:?}");
    for name in names.into_iter().filter(|name| !["cursor", "wait", "pageSize"].contains(name)) {
        let path = format!("/ebox/messages?cursor=&{name}=1");
        get(&world.v3, &path, "recipient").await.expect(400);
    }
    for query in ["unknown=1", "cursor=&unknown=1"] {
        get(&world.v3, &format!("/ebox/messages?{query}"), "recipient").await.expect(200);
    }
}

#[tokio::test]
async fn clients_find_the_feed_in_the_health_of_the_registry() {
    let world = RegistryWorld::new().await;
    let health = get(&world.v3, "/health", "").await.expect(200).json();
    assert_eq!(health["status"], "UP");
    assert!(health["features"].as_array().is_some_and(|all| all.contains(&json!("changeFeed"))), "{health}");
}
