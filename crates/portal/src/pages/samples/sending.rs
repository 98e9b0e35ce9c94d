//! How institutions become senders.

use ebox_credential::check::{self, Severity};
use ebox_dossier::{
    Case, Mistake, Part as DossierPart, Party, Problem, Remark, StepKind,
    evidence::{Check, Proof, Refused, Shown},
};

use super::{HOSTILE, render};
use crate::{
    form::Choice,
    layout::{Layout, Part},
    pages::{
        consumer::certificate::Deviation,
        dossiers::{
            glance::Glance,
            questions::{About, Questions, Values},
            told::Happened,
            way::{Leg, Standing, Station, Way},
        },
        manage::done::Outcome,
        sending::{
            certificate::{CertificatePage, Delivered, Found, Wanted},
            conversation::{Conversation, Entered, Said},
            examples::{ExamplesPage, To},
            list::ListPage,
            one::{Colleague, OnePage},
            tests::{Row, TestsPage},
            writing::page::{AnswersPage, Differing, WritingPage},
        },
    },
};

pub(super) fn pages(layout: &impl Fn(Part) -> Layout) -> Vec<(&'static str, String)> {
    let layout = || layout(Part::Sending);
    vec![
        ("dossiers", render(&list(layout(), true))),
        ("dossiers, none", render(&list(layout(), false))),
        ("dossier", render(&one(layout(), StepKind::OF_PEOPLE.into()))),
        ("dossier, over", render(&one(layout(), Vec::new()))),
        ("request", render(&writing(layout(), DossierPart::Request, ebox_dossier::Kind::Sender))),
        ("form", render(&writing(layout(), DossierPart::Form, ebox_dossier::Kind::Sender))),
        ("form of a provider", render(&writing(layout(), DossierPart::Form, ebox_dossier::Kind::Provider))),
        ("answers", render(&answers(layout()))),
        ("certificate of a sender", render(&certificate(layout(), true, false))),
        ("certificate of a sender, wrong", render(&certificate(layout(), true, true))),
        ("certificate of a sender, not now", render(&certificate(layout(), false, true))),
        ("tests", render(&tests(layout(), false))),
        ("tests, away", render(&tests(layout(), true))),
        ("examples", render(&examples(layout()))),
    ]
}

fn glance(is_over: bool) -> Glance {
    Glance {
        number: "D-000001".to_owned(),
        name: HOSTILE.to_owned(),
        kind: HOSTILE.to_owned(),
        place: HOSTILE.to_owned(),
        environment: Some("ACC"),
        since: "1".to_owned(),
        next: (!is_over).then_some(Party::Institution),
        next_said: (!is_over).then(|| HOSTILE.to_owned()),
        now: HOSTILE.to_owned(),
        is_over,
    }
}

fn list(layout: Layout, is_any: bool) -> ListPage {
    ListPage {
        t: layout.t,
        layout,
        dossiers: if is_any { vec![glance(false), glance(true)] } else { Vec::new() },
        is_manager: is_any,
        is_live: is_any,
        done: is_any.then_some(Outcome::DOSSIER_MEANWHILE),
    }
}

fn one(layout: Layout, steps: Vec<StepKind>) -> OnePage {
    let is_over = steps.is_empty();
    let standings = [Standing::Done, Standing::LeftOut, Standing::Now, Standing::ToCome];
    let station = |standing| Station { number: 6, name: HOSTILE.to_owned(), standing };
    let remarks = || vec![(HOSTILE.to_owned(), HOSTILE.to_owned())];
    OnePage {
        t: layout.t,
        layout,
        base: "/sending/D-000001".to_owned(),
        glance: glance(is_over),
        way: Way { legs: vec![Leg { environment: Some("ACC"), stations: standings.map(station).into() }] },
        moves: 3,
        steps,
        remarks: remarks(),
        trouble: Some((is_over, HOSTILE.to_owned())),
        configured: vec!["ACC"],
        has_request: true,
        has_form: true,
        has_examples: true,
        colleagues: vec![Colleague {
            name: HOSTILE.to_owned(),
            number: "**.**.**-225.80".to_owned(),
            key: "key".to_owned(),
        }],
        history: vec![Happened {
            moment: "1".to_owned(),
            by: HOSTILE.to_owned(),
            what: HOSTILE.to_owned(),
            why: Some(HOSTILE.to_owned()),
            remarks: remarks(),
            place: Some(HOSTILE.to_owned()),
        }],
        conversation: conversation(is_over),
        longest_reason: 2_000,
        done: None,
    }
}

