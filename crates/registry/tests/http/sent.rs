//! What senders find out about what they sent, and broadcast.

use ebox_credential::Scope;
use ebox_registry::Settings;
use ebox_testkit::{Answer, RECIPIENT, RegistryWorld, SENDER, STRANGER, get, patch, post_json};
use serde_json::{Value, json};

use crate::{publish, v3_description};

async fn broadcasting() -> RegistryWorld {
    RegistryWorld::with(Settings { broadcast: true, ..Settings::default() }).await
}

fn enterprise(number: &str) -> Value {
    json!({ "eboxType": "enterprise", "enterpriseNumber": number })
}

fn enterprise_in_v2(number: &str) -> Value {
    json!({ "eboxType": "enterprise", "eboxIdValue": number })
}

async fn link(world: &RegistryWorld, id: &str, numbers: &[&str]) -> Answer {
    let recipients: Vec<Value> = numbers.iter().map(|number| enterprise(number)).collect();
    let body = json!({ "messageId": id, "recipients": recipients });
    post_json(&world.v3, "/linkEboxMessage", "sender", &body).await
}

#[tokio::test]
async fn an_enterprise_lists_what_it_sent_without_learning_where_it_is_kept() {
    let world = RegistryWorld::new().await;
    world.tokens.give("office", SENDER, &[Scope::DocumentConsumer]);
    let mut description = v3_description();
    description["sender"]["partition"] = json!("Another_partition");
    let first = publish(&world, &description).await;
    world.clock.advance(jiff::SignedDuration::from_secs(1));
    let second = publish(&world, &v3_description()).await;
    let away = json!({ "partition": "Another_partition" });
    patch(&world.v3, &format!("/ebox/messages/{second}"), "recipient", &away).await.expect(200);

    let list = get(&world.v3, "/ebox/messages?direction=sent", "office").await.expect(200).json();
    assert_eq!((&list["total"], &list["items"][0]["messageId"]), (&json!(2), &json!(second)));
    assert_eq!(list["items"][0]["recipient"], enterprise(RECIPIENT));
    assert_eq!(list["items"][0]["partition"], "GENERAL", "not where the recipient moved it");
    assert_eq!(list["items"][1]["partition"], "Another_partition", "where it was sent from");
    let from = "/ebox/messages?direction=sent&partition=Another_partition";
    let list = get(&world.v3, from, "office").await.expect(200).json();
    assert_eq!((&list["total"], &list["items"][0]["messageId"]), (&json!(1), &json!(first)));

    let received = get(&world.v3, "/ebox/messages?direction=received", "office").await.expect(200).json();
    assert_eq!(received["total"], 0);
    let none = get(&world.v3, "/ebox/messages?direction=sent", "recipient").await.expect(200).json();
    assert_eq!(none["total"], 0);
    for query in ["direction=both", "direction=sent&isRead=true", "direction=sent&q=a&qlang=fr"] {
        get(&world.v3, &format!("/ebox/messages?{query}"), "office").await.expect(400);
    }
}

