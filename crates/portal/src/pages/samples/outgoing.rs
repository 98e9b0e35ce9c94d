//! Letters that go nowhere.

use super::{HOSTILE, render};
use crate::{
    layout::{Layout, Part},
    pages::outgoing::{OutgoingPage, Row},
};

pub(super) fn pages(layout: &impl Fn(Part) -> Layout) -> Vec<(&'static str, String)> {
    let letters = [2, 1].map(|number| Row {
        number,
        moment: layout(Part::None).t.moment(jiff::Timestamp::UNIX_EPOCH),
        to: "anna@korenaar.example".to_owned(),
        language: "de",
        subject: HOSTILE.to_owned(),
        text: format!("Guten Tag,\n\n{HOSTILE}\n"),
    });
    let page = |letters| {
        let layout = Layout { is_rehearsal: true, ..layout(Part::None) };
        let older = Some("/outgoing-mail?before=1".to_owned());
        render(&OutgoingPage { t: layout.t, layout, letters, older, newest: Some("/outgoing-mail") })
    };
    vec![("outgoing mail", page(letters.into())), ("outgoing mail, none", page(Vec::new()))]
}
