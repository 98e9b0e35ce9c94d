//! How an institution becomes a Document Provider: the pages that differ from those of a sender.

use ebox_domain::Environment;
use ebox_dossier::{Dossier, Kind, Part, Step};
use ebox_testkit::Form;

use super::{
    environments::certificate_for,
    onboarded::{INTEGRATION, NSSO, REQUEST},
    world::{ANNA, DESK, OWN, World},
};

const FORM: [(&str, &str); 10] = [
    ("id", "regional"),
    ("name.nl", "Gewest"),
    ("name.fr", "Région"),
    ("name.de", "Region"),
    ("description.nl", "Brieven"),
    ("description.fr", "Lettres"),
    ("description.de", "Briefe"),
    ("contact", "helpdesk@region.example"),
    ("signatory", "An <Official>"),
    ("contract", "contract.pdf"),
];

impl World {
    /// A dossier of a Document Provider whose form is to be written.
    async fn with_provider(&self) -> Dossier {
        let dossier = self.with_dossier(Kind::Provider).await;
        self.fill_in(&dossier, Part::Request, &REQUEST).await;
        for (person, step) in
            [(ANNA, Step::SubmitRequest), (INTEGRATION, Step::AskAgreement), (NSSO, Step::Agree)]
        {
            self.step(&dossier, person, step).await;
        }
        self.dossier(&dossier).await
    }
}

impl World {
    /// Puts the contract into the conversation.
    async fn with_contract(&self, dossier: &Dossier) {
        let anna = self.sign_in(ANNA).await;
        let contract = part(World::form(&anna), "text", "The contract").raw(
            "Content-Disposition: form-data; name=\"files\"; filename=\"contract.pdf\"\r\n\
             Content-Type: application/pdf",
            b"%PDF-1.4",
        );
        self.upload(&anna, &format!("/sending/{}/talk", dossier.number()), contract).await.location();
    }
}

fn part(form: Form, name: &str, value: &str) -> Form {
    form.raw(&format!("Content-Disposition: form-data; name=\"{name}\""), value.as_bytes())
}

fn addresses() -> Vec<(String, String)> {
    ["int", "acc", "prd"].map(|one| (format!("v2.{one}"), format!("https://{one}.region.example/"))).into()
}

#[tokio::test]
async fn the_page_that_gives_go_shows_what_enters_the_provider_registry() {
    let world = World::new().await;
    let dossier = world.with_provider().await;
    world.with_contract(&dossier).await;
    let addresses = addresses();
    let whole = FORM.into_iter().chain(addresses.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    world.fill_in(&dossier, Part::Form, &whole.collect::<Vec<_>>()).await;
    for (person, step) in
        [(ANNA, Step::SubmitForm), (INTEGRATION, Step::ValidateTechnically), (NSSO, Step::ValidateFormally)]
    {
        world.step(&dossier, person, step).await;
    }
    let (visit, number) = (world.visit_of(ANNA).await, dossier.number());
    let file = certificate_for("regional", OWN, Environment::Int, world.now());
    let seen = world.dossier(&dossier).await.moves();
    world.dossiers.deliver_certificate(&visit, number, seen, file.as_bytes()).await.expect("delivered");
    let tested = world.step(&dossier, INTEGRATION, Step::Configure).await;
    world.dossiers.ask_go(&visit, number, tested.moves()).await.expect("asked");
    world.step(&dossier, INTEGRATION, Step::ConfirmTests).await;
    let nsso = world.sign_in_for(NSSO, DESK).await;
    let page = world.get(&nsso, &format!("/desk/{number}/decide/give-go")).await.text();
    assert!(page.contains("What this will change") && page.contains("https://int.region.example/"), "{page}");
}

#[tokio::test]
async fn a_provider_names_its_contract_and_its_addresses_in_every_environment() {
    let world = World::new().await;
    let dossier = world.with_provider().await;
    let anna = world.sign_in(ANNA).await;
    let base = format!("/sending/{}", dossier.number());
    world.with_contract(&dossier).await;
    let page = world.get(&anna, &format!("{base}/form")).await.text();
    assert!(page.contains("<option value=\"contract.pdf\">"), "a file of the conversation: {page}");
    for environment in ["int", "acc", "prd"] {
        assert!(page.contains(&format!("id=\"v2.{environment}\"")), "{environment}: {page}");
    }
    assert!(!page.contains("Kick-off") && !page.contains("id=\"types\""), "{page}");

    let version = dossier.form().version().to_string();
    let moves = dossier.moves().to_string();
    let about = [("version", version.as_str()), ("moves", &moves), ("do", "submit")];
    let all = FORM.into_iter().chain(about);
    let without = all.fold(World::form(&anna), |form, (name, value)| part(form, name, value));
    let wrong = world.upload(&anna, &format!("{base}/form"), without).await;
    assert_eq!(wrong.status(), 422);
    assert!(
        wrong.text().contains("<a href=\"#v2.acc\">ACC: registry v2.1</a>: Fill this in."),
        "{}",
        wrong.text()
    );
    let addresses = addresses();
    let addresses: Vec<(&str, &str)> =
        addresses.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    world.fill_in(&dossier, Part::Form, &addresses).await;
    world.step(&dossier, ANNA, Step::SubmitForm).await;
    let read = world.get(&anna, &format!("{base}/form")).await.text();
    assert!(read.contains("An &#60;Official&#62;") && read.contains("https://prd.region.example/"), "{read}");
}

#[tokio::test]
async fn a_provider_has_no_examples_of_publications() {
    let world = World::new().await;
    let dossier = world.with_provider().await;
    let anna = world.sign_in(ANNA).await;
    let base = format!("/sending/{}", dossier.number());
    assert_eq!(world.get(&anna, &format!("{base}/examples")).await.status(), 404);
    let page = world.get(&anna, &base).await.text();
    assert!(page.contains("Document Provider") && !page.contains(&format!("{base}/examples")), "{page}");
}
