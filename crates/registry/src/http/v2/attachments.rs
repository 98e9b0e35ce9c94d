//! `GET /ebox/messages/{messageId}/attachments` and one of them

use axum::{
    Json,
    extract::{Path, State},
};
use ebox_credential::caller::Consultation;
use ebox_web::{Answer, Authorized};
use ebox_wire::{StatusMessage, v2};

use super::super::RegistryState;
use crate::call::Call;

/// Get the attachments of a message, without their content.
#[utoipa::path(
    get, path = "/ebox/messages/{messageId}/attachments", tag = "Messages", operation_id = "getAttachmentByMessageId",
    params(("messageId" = String, Path, description = "The message.")),
    responses(
        (status = 200, description = "The attachments", body = v2::Attachments),
        (status = 400, description = "The request breaks a rule", body = StatusMessage),
        (status = 401, description = "No valid access token", body = StatusMessage),
        (status = 403, description = "The access token lacks the scope", body = StatusMessage),
        (status = 404, description = "No such message in this e-Box", body = StatusMessage),
    ),
)]
pub(super) async fn get_attachments(
    State(state): State<RegistryState>,
    Authorized(caller): Authorized<Consultation>,
    Path(id): Path<String>,
    call: Call,
) -> Answer<Json<v2::Attachments>> {
    let message = state.registry.attachments(&caller, &call, &id).await?;
    Ok(Json(v2::Attachments::new(&message, &state.v2_address)))
}

/// Get an attachment, without its content.
#[utoipa::path(
    get, path = "/ebox/messages/{messageId}/attachments/{attachmentId}", tag = "Messages",
    operation_id = "getAttachmentById",
    params(
        ("messageId" = String, Path, description = "The message."),
        ("attachmentId" = String, Path, description = "The attachment."),
    ),
    responses(
        (status = 200, description = "The attachment", body = v2::Attachment),
        (status = 400, description = "The request breaks a rule", body = StatusMessage),
        (status = 401, description = "No valid access token", body = StatusMessage),
        (status = 403, description = "The access token lacks the scope", body = StatusMessage),
        (status = 404, description = "No such attachment in this e-Box", body = StatusMessage),
    ),
)]
pub(super) async fn get_attachment(
    State(state): State<RegistryState>,
    Authorized(caller): Authorized<Consultation>,
    Path((message, attachment)): Path<(String, String)>,
    call: Call,
) -> Answer<Json<v2::Attachment>> {
    let (message, attachment) = state.registry.attachment(&caller, &call, (&message, &attachment)).await?;
    Ok(Json(v2::Attachment::new(&message, &attachment, &state.v2_address)))
}
