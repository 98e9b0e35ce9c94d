//! A world that stays between runs keeps what came to be in it.

use std::{path::Path, sync::Arc};

use ebox_audit::Record;
use ebox_credential::SystemRandom;
use ebox_domain::{Clock as _, Environment, time::SystemClock};
use ebox_onboarding::sender::By;
use ebox_sandbox::{Desk, FIRST_PROVIDER, Options, Place, World};
use ebox_wire::configuration::SenderConfiguration;
use serde_json::json;

async fn open(folder: &Path) -> World {
    let options = Options {
        place: Place::Kept(folder.to_owned()),
        listen: "127.0.0.1:0".parse().expect("an address"),
        environment: Environment::Prd,
        desk: Desk::default(),
        max_file_size: 1 << 20,
        clock: Arc::new(SystemClock),
        rng: Arc::new(SystemRandom),
    };
    World::open(options).await.expect("a world")
}

#[tokio::test]
async fn the_configuration_of_a_sender_is_there_after_a_restart_and_the_cast_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let world = open(folder.path()).await;
    let document = json!({
        "dossier": "1", "environment": "prd", "provider": FIRST_PROVIDER, "enterpriseNumber": "0220916609",
        "reference": {
            "organizations": [{ "id": "0220916609", "shortName": { "nl": "Dienst" } }],
            "applications": [{ "id": "letters", "name": { "nl": "Brieven" } }],
            "messageTypes": [
                { "id": "LETTER", "name": { "nl": "Brief" }, "validity": { "number": 6, "unit": "month" } }
            ],
            "trios": [{
                "organization": "0220916609", "application": "letters", "messageType": "LETTER",
                "sectors": ["enterprise"],
            }],
        },
    });
    let document = SenderConfiguration::read(&document).expect("read");
    let by = By { record: Record::new(SystemClock.now(), "TEST", "/", 200), signature: None };
    let senders = &world.services().senders;
    assert!(senders.apply(document, by).await.expect("applied").is_in_force);
    let registry = |world: &World| {
        let provider = FIRST_PROVIDER.parse().expect("an identifier");
        world.services().registries[&provider].reference_data()
    };
    let before = registry(&world);
    world.stop().await.expect("stopped");

    let world = open(folder.path()).await;
    assert_eq!(registry(&world), before);
    let applied = world.services().senders.applied(&"1".parse().expect("a dossier")).await.expect("read");
    assert!(applied.is_some_and(|applied| applied.report.is_in_force));
    world.stop().await.expect("stopped");
}
