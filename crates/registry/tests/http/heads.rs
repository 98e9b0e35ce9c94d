//! `HEAD`, wherever there is `GET`.

use ebox_testkit::{Form, RegistryWorld, get, head, post};
use serde_json::json;

use crate::{publish, v3_description};

#[tokio::test]
async fn head_answers_like_get_without_body_and_opens_nothing() {
    let world = RegistryWorld::new().await;
    let mut description = v3_description();
    description["bodyContent"] = json!({ "nl": "De tekst" });
    let id = publish(&world, &description).await;
    let below = |path: &str| format!("/ebox/messages/{id}{path}");
    let both = ["/ebox".to_owned(), "/ebox/messages".to_owned(), below(""), below("/attachments")];
    let more = [below("/attachments/1"), below("/attachments/1/content"), below("/body")];
    let v2_only = ["messageTypes", "senderOrganizations", "senderApplications"];
    let v2: Vec<String> = v2_only.iter().map(|name| format!("/referenceData/{name}")).collect();
    let v3: Vec<String> = v2_only.iter().map(|name| format!("/refData/{name}")).collect();
    let others = ["/ebox/statistics".to_owned(), "/health".to_owned()];
    for (router, own) in [(&world.v2, v2), (&world.v3, [v3, others.to_vec()].concat())] {
        for path in both.iter().chain(&more).chain(&own) {
            let headed = head(router, path, "recipient").await.expect(200);
            assert!(headed.body.is_empty(), "{path}");
            assert!(!headed.header("content-type").is_empty(), "{path}");
            let may_be_kept = headed.header("cache-control").starts_with("public");
            assert_eq!(may_be_kept, path.to_lowercase().starts_with("/ref"), "{path}");
            assert!(may_be_kept || headed.header("cache-control") == "private, no-store", "{path}");
        }
        assert_eq!(head(router, &below("/paymentData"), "recipient").await.status, 404);
    }
    let message = get(&world.v3, &below(""), "recipient").await.expect(200).json();
    assert_eq!(message["isRead"], false);
    let feed = head(&world.v3, "/ebox/messages?cursor=", "recipient").await.expect(200);
    assert!(feed.body.is_empty());
}

#[tokio::test]
async fn head_says_how_long_a_body_is_and_leaves_it_closed() {
    let world = RegistryWorld::new().await;
    let mut description = v3_description();
    description["bodyContent"] = json!({ "nl": "De tekst" });
    description["isBodyMainContent"] = json!(true);
    description["attachments"] = json!([]);
    let form = Form::default().description(&description);
    let published = post(&world.v3, "/ebox/messages", "sender", form).await.expect(201).json();
    let path = format!("/ebox/messages/{}/body", published["messageId"].as_str().expect("an id"));
    let before = world.effects().await;
    let mut lengths = Vec::new();
    for router in [&world.v2, &world.v3] {
        lengths.push(head(router, &path, "recipient").await.expect(200).header("content-length").to_owned());
        head(router, &path, "stranger").await.expect(404);
    }
    world.registry.flush().await;
    assert_eq!(world.effects().await, before, "nothing was opened, and nothing recorded as if it was");
    for (router, length) in [&world.v2, &world.v3].into_iter().zip(lengths) {
        let shown = get(router, &path, "recipient").await.expect(200);
        assert_eq!(length, shown.body.len().to_string());
    }
}
