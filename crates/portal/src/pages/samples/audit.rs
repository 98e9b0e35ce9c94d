//! Who opened what.

use super::{HOSTILE, render};
use crate::{
    layout::{Layout, Part},
    pages::manage::audit::{AuditPage, Mistake, Row, What, Who},
    show::Said,
};

pub(super) fn pages(layout: &impl Fn(Part) -> Layout) -> Vec<(&'static str, String)> {
    let layout = || layout(Part::Manage);
    vec![
        ("audit", render(&audit(layout(), None, true))),
        ("audit, none", render(&audit(layout(), None, false))),
        ("audit, no day", render(&audit(layout(), Some(Mistake::NoDay), false))),
        ("audit, backwards", render(&audit(layout(), Some(Mistake::Backwards), false))),
    ]
}

fn audit(layout: Layout, mistake: Option<Mistake>, has_some: bool) -> AuditPage {
    let hostile = || HOSTILE.to_owned();
    let row = |who, document: Option<String>| Row {
        moment: "1".to_owned(),
        who,
        what: What {
            message: match document {
                Some(_) => Ok((Said::plain(HOSTILE), "/messages/nsso/1".to_owned())),
                None => Err(hostile()),
            },
            document,
        },
        provider: hostile(),
    };
    let rows = vec![
        row(Who::Person(hostile()), Some(hostile())),
        row(Who::Somebody, None),
        row(Who::OwnSoftware(hostile()), Some(hostile())),
        row(Who::Other(hostile()), None),
    ];
    AuditPage {
        t: layout.t,
        rows: if has_some { rows } else { Vec::new() },
        from: hostile(),
        until: String::new(),
        mistake,
        older: has_some.then(|| "/manage/audit?after=1".to_owned()),
        newest: has_some.then(|| "/manage/audit".to_owned()),
        file: "/manage/audit/file".to_owned(),
        providers: if has_some { vec![hostile(), hostile()] } else { Vec::new() },
        layout,
    }
}
