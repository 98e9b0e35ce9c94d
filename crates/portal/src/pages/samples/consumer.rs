//! How an enterprise becomes a Document Consumer.

use ebox_domain::{Cause, Rule};
use ebox_onboarding::AccountState;
use jiff::Timestamp;

use super::{HOSTILE, render};
use crate::{
    layout::{Layout, Part},
    pages::{
        consumer::{
            account::{AccountPage, Mistakes, Name},
            certificate,
            next::NextPage,
            one::{Kept, OnePage},
            rehearsal::{RehearsalPage, ReportPage},
            steps::{Accepted, Addresses, CertificateRow, Ends, Row, StepsPage},
            terms::TermsPage,
            trial::{Step, TrialPage},
        },
        manage::done::Outcome,
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
        ("one account", render(&one(layout(), true))),
        ("one account, disabled", render(&one(layout(), false))),
        ("the next certificate", render(&next(layout()))),
        ("simulation", render(&trial(layout(), None))),
        ("simulation, done", render(&trial(layout(), Some(false)))),
        ("simulation, broken", render(&trial(layout(), Some(true)))),
        ("rehearsal", render(&RehearsalPage { t: layout().t, layout: layout() })),
        ("rehearsed terms", render(&TermsPage { is_rehearsal: true, ..terms(layout(), false) })),
        ("rehearsed account", render(&AccountPage { is_rehearsal: true, ..account(layout(), mistakes()) })),
        ("report", render(&report(layout(), false))),
        ("report, terms accepted", render(&report(layout(), true))),
    ]
}

fn steps(layout: Layout, is_done: bool) -> StepsPage {
    let certificate =
        |ends| CertificateRow { name: HOSTILE.to_owned(), until: layout.t.date(Timestamp::UNIX_EPOCH), ends };
    let row = |ends| Row {
        name: HOSTILE.to_owned(),
        client_id: "ebox-consumer-1".to_owned(),
        href: "/manage/document-consumer/accounts/ebox-consumer-1".to_owned(),
        certificates: vec![certificate(ends), certificate(Ends::Ended)],
        state: match ends {
            Ends::Later => AccountState::Active,
            Ends::Soon => AccountState::Pending,
            Ends::Ended => AccountState::Disabled,
        },
        ends,
    };
    let accounts = if is_done { [Ends::Later, Ends::Soon, Ends::Ended].map(row).into() } else { Vec::new() };
    StepsPage {
        t: layout.t,
        accepted: is_done
            .then(|| Accepted { by: HOSTILE.to_owned(), at: layout.t.moment(Timestamp::UNIX_EPOCH) }),
        accounts,
        made: is_done.then(|| "ebox-consumer-1".to_owned()),
        addresses: Addresses::below("https://ebox.example"),
        done: is_done.then_some(Outcome::ACCOUNT_DELETED),
        layout,
    }
}

fn one(layout: Layout, is_enabled: bool) -> OnePage {
    let kept = |ends| Kept {
        name: HOSTILE.to_owned(),
        until: layout.t.date(Timestamp::UNIX_EPOCH),
        ends,
        fingerprint: "ab".repeat(32),
        added: HOSTILE.to_owned(),
        warnings: vec![certificate::Deviation::unreadable(HOSTILE)],
    };
    OnePage {
        t: layout.t,
        href: "/manage/document-consumer/accounts/ebox-consumer-1".to_owned(),
        name: HOSTILE.to_owned(),
        client_id: "ebox-consumer-1".to_owned(),
        permission: "DocConsumer e-Box Enterprise",
        state: if is_enabled { AccountState::Active } else { AccountState::Disabled },
        is_enabled,
        made: HOSTILE.to_owned(),
        certificates: vec![kept(Ends::Soon), kept(Ends::Ended)],
        ends: Ends::Soon,
        entered: HOSTILE.to_owned(),
        mistake: Some(Name::Taken),
        done: Some(Outcome::CERTIFICATE_ADDED),
        layout,
    }
}

fn next(layout: Layout) -> NextPage {
    NextPage {
        t: layout.t,
        href: "/manage/document-consumer/accounts/ebox-consumer-1".to_owned(),
        account: HOSTILE.to_owned(),
        certificate_name: HOSTILE.to_owned(),
        mistakes: mistakes(),
        layout,
    }
}

fn trial(layout: Layout, is_broken: Option<bool>) -> TrialPage {
    let t = layout.t;
    let step = |what, failure: Option<&str>| Step {
        what,
        call: format!("GET https://ebox.example/{HOSTILE}"),
        answer: HOSTILE.to_owned(),
        failure: failure.map(str::to_owned),
        milliseconds: t.number(17_u64),
    };
    TrialPage {
        t,
        steps: is_broken.map(|is_broken| {
            let mut steps = vec![step(t.say("calls-list"), None), step(t.say("calls-message"), None)];
            steps.push(step(t.say("calls-content"), is_broken.then_some(HOSTILE)));
            steps
        }),
        is_whole: is_broken == Some(false),
        addresses: Addresses::below("https://ebox.example"),
        layout,
    }
}

fn report(layout: Layout, is_accepted: bool) -> ReportPage {
    ReportPage {
        t: layout.t,
        is_accepted,
        person: HOSTILE.to_owned(),
        enterprise: HOSTILE.to_owned(),
        version: "1".to_owned(),
        account: HOSTILE.to_owned(),
        permission: "DocConsumer e-Box Enterprise",
        certificate: HOSTILE.to_owned(),
        until: layout.t.date(Timestamp::UNIX_EPOCH),
        fingerprint: "ab".repeat(32),
        scopes: vec!["scope:document".to_owned()],
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
        is_rehearsal: false,
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
        is_rehearsal: false,
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
        "certificate_there",
        "too_many_certificates",
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
