//! `GET /referenceData/senderOrganizations` and one of them

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

/// Get a page of the organizations, by identifier.
#[utoipa::path(
    get, path = "/referenceData/senderOrganizations", tag = "ReferenceData", operation_id = "findAllSenderOrganizations",
    params(PageParameters),
    responses(
        (status = 200, description = "A page of organizations", body = v2::SenderOrganizations),
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
    let page = state.reference.book(&state, Version::V2).organizations.page(page);
    Rendered::json(&v2::SenderOrganizations::from(page)).answer(&headers)
}

/// Get an organization.
#[utoipa::path(
    get, path = "/referenceData/senderOrganizations/{senderOrganizationId}", tag = "ReferenceData", operation_id = "getSenderOrganizationById",
    params(("senderOrganizationId" = String, Path, description = "The organization.")),
    responses(
        (status = 200, description = "The organization", body = v2::SenderOrganization),
        (status = 304, description = "The caller has this answer"),
        (status = 400, description = "The request breaks a rule", body = StatusMessage),
        (status = 401, description = "No valid access token", body = StatusMessage),
        (status = 403, description = "The access token lacks the scope", body = StatusMessage),
        (status = 404, description = "No such organization", body = StatusMessage),
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
    book.organizations.one(&id, "SenderOrganization", "senderOrganizationId")?.answer(&headers)
}
