//! Letters about what happened: to whom, in which language, and where they lead.

use ebox_domain::Environment::Acc;
use ebox_dossier::{Kind, Part, Remark, Step, conversation::NoteKind};
use ebox_mail::port::{Outbox as _, Waiting};

use crate::world::{COLLEAGUE, INTEGRATION, MANAGER, NSSO, TEAM, World, person, request};

impl World {
    /// The letters that wait, the first written first; they are taken out.
    async fn letters(&self) -> Vec<Waiting> {
        let mut letters = self.store.waiting(None, 100).await.expect("listed");
        letters.reverse();
        for letter in &letters {
            self.store.done(letter.number).await.expect("taken out");
        }
        letters
    }
}

fn to(number: &str) -> String {
    format!("p{number}@example.be")
}

/// The letter to somebody.
fn letter<'l>(letters: &'l [Waiting], number: &str) -> &'l str {
    let found = letters.iter().find(|one| one.letter.to.as_str() == to(number));
    found.expect("a letter").letter.text()
}

#[tokio::test]
async fn whoever_is_next_is_told_in_their_language_and_whoever_did_it_is_not() {
    let world = World::new().await;
    let dossier = world.open(Kind::Sender).await;
    world.dossiers.invite(&world.visit(MANAGER), dossier.number(), person(COLLEAGUE)).await.expect("invited");
    world.write(&dossier, Part::Request, &request("outside")).await;
    world.letters().await;
    world.step(&dossier, MANAGER, Step::SubmitRequest).await;
    let letters = world.letters().await;
    assert!(letters.iter().all(|one| one.letter.to.as_str() != to(MANAGER)), "they did it themselves");
    let english = letter(&letters, INTEGRATION);
    assert!(english.contains("https://portal.example/desk/D-000001"), "{english}");
    let french = letter(&letters, COLLEAGUE);
    assert!(french.contains("https://portal.example/sending/D-000001"), "{french}");
    assert_ne!(english.lines().next(), french.lines().next());
}

#[tokio::test]
async fn what_is_sent_back_says_why_and_names_fields_as_pages_do() {
    let world = World::new().await;
    let dossier = world.open(Kind::Sender).await;
    world.dossiers.invite(&world.visit(MANAGER), dossier.number(), person(COLLEAGUE)).await.expect("invited");
    world.write(&dossier, Part::Request, &request("outside")).await;
    world.step(&dossier, MANAGER, Step::SubmitRequest).await;
    world.letters().await;
    let remark = Remark { field: "peaks".to_owned(), text: "Which days?".to_owned() };
    world.step(&dossier, INTEGRATION, Step::SendBack(vec![remark])).await;
    let letters = world.letters().await;
    let (dutch, french) = (letter(&letters, MANAGER), letter(&letters, COLLEAGUE));
    assert!(dutch.contains("- Piekmomenten: Which days?"), "{dutch}");
    assert!(french.contains("- Moments de pointe: Which days?"), "{french}");
    for text in [dutch, french] {
        assert!(text.contains("https://portal.example/sending/D-000001"), "{text}");
    }
}

#[tokio::test]
async fn whoever_left_the_desk_is_not_told_and_the_team_is() {
    let world = World::new().await;
    let dossier = world.open(Kind::Sender).await;
    let (visit, number) = (world.visit(INTEGRATION), dossier.number());
    let owned = world.dossiers.assign(&visit, number, Some(person(INTEGRATION))).await.expect("assigned");
    assert_eq!(world.dossiers.owner(&owned).await.expect("asked"), Some(person(INTEGRATION)));
    world.leaves(INTEGRATION);
    assert_eq!(world.dossiers.owner(&owned).await.expect("asked"), None);
    world.letters().await;
    world
        .dossiers
        .say(&world.visit(MANAGER), number, NoteKind::Comment, "Hello?", vec![])
        .await
        .expect("said");
    let letters = world.letters().await;
    assert!(letters.iter().all(|one| one.letter.to.as_str() != to(INTEGRATION)), "who left");
    letter(&letters, TEAM);
}

#[tokio::test]
async fn whoever_asked_is_told_the_answer_and_the_integration_team_what_the_nsso_says() {
    let world = World::new().await;
    let dossier = world.open(Kind::Sender).await;
    let number = dossier.number();
    world.dossiers.say(&world.visit(NSSO), number, NoteKind::Question, "Why?", vec![]).await.expect("asked");
    letter(&world.letters().await, INTEGRATION);
    let manager = world.visit(MANAGER);
    world.dossiers.say(&manager, number, NoteKind::Answer(1), "Because.", vec![]).await.expect("answered");
    let letters = world.letters().await;
    letter(&letters, NSSO);
    letter(&letters, INTEGRATION);
}

#[tokio::test]
async fn that_a_configuration_is_taken_back_is_told_once_with_the_reason() {
    let world = World::new().await;
    let dossier = world.validated("outside").await;
    world.deliver(&dossier, Acc).await.expect("fits");
    world.step(&dossier, INTEGRATION, Step::Configure).await;
    world.letters().await;
    world.step(&dossier, INTEGRATION, Step::UndoConfiguration("the wrong type".to_owned())).await;
    let letters = world.letters().await;
    assert!(letter(&letters, MANAGER).contains("the wrong type"));
    assert_eq!(letters.iter().filter(|one| one.letter.to.as_str() == to(MANAGER)).count(), 1);
}
