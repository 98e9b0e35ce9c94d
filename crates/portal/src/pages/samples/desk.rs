//! The back office.

use ebox_dossier::StepKind;
use ebox_i18n::Texts;

use super::{HOSTILE, render};
use crate::{
    fields::Fields,
    form::Choice,
    layout::{Layout, Part},
    pages::{
        desk::{
            Head,
            asked::{AskedPage, Written},
            board::{BoardPage, Criteria, Group as BoardGroup, Row as BoardRow},
            decide::{Asks, DecidePage, Mistake},
            environments::{EnvironmentsPage, Shown, UnderWay},
            history::HistoryPage,
            meanwhile::{MeanwhilePage, Why},
            overview::OverviewPage,
            reports::{Across, AcrossRow, Row, Told},
            talk::TalkPage,
            tests::{Cases, TestsPage},
        },
        dossiers::{
            asked::{Asked, Group},
            evidence::CaseRow,
            standing::Standing,
            told::Happened,
            way::{Leg, Standing as AtStation, Station, Way},
            words,
        },
    },
};

pub(super) fn pages(layout: &impl Fn(Part) -> Layout) -> Vec<(&'static str, String)> {
    let of_dossier = || Layout {
        sections: crate::sections::of_dossier(layout(Part::Desk).t, "/desk/D-000042/history"),
        ..layout(Part::Desk)
    };
    let mut pages = vec![
        ("desk", render(&board(layout(Part::Desk), true))),
        ("desk, none", render(&board(layout(Part::Desk), false))),
        ("desk, dossier", render(&overview(of_dossier(), Some((false, HOSTILE.to_owned()))))),
        ("desk, dossier refused", render(&overview(of_dossier(), Some((true, HOSTILE.to_owned()))))),
        ("desk, asked", render(&asked(of_dossier()))),
        ("desk, history", render(&history(of_dossier()))),
        ("desk, conversation", render(&talk(of_dossier()))),
        ("desk, environments", render(&environments(of_dossier(), true))),
        ("desk, environments, incomplete", render(&environments(of_dossier(), false))),
        ("desk, tests", render(&tests(of_dossier(), cases()))),
        ("desk, tests, unknown", render(&tests(of_dossier(), Cases::Unsaid))),
    ];
    let whys = [Why::Faster, Why::NotNow, Why::NotYours];
    let names = ["desk, faster", "desk, not now", "desk, not yours"];
    pages
        .extend(names.into_iter().zip(whys).map(|(name, why)| (name, render(&meanwhile(of_dossier(), why)))));
    for (name, asks, mistake) in [
        ("desk, decide", Asks::Nothing, Some(Mistake::OpenQuestions)),
        ("desk, decide with a reason", Asks::Reason, Some(Mistake::NoReason)),
        ("desk, decide with minutes", Asks::Minutes, None),
        ("desk, decide with reasons", Asks::Reasons, Some(Mistake::Incomplete)),
        ("desk, decide with a client", Asks::Client, None),
    ] {
        pages.push((name, render(&decide(of_dossier(), asks, mistake))));
    }
    pages
}

fn head(t: Texts) -> Head {
    let standings = [AtStation::Done, AtStation::Now, AtStation::LeftOut, AtStation::ToCome];
    let station = |standing| Station { number: 7, name: HOSTILE.to_owned(), standing };
    Head {
        number: "D-000042".to_owned(),
        name: HOSTILE.to_owned(),
        institution: HOSTILE.to_owned(),
        institution_number: "0220.916.609".to_owned(),
        kind: HOSTILE.to_owned(),
        standing: Standing {
            place: t.say("dossier-stage").with("number", 7_u64).with("name", HOSTILE).to_string(),
            turn: t.say("dossier-turn-program").to_string(),
            age: t.say("dossier-age").with("days", 3_u64).to_string(),
        },
        way: Way { legs: vec![Leg { environment: Some("ACC"), stations: standings.map(station).into() }] },
        done: Some(t.say("desk-done").with("step", words::step(t, StepKind::Agree)).to_string()),
    }
}

