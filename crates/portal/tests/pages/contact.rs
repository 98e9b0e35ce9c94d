//! Where people are told, and as what they may act.

use ebox_audit::{Effects, Record};
use ebox_domain::Language;
use ebox_dossier::{Kind, Visit};
use ebox_people::{Person, StaffRole};

use crate::world::{ANNA, BRAM, CLEO, DESK, OTHER, OWN, World, enterprise, ssin};

/// Somebody who comes to dossiers of the own enterprise.
fn visit(who: &str) -> Visit {
    let record = Record::new(jiff::Timestamp::UNIX_EPOCH, "TEST", "/", 200);
    Visit { person: ssin(who), enterprise: enterprise(OWN), record }
}

#[tokio::test]
async fn whoever_is_signed_in_says_where_they_are_told() {
    let world = World::new().await;
    let anna = world.sign_in(ANNA).await;
    let page = world.get(&anna, "/contact").await.text();
    assert!(page.contains("value=\"en\" selected"), "letters come in the language of the page: {page}");
    let fields = [("address", "anna@korenaar.example"), ("language", "de")];
    assert_eq!(world.post(&anna, "/contact", &fields).await.location(), "/contact?done=kept");
    let contact = world.people.contact(ssin(ANNA)).await.expect("read").expect("kept");
    assert_eq!((contact.address.as_str(), contact.language), ("anna@korenaar.example", Language::De));
    let page = world.get(&anna, "/contact?done=kept").await.text();
    assert!(page.contains("From now on you are told at this address"), "{page}");
    assert!(page.contains("value=\"anna@korenaar.example\"") && page.contains("value=\"de\" selected"));

    let gone = world.post(&anna, "/contact", &[("address", " "), ("language", "de")]).await;
    assert_eq!(gone.location(), "/contact?done=removed");
    assert_eq!(world.people.contact(ssin(ANNA)).await.expect("read"), None);
    assert!(world.get(&anna, "/contact?done=removed").await.text().contains("You get no e-mails"));
}

#[tokio::test]
async fn an_address_that_no_mail_server_takes_is_shown_again_with_what_is_wrong() {
    let world = World::new().await;
    let anna = world.sign_in(ANNA).await;
    let fields = [("address", "anna <anna@korenaar.example>"), ("language", "tlh")];
    let page = world.post(&anna, "/contact", &fields).await;
    assert_eq!(page.status(), 422);
    let text = page.text();
    assert!(text.contains("value=\"anna &#60;anna@korenaar.example&#62;\""), "{text}");
    assert!(
        text.contains("This is no usable e-mail address") && text.contains("Choose one of the languages")
    );
    assert_eq!(world.people.contact(ssin(ANNA)).await.expect("read"), None);
    assert_eq!(world.post_as_it_is(&anna, "/contact", &fields).await.status(), 403, "a form of elsewhere");
}

#[tokio::test]
async fn staff_and_colleagues_are_among_those_who_may_sign_in() {
    let world = World::new().await;
    let page = || async {
        let stranger = world.with_reader(CLEO, "Cléo Schmitz").await;
        world.get(&stranger, "/sign-in").await.text()
    };
    let before = page().await;
    assert!(!before.contains(&format!("{BRAM}@")), "{before}");
    let bram = Person { ssin: ssin(BRAM), name: "Bram Dupont".to_owned() };
    world.people.put_staff(bram, StaffRole::Nsso, Effects::default()).await.expect("taken in");
    let opened = world.dossiers.open(&visit(ANNA), Kind::Sender).await.expect("opened");
    world.dossiers.invite(&visit(ANNA), opened.number(), ssin(BRAM)).await.expect("invited");
    let after = page().await;
    for (value, capacity) in [
        (format!("{BRAM}@{DESK}"), "National Social Security Office"),
        (format!("{BRAM}@{OWN}"), "Works on a dossier"),
    ] {
        assert!(
            after.contains(&format!("value=\"{value}\"")) && after.contains(capacity),
            "{value}: {after}"
        );
    }
    let stranger = world.sign_in(CLEO).await;
    for (who, may) in [
        (format!("{BRAM}@{DESK}"), true),
        (format!("{BRAM}@{OWN}"), true),
        (format!("{BRAM}@{OTHER}"), false),
        (format!("{CLEO}@{DESK}"), false),
        (format!("{ANNA}@{DESK}"), false),
        (format!("{ANNA}@{OTHER}"), false),
    ] {
        let answer = world.post_as_it_is(&stranger, "/sign-in", &[("who", &who)]).await;
        assert_eq!(answer.status(), if may { 303 } else { 403 }, "{who}");
    }
}
