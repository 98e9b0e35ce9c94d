//! The way of a Document Provider.

use ebox_domain::{
    Environment::{self, Acc, Int, Prd},
    FileName, LocalizedText,
    provider::{MaintenanceWindow, Provider},
};
use ebox_dossier::{
    Dossier, DossierError, Ending, Happening, Kind, Mistake, NotTaken, Part, Problem, Progress, State, Step,
    configuration::{Difference, EnvironmentError},
    conversation::{NewFile, NoteKind},
};
use jiff::{ToSpan as _, civil::date};

use crate::world::{INSTITUTION, INTEGRATION, MANAGER, NSSO, World, certificate_for, request};

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

impl World {
    /// A dossier of a Document Provider whose form is written.
    async fn providing(&self) -> Dossier {
        let dossier = self.open(Kind::Provider).await;
        self.write(&dossier, Part::Request, &request("outside")).await;
        self.step(&dossier, MANAGER, Step::SubmitRequest).await;
        self.step(&dossier, INTEGRATION, Step::AskAgreement).await;
        let agreed = self.step(&dossier, NSSO, Step::Agree).await;
        assert_eq!(agreed.state(), State::FormalRequest, "without a kick-off");
        let contract = NewFile { name: FileName::new("contract.pdf").expect("a name"), bytes: vec![1] };
        let (visit, number) = (self.visit(MANAGER), dossier.number());
        self.dossiers.say(&visit, number, NoteKind::Comment, "", vec![contract]).await.expect("said");
        self.write(&dossier, Part::Form, &FORM).await
    }

    /// The certificate of the provider for an environment, delivered.
    async fn certified(
        &self,
        dossier: &Dossier,
        environment: Environment,
        name: &str,
    ) -> Result<Dossier, DossierError> {
        let file = certificate_for(INSTITUTION, environment, name, self.now());
        let now = self.now_of(dossier).await;
        let visit = self.visit(MANAGER);
        self.dossiers.deliver_certificate(&visit, dossier.number(), now.moves(), file.as_bytes()).await
    }

    /// The same, given "go" in acceptance.
    async fn given_go(&self) -> Dossier {
        let dossier = self.providing().await;
        self.validate(&dossier).await;
        self.certified(&dossier, Acc, "city").await.expect("fits");
        self.step(&dossier, INTEGRATION, Step::Configure).await;
        self.go(&dossier, Acc).await
    }

    /// What the provider registry says under the identifier of the form.
    fn entry(&self, environment: Environment) -> Option<Provider> {
        let entered = self.elsewhere.entered.lock().expect("a lock");
        entered.get(&(environment, "city".to_owned())).cloned()
    }

    fn has_entry(&self, environment: Environment, entry: Provider) {
        self.elsewhere.entered.lock().expect("a lock").insert((environment, entry.id.to_string()), entry);
    }
}

/// An entry that no dossier made.
fn foreign() -> Provider {
    Provider {
        id: "city".parse().expect("an identifier"),
        name: LocalizedText::untranslated("Another city"),
        description: LocalizedText::untranslated("Its letters"),
        v2_url: "https://other.example/v2/".to_owned(),
        v3_url: None,
        activation: date(2026, 1, 1),
        deactivation: None,
        technical_contact: "it@other.example".to_owned(),
        maintenance: Vec::new(),
    }
}

#[tokio::test]
async fn a_provider_is_checked_by_calls_and_entered_where_it_was_given_go() {
    let world = World::new().await;
    let dossier = world.providing().await;
    world.validate(&dossier).await;
    for (environment, address) in [(Acc, "https://acc.city.example/v2/"), (Prd, "https://city.example/v2/")] {
        world.certified(&dossier, environment, "city").await.expect("fits");
        let configured = world.step(&dossier, INTEGRATION, Step::Configure).await;
        assert_eq!(configured.state(), State::Tests { environment });
        world.go(&dossier, environment).await;
        let entered = world.entry(environment).map(|entry| entry.v2_url);
        assert_eq!(entered.as_deref(), Some(address), "entered in {environment}");
    }
    let live = world.now_of(&dossier).await;
    assert_eq!(live.state(), State::ProductionReady);
    assert_eq!(world.entry(Int), None);
}

