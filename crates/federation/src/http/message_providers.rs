//! `GET /messageProviders` and `GET /messageProviders/{messageProviderId}`

use axum::{
    Json,
    extract::{Path, State},
};
use ebox_credential::caller::ReadProviderRegistry;
use ebox_web::{Answer, Authorized};
use ebox_wire::federation::{FederationStatusMessage, MessageProvider};

use super::FederationState;

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
