//! `POST /sign-out`: here, or everywhere.

use axum::{extract::State, response::Response};
use ebox_audit::Effects;
use http::header;

use super::sign_in::{WHY, Why};
use crate::{
    Portal, cookies,
    failure::Failure,
    fields::{Fields, Posted},
    layout::see,
};

/// Ends the session, or every session of the person.
pub(super) async fn sign_out(
    State(portal): State<Portal>,
    Posted { signed_in, fields }: Posted,
) -> Result<Response, Failure> {
    let session = signed_in.session();
    let why = if fields.get("everywhere").is_some() {
        let record = portal.record(session, "POST", "/sign-out?everywhere", 303);
        portal.0.people.sign_out_everywhere(session.person.ssin, Effects::recorded(record)).await?;
        Why::OutEverywhere
    } else {
        let record = portal.record(session, "POST", "/sign-out", 303);
        portal.0.people.sign_out(signed_in.token(), Effects::recorded(record)).await?;
        Why::Out
    };
    let mut response = see(&Fields::default().with(WHY, why.as_str()).at("/sign-in"));
    response.headers_mut().append(header::SET_COOKIE, cookies::drop_session(&portal.0.settings));
    Ok(response)
}
