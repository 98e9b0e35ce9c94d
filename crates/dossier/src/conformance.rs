//! What every store of dossiers must do, as tests that each adapter runs.

#![expect(missing_docs, clippy::missing_panics_doc, reason = "tests: their names are sentences")]

use std::collections::BTreeMap;

use ebox_audit::conformance::{KeepsEffects, one_record};
use ebox_domain::{EnterpriseNumber, Environment, FileName, Ssin};
use jiff::Timestamp;

use crate::{
    Author, Dossier, DossierNumber, Draft, Happening, Kind, NewDossier, Part, Party, Saved, Stage, State,
    Step,
    conversation::{NewFile, NoteKind},
    dossier::Beginning,
    port::{DossierStore, Listed},
    request::fields,
};

/// A store under test.
pub trait Subject: DossierStore + KeepsEffects {}

impl<S: DossierStore + KeepsEffects> Subject for S {}

/// Stamps the whole suite: one test for each rule, each on a fresh store that `$open` makes.
#[macro_export]
macro_rules! dossier_conformance {
    ($open:path) => {
        $crate::dossier_conformance!($open:
            a_dossier_comes_back_as_it_was_opened,
            of_two_changes_of_one_version_the_second_is_not_made,
            what_happened_and_what_was_said_stays_in_its_order,
            files_come_back_byte_by_byte,
            lists_hold_what_is_wanted_and_count_the_rest,
            a_colleague_finds_the_enterprise_as_long_as_the_dossier_is_shared,
        );
    };
    ($open:path: $($name:ident,)+) => {
        $(
            #[tokio::test]
            async fn $name() {
                let (store, _keep) = $open().await;
                $crate::conformance::$name(&store).await;
            }
        )+
    };
}

const HERE: &str = "0220916609";
const ELSEWHERE: &str = "0999999922";

fn person(number: &str) -> Ssin {
    number.parse().expect("a number")
}

fn anna() -> Ssin {
    person("71022722580")
}

fn institution(number: &str) -> EnterpriseNumber {
    number.parse().expect("a number")
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).expect("in range")
}

fn by(party: Party) -> Author {
    Author::person(anna(), party)
}

async fn opened(store: &impl Subject, number: &str, kind: Kind, second: i64) -> Dossier {
    let beginning = Beginning {
        kind,
        institution: institution(number),
        environments: vec![Environment::Acc, Environment::Prd],
        request: Draft::default(),
        form: Draft::default(),
        base: None,
    };
    let new = NewDossier::new(beginning, anna(), at(second));
    store.open(new, one_record()).await.expect("opened")
}

