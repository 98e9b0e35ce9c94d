//! `POST /ebox/messages/{messageId}/replies`

use axum::extract::{Path, Request, State};
use ebox_credential::caller::Consultation;
use ebox_web::{Answer, Authorized};
use ebox_wire::{Problem, v3};

use super::super::{RegistryState, publish, refusals::V3Refusals, upload::ReplyParts};
use super::publish::{Created, created};
use crate::call::Call;

/// Answer a message, where its sender takes replies.
#[utoipa::path(
    post, path = "/ebox/messages/{messageId}/replies", tag = "Reply", operation_id = "reply",
    params(
        ("messageId" = String, Path, description = "The message that is answered."),
        ("Idempotency-Key" = Option<String>, Header,
         description = "A quoted string (RFC 8941) that makes a repeated reply safe."),
    ),
    request_body(content = ReplyParts, content_type = "multipart/form-data"),
    responses(
        (status = 201, description = "The reply is published, and on disk", body = v3::PublicationStatusMessage),
        (status = 409, description = "The idempotency key was used before", body = Problem),
        (status = 413, description = "A file is too large", body = Problem),
        (status = 415, description = "The body is not multipart/form-data", body = Problem),
        V3Refusals,
    ),
)]
pub(super) async fn reply(
    State(state): State<RegistryState>,
    Authorized(caller): Authorized<Consultation>,
    Path(id): Path<String>,
    call: Call,
    request: Request,
) -> Answer<Created> {
    let published = publish::receive_and_reply(&state.registry, &caller, &call, &id, request).await?;
    Ok(created(&state, &published))
}
