//! `GET /outgoing-mail`: the letters that would have gone out by e-mail, in the rehearsal alone, where none does.

use askama::Template;
use axum::{extract::State, response::Response};
use ebox_i18n::Texts;

use crate::{
    Portal,
    failure::Failure,
    fields::Fields,
    layout::{Layout, Part, page},
    settings::SignIn,
    visitor::Visitor,
};

const PATH: &str = "/outgoing-mail";
const BEFORE: &str = "before";

#[derive(Template)]
#[template(path = "outgoing.html")]
pub(super) struct OutgoingPage {
    pub(super) t: Texts,
    pub(super) layout: Layout,
    /// The last written first.
    pub(super) letters: Vec<Row>,
    pub(super) older: Option<String>,
    /// The newest ones, for whoever went on from them.
    pub(super) newest: Option<&'static str>,
}

/// A letter.
pub(super) struct Row {
    pub(super) number: u64,
    pub(super) moment: String,
    pub(super) to: String,
    pub(super) language: &'static str,
    pub(super) subject: String,
    pub(super) text: String,
}

/// Shows a page of them to anybody: in the rehearsal nobody has secrets. Elsewhere there is no such page.
pub(super) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    query: Fields,
) -> Result<Response, Failure> {
    if portal.0.settings.sign_in != SignIn::Rehearsal {
        return Err(Failure::NotFound);
    }
    let before = query.get(BEFORE).map(str::parse).transpose().map_err(|_| Failure::NotFound)?;
    let found = portal.0.mailer.outgoing(before).await?;
    let t = visitor.t;
    let row = |waiting: ebox_mail::port::Waiting| Row {
        number: waiting.number,
        moment: t.moment(waiting.letter.at),
        to: waiting.letter.to.to_string(),
        language: waiting.letter.language.as_str(),
        subject: waiting.letter.subject().to_owned(),
        text: waiting.letter.text().to_owned(),
    };
    page(&OutgoingPage {
        t,
        layout: Layout::new(&portal, &visitor, Part::None),
        letters: found.letters.into_iter().map(row).collect(),
        older: found.next.map(|next| Fields::default().with(BEFORE, next.to_string()).at(PATH)),
        newest: before.map(|_| PATH),
    })
}
