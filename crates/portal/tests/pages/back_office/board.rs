//! The board: what waits for whom.

use ebox_dossier::{Kind, Step};

use super::{Office, visit};
use crate::world::{ANNA, BRAM, CLEO, DESK};

#[tokio::test]
async fn the_board_says_who_is_next_since_when_and_who_looks_after_it() {
    let office = Office::submitted().await;
    office.world.advance(50);
    let bram = office.world.sign_in_for(BRAM, DESK).await;
    let cleo = office.world.sign_in_for(CLEO, DESK).await;
    let page = office.world.get(&bram, "/desk").await.text();
    for expected in [
        "Stage 2: Agreement in principle",
        "Werkkaart &#60;b&#62;",
        "Bakkerij De Korenaar",
        "0852.093.431",
        ">the integration team<",
        "for 2 days",
        "Nobody yet",
        &office.path(""),
    ] {
        assert!(page.contains(expected), "{expected} in {page}");
    }
    assert!(page.contains("class=\"mark turn\""), "it is the reader's turn: {page}");
    assert!(!office.world.get(&cleo, "/desk").await.text().contains("class=\"mark turn\""));
}

#[tokio::test]
async fn dossiers_are_found_by_words_turn_stage_kind_and_owner() {
    let office = Office::submitted().await;
    let found = async |query: &str| {
        let page = office.world.get(&office.bram, &format!("/desk?{query}")).await;
        assert_eq!(page.status(), 200, "{query}");
        page.text().contains(&format!("{}\"", office.path("")))
    };
    for there in [
        "q=werkkaart",
        "q=0852093431",
        "q=D-000001",
        "turn=integration",
        "stage=2",
        "kind=sender",
        "ended=yes",
        "kind=nonsense&from=x",
    ] {
        assert!(found(there).await, "{there}");
    }
    for not_there in ["q=nothing", "turn=nsso", "stage=3", "kind=provider", "owner=me", "stage=2&from=25"] {
        assert!(!found(not_there).await, "{not_there}");
    }
    let page = office.world.get(&office.bram, "/desk?q=nothing").await.text();
    assert!(page.contains("No dossier is like this"), "{page}");
    let hostile = office.world.get(&office.bram, "/desk?q=%22%3E%3Cscript%3E").await.text();
    assert!(hostile.contains("value=\"&#34;&#62;&#60;script&#62;\""), "{hostile}");
}

#[tokio::test]
async fn the_integration_team_says_who_looks_after_a_dossier() {
    let office = Office::submitted().await;
    let members = office.world.people.staff().await.expect("listed");
    let number = |who: &str| {
        let member = members.iter().find(|member| member.person.ssin.as_str() == who).expect("there");
        member.number.to_string()
    };
    let page = office.get(&office.bram, "").await.text();
    assert!(page.contains("I look after this dossier"), "{page}");
    assert!(!office.get(&office.cleo, "").await.text().contains("I look after this dossier"));
    let owner = number(BRAM);
    let assigned = office.world.post(&office.bram, &office.path("/owner"), &[("owner", &owner)]).await;
    assert_eq!(assigned.location(), office.path("?done=assigned"));
    assert_eq!(office.now().await.owner().expect("somebody").as_str(), BRAM);
    assert!(office.world.get(&office.bram, "/desk?owner=me").await.text().contains("Werkkaart"));
    let history = office.get(&office.cleo, "/history").await.text();
    assert!(history.contains("Bram Dupont") && !history.contains(BRAM), "a name, never a number: {history}");

    for (who, owner, status) in [
        (&office.bram, number(CLEO), 400),
        (&office.bram, "99".to_owned(), 400),
        (&office.cleo, number(BRAM), 403),
    ] {
        let page = office.world.post(who, &office.path("/owner"), &[("owner", &owner)]).await;
        assert_eq!(page.status(), status, "{owner}");
    }
    let nobody = office.world.post(&office.bram, &office.path("/owner"), &[("owner", "")]).await;
    assert_eq!(nobody.status(), 303);
    assert_eq!(office.now().await.owner(), None);
}

#[tokio::test]
async fn a_stage_with_many_dossiers_has_pages() {
    let office = Office::submitted().await;
    for _ in 0..27 {
        office.world.dossiers.open(&visit(ANNA), Kind::Sender).await.expect("opened");
    }
    let board = office.world.get(&office.bram, "/desk").await.text();
    assert!(board.contains("href=\"/desk?stage=1\"") && board.contains("Show all 27"), "{board}");
    let rows = |page: &str| page.matches("<th scope=\"row\">").count();
    assert_eq!(rows(&board), 6, "five of the first stage, one of the second");
    let first = office.world.get(&office.bram, "/desk?stage=1").await.text();
    let second = office.world.get(&office.bram, "/desk?stage=1&from=25").await.text();
    assert_eq!((rows(&first), rows(&second)), (25, 2));
    assert!(first.contains("href=\"/desk?stage=1&#38;from=25\""), "{first}");
    assert!(second.contains("class=\"newest\" href=\"/desk?stage=1\""), "{second}");
}

#[tokio::test]
async fn a_dossier_that_ends_stays_on_the_board_until_everything_is_taken_back() {
    let office = Office::configurable().await;
    assert_eq!(office.decide(&office.bram, "configure", &[]).await.status(), 303);
    *office.world.elsewhere.is_away.lock().expect("not poisoned") = true;
    office.step(ANNA, Step::Withdraw("We changed our minds.".to_owned())).await;
    let page = office.world.get(&office.bram, "/desk").await.text();
    assert!(page.contains(&office.path("")) && page.contains("Not carried out yet"), "{page}");
    *office.world.elsewhere.is_away.lock().expect("not poisoned") = false;
    office.world.dossiers.reconcile().await.expect("carried out");
    assert!(!office.world.get(&office.bram, "/desk").await.text().contains(&office.path("")));
}

#[tokio::test]
async fn closed_dossiers_are_shown_to_whoever_asks_for_them() {
    let office = Office::submitted().await;
    office.step(ANNA, Step::Withdraw("We changed our minds.".to_owned())).await;
    assert!(office.world.get(&office.bram, "/desk").await.text().contains("No dossier is like this"));
    let page = office.world.get(&office.bram, "/desk?ended=yes").await.text();
    assert!(page.contains("Closed: the institution withdrew"), "{page}");
}