fn happened(t: Texts) -> Vec<Happened> {
    let one = || Happened {
        moment: t.moment(jiff::Timestamp::UNIX_EPOCH),
        what: HOSTILE.to_owned(),
        by: HOSTILE.to_owned(),
        why: Some(HOSTILE.to_owned()),
        remarks: vec![(words::field(t, "types.0.id"), HOSTILE.to_owned())],
        place: Some(HOSTILE.to_owned()),
    };
    vec![one(), Happened { why: None, remarks: Vec::new(), place: None, ..one() }]
}

fn choices() -> Vec<Choice> {
    vec![Choice::new("1", HOSTILE), Choice::new("2", "Anna Peeters")]
}

fn board(layout: Layout, has_some: bool) -> BoardPage {
    let t = layout.t;
    let row = |is_my_turn| BoardRow {
        href: "/desk/D-000042".to_owned(),
        number: "D-000042".to_owned(),
        name: HOSTILE.to_owned(),
        kind: HOSTILE.to_owned(),
        institution: HOSTILE.to_owned(),
        institution_number: "0220.916.609".to_owned(),
        place: HOSTILE.to_owned(),
        turn: HOSTILE.to_owned(),
        is_my_turn,
        age: t.say("dossier-age").with("days", 0_u64).to_string(),
        owner: is_my_turn.then(|| HOSTILE.to_owned()),
        has_trouble: is_my_turn,
    };
    let group = || BoardGroup {
        title: HOSTILE.to_owned(),
        rows: vec![row(true), row(false)],
        total: 1234,
        all: Some("/desk?stage=1".to_owned()),
    };
    BoardPage {
        t,
        layout,
        criteria: Criteria { search: HOSTILE.to_owned(), is_mine: true, ..Criteria::default() },
        kinds: choices(),
        stages: choices(),
        turns: choices(),
        groups: if has_some { vec![group(), group()] } else { Vec::new() },
        next: has_some.then(|| "/desk?stage=1&from=25".to_owned()),
        first: has_some.then(|| "/desk?stage=1".to_owned()),
    }
}

fn overview(layout: Layout, trouble: Option<(bool, String)>) -> OverviewPage {
    let t = layout.t;
    let is_refusal = trouble.as_ref().is_some_and(|(is_refusal, _)| *is_refusal);
    let steps = [StepKind::ConfirmTests, StepKind::SendBack];
    let steps = steps.map(|step| (format!("/desk/D-000042/decide/{}", step.as_str()), words::step(t, step)));
    OverviewPage {
        t,
        head: head(t),
        steps: if is_refusal { Vec::new() } else { steps.into() },
        questions: 2,
        trouble,
        remarks: vec![(words::field(t, ""), HOSTILE.to_owned())],
        opened: t.moment(jiff::Timestamp::UNIX_EPOCH),
        environments: "ACC → PRD".to_owned(),
        owner: (!is_refusal).then(|| HOSTILE.to_owned()),
        team: choices(),
        chosen: "2".to_owned(),
        me: Some("1".to_owned()),
        latest: happened(t),
        layout,
    }
}

fn groups(t: Texts) -> Vec<Group> {
    let field = |name: &str, value: &str| Asked {
        name: name.to_owned(),
        label: words::field(t, name),
        value: words::value(t, name, value),
    };
    let whole = vec![field("name", HOSTILE), field("network", "inside"), field("planning", "")];
    let of_type = ["types.0.id", "types.0.sector"].map(|name| field(name, HOSTILE));
    vec![
        Group { title: None, fields: whole },
        Group { title: Some(words::field(t, "types.0")), fields: of_type.into() },
    ]
}

fn asked(layout: Layout) -> AskedPage {
    let t = layout.t;
    let written = |is_blank| Written {
        title: t.say("desk-form").to_string(),
        groups: groups(t),
        is_blank,
        is_writing: is_blank,
    };
    AskedPage { t, layout, head: head(t), parts: vec![written(false), written(true)] }
}

fn history(layout: Layout) -> HistoryPage {
    let t = layout.t;
    HistoryPage { t, layout, head: head(t), events: happened(t) }
}

