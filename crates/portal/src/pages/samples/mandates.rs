//! Who acts for whom, and what the enterprise prefers.

use ebox_domain::partition::{MandateState, Operation, Side};

use super::{HOSTILE, manage::form, render};
use crate::{
    layout::{Layout, Part},
    pages::manage::{
        confirm::ConfirmPage,
        done::Outcome,
        mandates::{self, MandatesPage, Row},
        preferences::{self, PreferencesPage},
    },
};

pub(super) fn pages(layout: &impl Fn(Part) -> Layout) -> Vec<(&'static str, String)> {
    let layout = || layout(Part::Manage);
    let t = layout().t;
    vec![
        ("mandates", render(&all_mandates(layout(), true))),
        ("mandates, none", render(&all_mandates(layout(), false))),
        ("mandate, new", form(layout(), mandates::new::around(t), mandates::new::form(t), false)),
        ("preferences", render(&all_preferences(layout(), false))),
        ("preferences, exclusive", render(&all_preferences(layout(), true))),
        ("exclusive", render(&asked(layout(), true))),
        ("exclusive, not any more", render(&asked(layout(), false))),
        ("mandate, wrong", form(layout(), mandates::new::around(t), mandates::new::form(t), true)),
    ]
}

fn all_mandates(layout: Layout, has_some: bool) -> MandatesPage {
    let row = |side, operation, state| Row {
        id: "0198f0a5-7b1a-7000-8000-000000000001".to_owned(),
        other: HOSTILE.to_owned(),
        number: "0534.530.277".to_owned(),
        side,
        operation,
        state,
        since: "1".to_owned(),
    };
    let open = vec![
        row(Side::Principal, Operation::Publish, MandateState::Proposed(Side::Mandatary)),
        row(Side::Mandatary, Operation::Publish, MandateState::Proposed(Side::Mandatary)),
        row(Side::Principal, Operation::Consult, MandateState::Accepted),
    ];
    let over = vec![
        row(Side::Mandatary, Operation::Consult, MandateState::Refused),
        row(Side::Principal, Operation::Consult, MandateState::Ended),
    ];
    let none = Vec::new;
    MandatesPage {
        t: layout.t,
        layout,
        open: if has_some { open } else { none() },
        over: if has_some { over } else { none() },
        done: Some(Outcome::PROPOSED),
    }
}

fn all_preferences(layout: Layout, is_exclusive: bool) -> PreferencesPage {
    let mut address = preferences::form(layout.t, HOSTILE);
    if is_exclusive {
        address.is_wrong_in("address", HOSTILE);
    }
    PreferencesPage { t: layout.t, layout, address, is_exclusive, done: Some(Outcome::ADDRESS_KEPT) }
}

fn asked(layout: Layout, is_exclusive: bool) -> ConfirmPage {
    let question = preferences::question(layout.t, is_exclusive);
    ConfirmPage { t: layout.t, layout, question, fields: vec![("exclusive".to_owned(), HOSTILE.to_owned())] }
}
