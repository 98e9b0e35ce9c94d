//! Tests as evidence.

use ebox_domain::{EboxType, Environment::Acc, MessageId};
use ebox_dossier::{
    Case, DossierError, State, Step,
    evidence::{Attempt, Refused},
};
use jiff::{Timestamp, ToSpan as _};

use crate::world::{INTEGRATION, MANAGER, NSSO, World};

/// A publication of the type that was asked for, with one file.
fn published(at: Timestamp) -> Attempt {
    Attempt {
        at,
        status: 201,
        message: Some("0192f0c1-2345-7abc-8def-0123456789ab".parse::<MessageId>().expect("an identifier")),
        message_type: Some("WK1-ACTIVA".parse().expect("a type")),
        application: Some("employment:job-attest:werkkaart".parse().expect("an application")),
        recipient: Some(EboxType::Enterprise),
        files: 1,
        is_body_main: false,
        is_pdf: true,
        has_digest: false,
        has_business_data: false,
        is_repeated: false,
        never_opened: false,
        refused: Vec::new(),
    }
}

async fn tested(world: &World) -> ebox_dossier::Dossier {
    let dossier = world.validated("outside").await;
    world.deliver(&dossier, Acc).await.expect("fits");
    world.step(&dossier, INTEGRATION, Step::Configure).await
}

async fn settled(world: &World, dossier: &ebox_dossier::Dossier) -> Vec<String> {
    let evidence =
        world.dossiers.evidence(&world.visit(NSSO), dossier.number(), Acc).await.expect("evidence");
    evidence.cases.iter().filter(|shown| shown.is_settled()).map(|shown| shown.case.key()).collect()
}

#[tokio::test]
async fn each_case_is_shown_by_what_the_client_really_did_and_by_nothing_else() {
    let world = World::new().await;
    let dossier = tested(&world).await;
    assert!(settled(&world, &dossier).await.is_empty());
    let now = world.now();
    let refused = |why: Refused| Attempt { status: 400, message: None, refused: vec![why], ..published(now) };
    let cases: Vec<(&str, Attempt)> = vec![
        ("bodyOnly", Attempt { files: 0, is_body_main: true, ..published(now) }),
        ("digestRight", Attempt { has_digest: true, files: 2, ..published(now) }),
        ("sixFiles", Attempt { files: 6, ..published(now) }),
        ("annexBesideBody", Attempt { files: 2, is_body_main: true, ..published(now) }),
        ("businessData", Attempt { has_business_data: true, files: 2, ..published(now) }),
        ("sameKeyTwice", Attempt { status: 409, is_repeated: true, ..published(now) }),
        ("neverOpened", Attempt { never_opened: true, files: 2, ..published(now) }),
        ("citizenPdf", Attempt { recipient: Some(EboxType::Citizen), files: 2, ..published(now) }),
        ("refusal.digest", refused(Refused::Digest)),
        ("refusal.businessDataKey", refused(Refused::BusinessDataKey)),
    ];
    for (case, attempt) in cases {
        let untyped = Attempt { message_type: None, ..attempt };
        *world.elsewhere.attempts.lock().expect("a lock") = vec![untyped];
        assert_eq!(settled(&world, &dossier).await, [case]);
    }
    *world.elsewhere.attempts.lock().expect("a lock") = vec![published(now)];
    assert_eq!(settled(&world, &dossier).await, ["type.WK1-ACTIVA", "oneDocument"]);
}

#[tokio::test]
async fn calls_of_other_applications_of_the_sender_show_nothing() {
    let world = World::new().await;
    let dossier = tested(&world).await;
    let now = world.now();
    let of_type = Attempt { message_type: Some("OTHER".parse().expect("a type")), ..published(now) };
    let of_application = Attempt { application: Some("other:app".parse().expect("an id")), ..published(now) };
    let refused =
        |why: Refused| Attempt { status: 400, message: None, refused: vec![why], ..of_type.clone() };
    *world.elsewhere.attempts.lock().expect("a lock") =
        vec![of_type.clone(), of_application, refused(Refused::Digest)];
    assert!(settled(&world, &dossier).await.is_empty());
    *world.elsewhere.attempts.lock().expect("a lock") = vec![refused(Refused::Configuration)];
    assert_eq!(settled(&world, &dossier).await, ["refusal.configuration"], "that type is in no form");
}

#[tokio::test]
async fn what_was_done_before_the_environment_was_ready_shows_nothing() {
    let world = World::new().await;
    let early = published(world.now());
    let dossier = tested(&world).await;
    *world.elsewhere.attempts.lock().expect("a lock") = vec![Attempt { at: early.at - 1.hour(), ..early }];
    assert!(settled(&world, &dossier).await.is_empty());
}

#[tokio::test]
async fn go_is_asked_for_only_with_every_case_shown_or_excused_and_those_who_decide_see_the_same() {
    let world = World::new().await;
    let dossier = tested(&world).await;
    let (visit, number) = (world.visit(MANAGER), dossier.number());
    let early = world.dossiers.ask_go(&visit, number, dossier.moves()).await;
    let Err(DossierError::Untested(missing)) = early else { panic!("{early:?}") };
    assert!(missing.contains(&Case::OneDocument) && missing.contains(&Case::CitizenPdf));

    let proof = published(world.now());
    *world.elsewhere.attempts.lock().expect("a lock") = vec![proof.clone()];
    for case in missing.iter().filter(|case| !case.is_shown_by(&proof)) {
        world.dossiers.excuse(&visit, number, &case.key(), "We never send these").await.expect("excused");
    }
    let unknown = world.dossiers.excuse(&visit, number, "nonsense", "x").await;
    assert!(matches!(unknown, Err(DossierError::NotThere)), "{unknown:?}");
    let seen = world.now_of(&dossier).await.moves();
    let asked = world.dossiers.ask_go(&visit, number, seen).await.expect("asked");
    assert_eq!(asked.state(), State::Go { environment: Acc, confirmed: false });
    // What the environment forgets, or cannot say now, is kept with the dossier.
    *world.elsewhere.is_away.lock().expect("a lock") = true;
    let evidence = world.dossiers.evidence(&world.visit(NSSO), number, Acc).await.expect("kept");
    let one = evidence.cases.iter().find(|shown| shown.case == Case::OneDocument).expect("a case");
    assert_eq!(
        one.proof.as_ref().map(|kept| (kept.at, kept.status, kept.message)),
        Some((proof.at, 201, proof.message))
    );
    assert!(evidence.cases.iter().all(ebox_dossier::evidence::Shown::is_settled));
}
