//! The environments of a dossier: the certificate, the tests, examples.

use ebox_credential::{PrivateKey, Subject, make};
use ebox_domain::{Clock as _, Environment, Rng};
use ebox_dossier::{
    Dossier, Step,
    evidence::{Attempt, Refused},
};
use ebox_testkit::Form;
use jiff::{Timestamp, ToSpan as _};

use super::{
    onboarded::{INTEGRATION, NSSO},
    world::{ANNA, CLEO, OWN, Page, Reader, World, enterprise},
};

struct Ones;

impl Rng for Ones {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(1);
    }
}

fn subject(of: &str, environment: Environment) -> Subject {
    Subject {
        legal_name: "Dienst Proefprojecten".to_owned(),
        enterprise: enterprise(of),
        environment,
        application: "employment:job-attest:werkkaart".to_owned(),
        city: "Brussel".to_owned(),
        region: "Brussel".to_owned(),
    }
}

fn certificate(of: &str, environment: Environment, at: Timestamp) -> String {
    certificate_for("employment:job-attest:werkkaart", of, environment, at)
}

/// A certificate of an enterprise for an application, PEM.
pub(crate) fn certificate_for(
    application: &str,
    of: &str,
    environment: Environment,
    at: Timestamp,
) -> String {
    let key = PrivateKey::generate_p256().expect("a key");
    let (from, until) = (at - 1.hour(), at + 8_000.hours());
    let subject = Subject { application: application.to_owned(), ..subject(of, environment) };
    make::self_signed(&subject, &key, from, until, &Ones).expect("made").to_pem()
}

fn request(of: &str, environment: Environment) -> String {
    let key = PrivateKey::generate_p256().expect("a key");
    make::request(&subject(of, environment), &key).expect("made").to_pem()
}

/// A form with one file.
fn with_file(reader: &Reader, name: &str, moves: u32, bytes: &[u8]) -> Form {
    let head = format!(
        "Content-Disposition: form-data; name=\"{name}\"; filename=\"a.pem\"\r\n\
         Content-Type: application/octet-stream"
    );
    World::form(reader)
        .raw("Content-Disposition: form-data; name=\"moves\"", moves.to_string().as_bytes())
        .raw(&head, bytes)
}

impl World {
    /// A dossier that is being tested in INT.
    async fn tested(&self) -> Dossier {
        let dossier = self.with_valid_form().await;
        let file = certificate(OWN, Environment::Int, self.clock().now());
        let visit = self.visit_of(ANNA).await;
        let delivered =
            self.dossiers.deliver_certificate(&visit, dossier.number(), dossier.moves(), file.as_bytes());
        delivered.await.expect("delivered");
        self.step(&dossier, INTEGRATION, Step::Configure).await
    }

    /// A dossier whose sender is live, for e-Boxes of this sector.
    async fn live(&self, sector: &str) -> Dossier {
        let dossier = self.with_valid_form_for(sector).await;
        let (visit, number) = (self.visit_of(ANNA).await, dossier.number());
        for environment in [Environment::Int, Environment::Acc, Environment::Prd] {
            let file = certificate(OWN, environment, self.clock().now());
            let seen = self.dossier(&dossier).await.moves();
            self.dossiers
                .deliver_certificate(&visit, number, seen, file.as_bytes())
                .await
                .expect("delivered");
            let now = self.step(&dossier, INTEGRATION, Step::Configure).await;
            if environment == Environment::Prd {
                break;
            }
            let evidence = self.dossiers.evidence(&visit, number, environment).await.expect("evidence");
            for shown in evidence.cases {
                self.dossiers.excuse(&visit, number, &shown.case.key(), "not ours").await.expect("excused");
            }
            self.dossiers.ask_go(&visit, number, now.moves()).await.expect("asked");
            self.step(&dossier, INTEGRATION, Step::ConfirmTests).await;
            self.step(&dossier, NSSO, Step::GiveGo).await;
        }
        dossier
    }
}

#[tokio::test]
async fn a_certificate_is_explained_before_it_is_ordered() {
    let world = World::new().await;
    let dossier = world.with_valid_form().await;
    let anna = world.sign_in(ANNA).await;
    let path = format!("/sending/{}/certificate", dossier.number());
    let page = world.get(&anna, &path).await.text();
    for value in [
        "BE",
        "Dienst Proefprojecten",
        "Belgian Federal Government",
        &format!("urn:be:fgov:kbo-bce:organization:cbe-number:{OWN}"),
        "INT",
        "employment:job-attest:werkkaart",
    ] {
        assert!(page.contains(&format!("<code class=\"copy\">{value}</code>")), "{value}: {page}");
    }
    assert!(page.contains("ebox certificate request --enterprise-number"), "{page}");
    let check = format!("{path}/check");
    let ask = async |pem: String| -> Page {
        world.upload(&anna, &check, with_file(&anna, "request", 0, pem.as_bytes())).await
    };
    let fine = ask(request(OWN, Environment::Int)).await;
    assert_eq!(fine.status(), 200);
    assert!(fine.text().contains("This request fits"), "{}", fine.text());
    let other = ask(request(OWN, Environment::Acc)).await;
    assert_eq!(other.status(), 422);
    assert!(other.text().contains("The certificate is for another environment."), "{}", other.text());
    let foreign = ask(request("0220916609", Environment::Int)).await;
    assert!(foreign.text().contains("The certificate belongs to another enterprise."));
    let nothing = ask("<script>".to_owned()).await;
    assert!(nothing.text().contains("This file is no request for a certificate."));
    assert_eq!(world.dossier(&dossier).await.moves(), dossier.moves(), "checking moves nothing");
}

