//! `GET` and `POST /sending/{number}/form`, `POST /sending/{number}/form/saved`.

use axum::{
    extract::{Path, Request, State},
    response::Response,
};
use ebox_dossier::Part;

use crate::{
    Portal,
    failure::Failure,
    fields::Fields,
    visitor::{SignedIn, Visitor},
};

/// Shows it: to fill in as long as that can be done, to read afterwards.
pub(in crate::pages) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    signed_in: SignedIn,
    Path(number): Path<String>,
    query: Fields,
) -> Result<Response, Failure> {
    super::show(&portal, &visitor, &signed_in, (&number, Part::Form), &query).await
}

/// Saves it, and does what its button says.
pub(in crate::pages) async fn save(
    State(portal): State<Portal>,
    visitor: Visitor,
    signed_in: SignedIn,
    Path(number): Path<String>,
    request: Request,
) -> Result<Response, Failure> {
    super::save(&portal, &visitor, &signed_in, (&number, Part::Form), request).await
}

/// Saves it while somebody writes.
pub(in crate::pages) async fn save_quietly(
    State(portal): State<Portal>,
    visitor: Visitor,
    signed_in: SignedIn,
    Path(number): Path<String>,
    request: Request,
) -> Result<Response, Failure> {
    super::quietly::save(&portal, &visitor, &signed_in, (&number, Part::Form), request).await
}