pub(super) fn conversation(is_silent: bool) -> Conversation {
    let said = |number, is_open: bool| Said {
        number,
        at: "1".to_owned(),
        by: HOSTILE.to_owned(),
        text: HOSTILE.to_owned(),
        files: vec![("/sending/D-000001/files/1/0".to_owned(), HOSTILE.to_owned(), "1".to_owned())],
        answers: (!is_open).then_some(1),
        is_question: is_open,
        is_open,
    };
    Conversation {
        base: "/sending/D-000001".to_owned(),
        notes: if is_silent { Vec::new() } else { vec![said(1, true), said(2, false)] },
        entered: Entered {
            text: HOSTILE.to_owned(),
            is_question: true,
            answers: (!is_silent).then_some(1),
            wrong: Some(Outcome::DOSSIER_TOO_MUCH),
        },
        longest: 4_000,
        files: HOSTILE.to_owned(),
    }
}

/// Everything that a form can ask, with two entries in each list, and something wrong and remarked in every place.
fn questions(t: ebox_i18n::Texts, part: DossierPart, kind: ebox_dossier::Kind) -> Questions {
    let about = About {
        part,
        kind,
        environments: ebox_domain::Environment::ALL.into(),
        providers: vec![Choice::new("nsso", HOSTILE)],
        files: vec![Choice::new(HOSTILE, HOSTILE)],
    };
    let mut values = Values::default();
    for list in ["applications", "types", "types", "types.0.keys"] {
        values.add(list);
    }
    let asked = Questions::new(t, &about, &values);
    for field in asked.fields().keys() {
        values.set(field, HOSTILE);
    }
    let problems = [
        Problem::Missing,
        Problem::TooLong(5),
        Problem::NoNumber(1, 5),
        Problem::NoChoice,
        Problem::NoIdentifier(5),
        Problem::Twice,
        Problem::NoEntry,
        Problem::UnknownApplication,
        Problem::NoEmail,
        Problem::NoAddress,
        Problem::NotPublic,
        Problem::NoBaseAddress,
        Problem::NoLogo,
        Problem::NoProvider,
        Problem::Taken,
        Problem::NoFile,
    ];
    let lists = ["applications", "types", "types.0.keys", "types.1.keys"].map(str::to_owned);
    let all: Vec<String> = asked.fields().into_keys().chain(lists).collect();
    let mistakes: Vec<Mistake> = all
        .iter()
        .zip(problems.iter().cycle())
        .map(|(field, problem)| Mistake { field: field.clone(), problem: problem.clone() })
        .collect();
    let remarks: Vec<Remark> =
        all.iter().map(|field| Remark { field: field.clone(), text: HOSTILE.to_owned() }).collect();
    Questions::new(t, &about, &values).wrong(t, &mistakes).remarked(t, &remarks).0
}

fn differing() -> Vec<Differing> {
    vec![Differing {
        field: "name".to_owned(),
        called: HOSTILE.to_owned(),
        theirs: HOSTILE.to_owned(),
        mine: HOSTILE.to_owned(),
        value: HOSTILE.to_owned(),
    }]
}

fn writing(layout: Layout, part: DossierPart, kind: ebox_dossier::Kind) -> WritingPage {
    let t = layout.t;
    WritingPage {
        t,
        layout,
        base: "/sending/D-000001".to_owned(),
        action: "/sending/D-000001/form".to_owned(),
        title: t.say("writing-form"),
        lead: t.say("writing-form-lead"),
        project: HOSTILE.to_owned(),
        submit: t.say("writing-submit-form"),
        version: 1,
        moves: 2,
        saved: Some(HOSTILE.to_owned()),
        questions: questions(t, part, kind),
        remarks: vec![HOSTILE.to_owned()],
        differing: differing(),
        done: Some(Outcome::WRITING_SAVED),
    }
}

