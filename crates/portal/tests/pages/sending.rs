//! The institution's own side of its dossiers: who sees them, what is decided, said and shared.

use ebox_dossier::{Kind, Remark, Step, conversation::NoteKind};
use ebox_testkit::Form;

use super::{
    onboarded::{INTEGRATION, NSSO},
    world::{ANNA, BRAM, CLEO, OTHER, World, enterprise, ssin},
};

/// A part of a form.
fn part(form: Form, name: &str, value: &str) -> Form {
    form.raw(&format!("Content-Disposition: form-data; name=\"{name}\""), value.as_bytes())
}

fn file(form: Form, name: &str, value: &[u8]) -> Form {
    let head = format!(
        "Content-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\nContent-Type: text/plain"
    );
    form.raw(&head, value)
}

#[tokio::test]
async fn a_dossier_that_is_opened_twice_is_opened_once() {
    let world = World::new().await;
    let anna = world.sign_in(ANNA).await;
    assert!(world.get(&anna, "/sending").await.text().contains("There is no dossier yet."));
    let first = world.post(&anna, "/sending", &[("kind", "sender")]).await.location();
    assert_eq!(first, "/sending/D-000001?done=dossier-opened");
    let second = world.post(&anna, "/sending", &[("kind", "sender")]).await.location();
    assert_eq!(second, "/sending/D-000001");
    let list = world.get(&anna, "/sending").await.text();
    assert!(list.contains("Stage 1 of 10: Initial request") && list.contains("It is your turn"), "{list}");
    let unlive = world.post(&anna, "/sending", &[("kind", "furtherMessageTypes")]).await.location();
    assert_eq!(unlive, "/sending?done=dossier-not-live");
    assert_eq!(world.post(&anna, "/sending", &[("kind", "emperor")]).await.status(), 400);
}

#[tokio::test]
async fn whoever_has_no_part_in_a_dossier_learns_nothing_about_it() {
    let world = World::new().await;
    let dossier = world.with_dossier(Kind::Sender).await;
    let cleo = world.with_reader(CLEO, "Cléo Schmitz").await;
    for path in ["", "/request", "/files/1/0"] {
        let page = world.get(&cleo, &format!("/sending/{}{path}", dossier.number())).await;
        assert_eq!(page.status(), 404, "{path}");
    }
    for path in ["/step", "/colleagues", "/colleagues/end"] {
        let fields = [("step", "submit-request"), ("moves", "0"), ("person", CLEO)];
        let page = world.post(&cleo, &format!("/sending/{}{path}", dossier.number()), &fields).await;
        assert_eq!(page.status(), 404, "{path}");
    }
    let list = world.get(&cleo, "/sending").await.text();
    assert!(!list.contains("D-000001") && list.contains("Only an access manager"), "{list}");
    assert_eq!(world.post(&cleo, "/sending", &[("kind", "sender")]).await.status(), 403);
    for number in ["D-000002", "1", "D-1", "x"] {
        let anna = world.sign_in(ANNA).await;
        assert_eq!(world.get(&anna, &format!("/sending/{number}")).await.status(), 404, "{number}");
    }
}

#[tokio::test]
async fn a_colleague_takes_part_until_that_ends() {
    let world = World::new().await;
    let dossier = world.with_dossier(Kind::Sender).await;
    let bram = world.with_reader(BRAM, "Bram <b>Dupont</b>").await;
    let anna = world.sign_in(ANNA).await;
    let base = format!("/sending/{}", dossier.number());
    let invite = |person| {
        let (world, anna, path) = (&world, &anna, format!("{base}/colleagues"));
        async move { world.post(anna, &path, &[("person", person)]).await.location() }
    };
    assert!(invite("123").await.contains("dossier-no-person"));
    assert!(invite("90020100137").await.contains("dossier-unknown-person"));
    assert_eq!(world.get(&bram, &base).await.status(), 404);
    assert!(invite("71.02.27-225.80").await.contains("dossier-invited"));
    assert_eq!(world.get(&bram, &base).await.status(), 200);
    let page = world.get(&anna, &base).await.text();
    assert!(page.contains("Bram &#60;b&#62;Dupont&#60;/b&#62;"), "{page}");
    assert!(page.contains("A colleague was invited") && !page.contains(BRAM), "{page}");
    let key = world.key_of(BRAM);
    let ended = world.post(&anna, &format!("{base}/colleagues/end"), &[("person", &key)]).await.location();
    assert!(ended.contains("dossier-uninvited"));
    assert_eq!(world.get(&bram, &base).await.status(), 404);
}

