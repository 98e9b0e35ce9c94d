//! `GET .../images/{imageId}/content` of applications and organizations

use axum::{
    extract::{Path, State},
    http::HeaderMap,
};
use ebox_credential::caller::ReadReferenceData;
use ebox_web::{Answer, Authorized};
use ebox_wire::{Problem, routes::Version};

use super::super::RegistryState;

/// Get the bytes of an application's logo.
#[utoipa::path(
    get, path = "/refData/senderApplications/{senderApplicationId}/images/{imageId}/content", tag = "ReferenceData",
    operation_id = "getImageForSenderApplication",
    params(
        ("senderApplicationId" = String, Path, description = "The application."),
        ("imageId" = String, Path, description = "The logo."),
    ),
    responses(
        (status = 200, description = "The image", content_type = "application/octet-stream", body = String),
        (status = 304, description = "The caller has this image"),
        (status = 400, description = "The request breaks a rule", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope", body = Problem),
        (status = 404, description = "No such logo", body = Problem),
        (status = 412, description = "The caller's condition does not hold", body = Problem),
    ),
)]
pub(super) async fn of_application(
    State(state): State<RegistryState>,
    _: Authorized<ReadReferenceData>,
    Path((owner, image)): Path<(String, String)>,
    headers: HeaderMap,
) -> Answer {
    state.reference.book(&state, Version::V3).image(&owner, &image)?.answer(&headers)
}

/// Get the bytes of an organization's logo.
#[utoipa::path(
    get, path = "/refData/senderOrganizations/{senderOrganizationId}/images/{imageId}/content", tag = "ReferenceData",
    operation_id = "getImageForSenderOrganization",
    params(
        ("senderOrganizationId" = String, Path, description = "The organization."),
        ("imageId" = String, Path, description = "The logo."),
    ),
    responses(
        (status = 200, description = "The image", content_type = "application/octet-stream", body = String),
        (status = 304, description = "The caller has this image"),
        (status = 400, description = "The request breaks a rule", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope", body = Problem),
        (status = 404, description = "No such logo", body = Problem),
        (status = 412, description = "The caller's condition does not hold", body = Problem),
    ),
)]
pub(super) async fn of_organization(
    State(state): State<RegistryState>,
    _: Authorized<ReadReferenceData>,
    Path((owner, image)): Path<(String, String)>,
    headers: HeaderMap,
) -> Answer {
    state.reference.book(&state, Version::V3).image(&owner, &image)?.answer(&headers)
}
