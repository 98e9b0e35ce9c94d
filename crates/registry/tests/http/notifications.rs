//! The webhook for what changed in how e-Boxes are divided.

use axum::{
    body::Body,
    http::{Request, header},
};
use ebox_credential::Scope;
use ebox_domain::partition::Rights;
use ebox_registry::port::{Change, Changed, RegistryStore as _};
use ebox_testkit::{Answer, RECIPIENT, RegistryWorld, call, get};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::{publish, v3_description};

const ONE: &str = "application/cloudevents+json";
const SEVERAL: &str = "application/cloudevents-batch+json";

async fn world() -> RegistryWorld {
    let world = RegistryWorld::new().await;
    world.tokens.give("notifier", "0220916609", &[Scope::NotificationNotify]);
    world
}

async fn notify(world: &RegistryWorld, token: &str, media_type: &str, body: &Value) -> Answer {
    let request = Request::post("/eventNotifications")
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::CONTENT_TYPE, media_type);
    call(&world.v3, request.body(Body::from(body.to_string())).expect("a request")).await
}

fn event(kind: &str, data: &Value) -> Value {
    json!({
        "specversion": "1.0", "id": "7", "source": "/partition", "type": format!("be.eboxenterprise.v1.{kind}"),
        "time": "2026-03-01T10:00:00Z", "data": data,
    })
}

fn deletion(partition: &str) -> Value {
    event("partition.deleted", &json!({"enterpriseNumber": RECIPIENT, "partitionId": partition}))
}

/// Puts three messages into the partition of the tests; how many lie there then.
async fn lying_in_wages(world: &RegistryWorld) -> u64 {
    let ebox = ebox_domain::EboxId::from_key(RECIPIENT).expect("a key");
    let mut changes = Vec::new();
    for _ in 0..3 {
        let id = publish(world, &v3_description()).await;
        let message = id.parse().expect("an identifier");
        let partition = Some("wages".parse().expect("an identifier"));
        changes.push(Change { message, is_visible: Some(false), partition });
    }
    let now: Timestamp = "2026-03-01T10:00:00Z".parse().expect("a moment");
    let moved = world.store.change(ebox, &Rights::All, changes, now, ebox_audit::Effects::default()).await;
    assert!(matches!(moved, Ok(Changed::All(_))), "{moved:?}");
    in_partition(world, "wages").await
}

async fn in_partition(world: &RegistryWorld, partition: &str) -> u64 {
    let path = format!("/ebox/messages?partition={partition}");
    get(&world.v3, &path, "recipient").await.expect(200).json()["total"].as_u64().expect("a number")
}

#[tokio::test]
async fn events_are_taken_one_by_one_and_in_batches_and_unknown_types_left_alone() {
    let world = world().await;
    let unknown = event("partition.painted", &json!({"colour": "red"}));
    notify(&world, "notifier", ONE, &unknown).await.expect(204);
    notify(&world, "notifier", "application/cloudevents+json; charset=utf-8", &unknown).await.expect(204);
    notify(&world, "notifier", SEVERAL, &json!([unknown, deletion("none")])).await.expect(204);
    notify(&world, "notifier", SEVERAL, &json!([])).await.expect(204);
}

#[tokio::test]
async fn only_the_notification_service_is_heard() {
    let world = world().await;
    notify(&world, "recipient", ONE, &deletion("wages")).await.expect(403);
    notify(&world, "nobody", ONE, &deletion("wages")).await.expect(401);
}

#[tokio::test]
async fn what_cannot_be_read_is_refused() {
    let world = world().await;
    notify(&world, "notifier", "text/plain", &deletion("wages")).await.expect(415);
    notify(&world, "notifier", ONE, &json!({"type": "x"})).await.expect(400);
    notify(&world, "notifier", SEVERAL, &deletion("wages")).await.expect(400);
    let lacking = event("partition.deleted", &json!({"enterpriseNumber": RECIPIENT}));
    notify(&world, "notifier", ONE, &lacking).await.expect(400);
}

#[tokio::test]
async fn what_has_not_happened_yet_is_refused_with_its_whole_batch() {
    let world = world().await;
    let at = |time: &str| {
        let mut event = deletion("wages");
        event["time"] = json!(time);
        event
    };
    let refused = async |media_type: &str, body: Value| {
        let refused = notify(&world, "notifier", media_type, &body).await.expect(400).json();
        refused["issues"][0]["name"].clone()
    };
    // It is ten o'clock.
    let lying = lying_in_wages(&world).await;
    notify(&world, "notifier", ONE, &at("2026-03-01T10:05:00Z")).await.expect(204);
    assert_eq!(refused(ONE, at("2026-03-01T10:05:01Z")).await, "time");
    assert_eq!(refused(ONE, at("2099-03-01T10:00:00Z")).await, "time");
    lying_in_wages(&world).await;
    let batch = json!([at("2026-03-01T09:00:00Z"), at("2099-03-01T10:00:00Z")]);
    assert_eq!(refused(SEVERAL, batch).await, "[1].time");
    assert_eq!(in_partition(&world, "wages").await, lying, "nothing of such a batch is done");
}

#[tokio::test]
async fn what_lies_in_a_partition_that_is_gone_moves_to_general() {
    let world = world().await;
    assert_eq!(lying_in_wages(&world).await, 3);
    for _ in 0..2 {
        notify(&world, "notifier", ONE, &deletion("wages")).await.expect(204);
    }
    assert_eq!((in_partition(&world, "wages").await, in_partition(&world, "GENERAL").await), (0, 3));
}
