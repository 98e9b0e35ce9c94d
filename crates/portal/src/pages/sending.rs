//! How an institution becomes a Document Sender or a Document Provider: its own side of its dossiers.
//!
//! One file a page. [`list`] shows the dossiers of the enterprise and opens new ones, [`one`] shows where one is and what
//! is to be done, [`writing`] are its forms, [`certificate`], [`tests`] and [`examples`] belong to its environments. What
//! people decide is a form that names the step and how the dossier was when they saw it ([`steps`]); of two who decide at
//! once one is shown what the other did.
//!
//! **To add one more** page: a file here with its routes in [`router`], its sample in `samples/sending.rs`.

pub(in crate::pages) mod certificate;
pub(in crate::pages) mod colleagues;
pub(in crate::pages) mod conversation;
pub(in crate::pages) mod examples;
pub(in crate::pages) mod list;
pub(in crate::pages) mod one;
pub(in crate::pages) mod steps;
pub(in crate::pages) mod talk;
pub(in crate::pages) mod tests;
pub(in crate::pages) mod writing;

use axum::{
    Router,
    routing::{get, post},
};
use ebox_dossier::{Dossier, DossierNumber, Party, Visit};

use crate::{Portal, failure::Failure, visitor::SignedIn};

/// Where the dossiers of an enterprise are.
pub(in crate::pages) const SENDING: &str = "/sending";

/// Where a dossier is.
pub(in crate::pages) fn at(number: DossierNumber) -> String {
    format!("{SENDING}/{number}")
}

pub(super) fn router() -> Router<Portal> {
    let one = Router::new()
        .route("/", get(one::show))
        .route("/step", post(steps::take))
        .route("/talk", post(talk::say))
        .route("/files/{note}/{place}", get(talk::file))
        .route("/colleagues", post(colleagues::invite))
        .route("/colleagues/end", post(colleagues::end))
        .route("/request", get(writing::request::show).post(writing::request::save))
        .route("/request/saved", post(writing::request::save_quietly))
        .route("/form", get(writing::form::show).post(writing::form::save))
        .route("/form/saved", post(writing::form::save_quietly))
        .route("/certificate", get(certificate::show).post(certificate::deliver))
        .route("/certificate/check", post(certificate::check))
        .route("/tests", get(tests::show).post(tests::ask))
        .route("/tests/excuse", post(tests::excuse))
        .route("/examples", get(examples::show));

    Router::new().route(SENDING, get(list::show).post(list::open)).nest("/sending/{number}", one)
}

/// A dossier of the institution for which somebody is signed in. Everybody else learns nothing about it.
async fn own(
    portal: &Portal,
    signed_in: &SignedIn,
    number: &str,
    (method, what): (&str, &str),
) -> Result<(Visit, Dossier), Failure> {
    let visit = portal.visit(signed_in, method, &format!("{SENDING}/{number}{what}"));
    let (dossier, party) = portal.dossier(&visit, number).await?;
    if party == Party::Institution { Ok((visit, dossier)) } else { Err(Failure::NotFound) }
}
