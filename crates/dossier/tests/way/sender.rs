//! The ten stages of a sender, and the short way of one that is live.

use ebox_domain::Environment::{Acc, Int, Prd};
use ebox_dossier::{
    DossierError, Ending, Finding, Kind, NotTaken, Part, Party, Progress, Stage, State, Step,
    configuration::Purpose, form,
};

use crate::world::{
    FORM, INSTITUTION, INTEGRATION, MANAGER, NSSO, OTHER, World, certificate, certificate_for, request,
    signing_request,
};

#[tokio::test]
async fn an_institution_goes_from_its_first_request_to_production() {
    let world = World::new().await;
    let dossier = world.validated("inside").await;
    assert_eq!(dossier.state(), State::Certificate { environment: Int });
    for environment in [Int, Acc] {
        let delivered = world.deliver(&dossier, environment).await.expect("fits");
        assert_eq!(delivered.state(), State::Configuration { environment, progress: Progress::Awaited });
        let configured = world.step(&dossier, INTEGRATION, Step::Configure).await;
        assert_eq!(configured.state(), State::Tests { environment }, "carried out at once");
        let client = configured.configured(environment).and_then(|one| one.client_id.clone());
        assert_eq!(client, Some(format!("client-{environment}")));
        world.go(&dossier, environment).await;
    }
    world.deliver(&dossier, Prd).await.expect("fits");
    let live = world.step(&dossier, INTEGRATION, Step::Configure).await;
    assert_eq!((live.state(), live.state().turn()), (State::ProductionReady, None));

    let in_force = world.elsewhere.in_force.lock().expect("a lock").clone();
    let wanted = in_force.get(&(Prd, dossier.number())).expect("configured");
    let Purpose::Send { reference, .. } = &wanted.purpose else { panic!("a sender") };
    assert_eq!(reference.trios.len(), 2, "one type, to enterprises and to citizens");
    assert!(wanted.certificate.as_ref().is_some_and(|pem| pem.contains("CERTIFICATE")));

    let history = world.dossiers.history(&world.visit(NSSO), dossier.number()).await.expect("there");
    let ways: Vec<_> = history.windows(2).map(|two| (two[0].to, two[1].from)).collect();
    assert!(ways.iter().all(|(left, entered)| left == entered), "no gap: {ways:?}");
    assert!(history.iter().all(|event| event.by.party().is_some() || event.what.as_str() == "configured"));
}

#[tokio::test]
async fn whoever_calls_from_outside_does_not_pass_int() {
    let world = World::new().await;
    let dossier = world.validated("outside").await;
    assert_eq!(dossier.state(), State::Certificate { environment: Acc });
    assert_eq!(dossier.environments(), [Acc, Prd]);
}

#[tokio::test]
async fn what_is_incomplete_is_not_submitted_and_every_field_is_named() {
    let world = World::new().await;
    let dossier = world.open(Kind::Sender).await;
    world
        .write(&dossier, Part::Request, &[("name", "Werkkaart"), ("volume", "many"), ("network", "moon")])
        .await;
    let refused = world.try_step(&dossier, MANAGER, Step::SubmitRequest).await;
    let Err(DossierError::NotTaken(NotTaken::Incomplete(mistakes))) = refused else { panic!("{refused:?}") };
    let fields: Vec<&str> = mistakes.iter().map(|mistake| mistake.field.as_str()).collect();
    assert_eq!(fields, ["useCases", "volume", "peaks", "planning", "network"]);
}

#[tokio::test]
async fn what_is_sent_back_has_its_reasons_until_it_is_submitted_again() {
    let world = World::new().await;
    let dossier = world.open(Kind::Sender).await;
    world.write(&dossier, Part::Request, &request("outside")).await;
    world.step(&dossier, MANAGER, Step::SubmitRequest).await;
    let remark = |text: &str| ebox_dossier::Remark { field: "volume".to_owned(), text: text.to_owned() };
    let without = world.try_step(&dossier, INTEGRATION, Step::SendBack(vec![remark(" ")])).await;
    assert!(matches!(without, Err(DossierError::NotTaken(NotTaken::NoReason))), "{without:?}");
    let back = world.step(&dossier, INTEGRATION, Step::SendBack(vec![remark("Really so many?")])).await;
    assert_eq!((back.state(), back.remarks()), (State::InitialRequest, &[remark("Really so many?")][..]));
    let again = world.step(&dossier, MANAGER, Step::SubmitRequest).await;
    assert!(again.remarks().is_empty());
}

