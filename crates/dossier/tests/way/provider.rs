//! The way of a Document Provider.

use ebox_domain::Environment::{Acc, Int, Prd};
use ebox_dossier::{Kind, Part, State, Step};

use crate::world::{INTEGRATION, MANAGER, NSSO, World, request};

const FORM: [(&str, &str); 14] = [
    ("id", "city"),
    ("name.nl", "Stad"),
    ("name.fr", "Ville"),
    ("name.de", "Stadt"),
    ("description.nl", "Berichten van de stad"),
    ("description.fr", "Messages de la ville"),
    ("description.de", "Nachrichten der Stadt"),
    ("contact", "it@city.example.be"),
    ("signatory", "The mayor"),
    ("contract", "contract.pdf"),
    ("v2.acc", "https://acc.city.example/v2"),
    ("v3.acc", "https://acc.city.example/v3/"),
    ("v2.prd", "https://city.example/v2"),
    ("v3.prd", ""),
];

#[tokio::test]
async fn a_provider_is_checked_by_calls_and_entered_where_it_was_given_go() {
    let world = World::new().await;
    let dossier = world.open(Kind::Provider).await;
    world.write(&dossier, Part::Request, &request("outside")).await;
    world.step(&dossier, MANAGER, Step::SubmitRequest).await;
    world.step(&dossier, INTEGRATION, Step::AskAgreement).await;
    let agreed = world.step(&dossier, NSSO, Step::Agree).await;
    assert_eq!(agreed.state(), State::FormalRequest, "without a kick-off");
    world.write(&dossier, Part::Form, &FORM).await;
    world.validate(&dossier).await;
    for (environment, address) in [(Acc, "https://acc.city.example/v2/"), (Prd, "https://city.example/v2/")] {
        world.deliver(&dossier, environment).await.expect("fits");
        let configured = world.step(&dossier, INTEGRATION, Step::Configure).await;
        assert_eq!(configured.state(), State::Tests { environment });
        world.go(&dossier, environment).await;
        let entered =
            world.elsewhere.entered.lock().expect("a lock").contains(&(environment, address.to_owned()));
        assert!(entered, "entered in {environment}");
    }
    let live = world.now_of(&dossier).await;
    assert_eq!(live.state(), State::ProductionReady);
    assert!(
        !world.elsewhere.entered.lock().expect("a lock").iter().any(|(environment, _)| *environment == Int)
    );
}
