//! Configuration: shown first, one action, its counter-action, and what environments say.

use ebox_domain::Environment;
use ebox_dossier::{Progress, State};

use super::{Office, visit};
use crate::world::ANNA;

const HERE: Environment = Environment::Acc;

#[tokio::test]
async fn a_configuration_is_shown_before_and_is_one_action_with_a_counter_action() {
    let office = Office::configurable().await;
    let page = office.get(&office.bram, "/decide/configure").await.text();
    assert!(
        page.contains("What this will change") && page.contains("BREAD-1") && page.contains("new"),
        "{page}"
    );
    assert_eq!(office.get(&office.cleo, "/decide/configure").await.status(), 403);
    assert_eq!(office.decide(&office.bram, "configure", &[]).await.status(), 303);
    assert_eq!(office.now().await.state(), State::Tests { environment: HERE });
    let page = office.get(&office.bram, "/environments").await.text();
    assert!(page.contains("Everything there is as asked") && page.contains("client-acc"), "{page}");
    assert!(page.contains("This dossier has not come here yet"), "PRD is ahead: {page}");

    let no_reason = office.decide(&office.bram, "undo-configuration", &[]).await;
    assert_eq!(no_reason.status(), 422);
    let undone =
        office.decide(&office.bram, "undo-configuration", &[("why", "The wrong application.")]).await;
    assert_eq!(undone.status(), 303);
    let awaited = State::Configuration { environment: HERE, progress: Progress::Awaited };
    assert_eq!(office.now().await.state(), awaited);
    assert!(office.world.elsewhere.in_force.lock().expect("not poisoned").is_empty());
}

#[tokio::test]
async fn what_an_environment_refuses_or_does_not_answer_is_shown() {
    let office = Office::configurable().await;
    *office.world.elsewhere.refuses.lock().expect("not poisoned") =
        Some("BREAD-1 is somebody else's".to_owned());
    let page = office.get(&office.bram, "/decide/configure").await.text();
    assert!(
        page.contains("The environment would refuse this") && page.contains("somebody else&#39;s"),
        "{page}"
    );
    assert_eq!(office.decide(&office.bram, "configure", &[]).await.status(), 303);
    let page = office.get(&office.bram, "").await.text();
    assert!(page.contains("The environment refused the configuration"), "{page}");
    let awaited = State::Configuration { environment: HERE, progress: Progress::Awaited };
    assert_eq!(office.now().await.state(), awaited);

    *office.world.elsewhere.refuses.lock().expect("not poisoned") = None;
    *office.world.elsewhere.is_away.lock().expect("not poisoned") = true;
    assert!(office.get(&office.bram, "/decide/configure").await.text().contains("did not answer"));
    assert_eq!(office.decide(&office.bram, "configure", &[]).await.status(), 303);
    let under_way = State::Configuration { environment: HERE, progress: Progress::UnderWay };
    assert_eq!(office.now().await.state(), under_way);
    let page = office.get(&office.bram, "").await.text();
    assert!(
        page.contains("could not be carried out yet") && page.contains("The system is at work"),
        "{page}"
    );
    let page = office.get(&office.bram, "/environments").await.text();
    assert!(page.contains("The configuration is under way"), "{page}");
    *office.world.elsewhere.is_away.lock().expect("not poisoned") = false;
    office.world.dossiers.reconcile().await.expect("carried out");
    assert_eq!(office.now().await.state(), State::Tests { environment: HERE });
}

#[tokio::test]
async fn an_environment_that_is_reached_by_file_is_configured_by_one_and_confirmed() {
    let office = Office::configurable().await;
    office.world.elsewhere.by_file.lock().expect("not poisoned").insert(HERE);
    assert_eq!(office.decide(&office.bram, "configure", &[]).await.status(), 303);
    let file = office.get(&office.bram, "/environments/acc/file").await;
    assert_eq!((file.status(), file.text()), (200, format!("signed {} acc", office.dossier.number())));
    assert!(file.header("content-disposition").contains("D-000001-acc.jws"));
    let page = office.get(&office.bram, "/environments").await.text();
    assert!(page.contains("/decide/confirm-configured\""), "{page}");
    let confirmed = office.decide(&office.bram, "confirm-configured", &[("client", "client-by-hand")]).await;
    assert_eq!(confirmed.status(), 303);
    let now = office.now().await;
    assert_eq!(now.state(), State::Tests { environment: HERE });
    let configured = now.configured(HERE).expect("configured");
    assert_eq!(configured.client_id.as_deref(), Some("client-by-hand"));
}

#[tokio::test]
async fn whoever_says_go_sees_the_evidence() {
    let office = Office::configurable().await;
    assert_eq!(office.decide(&office.bram, "configure", &[]).await.status(), 303);
    let (dossiers, number) = (&office.world.dossiers, office.dossier.number());
    let page = office.get(&office.bram, "/environments/acc/tests").await.text();
    assert!(page.contains("A message of the type BREAD-1") && page.contains("Not shown yet"), "{page}");
    let evidence = dossiers.evidence(&visit(ANNA), number, HERE).await.expect("evidence");
    for shown in &evidence.cases {
        dossiers
            .excuse(&visit(ANNA), number, &shown.case.key(), "We <b>never</b> do")
            .await
            .expect("excused");
    }
    let moves = office.now().await.moves();
    dossiers.ask_go(&visit(ANNA), number, moves).await.expect("asked");
    for (reader, step) in [(&office.bram, "confirm-tests"), (&office.cleo, "give-go")] {
        let page = office.get(reader, &format!("/decide/{step}")).await.text();
        assert!(page.contains("Six files") && page.contains("We &#60;b&#62;never&#60;/b&#62; do"), "{page}");
        assert_eq!(office.decide(reader, step, &[]).await.status(), 303);
    }
    assert_eq!(office.now().await.state(), State::Certificate { environment: Environment::Prd });
}