#[tokio::test]
async fn a_form_is_not_validated_while_a_question_is_open() {
    use ebox_dossier::conversation::NoteKind;
    let world = World::new().await;
    let dossier = world.open(Kind::Sender).await;
    world.write(&dossier, Part::Request, &request("outside")).await;
    world.step(&dossier, MANAGER, Step::SubmitRequest).await;
    world.step(&dossier, INTEGRATION, Step::AskAgreement).await;
    world.step(&dossier, NSSO, Step::Agree).await;
    world.step(&dossier, INTEGRATION, Step::HoldKickOff("All is clear.".to_owned())).await;
    world.write(&dossier, Part::Form, &FORM).await;
    world.step(&dossier, MANAGER, Step::SubmitForm).await;
    let (integration, manager) = (world.visit(INTEGRATION), world.visit(MANAGER));
    let number = dossier.number();
    world
        .dossiers
        .say(&integration, number, NoteKind::Question, "Why two years?", vec![])
        .await
        .expect("asked");
    let early = world.try_step(&dossier, INTEGRATION, Step::ValidateTechnically).await;
    assert!(matches!(early, Err(DossierError::NotTaken(NotTaken::OpenQuestions))), "{early:?}");
    world
        .dossiers
        .say(&manager, number, NoteKind::Answer(1), "The law says so.", vec![])
        .await
        .expect("answered");
    world.step(&dossier, INTEGRATION, Step::ValidateTechnically).await;
}

#[tokio::test]
async fn a_certificate_of_another_environment_or_enterprise_is_not_taken() {
    let world = World::new().await;
    let dossier = world.validated("outside").await;
    for (of, environment) in [(INSTITUTION, Prd), (OTHER, Acc)] {
        let file = certificate(of, environment, world.now());
        let delivered = world
            .dossiers
            .deliver_certificate(&world.visit(MANAGER), dossier.number(), dossier.moves(), file.as_bytes())
            .await;
        assert!(
            matches!(&delivered, Err(DossierError::Certificate(finding)) if !finding.is_fine()),
            "{delivered:?}"
        );
    }
    let file = certificate_for(INSTITUTION, Acc, "other:thing", world.now());
    let visit = world.visit(MANAGER);
    let other =
        world.dossiers.deliver_certificate(&visit, dossier.number(), dossier.moves(), file.as_bytes()).await;
    let Err(DossierError::Certificate(Finding::Deviations(found))) = other else { panic!("{other:?}") };
    let said = found.iter().find(|one| one.code == "common_name").expect("another application");
    assert!(said.fix.contains("employment:job-attest:werkkaart"), "{said:?}");
    assert_eq!(world.now_of(&dossier).await, dossier, "nothing changed");
}

#[tokio::test]
async fn a_request_for_a_certificate_is_checked_before_it_is_ordered() {
    let world = World::new().await;
    let dossier = world.validated("outside").await;
    let check = async |file: String| {
        let visit = world.visit(MANAGER);
        world.dossiers.check_request(&visit, dossier.number(), file.as_bytes()).await.expect("looked at")
    };
    assert!(check(signing_request(INSTITUTION, Acc)).await.is_fine());
    assert!(!check(signing_request(INSTITUTION, Prd)).await.is_fine());
    assert!(matches!(check("nonsense".to_owned()).await, Finding::Unreadable(_)));
}

#[tokio::test]
async fn a_configuration_that_the_environment_refuses_goes_back_to_those_who_decide() {
    let world = World::new().await;
    let dossier = world.validated("outside").await;
    world.deliver(&dossier, Acc).await.expect("fits");
    *world.elsewhere.refuses.lock().expect("a lock") =
        Some("WK1-ACTIVA belongs to another sender".to_owned());
    let refused = world.step(&dossier, INTEGRATION, Step::Configure).await;
    assert_eq!(refused.state(), State::Configuration { environment: Acc, progress: Progress::Awaited });
    assert_eq!(refused.trouble(), Some("WK1-ACTIVA belongs to another sender"));
    assert!(world.elsewhere.in_force.lock().expect("a lock").is_empty());
}

