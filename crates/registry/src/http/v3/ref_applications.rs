//! `GET /refData/senderApplications` and one of them

use axum::{
    extract::{Path, RawQuery, State},
    http::HeaderMap,
};
use ebox_credential::caller::ReadReferenceData;
use ebox_web::{
    Answer, Authorized,
    query::{PageParameters, Query},
};
use ebox_wire::{
    Problem,
    routes::{self, Version, join},
    v3,
};

use super::super::{RegistryState, cached::Rendered};

/// Get a page of the applications, by identifier.
#[utoipa::path(
    get, path = "/refData/senderApplications", tag = "ReferenceData", operation_id = "getSenderApplications",
    params(PageParameters),
    responses(
        (status = 200, description = "A page of applications", body = v3::SenderApplications),
        (status = 304, description = "The caller has this answer"),
        (status = 400, description = "The request breaks a rule", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope", body = Problem),
        (status = 404, description = "Not found", body = Problem),
        (status = 412, description = "The caller's condition does not hold", body = Problem),
    ),
)]
pub(super) async fn get_all(
    State(state): State<RegistryState>,
    _: Authorized<ReadReferenceData>,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
) -> Answer {
    let mut query = Query::new(raw.as_deref());
    let page = query.page();
    query.finish()?;
    let page = state.reference.book(&state, Version::V3).applications.page(page);
    let url = join(&state.v3_address, routes::v3::SENDER_APPLICATIONS);
    Rendered::json(&v3::SenderApplications::new(page, &url)).answer(&headers)
}

/// Get an application.
#[utoipa::path(
    get, path = "/refData/senderApplications/{senderApplicationId}", tag = "ReferenceData", operation_id = "getSenderApplication",
    params(("senderApplicationId" = String, Path, description = "The application.")),
    responses(
        (status = 200, description = "The application", body = v3::SenderApplication),
        (status = 304, description = "The caller has this answer"),
        (status = 400, description = "The request breaks a rule", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope", body = Problem),
        (status = 404, description = "No such application", body = Problem),
        (status = 412, description = "The caller's condition does not hold", body = Problem),
    ),
)]
pub(super) async fn get_one(
    State(state): State<RegistryState>,
    _: Authorized<ReadReferenceData>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Answer {
    let book = state.reference.book(&state, Version::V3);
    book.applications.one(&id, "SenderApplication", "senderApplicationId")?.answer(&headers)
}