#[tokio::test]
async fn a_certificate_names_the_provider_and_the_contract_is_a_file_of_the_conversation() {
    let world = World::new().await;
    let dossier = world.providing().await;
    let mut form = FORM;
    form[9].1 = "no-such-file.pdf";
    world.write(&dossier, Part::Form, &form).await;
    let refused = world.try_step(&dossier, MANAGER, Step::SubmitForm).await;
    let Err(DossierError::NotTaken(NotTaken::Incomplete(mistakes))) = refused else { panic!("{refused:?}") };
    assert_eq!(mistakes, [Mistake { field: "contract".to_owned(), problem: Problem::NoFile }]);
    for address in
        ["https://city.example/v2?tenant=7", "https://me@city.example/", "https://city.example/#v2"]
    {
        form[12].1 = address;
        world.write(&dossier, Part::Form, &form).await;
        let refused = world.try_step(&dossier, MANAGER, Step::SubmitForm).await;
        let Err(DossierError::NotTaken(NotTaken::Incomplete(mistakes))) = refused else {
            panic!("{refused:?}")
        };
        assert_eq!(mistakes, [Mistake { field: "v2.prd".to_owned(), problem: Problem::NoBaseAddress }]);
    }

    for address in ["http://127.0.0.1:18590/operator/v1/", "https://10.0.0.1/", "https://[::1]/"] {
        form = FORM;
        form[12].1 = address;
        world.write(&dossier, Part::Form, &form).await;
        let refused = world.try_step(&dossier, MANAGER, Step::SubmitForm).await;
        let Err(DossierError::NotTaken(NotTaken::Incomplete(mistakes))) = refused else {
            panic!("{refused:?}")
        };
        assert_eq!(
            mistakes,
            [Mistake { field: "v2.prd".to_owned(), problem: Problem::NotPublic }],
            "{address}"
        );
    }
    world.write(&dossier, Part::Form, &FORM).await;
    world.validate(&dossier).await;
    let other = world.certified(&dossier, Acc, "nsso").await;
    assert!(matches!(&other, Err(DossierError::Certificate(finding)) if !finding.is_fine()), "{other:?}");
    world.certified(&dossier, Acc, "city").await.expect("fits");
}

#[tokio::test]
async fn an_identifier_of_another_provider_is_refused_at_once_where_that_is_known() {
    let world = World::new().await;
    world.has_entry(Prd, foreign());
    let dossier = world.providing().await;
    let refused = world.try_step(&dossier, MANAGER, Step::SubmitForm).await;
    let Err(DossierError::NotTaken(NotTaken::Incomplete(mistakes))) = refused else { panic!("{refused:?}") };
    assert_eq!(mistakes, [Mistake { field: "id".to_owned(), problem: Problem::Taken }]);
}

#[tokio::test]
async fn an_entry_of_another_provider_is_never_replaced_and_the_decision_goes_back_to_people() {
    let world = World::new().await;
    let dossier = world.providing().await;
    world.validate(&dossier).await;
    world.certified(&dossier, Acc, "city").await.expect("fits");
    world.step(&dossier, INTEGRATION, Step::Configure).await;
    world.has_entry(Acc, foreign());
    let visit = world.visit(INTEGRATION);
    let shown = world.dossiers.preview_entry(&visit, dossier.number(), Acc).await;
    assert!(matches!(shown, Err(DossierError::Environment(EnvironmentError::Refused(_)))), "{shown:?}");
    let refused = world.go(&dossier, Acc).await;
    assert_eq!(refused.state(), State::Go { environment: Acc, confirmed: false });
    assert!(refused.trouble().is_some_and(|why| why.contains("another organisation's")), "{refused:?}");
    assert_eq!(world.entry(Acc), Some(foreign()));
    let history = world.dossiers.history(&visit, dossier.number()).await.expect("there");
    assert_eq!(history.last().map(|event| event.what), Some(Happening::EntryRefused));
}

