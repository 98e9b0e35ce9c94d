//! `GET /messageRegistries`

use std::sync::Arc;

use axum::{Json, extract::State};
use ebox_credential::caller::ReadProviderRegistry;
use ebox_web::{Answer, Authorized};
use ebox_wire::{Problem, federation::MessageRegistries};

use crate::Federation;

/// List all message registries of the federation, callable or not.
#[utoipa::path(
    get, path = "/messageRegistries", tag = "MessageRegistries", operation_id = "getMessageRegistries",
    responses(
        (status = 200, description = "All message registries", body = MessageRegistries),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope", body = Problem),
    ),
)]
pub(super) async fn get_message_registries(
    State(federation): State<Arc<Federation>>,
    Authorized(caller): Authorized<ReadProviderRegistry>,
) -> Answer<Json<MessageRegistries>> {
    Ok(Json(MessageRegistries::new(&federation.providers(&caller).await?)))
}
