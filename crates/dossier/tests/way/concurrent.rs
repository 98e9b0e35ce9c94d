//! Several at once: of decisions one is taken, of forms none is lost.

use std::collections::BTreeMap;

use ebox_domain::Environment::{self, Acc, Int, Prd};
use ebox_dossier::{
    Author, Dossier, DossierError, Happening, Kind, Part, Party, Remark, Step, conversation::NoteKind,
    port::DossierStore as _,
};
use proptest::prelude::*;

use crate::world::{INTEGRATION, MANAGER, NSSO, World, person, request};

#[tokio::test]
async fn of_two_who_decide_at_once_one_is_told_that_somebody_was_faster() {
    let world = World::new().await;
    let dossier = world.open(Kind::Sender).await;
    world.write(&dossier, Part::Request, &request("outside")).await;
    world.step(&dossier, MANAGER, Step::SubmitRequest).await;
    let asked = world.step(&dossier, INTEGRATION, Step::AskAgreement).await;
    let visit = world.visit(NSSO);
    let take = |step| world.dossiers.take(&visit, asked.number(), asked.moves(), step);
    let (agreed, declined) = tokio::join!(take(Step::Agree), take(Step::Decline("no".to_owned())));
    assert!(agreed.is_ok() ^ declined.is_ok(), "{agreed:?} {declined:?}");
    let slower = agreed.err().or(declined.err()).expect("one of them");
    assert!(matches!(slower, DossierError::SomebodyWasFaster(_)), "{slower:?}");
    assert_eq!(world.now_of(&dossier).await.moves(), asked.moves() + 1);
}

#[tokio::test]
async fn a_decision_sent_twice_is_taken_once() {
    let world = World::new().await;
    let dossier = world.open(Kind::Sender).await;
    world.write(&dossier, Part::Request, &request("outside")).await;
    let (visit, seen) = (world.visit(MANAGER), dossier.moves());
    world.dossiers.take(&visit, dossier.number(), seen, Step::SubmitRequest).await.expect("taken");
    let again = world.dossiers.take(&visit, dossier.number(), seen, Step::SubmitRequest).await;
    assert!(matches!(again, Err(DossierError::SomebodyWasFaster(_))), "{again:?}");
    let history = world.dossiers.history(&visit, dossier.number()).await.expect("there");
    assert_eq!(history.iter().filter(|event| event.what == Happening::RequestSubmitted).count(), 1);
}

#[tokio::test]
async fn what_is_said_meanwhile_stands_in_nobodys_way() {
    let world = World::new().await;
    let dossier = world.open(Kind::Sender).await;
    world.write(&dossier, Part::Request, &request("outside")).await;
    let (visit, number) = (world.visit(MANAGER), dossier.number());
    for round in 0..20 {
        let text = format!("comment {round}");
        world.dossiers.say(&visit, number, NoteKind::Comment, &text, vec![]).await.expect("said");
    }
    world.dossiers.take(&visit, number, dossier.moves(), Step::SubmitRequest).await.expect("taken");
    assert_eq!(world.dossiers.conversation(&visit, number).await.expect("there").len(), 20);
}

#[tokio::test]
async fn of_two_colleagues_who_save_one_form_nobody_overwrites_the_other() {
    let world = World::new().await;
    let dossier = world.open(Kind::Sender).await;
    let save = async |seen: u32, name: &str| {
        let fields: BTreeMap<String, String> = [("name".to_owned(), name.to_owned())].into();
        world.dossiers.write(&world.visit(MANAGER), dossier.number(), Part::Request, seen, fields).await
    };
    let first = save(0, "Mine").await.expect("saved");
    assert_eq!(save(0, "Mine").await.expect("the same again"), first);
    let second = save(0, "Yours").await;
    let Err(DossierError::SavedMeanwhile(now)) = second else { panic!("{second:?}") };
    assert_eq!(now.request().get("name"), "Mine");
    assert_eq!(save(now.request().version(), "Ours").await.expect("saved").name(), "Ours");
}

/// A step that needs nothing from elsewhere.
fn step(kind: u8) -> Step {
    let why = || "because".to_owned();
    let remarks = || vec![Remark { field: String::new(), text: why() }];
    match kind {
        0 => Step::SubmitRequest,
        1 => Step::AskAgreement,
        2 => Step::Agree,
        3 => Step::SendBack(remarks()),
        4 => Step::ReopenForm(remarks()),
        5 => Step::Decline(why()),
        6 => Step::HoldKickOff(why()),
        7 => Step::SkipKickOff,
        8 => Step::SubmitForm,
        9 => Step::ValidateTechnically,
        10 => Step::ValidateFormally,
        11 => Step::Configure,
        12 => Step::UndoConfiguration(why()),
        13 => Step::ConfirmTests,
        14 => Step::GiveGo,
        15 => Step::Withdraw(why()),
        16 => Step::Configured { client_id: None },
        17 => Step::ConfigurationRefused(why()),
        18 => Step::Undone,
        19 => Step::Entered,
        20 => Step::UndoRefused(why()),
        21 => Step::EntryRefused(why()),
        _ => Step::Cleared,
    }
}

fn author(who: u8) -> Author {
    match who {
        0 => Author::person(person(MANAGER), Party::Institution),
        1 => Author::person(person(INTEGRATION), Party::Integration),
        2 => Author::person(person(NSSO), Party::Nsso),
        _ => Author::Program,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_tried_only_moves_of_the_table_are_made(
        kind in 0_usize..2, tries in proptest::collection::vec((0_u8..23, 0_u8..4), 1..120),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let world = World::new().await;
            let kind = [Kind::Sender, Kind::Provider][kind];
            let mut dossier = world.open(kind).await;
            dossier = world.write(&dossier, Part::Request, &request("inside")).await;
            for (what, who) in tries {
                let (step, by) = (step(what), author(who));
                let offered = by.party().is_some_and(|party| dossier.steps(party).contains(&step.kind()));
                match dossier.take(step, by, world.now()) {
                    Ok(change) => {
                        assert!(offered || by == Author::Program, "what was taken was offered");
                        let event = change.event().expect("an event").clone();
                        assert_eq!(event.from, dossier.state());
                        assert_eq!(event.to, change.after().state());
                        assert_eq!(change.after().moves(), dossier.moves() + 1);
                        assert!(stays_in_order(change.after()));
                        let after = change.after().clone();
                        let is_made = world.store.change(change, ebox_audit::Effects::default()).await;
                        assert!(is_made.expect("answered"));
                        dossier = after;
                    }
                    // What is offered can only lack what it needs: words in a form, answers.
                    Err(why) => assert!(!offered || !matches!(why, ebox_dossier::NotTaken::NotNow | ebox_dossier::NotTaken::NotYours(_))),
                }
            }
            assert_eq!(world.now_of(&dossier).await, dossier, "it comes back as it was written");
        });
    }
}

/// Whether a dossier has nothing of an environment that it did not reach.
fn stays_in_order(dossier: &Dossier) -> bool {
    let is_past = |environment: Environment| dossier.configured(environment).is_some();
    let order: Vec<bool> = [Int, Acc, Prd].map(is_past).into();
    order.is_sorted_by(|earlier, later| earlier >= later)
}
