//! How an enterprise becomes a Document Consumer by itself: terms, webservice account, where to call.
//!
//! One file a page: [`steps`] shows how far the enterprise is, [`terms`] are read and accepted, [`account`] makes a
//! webservice account.

pub(super) mod account;
pub(super) mod certificate;
pub(super) mod steps;
pub(super) mod terms;

use axum::{Router, routing::get};

use crate::Portal;

const STEPS: &str = "/manage/document-consumer";
const TERMS: &str = "/manage/document-consumer/terms";
const ACCOUNT: &str = "/manage/document-consumer/account";

pub(super) fn router() -> Router<Portal> {
    Router::new()
        .route(STEPS, get(steps::show))
        .route(TERMS, get(terms::show).post(terms::accept))
        .route(ACCOUNT, get(account::show).post(account::add))
}
