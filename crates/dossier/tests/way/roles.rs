//! Who may see and do what.

use ebox_domain::Environment::Acc;
use ebox_dossier::{DossierError, Kind, NotTaken, Part, Party, Step, port::Listed};

use crate::world::{COLLEAGUE, DESK, INSTITUTION, INTEGRATION, MANAGER, NSSO, OTHER, World, person, request};

#[tokio::test]
async fn a_decision_by_somebody_without_the_role_is_not_taken() {
    let world = World::new().await;
    let dossier = world.open(Kind::Sender).await;
    world.write(&dossier, Part::Request, &request("outside")).await;
    for (who, step, whose) in [
        (INTEGRATION, Step::SubmitRequest, Party::Institution),
        (NSSO, Step::SubmitRequest, Party::Institution),
    ] {
        let refused = world.try_step(&dossier, who, step).await;
        let Err(DossierError::NotTaken(NotTaken::NotYours(by))) = refused else { panic!("{refused:?}") };
        assert_eq!(by, [whose]);
    }
    world.step(&dossier, MANAGER, Step::SubmitRequest).await;
    for (who, step) in [(NSSO, Step::AskAgreement), (MANAGER, Step::AskAgreement)] {
        assert!(matches!(
            world.try_step(&dossier, who, step).await,
            Err(DossierError::NotTaken(NotTaken::NotYours(_)))
        ));
    }
    world.step(&dossier, INTEGRATION, Step::AskAgreement).await;
    assert!(matches!(
        world.try_step(&dossier, INTEGRATION, Step::Agree).await,
        Err(DossierError::NotTaken(NotTaken::NotYours(&[Party::Nsso])))
    ));
    let program = world.try_step(&dossier, NSSO, Step::Cleared).await;
    assert!(matches!(program, Err(DossierError::NotTaken(NotTaken::NotNow))), "{program:?}");
}

#[tokio::test]
async fn nobody_takes_a_step_that_is_the_programs() {
    let world = World::new().await;
    let dossier = world.validated("outside").await;
    world.deliver(&dossier, Acc).await.expect("fits");
    *world.elsewhere.is_away.lock().expect("a lock") = true;
    world.step(&dossier, INTEGRATION, Step::Configure).await;
    for who in [MANAGER, INTEGRATION, NSSO] {
        let step = Step::Configured { client_id: None };
        let refused = world.try_step(&dossier, who, step).await;
        assert!(matches!(refused, Err(DossierError::NotTaken(NotTaken::NotYours(&[])))), "{refused:?}");
    }
}

#[tokio::test]
async fn a_dossier_is_unknown_to_whoever_has_no_part_in_it() {
    let world = World::new().await;
    let dossier = world.open(Kind::Sender).await;
    let number = dossier.number();
    let strangers = [
        world.visit_for(MANAGER, OTHER),
        world.visit_for(COLLEAGUE, INSTITUTION),
        world.visit_for(COLLEAGUE, DESK),
        world.visit_for(INTEGRATION, OTHER),
    ];
    for visit in &strangers {
        assert!(
            matches!(world.dossiers.dossier(visit, number).await, Err(DossierError::NotThere)),
            "{visit:?}"
        );
        assert!(matches!(world.dossiers.history(visit, number).await, Err(DossierError::NotThere)));
        assert!(matches!(world.dossiers.conversation(visit, number).await, Err(DossierError::NotThere)));
        let taken = world.dossiers.take(visit, number, 0, Step::Withdraw("x".to_owned())).await;
        assert!(matches!(taken, Err(DossierError::NotThere)));
        let board = world.dossiers.board(visit, &Listed { most: 10, ..Listed::default() }).await;
        assert!(matches!(board, Err(DossierError::NotThere)));
        assert!(world.dossiers.own(visit).await.expect("answered").is_empty());
    }
}

#[tokio::test]
async fn a_colleague_who_was_invited_works_on_the_dossier_and_on_no_other() {
    let world = World::new().await;
    let (shared, other) = (world.open(Kind::Sender).await, world.open(Kind::Sender).await);
    let manager = world.visit(MANAGER);
    world.dossiers.invite(&manager, shared.number(), person(COLLEAGUE)).await.expect("invited");
    let colleague = world.visit(COLLEAGUE);
    let own = world.dossiers.own(&colleague).await.expect("answered");
    assert_eq!(own.iter().map(ebox_dossier::Dossier::number).collect::<Vec<_>>(), [shared.number()]);
    let fields = [("name".to_owned(), "Ours".to_owned())].into();
    world.dossiers.write(&colleague, shared.number(), Part::Request, 0, fields).await.expect("saved");
    assert!(matches!(world.dossiers.dossier(&colleague, other.number()).await, Err(DossierError::NotThere)));
    let opened = world.dossiers.open(&colleague, Kind::Sender).await;
    assert!(matches!(opened, Err(DossierError::NoManager)), "{opened:?}");
    world.dossiers.uninvite(&manager, shared.number(), person(COLLEAGUE)).await.expect("removed");
    assert!(matches!(world.dossiers.dossier(&colleague, shared.number()).await, Err(DossierError::NotThere)));
    let unknown = world.dossiers.invite(&manager, shared.number(), person("01010100128")).await;
    assert!(matches!(unknown, Err(DossierError::UnknownPerson)), "{unknown:?}");
}

#[tokio::test]
async fn only_the_integration_team_has_dossiers_looked_after_and_only_by_its_own() {
    let world = World::new().await;
    let dossier = world.open(Kind::Sender).await;
    let number = dossier.number();
    let owned = world.dossiers.assign(&world.visit(INTEGRATION), number, Some(person(INTEGRATION))).await;
    assert_eq!(owned.expect("assigned").owner(), Some(person(INTEGRATION)));
    for (who, owner) in [(NSSO, INTEGRATION), (MANAGER, INTEGRATION), (INTEGRATION, NSSO)] {
        assert!(
            world.dossiers.assign(&world.visit(who), number, Some(person(owner))).await.is_err(),
            "{who} {owner}"
        );
    }
}
