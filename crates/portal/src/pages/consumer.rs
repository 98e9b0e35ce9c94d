//! How an enterprise becomes a Document Consumer by itself: terms, webservice accounts, where to call.
//!
//! One file a page: [`steps`] shows how far the enterprise is, [`terms`] are read and accepted, [`account`] makes a
//! webservice account, [`one`] shows one with what can be changed ([`changes`]) and takes its next certificate
//! ([`next`]). [`trial`] makes a consumer's calls at the simulation, [`rehearsal`] goes through everything and changes
//! nothing.

pub(super) mod account;
pub(super) mod certificate;
pub(super) mod changes;
pub(super) mod next;
pub(super) mod one;
pub(super) mod rehearsal;
pub(super) mod steps;
pub(super) mod terms;
pub(super) mod trial;

use axum::{
    Router,
    routing::{get, post},
};
use ebox_domain::ids::ClientId;

use crate::{Portal, show::segment};

const STEPS: &str = "/manage/document-consumer";
const TERMS: &str = "/manage/document-consumer/terms";
const ACCOUNT: &str = "/manage/document-consumer/account";
const TRIAL: &str = "/manage/document-consumer/trial";
const REHEARSAL: &str = "/manage/document-consumer/rehearsal";
const REHEARSED_TERMS: &str = "/manage/document-consumer/rehearsal/terms";
const REHEARSED_ACCOUNT: &str = "/manage/document-consumer/rehearsal/account";

/// Where an account is.
fn one_at(client: &ClientId) -> String {
    format!("/manage/document-consumer/accounts/{}", segment(client.as_str()))
}

pub(super) fn router() -> Router<Portal> {
    let one = Router::new()
        .route("/", get(one::show))
        .route("/name", post(changes::rename))
        .route("/state", post(changes::enable))
        .route("/certificate", get(next::show).post(next::add))
        .route("/certificate/remove", post(changes::remove_certificate))
        .route("/delete", post(changes::delete));
    Router::new()
        .route(STEPS, get(steps::show))
        .route(TERMS, get(terms::show).post(terms::accept))
        .route(ACCOUNT, get(account::show).post(account::add))
        .route(TRIAL, get(trial::show).post(trial::run))
        .route(REHEARSAL, get(rehearsal::begin))
        .route(REHEARSED_TERMS, get(rehearsal::terms).post(rehearsal::go_on))
        .route(REHEARSED_ACCOUNT, get(rehearsal::account).post(rehearsal::report))
        .nest("/manage/document-consumer/accounts/{client}", one)
}
