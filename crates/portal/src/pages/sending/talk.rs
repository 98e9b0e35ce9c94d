//! `POST /sending/{number}/talk`, `GET /sending/{number}/files/{note}/{place}`: the conversation about a dossier.

use axum::{
    extract::{Path, State},
    response::Response,
};
use ebox_dossier::Party;

use super::{
    at,
    conversation::{self, Received},
    one, own,
};
use crate::{
    Portal,
    failure::Failure,
    pages::{desk::talk::downloaded, manage::done::Outcome},
    uploaded::Attached,
    visitor::{SignedIn, Visitor},
};

/// Says something.
pub(in crate::pages) async fn say(
    State(portal): State<Portal>,
    visitor: Visitor,
    Path(number): Path<String>,
    Attached { signed_in, fields, files, is_too_much }: Attached,
) -> Result<Response, Failure> {
    let (visit, dossier) = own(&portal, &signed_in, &number, ("POST", "/talk")).await?;
    let received = Received::of(&fields, files, is_too_much)?;
    let whose = (dossier.number(), Party::Institution);
    match conversation::say(&portal, &visit, whose, received).await? {
        None => Ok(Outcome::DOSSIER_SAID.at_part(&at(dossier.number()), "conversation")),
        Some(entered) => one::shown(&portal, &visitor, &visit, &dossier, entered, None).await,
    }
}

/// Sends a file, to be downloaded and never shown: anybody may have put anything into it.
pub(in crate::pages) async fn file(
    State(portal): State<Portal>,
    signed_in: SignedIn,
    Path((number, note, place)): Path<(String, u32, usize)>,
) -> Result<Response, Failure> {
    let (visit, dossier) = own(&portal, &signed_in, &number, ("GET", "/files")).await?;
    let dossiers = portal.dossiers()?;
    let notes = dossiers.conversation(&visit, dossier.number()).await?;
    let said = notes.iter().find(|one| one.number == note).ok_or(Failure::NotFound)?;
    let name = said.files.get(place).ok_or(Failure::NotFound)?.name.clone();
    let bytes = dossiers.file(&visit, dossier.number(), note, place).await?;
    Ok(downloaded(&name, "application/octet-stream", bytes))
}