#[tokio::test]
async fn a_sender_learns_whether_its_messages_were_read() {
    let world = RegistryWorld::new().await;
    let id = publish(&world, &v3_description()).await;
    let missing = "01a20037-541a-7ca3-a953-a1c013d0fd14";
    let ask_v3 = json!({ "items": [
        { "messageId": id, "recipient": enterprise(RECIPIENT) },
        { "messageId": id, "recipient": enterprise(STRANGER) },
        { "messageId": missing, "recipient": enterprise(RECIPIENT) },
        { "messageId": "nonsense", "recipient": enterprise(RECIPIENT) },
    ] });
    let ask_v2 = json!([
        { "messageId": id, "eboxId": enterprise_in_v2(RECIPIENT) },
        { "messageId": missing, "eboxId": enterprise_in_v2(RECIPIENT) },
    ]);
    let before = post_json(&world.v3, "/searchMessageStatus", "sender", &ask_v3).await.expect(200).json();
    assert_eq!((&before["total"], &before["items"][0]["isRead"]), (&json!(1), &json!(false)));
    assert_eq!(before["items"][0]["recipient"], enterprise(RECIPIENT));

    let content = format!("/ebox/messages/{id}/attachments/1/content");
    get(&world.v2, &content, "recipient").await.expect(200);
    patch(&world.v3, &format!("/ebox/messages/{id}"), "recipient", &json!({ "isVisible": false }))
        .await
        .expect(200);
    let after = post_json(&world.v3, "/searchMessageStatus", "sender", &ask_v3).await.expect(200).json();
    assert_eq!(
        (&after["items"][0]["isRead"], &after["items"][0]["isVisible"]),
        (&json!(true), &json!(false))
    );
    let v2 = post_json(&world.v2, "/searchMessageStatus", "sender", &ask_v2).await.expect(201).json();
    let expected = json!([{
        "messageId": id, "eboxId": enterprise_in_v2(RECIPIENT),
        "expirationDate": "2026-04-01T11:00:00+02:00", "readStatus": true, "visible": false,
    }]);
    assert_eq!(v2, expected);

    post_json(&world.v3, "/searchMessageStatus", "recipient", &ask_v3).await.expect(403);
    world.tokens.give("another", STRANGER, &[Scope::PublicationSender]);
    let none = post_json(&world.v3, "/searchMessageStatus", "another", &ask_v3).await.expect(200).json();
    assert_eq!(none, json!({ "items": [], "total": 0 }));
    for body in [json!({}), json!({ "items": [{ "messageId": id }] }), json!({ "items": null }), json!([])] {
        post_json(&world.v3, "/searchMessageStatus", "sender", &body).await.expect(400);
    }
    let wrong = json!([{ "messageId": id, "eboxId": { "eboxType": "enterprise" } }]);
    post_json(&world.v2, "/searchMessageStatus", "sender", &wrong).await.expect(400);
}

#[tokio::test]
async fn v2_asks_about_every_recipient_of_a_message_when_it_names_none() {
    let world = broadcasting().await;
    let id = publish(&world, &v3_description()).await;
    world.clock.advance(jiff::SignedDuration::from_secs(1));
    link(&world, &id, &[STRANGER]).await.expect(201);
    get(&world.v3, &format!("/ebox/messages/{id}/attachments/1/content"), "stranger").await.expect(200);
    let ask = json!([{ "messageId": id }, { "eboxId": enterprise_in_v2(RECIPIENT) }, { "messageId": "nonsense" }, {}]);
    let told = post_json(&world.v2, "/searchMessageStatus", "sender", &ask).await.expect(201).json();
    let told: Vec<_> = told.as_array().expect("a list").iter().collect();
    let states: Vec<_> = told.iter().map(|one| (&one["eboxId"]["eboxIdValue"], &one["readStatus"])).collect();
    assert_eq!(states, [(&json!(RECIPIENT), &json!(false)), (&json!(STRANGER), &json!(true))]);

    world.tokens.give("another", STRANGER, &[Scope::PublicationSender]);
    let none = post_json(&world.v2, "/searchMessageStatus", "another", &ask).await.expect(201).json();
    assert_eq!(none, json!([]), "somebody else sent it");
    let many = json!(vec![json!({ "messageId": id }); 501]);
    post_json(&world.v2, "/searchMessageStatus", "sender", &many).await.expect(400);
}

#[tokio::test]
async fn broadcast_is_by_arrangement_only() {
    let world = RegistryWorld::new().await;
    let id = publish(&world, &v3_description()).await;
    let problem = link(&world, &id, &[STRANGER]).await.expect(403).json();
    assert_eq!(problem["type"], "urn:problem-type:belgif:missingPermission");
    let body = json!({ "messageId": id, "recipients": [enterprise_in_v2(STRANGER)] });
    post_json(&world.v2, "/linkEboxMessage", "sender", &body).await.expect(403);
    assert_eq!(get(&world.v3, "/ebox/messages", "stranger").await.expect(200).json()["total"], 0);
}

