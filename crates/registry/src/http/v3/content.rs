//! `GET /ebox/messages/{messageId}/attachments/{attachmentId}/content`

use std::sync::Arc;

use axum::{
    extract::{Path, State},
    http::HeaderMap,
};
use ebox_credential::caller::Consultation;
use ebox_web::{Answer, Authorized};
use ebox_wire::Problem;

use super::super::content;
use crate::{Registry, call::Call};

/// Get the content of an attachment. Opening the main content marks the message read.
#[utoipa::path(
    get, path = "/ebox/messages/{messageId}/attachments/{attachmentId}/content", tag = "Messages",
    operation_id = "getAttachmentContent",
    params(
        ("messageId" = String, Path, description = "The message."),
        ("attachmentId" = String, Path, description = "The attachment."),
    ),
    responses(
        (status = 200, description = "The content", content_type = "application/octet-stream", body = String),
        (status = 206, description = "The range asked for", content_type = "application/octet-stream", body = String),
        (status = 304, description = "The caller has this content"),
        (status = 400, description = "The request breaks a rule", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope", body = Problem),
        (status = 404, description = "No such attachment in this e-Box", body = Problem),
        (status = 412, description = "The caller's condition does not hold", body = Problem),
        (status = 416, description = "The range is outside the content", body = Problem),
    ),
)]
pub(super) async fn get_content(
    State(registry): State<Arc<Registry>>,
    Authorized(caller): Authorized<Consultation>,
    Path((message, attachment)): Path<(String, String)>,
    call: Call,
    headers: HeaderMap,
) -> Answer {
    content::answer(&registry, &caller, &call, &headers, (&message, &attachment)).await
}
