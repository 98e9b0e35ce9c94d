//! `/mandates` and `/mandates/{mandateId}`

use axum::{
    Json,
    extract::{OriginalUri, Path, Request, State},
    http::Method,
    response::Response,
};
use ebox_credential::caller::ManagePartitions;
use ebox_web::{Answer, Authorized};
use ebox_wire::{
    Problem,
    partition::{self as wire, MandateStateWanted, read},
    routes::partition_management as paths,
};

use super::{by, created, identifier, json, patch};
use crate::http::PartitionState;

/// List the mandates that the caller gave or got.
#[utoipa::path(
    get, path = "/mandates", tag = "Mandates", operation_id = "listMandates",
    responses(
        (status = 200, description = "All mandates", body = wire::Mandates),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope, or the person does not manage the e-Box", body = Problem),
    ),
)]
pub(super) async fn list_mandates(
    State(state): State<PartitionState>,
    Authorized(caller): Authorized<ManagePartitions>,
    method: Method,
    uri: OriginalUri,
) -> Answer<Json<wire::Mandates>> {
    let by = by(&caller, &method, &uri);
    let mandates = state.partitions.mandates(&by).await?;
    let items: Vec<_> = mandates.iter().map(wire::Mandate::from).collect();
    Ok(Json(wire::Mandates { total: items.len() as u64, items }))
}

/// Propose a mandate to the other side.
#[utoipa::path(
    post, path = "/mandates", tag = "Mandates", operation_id = "proposeMandate",
    request_body(content = wire::MandateToPropose),
    responses(
        (status = 201, description = "The mandate", body = wire::Mandate),
        (status = 400, description = "The request breaks a rule", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope, or the person does not manage the e-Box", body = Problem),
        (status = 415, description = "The body has another media type", body = Problem),
        (status = 409, description = "It contradicts how things are now", body = Problem),
    ),
)]
pub(super) async fn propose_mandate(
    State(state): State<PartitionState>,
    Authorized(caller): Authorized<ManagePartitions>,
    method: Method,
    uri: OriginalUri,
    request: Request,
) -> Answer<Response> {
    let by = by(&caller, &method, &uri);
    let (principal, mandatary, operation) = json(request, read::mandate_to_propose).await?;
    let mandate = state.partitions.propose_mandate(&by, principal, mandatary, operation).await?;
    let path = paths::Mandate { mandate_id: &mandate.id.to_string() }.path();
    Ok(created(&state, &path, wire::Mandate::from(&mandate)))
}

/// Accept or refuse what the other side proposed, or end a mandate.
#[utoipa::path(
    patch, path = "/mandates/{mandateId}", tag = "Mandates", operation_id = "changeMandate",
    params(("mandateId" = String, Path, description = "The mandate.")),
    request_body(content = wire::MandateChange, content_type = "application/merge-patch+json"),
    responses(
        (status = 200, description = "The mandate", body = wire::Mandate),
        (status = 400, description = "The request breaks a rule", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope, or the person does not manage the e-Box", body = Problem),
        (status = 415, description = "The body has another media type", body = Problem),
        (status = 404, description = "There is no such thing in the e-Box", body = Problem),
        (status = 409, description = "It contradicts how things are now", body = Problem),
    ),
)]
pub(super) async fn change_mandate(
    State(state): State<PartitionState>,
    Authorized(caller): Authorized<ManagePartitions>,
    Path(id): Path<String>,
    method: Method,
    uri: OriginalUri,
    request: Request,
) -> Answer<Json<wire::Mandate>> {
    let by = by(&caller, &method, &uri);
    let id = identifier(&id, "Mandate", "mandateId")?;
    let mandate = match patch(request, read::mandate_change).await? {
        MandateStateWanted::Accepted => state.partitions.accept_mandate(&by, id).await?,
        MandateStateWanted::Refused => state.partitions.refuse_mandate(&by, id).await?,
        MandateStateWanted::Ended => state.partitions.end_mandate(&by, id).await?,
    };
    Ok(Json(wire::Mandate::from(&mandate)))
}
