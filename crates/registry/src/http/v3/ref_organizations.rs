//! `GET /refData/senderOrganizations` and one of them

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

/// Get a page of the organizations, by identifier.
#[utoipa::path(
    get, path = "/refData/senderOrganizations", tag = "ReferenceData", operation_id = "getSenderOrganizations",
    params(PageParameters),
    responses(
        (status = 200, description = "A page of organizations", body = v3::SenderOrganizations),
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
    let page = state.reference.book(&state, Version::V3).organizations.page(page);
    let url = join(&state.v3_address, routes::v3::SENDER_ORGANIZATIONS);
    Rendered::json(&v3::SenderOrganizations::new(page, &url)).answer(&headers)
}

/// Get an organization.
#[utoipa::path(
    get, path = "/refData/senderOrganizations/{senderOrganizationId}", tag = "ReferenceData", operation_id = "getSenderOrganization",
    params(("senderOrganizationId" = String, Path, description = "The organization.")),
    responses(
        (status = 200, description = "The organization", body = v3::SenderOrganization),
        (status = 304, description = "The caller has this answer"),
        (status = 400, description = "The request breaks a rule", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope", body = Problem),
        (status = 404, description = "No such organization", body = Problem),
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
    book.organizations.one(&id, "SenderOrganization", "senderOrganizationId")?.answer(&headers)
}