#[tokio::test]
async fn a_broadcast_message_is_in_every_e_box_with_a_state_of_its_own() {
    let world = broadcasting().await;
    let id = publish(&world, &v3_description()).await;
    let linked = link(&world, &id, &[STRANGER, RECIPIENT, "0200000025"]).await.expect(201).json();
    assert_eq!((&linked["messageId"], &linked["nbSuccessLinks"]), (&json!(id), &json!(2)));
    assert_eq!(linked["errorCases"], json!([enterprise("0200000025")]));
    assert_eq!(linked["expirationDate"], "2026-04-01T11:00:00+02:00");
    let content = format!("/ebox/messages/{id}/attachments/1/content");
    assert_eq!(get(&world.v3, &content, "stranger").await.expect(200).body, b"%PDF-1.7 the letter");
    let of = async |token: &str| {
        let path = format!("/ebox/messages/{id}");
        get(&world.v3, &path, token).await.expect(200).json()["isRead"].clone()
    };
    assert_eq!((of("stranger").await, of("recipient").await), (json!(true), json!(false)));

    // Sent again, as after an interruption: nothing changes, in v2.1 neither.
    let body = json!({ "messageId": id, "recipients": [enterprise_in_v2(STRANGER)] });
    let again = post_json(&world.v2, "/linkEboxMessage", "sender", &body).await.expect(201).json();
    assert_eq!((&again["nbSuccessLinks"], &again["errorCases"]), (&json!(1), &json!([])));
    assert_eq!(get(&world.v3, "/ebox/messages", "stranger").await.expect(200).json()["total"], 1);
    assert_eq!(of("stranger").await, true);
}

#[tokio::test]
async fn a_recipient_that_is_named_several_times_counts_once() {
    let world = broadcasting().await;
    let id = publish(&world, &v3_description()).await;
    let named = [STRANGER, STRANGER, "0200000025", STRANGER, "0200000025"];
    let linked = link(&world, &id, &named).await.expect(201).json();
    assert_eq!(linked["nbSuccessLinks"], 1);
    assert_eq!(linked["errorCases"], json!([enterprise("0200000025")]));
}

#[tokio::test]
async fn broadcasts_of_a_message_at_the_same_time_bring_it_once() {
    let world = broadcasting().await;
    let id = publish(&world, &v3_description()).await;
    let calls = (0..10).map(|_| link(&world, &id, &[STRANGER, RECIPIENT]));
    for answer in futures_util::future::join_all(calls).await {
        assert_eq!(answer.expect(201).json()["nbSuccessLinks"], 2);
    }
    assert_eq!(get(&world.v3, "/ebox/messages", "stranger").await.expect(200).json()["total"], 1);
}

#[tokio::test]
async fn only_own_messages_are_broadcast() {
    let world = broadcasting().await;
    let id = publish(&world, &v3_description()).await;
    link(&world, "01a20037-541a-7ca3-a953-a1c013d0fd14", &[STRANGER]).await.expect(404);
    let unknown = link(&world, "nonsense", &[STRANGER]).await.expect(404).json();
    let issue = &unknown["issues"][0];
    assert_eq!((&issue["in"], &issue["name"]), (&json!("body"), &json!("messageId")));
    world.tokens.give("another", STRANGER, &[Scope::PublicationSender]);
    let body = json!({ "messageId": id, "recipients": [enterprise(STRANGER)] });
    post_json(&world.v3, "/linkEboxMessage", "another", &body).await.expect(404);
    post_json(&world.v3, "/linkEboxMessage", "recipient", &body).await.expect(403);
    for body in
        [json!({ "messageId": id }), json!({ "messageId": id, "recipients": [{ "eboxType": "ship" }] })]
    {
        post_json(&world.v3, "/linkEboxMessage", "sender", &body).await.expect(400);
        post_json(&world.v2, "/linkEboxMessage", "sender", &body).await.expect(400);
    }
}
