//! `GET /messageProviders`, and `GET` and `PATCH /messageProviders/{messageProviderId}`

use axum::{
    Json,
    extract::{OriginalUri, Path, Request, State},
    http::Method,
};
use ebox_credential::caller::{Operate, ReadProviderRegistry};
use ebox_web::{Answer, Authorized, body};
use ebox_wire::federation::{FederationStatusMessage, MessageProvider, patched};

use super::{FederationState, record};

/// List all message providers of the federation, callable or not.
#[utoipa::path(
    get, path = "/messageProviders", tag = "MessageProviders", operation_id = "findAllMessageProviders",
    responses(
        (status = 200, description = "All message providers", body = Vec<MessageProvider>),
        (status = 401, description = "No valid access token", body = FederationStatusMessage),
        (status = 403, description = "The access token lacks the scope", body = FederationStatusMessage),
        (status = 404, description = "Not found", body = FederationStatusMessage),
    ),
)]
pub(super) async fn find_all_message_providers(
    State(state): State<FederationState>,
    Authorized(caller): Authorized<ReadProviderRegistry>,
) -> Answer<Json<Vec<MessageProvider>>> {
    let providers = state.federation.providers(&caller).await?;
    Ok(Json(providers.iter().map(|provider| MessageProvider::new(provider, &state.address)).collect()))
}

/// Get a message provider by its messageProviderId.
#[utoipa::path(
    get, path = "/messageProviders/{messageProviderId}", tag = "MessageProviders",
    operation_id = "getMessageProviderById",
    params(("messageProviderId" = String, Path, description = "The message provider.")),
    responses(
        (status = 200, description = "The message provider", body = MessageProvider),
        (status = 400, description = "The request breaks a rule", body = FederationStatusMessage),
        (status = 401, description = "No valid access token", body = FederationStatusMessage),
        (status = 403, description = "The access token lacks the scope", body = FederationStatusMessage),
        (status = 404, description = "No such message provider", body = FederationStatusMessage),
    ),
)]
pub(super) async fn get_message_provider_by_id(
    State(state): State<FederationState>,
    Authorized(caller): Authorized<ReadProviderRegistry>,
    Path(id): Path<String>,
) -> Answer<Json<MessageProvider>> {
    let provider = state.federation.provider(&caller, &id).await?;
    Ok(Json(MessageProvider::new(&provider, &state.address)))
}

/// Change a message provider by a merge patch: the operator's doing. Maintenance windows are announced so.
#[utoipa::path(
    patch, path = "/messageProviders/{messageProviderId}", tag = "MessageProviders",
    operation_id = "patchMessageProviderById",
    params(("messageProviderId" = String, Path, description = "The message provider.")),
    request_body(content = MessageProvider, content_type = "application/merge-patch+json"),
    responses(
        (status = 200, description = "The message provider as it is now", body = MessageProvider),
        (status = 400, description = "The request breaks a rule", body = FederationStatusMessage),
        (status = 401, description = "No valid access token", body = FederationStatusMessage),
        (status = 403, description = "The access token lacks the scope", body = FederationStatusMessage),
        (status = 404, description = "No such message provider", body = FederationStatusMessage),
        (status = 415, description = "The body has another media type", body = FederationStatusMessage),
    ),
)]
pub(super) async fn patch_message_provider_by_id(
    State(state): State<FederationState>,
    Authorized(caller): Authorized<Operate>,
    Path(id): Path<String>,
    method: Method,
    uri: OriginalUri,
    request: Request,
) -> Answer<Json<MessageProvider>> {
    let bytes = body::read(request, &[body::MERGE_PATCH, body::JSON]).await?;
    let details = serde_json::json!({ "messageProviderId": id });
    let effects = record(&state, &caller, &method, &uri, None, details);
    let change = |provider: &_| patched(provider, &bytes);
    let provider = state.federation.change_provider(&caller, &id, change, effects).await?;
    Ok(Json(MessageProvider::new(&provider, &state.address)))
}
