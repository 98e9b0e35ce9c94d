//! `GET /ebox/messages/{messageId}/attachments` and one of them

use axum::{
    Json,
    extract::{Path, State},
};
use ebox_credential::caller::Consultation;
use ebox_web::{Answer, Authorized};
use ebox_wire::{Problem, v3};

use super::super::RegistryState;
use crate::call::Call;

/// Get the attachments of a message, without their content.
#[utoipa::path(
    get, path = "/ebox/messages/{messageId}/attachments", tag = "Messages", operation_id = "getAttachments",
    params(("messageId" = String, Path, description = "The message.")),
    responses(
        (status = 200, description = "The attachments", body = v3::Attachments),
        (status = 400, description = "The request breaks a rule", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope", body = Problem),
        (status = 404, description = "No such message in this e-Box", body = Problem),
    ),
)]
pub(super) async fn get_attachments(
    State(state): State<RegistryState>,
    Authorized(caller): Authorized<Consultation>,
    Path(id): Path<String>,
    call: Call,
) -> Answer<Json<v3::Attachments>> {
    let message = state.registry.attachments(&caller, &call, &id).await?;
    Ok(Json(v3::Attachments::new(&message, &state.v3_address)))
}

/// Get an attachment, without its content.
#[utoipa::path(
    get, path = "/ebox/messages/{messageId}/attachments/{attachmentId}", tag = "Messages",
    operation_id = "getAttachment",
    params(
        ("messageId" = String, Path, description = "The message."),
        ("attachmentId" = String, Path, description = "The attachment."),
    ),
    responses(
        (status = 200, description = "The attachment", body = v3::Attachment),
        (status = 400, description = "The request breaks a rule", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope", body = Problem),
        (status = 404, description = "No such attachment in this e-Box", body = Problem),
    ),
)]
pub(super) async fn get_attachment(
    State(state): State<RegistryState>,
    Authorized(caller): Authorized<Consultation>,
    Path((message, attachment)): Path<(String, String)>,
    call: Call,
) -> Answer<Json<v3::Attachment>> {
    let (message, attachment) = state.registry.attachment(&caller, &call, (&message, &attachment)).await?;
    Ok(Json(v3::Attachment::new(&message, &attachment, &state.v3_address)))
}