#[tokio::test]
async fn a_dossier_shows_its_way_and_whose_turn_it_is() {
    let world = World::new().await;
    let dossier = world.with_form().await;
    let anna = world.sign_in(ANNA).await;
    let base = format!("/sending/{}", dossier.number());
    let page = world.get(&anna, &base).await.text();
    assert_eq!(page.matches("aria-current=\"step\"").count(), 1);
    assert_eq!(page.matches("class=\"way-station done\"").count(), 3, "{page}");
    for said in ["INT", "ACC", "PRD", "Fill in the form, and submit it.", "The NSSO agreed in principle"] {
        assert!(page.contains(said), "{said}: {page}");
    }
    world.fill_in(&dossier, ebox_dossier::Part::Form, &super::onboarded::FORM).await;
    world.step(&dossier, ANNA, Step::SubmitForm).await;
    let remark = Remark { field: "types.0.id".to_owned(), text: "<i>Another</i> sender has it.".to_owned() };
    world.step(&dossier, INTEGRATION, Step::SendBack(vec![remark])).await;
    let page = world.get(&anna, &base).await.text();
    let reason = "<b>Message type 1: Identifier</b>";
    assert!(page.contains(reason) && page.contains("&#60;i&#62;Another&#60;/i&#62; sender"), "{page}");
}

#[tokio::test]
async fn of_two_who_decide_at_once_one_sees_what_the_other_did() {
    let world = World::new().await;
    let dossier = world.with_dossier(Kind::Sender).await;
    world.fill_in(&dossier, ebox_dossier::Part::Request, &super::onboarded::REQUEST).await;
    let anna = world.sign_in(ANNA).await;
    let base = format!("/sending/{}", dossier.number());
    let step = format!("{base}/step");
    let submit = [("step", "submit-request"), ("moves", "0")];
    let first = world.post(&anna, &step, &submit).await.location();
    assert_eq!(first, format!("{base}?done=dossier-submitted"));
    let again = world.post(&anna, &step, &submit).await.location();
    assert_eq!(again, format!("{base}?done=dossier-meanwhile"));
    let another = world.post(&anna, &step, &[("step", "agree"), ("moves", "1")]).await;
    assert_eq!(another.status(), 403, "a decision of the NSSO");
    for wrong in [[("step", "submit-request"), ("moves", "x")], [("step", "configured"), ("moves", "1")]] {
        assert_eq!(world.post(&anna, &step, &wrong).await.status(), 400);
    }
    world.step(&dossier, INTEGRATION, Step::AskAgreement).await;
    world.step(&dossier, NSSO, Step::Agree).await;
    let hold = [("step", "hold-kick-off"), ("moves", "3")];
    assert!(world.post(&anna, &step, &hold).await.location().ends_with("done=dossier-no-reason"));
}

#[tokio::test]
async fn a_request_that_lacks_something_is_shown_with_it() {
    let world = World::new().await;
    let dossier = world.with_dossier(Kind::Sender).await;
    let anna = world.sign_in(ANNA).await;
    let base = format!("/sending/{}", dossier.number());
    let submit = [("step", "submit-request"), ("moves", "0")];
    let sent = world.post(&anna, &format!("{base}/step"), &submit).await.location();
    assert_eq!(sent, format!("{base}/request?check=yes"));
    let page = world.get(&anna, &sent).await;
    assert_eq!(page.status(), 422);
    let text = page.text();
    assert!(text.contains("6 fields need to be completed") && text.contains("href=\"#name\""), "{text}");
    assert!(text.contains("href=\"#network-1\""), "a group of choices: {text}");
}

#[tokio::test]
async fn withdrawing_asks_before_and_needs_a_reason() {
    let world = World::new().await;
    let dossier = world.with_dossier(Kind::Sender).await;
    let anna = world.sign_in(ANNA).await;
    let base = format!("/sending/{}", dossier.number());
    let step = format!("{base}/step");
    let without = [("step", "withdraw"), ("moves", "0")];
    assert!(world.post(&anna, &step, &without).await.location().ends_with("dossier-no-reason"));
    let fields = [("step", "withdraw"), ("moves", "0"), ("reason", "<b>no money</b>")];
    let asked = world.post(&anna, &step, &fields).await;
    assert_eq!(asked.status(), 200);
    assert_eq!(asked.hidden("confirmed"), "yes");
    let meant = fields.into_iter().chain([("confirmed", "yes")]).collect::<Vec<_>>();
    assert!(world.post(&anna, &step, &meant).await.location().ends_with("dossier-withdrawn"));
    let page = world.get(&anna, &base).await.text();
    assert!(
        page.contains("The dossier is closed.") && page.contains("&#60;b&#62;no money&#60;/b&#62;"),
        "{page}"
    );
    assert!(!page.contains("class=\"way\""), "it has no way any more");
    assert!(world.post(&anna, &step, &meant).await.location().ends_with("dossier-meanwhile"));
}

