//! Decisions: whose they are, with reasons, and two at once.

use ebox_dossier::{Ending, State, Step};

use super::Office;
use crate::world::{ANNA, BRAM};

#[tokio::test]
async fn each_party_is_offered_its_own_decisions_and_takes_no_other() {
    let office = Office::submitted().await;
    let offered = async |reader| {
        let page = office.get(reader, "").await.text();
        ["ask-agreement", "agree", "send-back", "decline"]
            .map(|step| page.contains(&format!("/decide/{step}\"")))
    };
    assert_eq!(offered(&office.bram).await, [true, false, true, false]);
    assert_eq!(offered(&office.cleo).await, [false; 4]);
    let page = office.get(&office.cleo, "/decide/ask-agreement").await;
    assert_eq!(page.status(), 403);
    assert!(page.text().contains("Another service decides this"), "{}", page.text());
    let seen = office.now().await.moves().to_string();
    let refused = office.decide_having_seen(&office.cleo, "ask-agreement", &seen, &[]).await;
    assert_eq!(refused.status(), 403);
    assert_eq!(office.now().await.state(), State::Agreement { asked: false });

    let done = office.decide(&office.bram, "ask-agreement", &[]).await;
    assert_eq!(done.location(), office.path("?done=ask-agreement"));
    let page = office.world.get(&office.bram, &done.location()).await.text();
    assert!(page.contains("Done: Ask the NSSO to agree."), "{page}");
    assert_eq!(offered(&office.bram).await, [false; 4]);
    assert_eq!(offered(&office.cleo).await, [false, true, true, true]);
    assert_eq!(office.decide(&office.cleo, "agree", &[]).await.status(), 303);
    assert_eq!(office.now().await.state(), State::KickOff);
    // Steps of the institution are nobody's here.
    assert_eq!(office.get(&office.bram, "/decide/submit-request").await.status(), 409);
    let minutes = [("why", "Everybody agreed on <b>spring</b>.")];
    assert_eq!(office.decide(&office.bram, "hold-kick-off", &minutes).await.status(), 303);
    let history = office.get(&office.cleo, "/history").await.text();
    assert!(history.contains("Everybody agreed on &#60;b&#62;spring&#60;/b&#62;."), "{history}");
    assert!(history.contains("Bram Dupont") && history.contains("Anna Peeters"), "{history}");
}

#[tokio::test]
async fn what_is_sent_back_says_why_field_by_field() {
    let office = Office::formal().await;
    let page = office.get(&office.bram, "/decide/send-back").await.text();
    assert!(page.contains("name=\"why.types.0.sector\"") && page.contains("Enterprises"), "{page}");
    let nothing = office.decide(&office.bram, "send-back", &[("why.types.9.id", "no such field")]).await;
    assert_eq!(nothing.status(), 422);
    assert!(nothing.text().contains("Give a reason"), "{}", nothing.text());
    let too_long = "x".repeat(2001);
    let fields = [("why", "Almost."), ("why.types.0.id", too_long.as_str())];
    let refused = office.decide(&office.bram, "send-back", &fields).await;
    assert_eq!(refused.status(), 422);
    assert!(refused.text().contains(">Almost.</textarea>"), "what was entered is there again");

    let fields = [("why", "Almost."), ("why.types.0.id", "Taken by somebody else.")];
    assert_eq!(office.decide(&office.bram, "send-back", &fields).await.status(), 303);
    let now = office.now().await;
    assert_eq!(now.state(), State::FormalRequest);
    let remarks: Vec<_> = now.remarks().iter().map(|one| (one.field.as_str(), one.text.as_str())).collect();
    assert_eq!(remarks, [("", "Almost."), ("types.0.id", "Taken by somebody else.")]);
    let page = office.get(&office.cleo, "").await.text();
    assert!(
        page.contains("Message type 1: Identifier") && page.contains("Taken by somebody else."),
        "{page}"
    );
}

#[tokio::test]
async fn of_two_who_decide_at_once_one_is_told_what_happened() {
    let office = Office::submitted().await;
    let seen = office.get(&office.bram, "/decide/ask-agreement").await.hidden("seen");
    let faster = office.decide_having_seen(&office.bram, "ask-agreement", &seen, &[]).await;
    assert_eq!(faster.status(), 303);
    for step in ["send-back", "ask-agreement"] {
        let slower = office.decide_having_seen(&office.bram, step, &seen, &[("why", "No")]).await;
        assert_eq!(slower.status(), 409, "{step}");
        let text = slower.text();
        assert!(text.contains("Somebody was faster") && text.contains("Bram Dupont"), "{text}");
        assert!(text.contains("Nothing of what you wanted was done"), "{text}");
    }
    assert_eq!(office.now().await.state(), State::Agreement { asked: true });
    let history = office.world.dossiers.history(&super::visit(ANNA), office.dossier.number()).await;
    assert_eq!(history.expect("read").len(), 3, "opened, submitted, asked once");
}

#[tokio::test]
async fn a_decision_that_says_nothing_of_what_was_seen_is_none() {
    let office = Office::submitted().await;
    for seen in [None, Some("x"), Some("-1")] {
        let fields: Vec<_> = seen.map(|seen| ("seen", seen)).into_iter().collect();
        let page = office.world.post(&office.bram, &office.path("/decide/ask-agreement"), &fields).await;
        assert_eq!(page.status(), 400, "{seen:?}");
    }
    let path = office.path("/decide/ask-agreement");
    let foreign = office.world.post_as_it_is(&office.bram, &path, &[("seen", "1")]).await;
    assert_eq!(foreign.status(), 403, "a form of another site");
    assert_eq!(office.now().await.state(), State::Agreement { asked: false });
}

#[tokio::test]
async fn declining_wants_a_reason_and_ends_the_dossier() {
    let office = Office::submitted().await;
    office.step(BRAM, Step::AskAgreement).await;
    let page = office.decide(&office.cleo, "decline", &[("why", "  ")]).await;
    assert_eq!(page.status(), 422);
    assert_eq!(office.decide(&office.cleo, "decline", &[("why", "Not for this.")]).await.status(), 303);
    assert_eq!(office.now().await.state(), State::Closed { ending: Ending::Declined });
    let page = office.get(&office.bram, "").await.text();
    assert!(
        page.contains("Closed: the NSSO declined") && page.contains("Nothing is left to be done"),
        "{page}"
    );
    assert!(page.contains("Not for this."), "{page}");
}

#[tokio::test]
async fn what_was_asked_is_laid_out_field_by_field() {
    let office = Office::formal().await;
    let page = office.get(&office.cleo, "/asked").await.text();
    for expected in [
        "Werkkaart &#60;b&#62;",
        "Outside the network of social security",
        "BREAD-1",
        "years",
        "Bakkerij De Korenaar",
        "Message type 1",
    ] {
        assert!(page.contains(expected), "{expected} in {page}");
    }
    assert!(!page.contains("still writing"), "{page}");
    let office = Office::new().await;
    assert!(office.get(&office.cleo, "/asked").await.text().contains("still writing"));
}
