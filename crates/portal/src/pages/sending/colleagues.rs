//! `POST /sending/{number}/colleagues` and `/colleagues/end`: who works on a dossier besides the managers.

use axum::{
    extract::{Path, State},
    response::Response,
};
use ebox_domain::Ssin;
use ebox_dossier::{Dossier, DossierError};

use super::{at, own};
use crate::{
    Portal,
    failure::Failure,
    fields::Posted,
    pages::{dossiers::refused, manage::done::Outcome},
};

/// Invites somebody, by their number.
pub(in crate::pages) async fn invite(
    State(portal): State<Portal>,
    Path(number): Path<String>,
    Posted { signed_in, fields }: Posted,
) -> Result<Response, Failure> {
    let (visit, dossier) = own(&portal, &signed_in, &number, ("POST", "/colleagues")).await?;
    // As people write it: 94.02.27-225.80.
    let written = fields.get("person").unwrap_or_default().replace(['.', '-', ' '], "");
    let Ok(colleague) = written.parse::<Ssin>() else {
        return Ok(Outcome::DOSSIER_NO_PERSON.at_part(&at(dossier.number()), "colleagues"));
    };
    let invited = portal.dossiers()?.invite(&visit, dossier.number(), colleague).await;
    answer(&dossier, invited, Outcome::DOSSIER_INVITED)
}

/// Ends that somebody works on it.
pub(in crate::pages) async fn end(
    State(portal): State<Portal>,
    Path(number): Path<String>,
    Posted { signed_in, fields }: Posted,
) -> Result<Response, Failure> {
    let (visit, dossier) = own(&portal, &signed_in, &number, ("POST", "/colleagues/end")).await?;
    let key = fields.get("person").ok_or(Failure::UnreadableForm)?;
    let is_meant = |one: &&Ssin| portal.0.person_key.hash(**one).to_string() == key;
    let Some(colleague) = dossier.colleagues().iter().find(is_meant).copied() else {
        return Ok(Outcome::DOSSIER_UNINVITED.at_part(&at(dossier.number()), "colleagues"));
    };
    let ended = portal.dossiers()?.uninvite(&visit, dossier.number(), colleague).await;
    let is_own = colleague == visit.person && signed_in.session().role.is_none();
    if is_own && ended.is_ok() {
        // Whoever leaves sees the dossier no more.
        return Ok(Outcome::DOSSIER_UNINVITED.at(super::SENDING));
    }
    answer(&dossier, ended, Outcome::DOSSIER_UNINVITED)
}

fn answer(
    dossier: &Dossier,
    done: Result<Dossier, DossierError>,
    outcome: Outcome,
) -> Result<Response, Failure> {
    let outcome = match done {
        Ok(_) => outcome,
        Err(error) => refused::outcome(error)?,
    };
    Ok(outcome.at_part(&at(dossier.number()), "colleagues"))
}