#[tokio::test]
async fn what_is_said_twice_is_said_once_and_files_come_back() {
    let world = World::new().await;
    let dossier = world.with_dossier(Kind::Sender).await;
    let anna = world.sign_in(ANNA).await;
    let base = format!("/sending/{}", dossier.number());
    let talk = format!("{base}/talk");
    let said = || {
        let form = part(World::form(&anna), "text", "See the <plan>");
        file(form, "<plan>.txt", b"spring")
    };
    for _ in 0..2 {
        let location = world.upload(&anna, &talk, said()).await.location();
        assert_eq!(location, format!("{base}?done=dossier-said#conversation"));
    }
    let page = world.get(&anna, &base).await.text();
    assert_eq!(page.matches("See the &#60;plan&#62;").count(), 1, "{page}");
    assert!(page.contains("&#60;plan&#62;.txt"), "{page}");
    let got = world.get(&anna, &format!("{base}/files/1/0")).await;
    assert_eq!((got.status(), got.text().as_str()), (200, "spring"));
    assert!(got.header("content-disposition").starts_with("attachment;"));
    assert!(got.header("content-security-policy").contains("sandbox"));
    for absent in ["1/1", "2/0"] {
        assert_eq!(world.get(&anna, &format!("{base}/files/{absent}")).await.status(), 404);
    }
    let foreign = Form::default().raw("Content-Disposition: form-data; name=\"text\"", b"x");
    assert_eq!(world.upload(&anna, &talk, foreign).await.status(), 403, "a form without a token");
}

#[tokio::test]
async fn what_cannot_be_said_is_not_lost() {
    let world = World::new().await;
    let dossier = world.with_dossier(Kind::Sender).await;
    let anna = world.sign_in(ANNA).await;
    let talk = format!("/sending/{}/talk", dossier.number());
    let mut form = part(World::form(&anna), "text", "All of them");
    for place in 0..6 {
        form = file(form, &format!("{place}.txt"), b"x");
    }
    let page = world.upload(&anna, &talk, form).await;
    assert_eq!(page.status(), 422);
    assert!(page.text().contains("too many files") && page.text().contains(">All of them</textarea>"));
    let form = part(World::form(&anna), "text", "A long name");
    let page = world.upload(&anna, &talk, file(form, &format!("{}.txt", "x".repeat(255)), b"x")).await;
    assert_eq!(page.status(), 422);
    assert!(
        page.text().contains("more than 255 characters") && page.text().contains(">A long name</textarea>")
    );
    let empty = world.upload(&anna, &talk, part(World::form(&anna), "text", " ")).await;
    assert_eq!(empty.status(), 422);
}

#[tokio::test]
async fn a_question_is_answered_once() {
    let world = World::new().await;
    let dossier = world.with_dossier(Kind::Sender).await;
    let visit = world.visit_of(INTEGRATION).await;
    let number = dossier.number();
    world.dossiers.say(&visit, number, NoteKind::Question, "How many?", Vec::new()).await.expect("asked");
    let anna = world.sign_in(ANNA).await;
    let base = format!("/sending/{number}");
    assert!(world.get(&anna, &base).await.text().contains("Question, not answered yet"));
    let answer = |text| part(part(World::form(&anna), "answers", "1"), "text", text);
    let talk = format!("{base}/talk");
    assert!(world.upload(&anna, &talk, answer("Many")).await.location().contains("dossier-said"));
    let late = world.upload(&anna, &talk, answer("Other words")).await;
    assert_eq!(late.status(), 422);
    assert!(late.text().contains("Somebody answered this question meanwhile"), "{}", late.text());
    assert!(late.text().contains(">Other words</textarea>"), "{}", late.text());
    let page = world.get(&anna, &base).await.text();
    assert!(page.contains("Answer to this question") && !page.contains("not answered yet"), "{page}");
}

#[tokio::test]
async fn after_the_session_ended_nothing_is_changed() {
    let world = World::new().await;
    let dossier = world.with_dossier(Kind::Sender).await;
    let anna = world.sign_in(ANNA).await;
    world.advance(24 * 400);
    let base = format!("/sending/{}", dossier.number());
    let fields = [("step", "withdraw"), ("moves", "0"), ("reason", "x"), ("confirmed", "yes")];
    let page = world.post(&anna, &format!("{base}/step"), &fields).await;
    assert_eq!(page.status(), 403);
    assert_eq!(world.dossier(&dossier).await.moves(), 0);
    assert!(world.get(&anna, &base).await.location().starts_with("/sign-in?"));
}

#[tokio::test]
async fn another_enterprise_of_the_same_manager_sees_nothing() {
    let world = World::new().await;
    let dossier = world.with_dossier(Kind::Sender).await;
    let of_other = ebox_dossier::Visit { enterprise: enterprise(OTHER), ..world.visit_of(ANNA).await };
    let seen = world.dossiers.dossier(&of_other, dossier.number()).await;
    assert!(matches!(seen, Err(ebox_dossier::DossierError::NotThere)));
    assert_eq!(ssin(ANNA).as_str(), ANNA);
}