/// A complete request.
fn request() -> BTreeMap<String, String> {
    let fields = [
        (fields::NAME, "Werkkaart"),
        (fields::USE_CASES, "Attests for job seekers"),
        (fields::VOLUME, "120 000"),
        (fields::PEAKS, "January"),
        (fields::PLANNING, "Live in spring"),
        (fields::NETWORK, "outside"),
    ];
    fields.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

async fn written(store: &impl Subject, dossier: &Dossier) -> Dossier {
    let saved = Saved { at: at(1), by: anna() };
    let seen = dossier.request().version();
    let change = dossier.written(Part::Request, seen, request(), saved).expect("written");
    let after = change.after().clone();
    assert!(store.change(change, one_record()).await.expect("answered"), "made");
    after
}

async fn stepped(store: &impl Subject, dossier: &Dossier, step: Step, party: Party, second: i64) -> Dossier {
    let change = dossier.take(step, by(party), at(second)).expect("a step");
    let after = change.after().clone();
    assert!(store.change(change, one_record()).await.expect("answered"), "made");
    after
}

pub async fn a_dossier_comes_back_as_it_was_opened(store: &impl Subject) {
    let first = opened(store, HERE, Kind::Sender, 0).await;
    let second = opened(store, ELSEWHERE, Kind::Provider, 1).await;
    assert_eq!((first.number(), second.number()), (DossierNumber::new(1), DossierNumber::new(2)));
    let written = written(store, &first).await;
    assert_eq!(store.dossier(first.number()).await.expect("answered"), Some(written));
    assert_eq!(store.dossier(second.number()).await.expect("answered"), Some(second));
    assert_eq!(store.dossier(DossierNumber::new(3)).await.expect("answered"), None);
}

pub async fn of_two_changes_of_one_version_the_second_is_not_made(store: &impl Subject) {
    let dossier = opened(store, HERE, Kind::Sender, 0).await;
    let dossier = written(store, &dossier).await;
    let submit = dossier.take(Step::SubmitRequest, by(Party::Institution), at(2)).expect("a step");
    let withdraw =
        dossier.take(Step::Withdraw("no money".to_owned()), by(Party::Institution), at(2)).expect("a step");
    let effects = store.kept_effects().await;
    assert!(store.change(submit.clone(), one_record()).await.expect("answered"));
    assert!(!store.change(withdraw, one_record()).await.expect("answered"), "somebody was faster");
    assert!(!store.change(submit.clone(), one_record()).await.expect("answered"), "nor the same again");
    assert_eq!(store.kept_effects().await.1, effects.1 + 1, "what was not made has no record");
    assert_eq!(store.dossier(dossier.number()).await.expect("answered").as_ref(), Some(submit.after()));
    assert_eq!(store.history(dossier.number()).await.expect("answered").len(), 2);
}

pub async fn what_happened_and_what_was_said_stays_in_its_order(store: &impl Subject) {
    let other = opened(store, ELSEWHERE, Kind::Sender, 0).await;
    let dossier = opened(store, HERE, Kind::Sender, 0).await;
    let dossier = written(store, &dossier).await;
    let dossier = stepped(store, &dossier, Step::SubmitRequest, Party::Institution, 2).await;
    let dossier = stepped(store, &dossier, Step::AskAgreement, Party::Integration, 3).await;
    let question = dossier.said(NoteKind::Question, "Why?", vec![], by(Party::Nsso), at(4)).expect("said");
    let asked = question.after().clone();
    assert!(store.change(question, one_record()).await.expect("answered"));
    let answer =
        asked.said(NoteKind::Answer(1), "Because.", vec![], by(Party::Institution), at(5)).expect("said");
    assert!(store.change(answer, one_record()).await.expect("answered"));

    let happened: Vec<Happening> =
        store.history(dossier.number()).await.expect("answered").iter().map(|event| event.what).collect();
    assert_eq!(happened, [Happening::Opened, Happening::RequestSubmitted, Happening::AgreementAsked]);
    let said = store.conversation(dossier.number()).await.expect("answered");
    let said: Vec<_> = said.iter().map(|note| (note.number, note.kind, note.text.as_str())).collect();
    assert_eq!(said, [(1, NoteKind::Question, "Why?"), (2, NoteKind::Answer(1), "Because.")]);
    assert_eq!(store.history(other.number()).await.expect("answered").len(), 1, "each its own");
    assert!(store.conversation(other.number()).await.expect("answered").is_empty());
}

pub async fn files_come_back_byte_by_byte(store: &impl Subject) {
    let dossier = opened(store, HERE, Kind::Sender, 0).await;
    let file = |name: &str, bytes: &[u8]| NewFile {
        name: FileName::new(name).expect("a name"),
        bytes: bytes.to_vec(),
    };
    let files = vec![file("contract.pdf", b"\0\xff%PDF"), file("empty.txt", b"")];
    let change = dossier.said(NoteKind::Comment, "", files, by(Party::Institution), at(1)).expect("said");
    assert!(store.change(change, one_record()).await.expect("answered"));
    let number = dossier.number();
    assert_eq!(store.file(number, 1, 0).await.expect("answered"), Some(b"\0\xff%PDF".to_vec()));
    assert_eq!(store.file(number, 1, 1).await.expect("answered"), Some(Vec::new()));
    assert_eq!(store.file(number, 1, 2).await.expect("answered"), None);
    assert_eq!(store.file(number, 2, 0).await.expect("answered"), None);
}

pub async fn lists_hold_what_is_wanted_and_count_the_rest(store: &impl Subject) {
    let named = opened(store, HERE, Kind::Sender, 0).await;
    let named = written(store, &named).await;
    let submitted = stepped(store, &named, Step::SubmitRequest, Party::Institution, 10).await;
    let waiting = opened(store, ELSEWHERE, Kind::Provider, 5).await;
    let gone = opened(store, ELSEWHERE, Kind::Sender, 6).await;
    let gone = stepped(store, &gone, Step::Withdraw("no".to_owned()), Party::Institution, 7).await;
    assert_eq!(gone.state().stage(), None);

    let all = Listed { most: 10, ..Listed::default() };
    let of = |wanted: Listed| async move {
        let (dossiers, total) = store.list(&wanted).await.expect("answered");
        (dossiers.iter().map(Dossier::number).collect::<Vec<_>>(), total)
    };
    assert_eq!(
        of(all.clone()).await,
        (vec![waiting.number(), submitted.number()], 2),
        "the longest there first"
    );
    assert_eq!(of(Listed { ended_too: true, ..all.clone() }).await.1, 3);
    assert_eq!(of(Listed { most: 1, skip: 1, ..all.clone() }).await, (vec![submitted.number()], 2));
    let only = |number: DossierNumber| (vec![number], 1);
    assert_eq!(of(Listed { stage: Some(Stage::Agreement), ..all.clone() }).await, only(submitted.number()));
    assert_eq!(of(Listed { turn: Some(Party::Institution), ..all.clone() }).await, only(waiting.number()));
    assert_eq!(of(Listed { kind: Some(Kind::Provider), ..all.clone() }).await, only(waiting.number()));
    assert_eq!(
        of(Listed { institution: Some(institution(HERE)), ..all.clone() }).await,
        only(submitted.number())
    );
    for text in ["WERK", "werkkáart", "D-000001", HERE] {
        let found = of(Listed { text: Some(text.to_owned()), ..all.clone() }).await;
        assert_eq!(found, only(submitted.number()), "{text}");
    }
    assert_eq!(of(Listed { text: Some("%".to_owned()), ..all.clone() }).await.1, 0);
    assert_eq!(of(Listed { owner: Some(anna()), ..all.clone() }).await.1, 0);
    assert_eq!(of(Listed { under_way: true, ..all }).await.1, 0);
    let assigned = submitted.assigned(Some(anna()), by(Party::Integration), at(11)).expect("assigned");
    assert!(store.change(assigned, one_record()).await.expect("answered"));
    let mine = Listed { owner: Some(anna()), most: 10, ..Listed::default() };
    assert_eq!(of(mine).await, only(submitted.number()));
    assert_eq!(submitted.state(), State::Agreement { asked: false });
}

pub async fn a_colleague_finds_the_enterprise_as_long_as_the_dossier_is_shared(store: &impl Subject) {
    let dossier = opened(store, HERE, Kind::Sender, 0).await;
    let bert = person("01010122233");
    let invited = dossier.shared(bert, true, by(Party::Institution), at(1)).expect("shared");
    let shared = invited.after().clone();
    assert!(store.change(invited, one_record()).await.expect("answered"));
    assert_eq!(store.enterprises_of(bert).await.expect("answered"), [institution(HERE)]);
    assert!(store.enterprises_of(anna()).await.expect("answered").is_empty());
    let removed = shared.shared(bert, false, by(Party::Institution), at(2)).expect("shared");
    assert!(store.change(removed, one_record()).await.expect("answered"));
    assert!(store.enterprises_of(bert).await.expect("answered").is_empty());
}