fn answers(layout: Layout) -> AnswersPage {
    let t = layout.t;
    AnswersPage {
        t,
        layout,
        base: "/sending/D-000001".to_owned(),
        title: t.say("writing-form"),
        project: HOSTILE.to_owned(),
        groups: questions(t, DossierPart::Form, ebox_dossier::Kind::Sender).answers(),
        differing: differing(),
    }
}

fn certificate(layout: Layout, is_wanted: bool, is_wrong: bool) -> CertificatePage {
    let found = |(code, severity)| {
        let (what, fix) = (HOSTILE.to_owned(), HOSTILE.to_owned());
        Deviation::of(&check::Deviation { code, severity, what, fix })
    };
    let all = [
        ("self_signed", Severity::Warning),
        ("expires_soon", Severity::Warning),
        ("city", Severity::Warning),
        ("city", Severity::Error),
        ("key_kind", Severity::Warning),
        ("other_environment", Severity::Error),
    ];
    let unreadable = [Deviation::unreadable(HOSTILE), Deviation::unreadable_request(HOSTILE)];
    CertificatePage {
        t: layout.t,
        layout,
        base: "/sending/D-000001".to_owned(),
        project: HOSTILE.to_owned(),
        moves: 1,
        wanted: is_wanted.then(|| Wanted {
            environment: "ACC",
            subject: vec![("O", Some(HOSTILE.to_owned())), ("L", None), ("S", None)],
            others: vec![HOSTILE.to_owned()],
            command: HOSTILE.to_owned(),
        }),
        found: Some(Found {
            is_request: is_wrong && is_wanted,
            is_fine: !is_wrong,
            deviations: all.into_iter().map(found).chain(unreadable).collect(),
        }),
        delivered: vec![Delivered {
            environment: "INT",
            until: "1".to_owned(),
            fingerprint: "00".to_owned(),
        }],
        done: Some(Outcome::CERTIFICATE_DELIVERED),
    }
}

/// Every case there is, shown, excused and missing in turn.
fn tests(layout: Layout, is_away: bool) -> TestsPage {
    let t = layout.t;
    let id = "WK1".parse().expect("an identifier");
    let plain = [
        Case::Type(id),
        Case::OneDocument,
        Case::DigestRight,
        Case::BodyOnly,
        Case::SixFiles,
        Case::AnnexBesideBody,
        Case::BusinessData,
        Case::SameKeyTwice,
        Case::NeverOpened,
        Case::CitizenPdf,
    ];
    let all = plain
        .into_iter()
        .chain(Refused::ALL.map(Case::Refusal))
        .chain(Check::ALL.map(Case::Check))
        .enumerate();
    let shown = all.map(|(place, case)| Shown {
        case,
        proof: (place % 3 == 0).then_some(Proof {
            at: jiff::Timestamp::UNIX_EPOCH,
            status: 201,
            message: None,
        }),
        excuse: (place % 3 == 1).then(|| HOSTILE.to_owned()),
    });
    TestsPage {
        t,
        base: "/sending/D-000001".to_owned(),
        project: HOSTILE.to_owned(),
        moves: 1,
        environment: "ACC",
        settled: 1,
        cases: shown.map(|shown| Row::of(t, &shown)).collect(),
        is_away,
        is_now: true,
        is_of_a_provider: is_away,
        longest: 1_000,
        done: Some(Outcome::CASE_EXCUSED),
        layout,
    }
}

fn examples(layout: Layout) -> ExamplesPage {
    let to = |has_opened| To {
        name: HOSTILE.to_owned(),
        number: "0852093431".to_owned(),
        is_citizen: has_opened,
        has_opened,
    };
    ExamplesPage {
        t: layout.t,
        layout,
        base: "/sending/D-000001".to_owned(),
        project: HOSTILE.to_owned(),
        environment: "ACC",
        client_id: Some(HOSTILE.to_owned()),
        token_url: Some(HOSTILE.to_owned()),
        registry: Some(HOSTILE.to_owned()),
        recipients: vec![to(true), to(false)],
        profile: HOSTILE.to_owned(),
        types: vec![(HOSTILE.to_owned(), HOSTILE.to_owned())],
        is_away: true,
        is_real: true,
    }
}
