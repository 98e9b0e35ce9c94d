//! Mandatary senders: configured to publish in the name of other senders, without a mandate.

use axum::{
    body::Body,
    http::{Request, header},
};
use ebox_audit::Effects;
use ebox_credential::Scope;
use ebox_domain::reference::Trio;
use ebox_registry::Settings;
use ebox_testkit::{
    APPLICATION, Form, RECIPIENT, RegistryWorld, STRANGER, call, get, post, post_json, reference_data,
};
use serde_json::json;

use crate::{form, v2_description, v3_description};

const MANDATARY: &str = "0206731645";

/// A world in which `MANDATARY` is a sender too, mandatary or not.
async fn world(is_mandatary: bool) -> RegistryWorld {
    let settings = Settings { broadcast: true, ..Settings::default() };
    let world = RegistryWorld::with(settings).await;
    world.tokens.give("mandatary", MANDATARY, &[Scope::PublicationSender]);
    let mut data = reference_data();
    let sender = data.organizations.values().next().expect("the sender").clone();
    let trio = data.trios.iter().next().expect("its trio").clone();
    let id = MANDATARY.parse().expect("a number");
    data.organizations.insert(id, ebox_domain::reference::SenderOrganization { id, is_mandatary, ..sender });
    data.trios.insert(Trio { organization: id, ..trio });
    world.registry.replace_reference_data(data, Effects::default()).await.expect("kept");
    world
}

#[tokio::test]
async fn a_mandatary_publishes_in_the_name_of_another_sender() {
    let world = world(true).await;
    for (router, path, description) in
        [(&world.v2, "/publishMessage", v2_description()), (&world.v3, "/ebox/messages", v3_description())]
    {
        let answer = post(router, path, "mandatary", form(&description)).await.expect(201).json();
        let id = answer["messageId"].as_str().expect("an id");
        let message = get(&world.v2, &format!("/ebox/messages/{id}"), "recipient").await.expect(200).json();
        assert_eq!(message["senderOrganizationId"], ebox_testkit::SENDER);
    }
    let mut unconfigured = v3_description();
    unconfigured["sender"]["enterpriseNumber"] = json!(STRANGER);
    let refused =
        post(&world.v3, "/ebox/messages", "mandatary", form(&unconfigured)).await.expect(400).json();
    assert_eq!(refused["issues"][0]["name"], "messageTypeId", "{APPLICATION} is not configured for it");
}

#[tokio::test]
async fn the_partition_that_a_mandatary_names_is_one_of_the_sender() {
    let world = world(true).await;
    let mut description = v3_description();
    description["sender"]["partition"] = json!("Another_partition");
    world.rights.take_partitions(MANDATARY);
    post(&world.v3, "/ebox/messages", "mandatary", form(&description)).await.expect(201);
    world.rights.take_partitions(ebox_testkit::SENDER);
    let refused = post(&world.v3, "/ebox/messages", "mandatary", form(&description)).await.expect(400).json();
    assert_eq!(refused["issues"][0]["name"], "sender.partition");
}

#[tokio::test]
async fn a_mandatary_learns_what_became_of_what_it_published_and_of_nothing_else() {
    let world = world(true).await;
    let publish = async |token: &str, key: &str| {
        let request = Request::post("/ebox/messages")
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header(header::CONTENT_TYPE, Form::content_type())
            .header("Idempotency-Key", format!("\"{key}\""));
        let body = Body::from(form(&v3_description()).bytes());
        let answer = call(&world.v3, request.body(body).expect("a request")).await.expect(201).json();
        answer["messageId"].as_str().expect("an id").to_owned()
    };
    let (own, of_sender) = (publish("mandatary", "k1").await, publish("sender", "k2").await);
    let outcome = async |token: &str, key: &str| {
        let query = format!("senderApplicationId={APPLICATION}&idempotencyKey={key}");
        get(&world.v3, &format!("/ebox/publications?{query}"), token).await
    };
    let known = async |token: &str, id: &str| {
        let ebox = json!({ "eboxType": "enterprise", "enterpriseNumber": RECIPIENT });
        let question = json!({ "items": [{ "messageId": id, "recipient": ebox }] });
        let answer = post_json(&world.v3, "/searchMessageStatus", token, &question).await.expect(200).json();
        answer["total"].as_u64().expect("a total")
    };
    let link = async |token: &str, id: &str| {
        let to = json!({ "eboxType": "enterprise", "enterpriseNumber": STRANGER });
        let body = json!({ "messageId": id, "recipients": [to] });
        post_json(&world.v3, "/linkEboxMessage", token, &body).await
    };
    assert_eq!(outcome("mandatary", "k1").await.expect(200).json()["messageId"], own);
    assert_eq!(outcome("sender", "k1").await.expect(200).json()["messageId"], own, "it is its name");
    outcome("mandatary", "k2").await.expect(404);
    assert_eq!((known("mandatary", &own).await, known("mandatary", &of_sender).await), (1, 0));
    assert_eq!((known("sender", &own).await, known("sender", &of_sender).await), (1, 1));
    link("mandatary", &of_sender).await.expect(404);
    link("mandatary", &own).await.expect(201);
}

#[tokio::test]
async fn who_is_none_publishes_in_its_own_name_only() {
    let world = world(false).await;
    let v2 =
        post(&world.v2, "/publishMessage", "mandatary", form(&v2_description())).await.expect(400).json();
    assert_eq!(
        (&v2["code"], &v2["message"]),
        (&json!("INVALID_SENDER"), &json!("Invalid sender: user credentials does not match payload"))
    );
    let v3 = post(&world.v3, "/ebox/messages", "mandatary", form(&v3_description())).await.expect(400).json();
    assert_eq!(v3["issues"][0]["name"], "sender.enterpriseNumber");
    let mut own = v3_description();
    own["sender"]["enterpriseNumber"] = json!(MANDATARY);
    post(&world.v3, "/ebox/messages", "mandatary", form(&own)).await.expect(201);
}
