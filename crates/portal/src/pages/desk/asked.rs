//! `GET /desk/{number}/asked`: what the institution asks for, as far as it is written.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use ebox_dossier::{Kind, Part as FormPart};
use ebox_i18n::Texts;

use super::{Head, paths};
use crate::{
    Portal,
    failure::Failure,
    fields::Fields,
    layout::{Layout, Part, page},
    pages::dossiers::asked::{self, Group},
    visitor::{Staff, Visitor},
};

#[derive(Template)]
#[template(path = "desk_asked.html")]
pub(in crate::pages) struct AskedPage {
    pub(in crate::pages) t: Texts,
    pub(in crate::pages) layout: Layout,
    pub(in crate::pages) head: Head,
    pub(in crate::pages) parts: Vec<Written>,
}

/// One of the two forms.
pub(in crate::pages) struct Written {
    pub(in crate::pages) title: String,
    pub(in crate::pages) groups: Vec<Group>,
    /// Whether nothing was entered yet.
    pub(in crate::pages) is_blank: bool,
    /// Whether the institution is still at work on it.
    pub(in crate::pages) is_writing: bool,
}

/// Shows both forms.
pub(in crate::pages) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    staff: Staff,
    Path(number): Path<String>,
    query: Fields,
) -> Result<Response, Failure> {
    let t = visitor.t;
    let visit = portal.visit(&staff.signed_in, "GET", &visitor.place);
    let (dossier, _) = portal.dossier(&visit, &number).await?;
    let written = |part, title: String| {
        let groups = asked::asked(t, &dossier, part);
        Written { title, is_blank: asked::is_blank(&groups), is_writing: dossier.is_writable(part), groups }
    };
    let form = written(FormPart::Form, t.say("desk-form").to_string());
    let request = written(FormPart::Request, t.say("desk-request").to_string());
    // The short way has no request of its own.
    let parts = match dossier.kind() {
        Kind::FurtherMessageTypes => vec![form],
        // The form says more, once it is begun.
        _ if form.is_blank && !form.is_writing => vec![request],
        _ => vec![form, request],
    };
    page(&AskedPage {
        t,
        layout: Layout::new(&portal, &visitor, Part::Desk),
        head: Head::of(&portal, t, &dossier, &query).await?,
        parts,
    })
}
