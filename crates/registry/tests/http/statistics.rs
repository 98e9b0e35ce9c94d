//! The e-Box in numbers.

use ebox_testkit::{RegistryWorld, get, patch};
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::{publish, v3_description};

async fn numbers(world: &RegistryWorld, query: &str) -> Value {
    get(&world.v3, &format!("/ebox/statistics{query}"), "recipient").await.expect(200).json()
}

#[tokio::test]
async fn statistics_count_what_people_look_after() {
    let world = RegistryWorld::new().await;
    let mut data = ebox_testkit::reference_data();
    let sender = data.organizations.values_mut().next().expect("the sender");
    sender.may_register = true;
    world.registry.replace_reference_data(data, ebox_audit::Effects::default()).await.expect("kept");
    let none = json!({ "total": 0, "unread": 0, "aboutToExpire": 0, "forAction": 0, "registered": 0 });
    assert_eq!(numbers(&world, "").await, none);

    let plain = publish(&world, &v3_description()).await;
    let mut description = v3_description();
    description["isRegisteredMail"] = json!(true);
    description["messageActionId"] = json!("confirm");
    description["actionParameters"] = json!({ "dossier": "7" });
    let rich = publish(&world, &description).await;
    let both = json!({ "total": 2, "unread": 2, "aboutToExpire": 0, "forAction": 1, "registered": 1 });
    assert_eq!(numbers(&world, "").await, both);

    get(&world.v3, &format!("/ebox/messages/{plain}/attachments/1/content"), "recipient").await.expect(200);
    let done = json!({ "isExecuted": true });
    patch(&world.v3, &format!("/ebox/messages/{rich}/action"), "recipient", &done).await.expect(200);
    let there = json!({ "partition": "Another_partition" });
    patch(&world.v3, &format!("/ebox/messages/{rich}"), "recipient", &there).await.expect(200);
    world.clock.advance(SignedDuration::from_hours(24 * 20));
    let one = json!({ "total": 1, "unread": 1, "aboutToExpire": 1, "forAction": 0, "registered": 1 });
    assert_eq!(numbers(&world, "?partition=Another_partition").await, one);
    let other = json!({ "total": 1, "unread": 0, "aboutToExpire": 1, "forAction": 0, "registered": 0 });
    assert_eq!(numbers(&world, "?partition=GENERAL").await, other);
    assert_eq!(numbers(&world, "?partition=GENERAL&partition=Another_partition").await["total"], 2);
    assert_eq!(numbers(&world, "?partition=Nowhere").await, none);

    world.clock.advance(SignedDuration::from_hours(24 * 20));
    assert_eq!(numbers(&world, "").await, none, "what expired does not count, swept or not");
    assert_eq!(get(&world.v3, "/ebox/statistics", "stranger").await.expect(200).json(), none);
    get(&world.v3, "/ebox/statistics", "sender").await.expect(403);
}