#[tokio::test]
async fn only_a_certificate_that_fits_is_taken_and_only_once() {
    let world = World::new().await;
    let dossier = world.with_valid_form().await;
    let anna = world.sign_in(ANNA).await;
    let (base, now) = (format!("/sending/{}", dossier.number()), world.clock().now());
    let path = format!("{base}/certificate");
    let deliver = async |moves, pem: String| {
        world.upload(&anna, &path, with_file(&anna, "certificate", moves, pem.as_bytes())).await
    };
    for (of, environment, said) in [
        (OWN, Environment::Prd, "The certificate is for another environment."),
        ("0220916609", Environment::Int, "The certificate belongs to another enterprise."),
    ] {
        let page = deliver(dossier.moves(), certificate(of, environment, now)).await;
        assert_eq!(page.status(), 422);
        assert!(page.text().contains(said) && page.text().contains("was not taken"), "{}", page.text());
    }
    let fitting = certificate(OWN, Environment::Int, now);
    let taken = deliver(dossier.moves(), fitting.clone()).await.location();
    assert_eq!(taken, format!("{base}?done=certificate-delivered"));
    let again = deliver(dossier.moves(), fitting).await.location();
    assert_eq!(again, format!("{base}?done=dossier-meanwhile"));
    let page = world.get(&anna, &path).await.text();
    assert!(page.contains("No certificate is asked for now.") && page.contains("SHA-256"), "{page}");
}

#[tokio::test]
async fn what_belongs_to_environments_is_for_those_who_take_part() {
    let world = World::new().await;
    let dossier = world.tested().await;
    let (anna, cleo) = (world.sign_in(ANNA).await, world.with_reader(CLEO, "Cléo Schmitz").await);
    for page in ["certificate", "tests", "examples"] {
        let path = format!("/sending/{}/{page}", dossier.number());
        assert_eq!(world.get(&cleo, &path).await.status(), 404, "{page}");
        assert_eq!(world.get(&anna, &path).await.status(), 200, "{page}");
    }
    for other in ["acc", "prd", "mars"] {
        let path = format!("/sending/{}/tests?environment={other}", dossier.number());
        assert_eq!(world.get(&anna, &path).await.status(), 404, "{other} has nothing yet");
    }
}

fn attempt(at: Timestamp) -> Attempt {
    Attempt {
        at,
        status: 201,
        message: Some("01a20062-ad89-73cb-9d01-23dd9296be57".parse().expect("an identifier")),
        message_type: Some("WK1-ACTIVA".parse().expect("an identifier")),
        application: None,
        recipient: None,
        files: 1,
        is_body_main: false,
        is_pdf: false,
        has_digest: true,
        has_business_data: false,
        is_repeated: false,
        never_opened: false,
        refused: Vec::new(),
    }
}

#[tokio::test]
async fn cases_are_ticked_by_what_the_client_did_and_by_nothing_else() {
    let world = World::new().await;
    let dossier = world.tested().await;
    let anna = world.sign_in(ANNA).await;
    let path = format!("/sending/{}/tests", dossier.number());
    let page = world.get(&anna, &path).await.text();
    assert!(
        page.contains("0 of 23 cases are shown or excused.") && !page.contains("Ask for “go” with"),
        "{page}"
    );
    let later = world.clock().now() + 1.minute();
    let refused = Attempt { status: 400, message: None, refused: vec![Refused::Digest], ..attempt(later) };
    world.elsewhere.attempts.lock().expect("not poisoned").extend([attempt(later), refused]);
    let page = world.get(&anna, &path).await.text();
    assert!(page.contains("4 of 23 cases are shown or excused."), "{page}");
    assert_eq!(page.matches("01a20062-ad89-73cb-9d01-23dd9296be57").count(), 3, "type, one document, digest");
    let asked = world.post(&anna, &path, &[("moves", &dossier.moves().to_string())]).await.location();
    assert_eq!(asked, format!("{path}?done=dossier-untested"));
    *world.elsewhere.is_away.lock().expect("not poisoned") = true;
    let away = world.get(&anna, &path).await;
    assert!(away.status() == 200 && away.text().contains("does not say now what happened there"));
}

