//! How institutions become senders.

use ebox_dossier::{Mistake, Part as DossierPart, Party, Problem, Remark, StepKind};

use super::{HOSTILE, render};
use crate::{
    form::Choice,
    layout::{Layout, Part},
    pages::{
        dossiers::{
            glance::Glance,
            questions::{About, Questions, Values},
            told::Happened,
            way::{Leg, Standing, Station, Way},
        },
        manage::done::Outcome,
        sending::{
            conversation::{Conversation, Entered, Said},
            list::ListPage,
            one::{Colleague, OnePage},
            writing::{AnswersPage, Differing, WritingPage},
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
        trouble: Some(HOSTILE.to_owned()),
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
        Problem::NoLogo,
        Problem::NoProvider,
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
