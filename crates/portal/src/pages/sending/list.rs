//! `GET` and `POST /sending`: the dossiers of the enterprise at a glance, and a new one.

use askama::Template;
use axum::{extract::State, response::Response};
use ebox_dossier::{Dossier, Kind, Part as DossierPart, Party};
use ebox_i18n::Texts;

use super::{SENDING, at};
use crate::{
    Portal,
    failure::Failure,
    fields::{Fields, Posted},
    layout::{Layout, Part, page, see},
    pages::{
        dossiers::{glance::Glance, refused},
        manage::done::Outcome,
    },
    visitor::{SignedIn, Visitor},
};

#[derive(Template)]
#[template(path = "sending.html")]
pub(in crate::pages) struct ListPage {
    pub(in crate::pages) t: Texts,
    pub(in crate::pages) layout: Layout,
    pub(in crate::pages) dossiers: Vec<Glance>,
    /// Whether the reader may open dossiers.
    pub(in crate::pages) is_manager: bool,
    /// Whether the enterprise is a live sender, which may add message types.
    pub(in crate::pages) is_live: bool,
    pub(in crate::pages) done: Option<Outcome>,
}

/// Shows the dossiers.
pub(in crate::pages) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    signed_in: SignedIn,
    query: Fields,
) -> Result<Response, Failure> {
    let t = visitor.t;
    let dossiers = portal.dossiers()?;
    let visit = portal.visit(&signed_in, "GET", SENDING);
    let own = dossiers.own(&visit).await?;
    page(&ListPage {
        t,
        layout: Layout::new(&portal, &visitor, Part::Sending),
        dossiers: own.iter().map(|dossier| Glance::of(t, dossier)).collect(),
        is_manager: signed_in.session().role.is_some(),
        is_live: dossiers.is_live(&visit).await?,
        done: Outcome::read(&query),
    })
}

/// Opens a dossier.
pub(in crate::pages) async fn open(
    State(portal): State<Portal>,
    Posted { signed_in, fields }: Posted,
) -> Result<Response, Failure> {
    let kind = fields.get("kind").and_then(Kind::parse).ok_or(Failure::UnreadableForm)?;
    let dossiers = portal.dossiers()?;
    let visit = portal.visit(&signed_in, "POST", SENDING);
    // Sent twice, it is opened once: nobody needs two that are empty.
    let own = dossiers.own(&visit).await?;
    if let Some(empty) = own.iter().find(|one| one.kind() == kind && is_untouched(one)) {
        return Ok(see(&at(empty.number())));
    }
    match dossiers.open(&visit, kind).await {
        Ok(dossier) => Ok(Outcome::DOSSIER_OPENED.at(&at(dossier.number()))),
        Err(error) => Ok(refused::outcome(error)?.at(SENDING)),
    }
}

fn is_untouched(dossier: &Dossier) -> bool {
    let part = if dossier.is_writable(DossierPart::Request) { dossier.request() } else { dossier.form() };
    dossier.moves() == 0 && part.version() == 0 && !dossier.state().is_over()
}
