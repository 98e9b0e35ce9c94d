//! How an enterprise becomes a Document Consumer.

use ebox_domain::{Cause, Rule};
use jiff::Timestamp;

use super::{HOSTILE, render};
use crate::{
    layout::{Layout, Part},
    pages::consumer::{
        account::{AccountPage, Mistakes, Name},
        certificate,
        steps::{Accepted, Addresses, Ends, Row, StepsPage},
        terms::TermsPage,
    },
};

pub(super) fn pages(layout: &impl Fn(Part) -> Layout) -> Vec<(&'static str, String)> {
    let layout = || layout(Part::Manage);
    vec![
        ("consumer, new", render(&steps(layout(), false))),
        ("consumer, done", render(&steps(layout(), true))),
        ("terms", render(&terms(layout(), false))),
        ("terms, accepted", render(&terms(layout(), true))),
        ("account", render(&account(layout(), Mistakes::default()))),
        ("account, with mistakes", render(&account(layout(), mistakes()))),
    ]
}

fn steps(layout: Layout, is_done: bool) -> StepsPage {
    let row = |ends| Row {
        name: HOSTILE.to_owned(),
        client_id: "ebox-consumer-1".to_owned(),
        certificate: HOSTILE.to_owned(),
        until: layout.t.date(Timestamp::UNIX_EPOCH),
        ends,
        is_active: ends == Ends::Later,
    };
    let accounts = if is_done { [Ends::Later, Ends::Soon, Ends::Ended].map(row).into() } else { Vec::new() };
    StepsPage {
        t: layout.t,
        accepted: is_done
            .then(|| Accepted { by: HOSTILE.to_owned(), at: layout.t.moment(Timestamp::UNIX_EPOCH) }),
        accounts,
        made: is_done.then(|| "ebox-consumer-1".to_owned()),
        addresses: Addresses::below("https://ebox.example"),
        layout,
    }
}

fn terms(layout: Layout, is_accepted: bool) -> TermsPage {
    TermsPage {
        t: layout.t,
        layout,
        enterprise: HOSTILE.to_owned(),
        version: "1".to_owned(),
        is_accepted,
        is_unconfirmed: !is_accepted,
    }
}

fn account(layout: Layout, mistakes: Mistakes) -> AccountPage {
    AccountPage {
        t: layout.t,
        layout,
        permission: "DocConsumer e-Box Enterprise",
        name: HOSTILE.to_owned(),
        certificate_name: HOSTILE.to_owned(),
        mistakes,
    }
}

/// Every mistake at once.
fn mistakes() -> Mistakes {
    let codes = [
        "country",
        "organization",
        "government_unit",
        "enterprise_unit",
        "other_enterprise",
        "environment_unit",
        "other_environment",
        "common_name",
        "city",
        "region",
        "key_size",
        "key_kind",
        "not_yet_valid",
        "expired",
        "of a later version",
    ];
    let cause = |code| Cause::body(Rule::InvalidValue, "certificate", HOSTILE).with_value(code);
    let unreadable = Cause::body(Rule::Malformed, "certificate", HOSTILE);
    let causes = codes.into_iter().map(cause).chain([unreadable]);
    Mistakes {
        name: Some(Name::Taken),
        certificate_name: Some(Name::Unusable),
        certificate: causes.filter_map(|cause| certificate::deviation(&cause)).collect(),
    }
}