#[tokio::test]
async fn what_an_entry_changes_is_shown_before_it_is_made_and_what_is_there_is_kept() {
    let world = World::new().await;
    let dossier = world.given_go().await;
    let visit = world.visit(NSSO);
    let window = MaintenanceWindow::new(world.now(), world.now() + 1.hour()).expect("a window");
    let since = date(2026, 1, 1);
    let entered = world.entry(Acc).expect("entered");
    world.has_entry(Acc, Provider { activation: since, maintenance: vec![window], ..entered });

    world.step(&dossier, MANAGER, Step::Withdraw("we begin anew".to_owned())).await;
    let again = world.providing().await;
    let mut form = FORM;
    form[10].1 = "https://new.city.example/v2";
    world.write(&again, Part::Form, &form).await;
    world.validate(&again).await;
    world.certified(&again, Acc, "city").await.expect("fits");
    world.step(&again, INTEGRATION, Step::Configure).await;
    let shown = world.dossiers.preview_entry(&visit, again.number(), Acc).await.expect("shown");
    let [touched] = shown.touched.as_slice() else { panic!("{shown:?}") };
    assert_eq!((touched.what.as_str(), touched.difference), ("provider", Difference::Changed));
    let (was, is) = ("https://acc.city.example/v2/", "https://new.city.example/v2/");
    let address = ("v2.acc".to_owned(), Some(was.to_owned()), Some(is.to_owned()));
    assert!(touched.fields.contains(&address), "{touched:?}");
    world.go(&again, Acc).await;
    let entry = world.entry(Acc).expect("entered");
    assert_eq!((entry.v2_url.as_str(), entry.maintenance, entry.deactivation), (is, vec![window], None));
}

#[tokio::test]
async fn whoever_withdraws_cannot_be_called_as_a_provider_any_more() {
    let world = World::new().await;
    let dossier = world.given_go().await;
    assert_eq!(world.entry(Acc).and_then(|entry| entry.deactivation), None);
    let closed = world.step(&dossier, MANAGER, Step::Withdraw("no budget".to_owned())).await;
    assert_eq!(closed.state(), State::Closed { ending: Ending::Withdrawn });
    let entry = world.entry(Acc).expect("the registry keeps what it was");
    assert_eq!(entry.deactivation, Some(date(2026, 11, 21)), "not today any more");
}

#[tokio::test]
async fn what_an_environment_refuses_to_take_back_goes_to_people() {
    let world = World::new().await;
    let dossier = world.given_go().await;
    world.certified(&dossier, Prd, "city").await.expect("fits");
    world.step(&dossier, INTEGRATION, Step::Configure).await;
    let says_no =
        |why: Option<&str>| *world.elsewhere.refuses.lock().expect("a lock") = why.map(ToOwned::to_owned);
    says_no(Some("somebody else needs it"));
    let undo = Step::UndoConfiguration("a wrong name".to_owned());
    let refused = world.step(&dossier, INTEGRATION, undo).await;
    assert_eq!(refused.state(), State::Configuration { environment: Prd, progress: Progress::Awaited });
    assert_eq!(refused.trouble(), Some("somebody else needs it"));
    assert!(refused.configured(Prd).is_some());

    let closing = world.step(&dossier, MANAGER, Step::Withdraw("no budget".to_owned())).await;
    assert_eq!(closing.state(), State::Closing { ending: Ending::Withdrawn });
    let closed = world.step(&dossier, INTEGRATION, Step::ConfirmUndone).await;
    assert_eq!(closed.state(), State::Closed { ending: Ending::Withdrawn });
}

#[tokio::test]
async fn where_a_registry_is_reached_by_file_people_say_that_the_provider_was_entered() {
    let world = World::new().await;
    let dossier = world.providing().await;
    world.elsewhere.by_file.lock().expect("a lock").insert(Acc);
    world.validate(&dossier).await;
    world.certified(&dossier, Acc, "city").await.expect("fits");
    world.step(&dossier, INTEGRATION, Step::Configure).await;
    world.step(&dossier, INTEGRATION, Step::ConfirmConfigured { client_id: None }).await;
    let waiting = world.go(&dossier, Acc).await;
    assert_eq!(waiting.state(), State::Entry { environment: Acc });
    let visit = world.visit(INTEGRATION);
    let shown = world.dossiers.preview_entry(&visit, dossier.number(), Acc).await.expect("shown");
    assert_eq!(shown.touched[0].difference, Difference::Added);
    let entered = world.step(&dossier, INTEGRATION, Step::ConfirmEntered).await;
    assert_eq!(entered.state(), State::Certificate { environment: Prd });
    let closing = world.step(&dossier, MANAGER, Step::Withdraw("no budget".to_owned())).await;
    assert_eq!(closing.state(), State::Closing { ending: Ending::Withdrawn });
    let closed = world.step(&dossier, INTEGRATION, Step::ConfirmUndone).await;
    assert_eq!(closed.state(), State::Closed { ending: Ending::Withdrawn });
}
