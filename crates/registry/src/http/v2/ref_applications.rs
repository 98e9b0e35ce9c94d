//! `GET /referenceData/senderApplications` and one of them

use axum::{
    extract::{Path, RawQuery, State},
    http::HeaderMap,
};
use ebox_credential::caller::ReadReferenceData;
use ebox_web::{
    Answer, Authorized,
    query::{PageParameters, Query},
};
use ebox_wire::{StatusMessage, routes::Version, v2};

use super::super::{RegistryState, cached::Rendered};

/// Get a page of the applications, by identifier.
#[utoipa::path(
    get, path = "/referenceData/senderApplications", tag = "ReferenceData", operation_id = "findAllSenderApplications",
    params(PageParameters),
    responses(
        (status = 200, description = "A page of applications", body = v2::SenderApplications),
        (status = 304, description = "The caller has this answer"),
        (status = 400, description = "The request breaks a rule", body = StatusMessage),
        (status = 401, description = "No valid access token", body = StatusMessage),
        (status = 403, description = "The access token lacks the scope", body = StatusMessage),
        (status = 404, description = "Not found", body = StatusMessage),
        (status = 412, description = "The caller's condition does not hold", body = StatusMessage),
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
    let page = state.reference.book(&state, Version::V2).applications.page(page);
    Rendered::json(&v2::SenderApplications::from(page)).answer(&headers)
}

/// Get an application.
#[utoipa::path(
    get, path = "/referenceData/senderApplications/{senderApplicationId}", tag = "ReferenceData", operation_id = "getSenderApplicationById",
    params(("senderApplicationId" = String, Path, description = "The application.")),
    responses(
        (status = 200, description = "The application", body = v2::SenderApplication),
        (status = 304, description = "The caller has this answer"),
        (status = 400, description = "The request breaks a rule", body = StatusMessage),
        (status = 401, description = "No valid access token", body = StatusMessage),
        (status = 403, description = "The access token lacks the scope", body = StatusMessage),
        (status = 404, description = "No such application", body = StatusMessage),
        (status = 412, description = "The caller's condition does not hold", body = StatusMessage),
    ),
)]
pub(super) async fn get_one(
    State(state): State<RegistryState>,
    _: Authorized<ReadReferenceData>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Answer {
    let book = state.reference.book(&state, Version::V2);
    book.applications.one(&id, "SenderApplication", "senderApplicationId")?.answer(&headers)
}
