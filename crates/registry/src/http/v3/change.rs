//! `PATCH /ebox/messages` and `PATCH /ebox/messages/{messageId}`

use axum::{
    Json,
    extract::{Path, Request, State},
};
use ebox_credential::caller::Consultation;
use ebox_domain::Fault;
use ebox_web::{Answer, Authorized, body};
use ebox_wire::v3;

use super::super::{RegistryState, refusals::V3Refusals};
use crate::{call::Call, change::Asked};

/// Hide, show or move messages: all of them or none.
#[utoipa::path(
    patch, path = "/ebox/messages", tag = "Messages", operation_id = "patchMessages",
    request_body(content = v3::MessagesToUpdate, content_type = "application/merge-patch+json"),
    responses(
        (status = 200, description = "The messages as they are now", body = v3::ChangedMessages),
        (status = 415, description = "The body is no JSON", body = ebox_wire::Problem),
        V3Refusals,
    ),
)]
pub(super) async fn patch_messages(
    State(state): State<RegistryState>,
    Authorized(caller): Authorized<Consultation>,
    call: Call,
    request: Request,
) -> Answer<Json<v3::ChangedMessages>> {
    let bytes = body::read(request, &[body::MERGE_PATCH, body::JSON]).await?;
    let update = v3::MessagesToUpdate::read(&bytes).map_err(Fault::Invalid)?;
    let items = update.items.into_iter().enumerate();
    let asked = items.map(|(place, item)| asked(Some(place), item.message_id, item.update)).collect();
    let messages = state.registry.change(&caller, &call, asked).await?;
    Ok(Json(v3::ChangedMessages::new(&messages, &state.v3_address)))
}

/// Hide, show or move a message.
#[utoipa::path(
    patch, path = "/ebox/messages/{messageId}", tag = "Messages", operation_id = "patchMessage",
    params(("messageId" = String, Path, description = "The message.")),
    request_body(content = v3::MessageUpdate, content_type = "application/merge-patch+json"),
    responses(
        (status = 200, description = "The message as it is now", body = v3::Message),
        (status = 415, description = "The body is no JSON", body = ebox_wire::Problem),
        V3Refusals,
    ),
)]
pub(super) async fn patch_message(
    State(state): State<RegistryState>,
    Authorized(caller): Authorized<Consultation>,
    Path(id): Path<String>,
    call: Call,
    request: Request,
) -> Answer<Json<v3::Message>> {
    let bytes = body::read(request, &[body::MERGE_PATCH, body::JSON]).await?;
    let update = v3::MessageUpdate::read(&bytes).map_err(Fault::Invalid)?;
    let messages = state.registry.change(&caller, &call, vec![asked(None, id.clone(), update)]).await?;
    let message = messages.first().ok_or_else(|| Fault::no_message(&id))?;
    Ok(Json(v3::Message::new(message, &state.v3_address)))
}

fn asked(place: Option<usize>, message: String, update: v3::MessageUpdate) -> Asked {
    let partition = update.partition.and_then(|partition| partition.parse().ok());
    Asked { place, message, is_visible: update.is_visible, partition }
}
