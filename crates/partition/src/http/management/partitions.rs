//! `/partitions` and `/partitions/{partitionId}`

use axum::{
    Json,
    extract::{OriginalUri, Path, Request, State},
    http::{Method, StatusCode},
    response::Response,
};
use ebox_credential::caller::ManagePartitions;
use ebox_domain::PartitionId;
use ebox_web::{Answer, Authorized};
use ebox_wire::{
    Problem,
    partition::{self as wire, read},
    routes::partition_management as paths,
};

use super::{by, created, identifier, json, patch};
use crate::{Partition, http::PartitionState};

/// List the partitions of the own e-Box, GENERAL first.
#[utoipa::path(
    get, path = "/partitions", tag = "Partitions", operation_id = "listPartitions",
    responses(
        (status = 200, description = "All partitions", body = wire::Partitions),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope, or the person does not manage the e-Box", body = Problem),
    ),
)]
pub(super) async fn list_partitions(
    State(state): State<PartitionState>,
    Authorized(caller): Authorized<ManagePartitions>,
) -> Answer<Json<wire::Partitions>> {
    let (listed, arrangement) = state.partitions.arrangement(caller.principal()).await?;
    let items: Vec<_> = listed.iter().map(|one| wire::Partition::new(&one.id, &one.name)).collect();
    Ok(Json(wire::Partitions { total: items.len() as u64, items, as_of: Some(arrangement.changed) }))
}

/// Create a partition in the own e-Box.
#[utoipa::path(
    post, path = "/partitions", tag = "Partitions", operation_id = "createPartition",
    request_body(content = wire::PartitionToCreate),
    responses(
        (status = 201, description = "The partition", body = wire::Partition),
        (status = 400, description = "The request breaks a rule", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope, or the person does not manage the e-Box", body = Problem),
        (status = 415, description = "The body has another media type", body = Problem),
        (status = 409, description = "It contradicts how things are now", body = Problem),
    ),
)]
pub(super) async fn create_partition(
    State(state): State<PartitionState>,
    Authorized(caller): Authorized<ManagePartitions>,
    method: Method,
    uri: OriginalUri,
    request: Request,
) -> Answer<Response> {
    let by = by(&caller, &method, &uri);
    let (id, name) = json(request, read::partition_to_create).await?;
    let made = state.partitions.create(&by, Partition { id, name }).await?;
    let path = paths::Partition { partition_id: made.id.as_str() }.path();
    Ok(created(&state, &path, wire::Partition::new(&made.id, &made.name)))
}

/// Give a partition of the own e-Box another name. Languages that are left out keep theirs; null takes one away.
#[utoipa::path(
    patch, path = "/partitions/{partitionId}", tag = "Partitions", operation_id = "renamePartition",
    params(("partitionId" = String, Path, description = "The partition.")),
    request_body(content = wire::PartitionToRename, content_type = "application/merge-patch+json"),
    responses(
        (status = 200, description = "The partition", body = wire::Partition),
        (status = 400, description = "The request breaks a rule", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope, or the person does not manage the e-Box", body = Problem),
        (status = 415, description = "The body has another media type", body = Problem),
        (status = 404, description = "There is no such thing in the e-Box", body = Problem),
        (status = 409, description = "It contradicts how things are now", body = Problem),
    ),
)]
pub(super) async fn rename_partition(
    State(state): State<PartitionState>,
    Authorized(caller): Authorized<ManagePartitions>,
    Path(id): Path<String>,
    method: Method,
    uri: OriginalUri,
    request: Request,
) -> Answer<Json<wire::Partition>> {
    let by = by(&caller, &method, &uri);
    let id: PartitionId = identifier(&id, "Partition", "partitionId")?;
    let changes = patch(request, read::partition_to_rename).await?;
    let renamed = state.partitions.rename(&by, &id, &changes).await?;
    Ok(Json(wire::Partition::new(&renamed.id, &renamed.name)))
}

/// Delete an empty partition of the own e-Box, with the rights on it.
#[utoipa::path(
    delete, path = "/partitions/{partitionId}", tag = "Partitions", operation_id = "deletePartition",
    params(("partitionId" = String, Path, description = "The partition.")),
    responses(
        (status = 204, description = "It is gone"),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope, or the person does not manage the e-Box", body = Problem),
        (status = 404, description = "There is no such thing in the e-Box", body = Problem),
        (status = 409, description = "It contradicts how things are now", body = Problem),
    ),
)]
pub(super) async fn delete_partition(
    State(state): State<PartitionState>,
    Authorized(caller): Authorized<ManagePartitions>,
    Path(id): Path<String>,
    method: Method,
    uri: OriginalUri,
) -> Answer<StatusCode> {
    let by = by(&caller, &method, &uri);
    let id: PartitionId = identifier(&id, "Partition", "partitionId")?;
    state.partitions.delete(&by, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}
