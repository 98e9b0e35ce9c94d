//! `/userRights` and `/userRights/{userRightId}`

use axum::{
    Json,
    extract::{OriginalUri, Path, Request, State},
    http::{Method, StatusCode},
    response::Response,
};
use ebox_credential::caller::ManagePartitions;
use ebox_web::{Answer, Authorized};
use ebox_wire::{
    Problem,
    partition::{self as wire, read},
    routes::partition_management as paths,
};

use super::{by, created, identifier, json};
use crate::http::PartitionState;

/// List the rights of people in the own e-Box.
#[utoipa::path(
    get, path = "/userRights", tag = "UserRights", operation_id = "listUserRights",
    responses(
        (status = 200, description = "All rights", body = wire::UserRightsGiven),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope, or the person does not manage the e-Box", body = Problem),
    ),
)]
pub(super) async fn list_user_rights(
    State(state): State<PartitionState>,
    Authorized(caller): Authorized<ManagePartitions>,
    method: Method,
    uri: OriginalUri,
) -> Answer<Json<wire::UserRightsGiven>> {
    let by = by(&caller, &method, &uri);
    let rights = state.partitions.user_rights(&by).await?;
    let items: Vec<_> = rights.iter().map(wire::UserRight::from).collect();
    Ok(Json(wire::UserRightsGiven { total: items.len() as u64, items }))
}

/// Give a person a right: on the whole own e-Box, or on one partition.
#[utoipa::path(
    post, path = "/userRights", tag = "UserRights", operation_id = "grantUserRight",
    request_body(content = wire::UserRightToGrant),
    responses(
        (status = 201, description = "The right", body = wire::UserRight),
        (status = 400, description = "The request breaks a rule", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope, or the person does not manage the e-Box", body = Problem),
        (status = 415, description = "The body has another media type", body = Problem),
        (status = 409, description = "It contradicts how things are now", body = Problem),
    ),
)]
pub(super) async fn grant_user_right(
    State(state): State<PartitionState>,
    Authorized(caller): Authorized<ManagePartitions>,
    method: Method,
    uri: OriginalUri,
    request: Request,
) -> Answer<Response> {
    let by = by(&caller, &method, &uri);
    let (person, extent) = json(request, read::right_to_grant).await?;
    let right = state.partitions.grant(&by, person, extent).await?;
    let path = paths::UserRight { user_right_id: &right.id.to_string() }.path();
    Ok(created(&state, &path, wire::UserRight::from(&right)))
}

/// Withdraw a right.
#[utoipa::path(
    delete, path = "/userRights/{userRightId}", tag = "UserRights", operation_id = "withdrawUserRight",
    params(("userRightId" = String, Path, description = "The right.")),
    responses(
        (status = 204, description = "It is gone"),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope, or the person does not manage the e-Box", body = Problem),
        (status = 404, description = "There is no such thing in the e-Box", body = Problem),
    ),
)]
pub(super) async fn withdraw_user_right(
    State(state): State<PartitionState>,
    Authorized(caller): Authorized<ManagePartitions>,
    Path(id): Path<String>,
    method: Method,
    uri: OriginalUri,
) -> Answer<StatusCode> {
    let by = by(&caller, &method, &uri);
    let id = identifier(&id, "User right", "userRightId")?;
    state.partitions.withdraw(&by, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