#[tokio::test]
async fn a_configuration_waits_for_an_environment_that_is_away_and_is_then_carried_out() {
    let world = World::new().await;
    let dossier = world.validated("outside").await;
    world.deliver(&dossier, Acc).await.expect("fits");
    *world.elsewhere.is_away.lock().expect("a lock") = true;
    let waiting = world.step(&dossier, INTEGRATION, Step::Configure).await;
    assert_eq!(waiting.state(), State::Configuration { environment: Acc, progress: Progress::UnderWay });
    assert!(waiting.trouble().is_some());
    world.dossiers.reconcile().await.expect("tried");
    assert_eq!(world.now_of(&dossier).await, waiting, "the same trouble is noted once");
    *world.elsewhere.is_away.lock().expect("a lock") = false;
    world.dossiers.reconcile().await.expect("done");
    let configured = world.now_of(&dossier).await;
    assert_eq!((configured.state(), configured.trouble()), (State::Tests { environment: Acc }, None));
}

#[tokio::test]
async fn a_configuration_that_the_environment_has_not_finished_stays_under_way() {
    let world = World::new().await;
    let dossier = world.validated("outside").await;
    world.deliver(&dossier, Acc).await.expect("fits");
    *world.elsewhere.is_slow.lock().expect("a lock") = true;
    let waiting = world.step(&dossier, INTEGRATION, Step::Configure).await;
    assert_eq!(waiting.state(), State::Configuration { environment: Acc, progress: Progress::UnderWay });
    *world.elsewhere.is_slow.lock().expect("a lock") = false;
    world.dossiers.reconcile().await.expect("done");
    assert_eq!(world.now_of(&dossier).await.state(), State::Tests { environment: Acc });
}

#[tokio::test]
async fn a_configuration_is_undone_and_made_again() {
    let world = World::new().await;
    let dossier = world.validated("outside").await;
    world.deliver(&dossier, Acc).await.expect("fits");
    world.step(&dossier, INTEGRATION, Step::Configure).await;
    let undone =
        world.step(&dossier, INTEGRATION, Step::UndoConfiguration("the wrong type".to_owned())).await;
    assert_eq!(undone.state(), State::Configuration { environment: Acc, progress: Progress::Awaited });
    assert!(undone.configured(Acc).is_none() && world.elsewhere.in_force.lock().expect("a lock").is_empty());
    let again = world.step(&dossier, INTEGRATION, Step::Configure).await;
    assert_eq!(again.state(), State::Tests { environment: Acc });
}

#[tokio::test]
async fn a_form_that_was_changed_is_configured_after_what_was_there_is_undone() {
    let world = World::new().await;
    let dossier = world.validated("outside").await;
    world.deliver(&dossier, Acc).await.expect("fits");
    world.step(&dossier, INTEGRATION, Step::Configure).await;
    let remark = ebox_dossier::Remark { field: String::new(), text: "another provider".to_owned() };
    world.step(&dossier, INTEGRATION, Step::ReopenForm(vec![remark])).await;
    let awaited = world.validate(&dossier).await;
    assert_eq!(awaited.state(), State::Configuration { environment: Acc, progress: Progress::Awaited });
    let undone = world.step(&dossier, INTEGRATION, Step::UndoConfiguration("of before".to_owned())).await;
    assert_eq!(undone.state(), awaited.state());
    assert!(undone.configured(Acc).is_none() && world.elsewhere.in_force.lock().expect("a lock").is_empty());
    let nothing = world.try_step(&dossier, INTEGRATION, Step::UndoConfiguration("again".to_owned())).await;
    assert!(matches!(nothing, Err(DossierError::NotTaken(NotTaken::NotNow))), "{nothing:?}");
}