#[tokio::test]
async fn what_is_excused_is_read_by_those_who_decide_and_go_is_asked_once() {
    let world = World::new().await;
    let dossier = world.tested().await;
    let anna = world.sign_in(ANNA).await;
    let base = format!("/sending/{}", dossier.number());
    let (path, excuse) = (format!("{base}/tests"), format!("{base}/tests/excuse"));
    let page = world.get(&anna, &path).await.text();
    let cases: Vec<&str> =
        page.split("name=\"case\" value=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(cases.len(), 23);
    for case in &cases {
        let done = world.post(&anna, &excuse, &[("case", case), ("why", "<b>not ours</b>")]).await.location();
        assert_eq!(done, format!("{path}?done=case-excused#{case}"));
    }
    let page = world.get(&anna, &path).await.text();
    assert!(page.contains("23 of 23") && page.contains("&#60;b&#62;not ours&#60;/b&#62;"), "{page}");
    let back = world.post(&anna, &excuse, &[("case", cases[0])]).await.location();
    assert!(back.contains("case-unexcused"));
    world.post(&anna, &excuse, &[("case", cases[0]), ("why", "after all")]).await.location();
    assert_eq!(world.post(&anna, &excuse, &[("case", "no.such"), ("why", "x")]).await.status(), 400);
    let moves = dossier.moves().to_string();
    let asked = world.post(&anna, &path, &[("moves", &moves)]).await.location();
    assert_eq!(asked, format!("{base}?done=go-asked"));
    let again = world.post(&anna, &path, &[("moves", &moves)]).await.location();
    assert_eq!(again, format!("{base}?done=dossier-meanwhile"));
    let late = world.post(&anna, &excuse, &[("case", cases[0]), ("why", "late")]).await.location();
    assert_eq!(late, format!("{base}?done=dossier-meanwhile"));
    let kept = world.get(&anna, &format!("{path}?environment=int")).await.text();
    assert!(kept.contains("after all") && !kept.contains("name=\"case\""), "{kept}");
}

#[tokio::test]
async fn examples_are_made_of_ones_own_applications_and_types() {
    let world = World::new().await;
    let dossier = world.tested().await;
    let anna = world.sign_in(ANNA).await;
    let page = world.get(&anna, &format!("/sending/{}/examples", dossier.number())).await.text();
    for said in [
        "client-int",
        "https://int.example/token",
        "https://nsso.example/v3/",
        "EBOX_PRIVATE_KEY=int/private-key.pem",
        "Bakkerij &#60;De Korenaar&#62;",
        "never opened",
        "&#34;messageTypeId&#34;: &#34;WK1-ACTIVA&#34;",
        "&#34;senderApplicationId&#34;: &#34;employment:job-attest:werkkaart&#34;",
        "&#34;key&#34;:&#34;caseNumber&#34;",
        "&#34;enterpriseNumber&#34;:&#34;0852093431&#34;",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    *world.elsewhere.is_away.lock().expect("not poisoned") = true;
    let away = world.get(&anna, &format!("/sending/{}/examples", dossier.number())).await;
    assert_eq!(away.status(), 200);
    assert!(away.text().contains("fill in what is in capitals"), "{}", away.text());
}

#[tokio::test]
async fn examples_name_those_whom_the_types_reach_and_nobody_where_letters_are_real() {
    let rehearsal = (World::new().await, "both", false);
    let earnest = (World::in_earnest().await, "enterprise", true);
    for (world, sector, is_real) in [rehearsal, earnest] {
        let dossier = world.live(sector).await;
        let anna = world.sign_in(ANNA).await;
        let base = format!("/sending/{}/examples", dossier.number());
        let tested = world.get(&anna, &format!("{base}?environment=int")).await.text();
        assert!(tested.contains("Atelier du Bois"), "{tested}");
        assert_eq!(tested.contains("Bram"), sector == "both", "{tested}");
        let live = world.get(&anna, &format!("{base}?environment=prd")).await.text();
        assert_eq!(live.contains("Atelier du Bois"), !is_real, "{live}");
        assert_eq!(
            live.contains("&#34;enterpriseNumber&#34;:&#34;ENTERPRISE_NUMBER&#34;"),
            is_real,
            "{live}"
        );
        assert_eq!(live.contains("Nobody is proposed here"), is_real, "{live}");
    }
}

#[tokio::test]
async fn a_live_sender_adds_message_types_to_what_it_has() {
    let world = World::new().await;
    let dossier = world.live("both").await;
    let number = dossier.number();
    let anna = world.sign_in(ANNA).await;
    let live = world.get(&anna, &format!("/sending/{number}")).await.text();
    assert_eq!(live.matches("class=\"way-station done\"").count(), 16, "the whole way: {live}");
    assert!(live.contains("this institution is live") && !live.contains("Withdraw"), "{live}");
    let opened = world.post(&anna, "/sending", &[("kind", "furtherMessageTypes")]).await.location();
    let further = opened.split('?').next().unwrap_or_default().to_owned();
    assert_eq!(further, "/sending/D-000002");
    let form = world.get(&anna, &format!("{further}/form")).await.text();
    assert!(
        form.contains("value=\"employment:job-attest:werkkaart\"") && !form.contains("WK1-ACTIVA"),
        "{form}"
    );
    let page = world.get(&anna, &further).await.text();
    assert!(!page.contains("Initial request") && !page.contains("Certificate"), "the short way: {page}");
}