fn talk(layout: Layout) -> TalkPage {
    let t = layout.t;
    TalkPage { t, layout, head: head(t), conversation: super::sending::conversation(false) }
}

fn told() -> Told {
    let row = || Row {
        what: HOSTILE.to_owned(),
        id: HOSTILE.to_owned(),
        becomes: HOSTILE.to_owned(),
        fields: vec![HOSTILE.to_owned()],
    };
    Told::Report { is_in_force: false, rows: vec![row(), row()] }
}

fn environments(layout: Layout, is_complete: bool) -> EnvironmentsPage {
    let t = layout.t;
    let shown = |id, name, told, under_way| Shown {
        id,
        name,
        is_reached: true,
        since: Some(t.moment(jiff::Timestamp::UNIX_EPOCH)),
        client: Some(HOSTILE.to_owned()),
        has_certificate: id == "int",
        is_by_file: id == "prd",
        under_way,
        told,
        file: Some("/desk/D-000042/environments/acc/file".to_owned()),
        tests: Some("/desk/D-000042/environments/acc/tests".to_owned()),
        steps: vec![("/desk/D-000042/decide/configure".to_owned(), words::step(t, StepKind::Configure))],
    };
    let in_force = Told::Report { is_in_force: true, rows: Vec::new() };
    let row = AcrossRow {
        what: HOSTILE.to_owned(),
        id: HOSTILE.to_owned(),
        states: vec![HOSTILE.to_owned(), HOSTILE.to_owned()],
    };
    let rows = if is_complete { vec![row] } else { Vec::new() };
    EnvironmentsPage {
        t,
        layout,
        head: head(t),
        is_incomplete: !is_complete,
        environments: vec![
            shown("int", "INT", Some(told()), None),
            shown("acc", "ACC", Some(Told::Refuses(vec![HOSTILE.to_owned()])), Some(UnderWay::Configuring)),
            shown("sim", "SIM", Some(Told::Away), Some(UnderWay::Undoing)),
            shown("prd", "PRD", Some(if is_complete { Told::ByFile } else { in_force }), None),
            Shown { is_reached: false, ..shown("other", "OTHER", None, None) },
        ],
        across: Some(Across { environments: vec!["INT", "ACC"], rows }),
    }
}

fn cases() -> Cases {
    let case = |proof: Option<&str>, excuse: Option<&str>| CaseRow {
        name: HOSTILE.to_owned(),
        proof: proof.map(str::to_owned),
        message: proof.map(str::to_owned),
        excuse: excuse.map(str::to_owned),
    };
    Cases::Shown(vec![case(Some(HOSTILE), None), case(None, Some(HOSTILE)), case(None, None)])
}

fn tests(layout: Layout, cases: Cases) -> TestsPage {
    let (t, back) = (layout.t, "/desk/D-000042/environments".to_owned());
    TestsPage { t, layout, head: head(t), environment: "ACC", back, cases }
}

fn meanwhile(layout: Layout, why: Why) -> MeanwhilePage {
    let t = layout.t;
    MeanwhilePage { t, layout, head: head(t), why, last: happened(t), back: "/desk/D-000042".to_owned() }
}

fn decide(layout: Layout, asks: Asks, mistake: Option<Mistake>) -> DecidePage {
    let t = layout.t;
    DecidePage {
        t,
        layout,
        head: head(t),
        title: t.say("desk-decide").with("step", words::step(t, StepKind::SendBack)).to_string(),
        means: HOSTILE.to_owned(),
        button: words::step(t, StepKind::SendBack),
        action: "/desk/D-000042/decide/send-back".to_owned(),
        back: "/desk/D-000042".to_owned(),
        seen: 7,
        asks,
        groups: if asks == Asks::Reasons { groups(t) } else { Vec::new() },
        entered: Fields::default().with("why", HOSTILE).with("why.name", HOSTILE),
        told: (asks == Asks::Nothing).then(told),
        cases: (asks != Asks::Minutes).then(|| if asks == Asks::Reasons { cases() } else { Cases::Unsaid }),
        mistake,
    }
}