#[tokio::test]
async fn whoever_withdraws_leaves_nothing_configured() {
    let world = World::new().await;
    let dossier = world.validated("outside").await;
    world.deliver(&dossier, Acc).await.expect("fits");
    world.step(&dossier, INTEGRATION, Step::Configure).await;
    *world.elsewhere.is_away.lock().expect("a lock") = true;
    let closing = world.step(&dossier, MANAGER, Step::Withdraw("no budget".to_owned())).await;
    assert_eq!(closing.state(), State::Closing { ending: Ending::Withdrawn });
    *world.elsewhere.is_away.lock().expect("a lock") = false;
    world.dossiers.reconcile().await.expect("done");
    assert_eq!(world.now_of(&dossier).await.state(), State::Closed { ending: Ending::Withdrawn });
    assert!(world.elsewhere.in_force.lock().expect("a lock").is_empty());
}

#[tokio::test]
async fn where_an_environment_is_reached_by_file_people_say_what_became_of_it() {
    let world = World::new().await;
    let dossier = world.validated("outside").await;
    world.deliver(&dossier, Acc).await.expect("fits");
    let by_hand = Step::ConfirmConfigured { client_id: Some("c".to_owned()) };
    world.elsewhere.by_file.lock().expect("a lock").insert(Acc);
    world.step(&dossier, INTEGRATION, Step::Configure).await;
    let file =
        world.dossiers.signed_file(&world.visit(INTEGRATION), dossier.number(), Acc).await.expect("made");
    assert_eq!(file, b"D-000001 acc");
    let configured = world.step(&dossier, INTEGRATION, by_hand.clone()).await;
    assert_eq!(configured.state(), State::Tests { environment: Acc });
    let next = world.go(&dossier, Acc).await;
    assert_eq!(
        next.state(),
        State::Certificate { environment: Prd },
        "excuses are enough where nobody can look"
    );

    let other = world.validated("outside").await;
    world.deliver(&other, Acc).await.expect("fits");
    world.elsewhere.by_file.lock().expect("a lock").clear();
    *world.elsewhere.is_away.lock().expect("a lock") = true;
    world.step(&other, INTEGRATION, Step::Configure).await;
    let told = world.try_step(&other, INTEGRATION, by_hand).await;
    assert!(
        matches!(told, Err(DossierError::NotTaken(NotTaken::NotNow))),
        "nobody's told is taken: {told:?}"
    );
}

#[tokio::test]
async fn further_message_types_take_the_short_way() {
    let world = World::new().await;
    let early = world.dossiers.open(&world.visit(MANAGER), Kind::FurtherMessageTypes).await;
    assert!(matches!(early, Err(DossierError::NotLive)), "{early:?}");
    let dossier = world.validated("outside").await;
    world.deliver(&dossier, Acc).await.expect("fits");
    world.step(&dossier, INTEGRATION, Step::Configure).await;
    world.go(&dossier, Acc).await;
    world.deliver(&dossier, Prd).await.expect("fits");
    world.step(&dossier, INTEGRATION, Step::Configure).await;

    let further = world.open(Kind::FurtherMessageTypes).await;
    assert_eq!((further.base(), further.state()), (Some(dossier.number()), State::FormalRequest));
    assert_eq!(further.form().get("applications.0.id"), "employment:job-attest:werkkaart");
    assert!(further.form().entries(form::fields::TYPES).is_empty());
    world
        .write(
            &further,
            Part::Form,
            &FORM.map(|(name, value)| (name, if value == "WK1-ACTIVA" { "WK2" } else { value })),
        )
        .await;
    let validated = world.validate(&further).await;
    assert_eq!(validated.state(), State::Configuration { environment: Acc, progress: Progress::Awaited });
    world.step(&further, INTEGRATION, Step::Configure).await;
    let next = world.go(&further, Acc).await;
    assert_eq!(next.state(), State::Configuration { environment: Prd, progress: Progress::Awaited });
    assert_eq!(world.step(&further, INTEGRATION, Step::Configure).await.state(), State::ProductionReady);
    let stages: Vec<u8> = Kind::FurtherMessageTypes.stages().map(Stage::number).collect();
    assert_eq!(stages, [4, 5, 7, 8, 9, 10]);
    assert_eq!(validated.state().turn(), Some(Party::Integration));
}
