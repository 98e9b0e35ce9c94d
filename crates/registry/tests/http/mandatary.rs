//! Mandatary senders: configured to publish in the name of other senders, without a mandate.

use ebox_audit::Effects;
use ebox_credential::Scope;
use ebox_domain::reference::Trio;
use ebox_testkit::{APPLICATION, RegistryWorld, STRANGER, get, post, reference_data};
use serde_json::json;

use crate::{form, v2_description, v3_description};

const MANDATARY: &str = "0206731645";

/// A world in which `MANDATARY` is a sender too, mandatary or not.
async fn world(is_mandatary: bool) -> RegistryWorld {
    let world = RegistryWorld::new().await;
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
