//! Where messages go: rules, what they would have done, and what senders suggest.

use ebox_domain::{LocalizedText, PartitionId, partition::Criteria};
use jiff::Timestamp;

use super::{HOSTILE, hostile_names, manage::form, message, render};
use crate::{
    form::Choice,
    layout::{Layout, Part},
    mail::{Absent, Moved, MovedAt, Tried, TriedAt, Why},
    pages::manage::{
        called::{Called, Wanted},
        done::Outcome,
        rules::{
            self, RulesPage,
            trial::{MovedPage, Next, Rule, TrialPage},
        },
        suggestions::{self, SuggestionsPage},
    },
};

pub(super) fn pages(layout: &impl Fn(Part) -> Layout) -> Vec<(&'static str, String)> {
    let layout = || layout(Part::Manage);
    let t = layout().t;
    let new = rules::new::form(t, &Called::new(&hostile_names(), t), targets());
    vec![
        ("rules", render(&all_rules(layout(), 3))),
        ("rules, none", render(&all_rules(layout(), 0))),
        ("rule, new", form(layout(), rules::new::around(t), new.clone(), false)),
        ("rule, wrong", form(layout(), rules::new::around(t), new, true)),
        ("trial", render(&trial(layout(), 2, Next::Move("/manage/rules/1/trial".to_owned(), 7)))),
        ("trial, of none", render(&trial(layout(), 0, Next::Move("/manage/rules/1/trial".to_owned(), 7)))),
        ("trial, of a new rule", {
            let fields = vec![("type".to_owned(), HOSTILE.to_owned())];
            render(&trial(layout(), 1, Next::Add(fields)))
        }),
        ("moved", render(&moved(layout(), &[Some(0)]))),
        ("moved, partly", render(&moved(layout(), &[Some(0), Some(3), None]))),
        ("suggestions", render(&all_suggestions(layout(), 2))),
        ("suggestions, none", render(&all_suggestions(layout(), 0))),
    ]
}

fn targets() -> Vec<Choice> {
    vec![Choice::new("GENERAL", HOSTILE), Choice::new("wages", HOSTILE)]
}

fn wanted() -> Vec<Wanted> {
    let one = |id: Option<&str>| Wanted {
        kind: "kind".to_owned(),
        name: HOSTILE.to_owned(),
        id: id.map(str::to_owned),
    };
    vec![one(None), one(Some(HOSTILE))]
}

fn all_rules(layout: Layout, count: i64) -> RulesPage {
    let row = |id| rules::Row {
        id,
        wanted: wanted(),
        target: HOSTILE.to_owned(),
        is_first: id == 1,
        is_last: id == count,
    };
    RulesPage {
        t: layout.t,
        layout,
        rules: (1..=count).map(row).collect(),
        version: 7,
        done: Some(Outcome::RULE_MOVED),
    }
}

fn absent() -> Vec<Absent> {
    let whys = [Why::Maintenance(Timestamp::UNIX_EPOCH), Why::Late, Why::Down, Why::NotOffered, Why::Refused];
    let one = |why| Absent { name: LocalizedText::untranslated(HOSTILE), id: "regional".to_owned(), why };
    whys.into_iter().map(one).collect()
}

fn trial(layout: Layout, total: u64, next: Next) -> TrialPage {
    let t = layout.t;
    let at = |id: &str| TriedAt {
        id: id.to_owned(),
        name: LocalizedText::untranslated(HOSTILE),
        total,
        newest: if total == 0 { Vec::new() } else { vec![message(true, false)] },
    };
    let tried = Tried { at: vec![at("nsso"), at("regional")], absent: absent() };
    let (kind, organization) = ("KIND".parse().ok(), "0220916609".parse().ok());
    let criteria = Criteria::new(kind, "app".parse().ok(), organization).expect("criteria");
    let trial = ebox_client::routing::Trial { criteria, target: PartitionId::general(), before: Vec::new() };
    let called = Called::new(&hostile_names(), t);
    let rule = Rule { partitions: &[ebox_partition::Partition::general()], called: &called, trial: &trial };
    TrialPage { done: Some(Outcome::RULE_ADDED), ..TrialPage::new(layout, &rule, tried, next) }
}

fn moved(layout: Layout, left: &[Option<u64>]) -> MovedPage {
    let name = || LocalizedText::untranslated(HOSTILE);
    let at = left.iter().map(|left| MovedAt { name: name(), moved: 2, left: *left });
    let moved = Moved { at: at.collect(), absent: if left.len() > 1 { absent() } else { Vec::new() } };
    MovedPage::new(layout, HOSTILE.to_owned(), moved, ("/manage/rules/1/trial".to_owned(), 7))
}

fn all_suggestions(layout: Layout, count: usize) -> SuggestionsPage {
    let row = |_| suggestions::Row {
        id: "0198f0a5-7b1a-7000-8000-000000000001".to_owned(),
        sender: HOSTILE.to_owned(),
        made: layout.t.date(Timestamp::UNIX_EPOCH),
        wanted: wanted(),
    };
    SuggestionsPage {
        t: layout.t,
        suggestions: (0..count).map(row).collect(),
        targets: targets(),
        done: Some(if count == 0 { Outcome::DECLINED } else { Outcome::NOT_ACCEPTED }),
        layout,
    }
}
