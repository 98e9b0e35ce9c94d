//! `GET /desk/{number}/history`: everything that happened to a dossier, the last first.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use ebox_i18n::Texts;

use super::{Head, paths};
use crate::{
    Portal,
    failure::Failure,
    fields::Fields,
    layout::{Layout, Part, page},
    pages::dossiers::{
        Names,
        told::{self, Happened},
    },
    visitor::{Staff, Visitor},
};

#[derive(Template)]
#[template(path = "desk_history.html")]
pub(in crate::pages) struct HistoryPage {
    pub(in crate::pages) t: Texts,
    pub(in crate::pages) layout: Layout,
    pub(in crate::pages) head: Head,
    pub(in crate::pages) events: Vec<Happened>,
}

/// Shows the history.
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
    let history = portal.dossiers()?.history(&visit, dossier.number()).await?;
    let names = Names::of(&portal, told::people_in(&history)).await?;
    page(&HistoryPage {
        t,
        layout: Layout::new(&portal, &visitor, Part::Desk),
        head: Head::of(&portal, t, &dossier, &query).await?,
        events: history.iter().rev().map(|event| told::happened(t, event, &names)).collect(),
    })
}
