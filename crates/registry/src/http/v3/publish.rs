//! `POST /ebox/messages`

use axum::{
    Json,
    extract::{Request, State},
    http::{HeaderName, StatusCode, header},
};
use ebox_credential::caller::Publication;
use ebox_web::{Answer, Authorized};
use ebox_wire::{Problem, routes, v3};

use super::super::{RegistryState, publish::receive_and_publish, upload::PublicationParts};
use crate::{call::Call, publish::Published};

/// The answer to whoever published something.
pub(super) type Created = (StatusCode, [(HeaderName, String); 1], Json<v3::PublicationStatusMessage>);

/// Publish a message.
#[utoipa::path(
    post, path = "/ebox/messages", tag = "Publication", operation_id = "publishMessage",
    params((
        "Idempotency-Key" = Option<String>, Header,
        description = "A quoted string (RFC 8941) that makes a repeated publication safe.",
    )),
    request_body(content = PublicationParts, content_type = "multipart/form-data"),
    responses(
        (status = 201, description = "The message is published, and on disk", body = v3::PublicationStatusMessage),
        (status = 400, description = "The publication breaks a rule", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope", body = Problem),
        (status = 409, description = "The idempotency key was used before", body = Problem),
        (status = 413, description = "A file is too large", body = Problem),
        (status = 415, description = "The body is not multipart/form-data", body = Problem),
    ),
)]
pub(super) async fn publish(
    State(state): State<RegistryState>,
    Authorized(caller): Authorized<Publication>,
    call: Call,
    request: Request,
) -> Answer<Created> {
    let published =
        receive_and_publish(&state.registry, &caller, &call, request, v3::publication::read).await?;
    Ok(created(&state, &published))
}

/// 201 with where the message is.
pub(super) fn created(state: &RegistryState, published: &Published) -> Created {
    let id = published.message.id.to_string();
    let location = routes::join(&state.v3_address, &routes::v3::Message { message_id: &id }.path());
    let answer = v3::PublicationStatusMessage::new(&published.message, published.recipient_has_opened);
    (StatusCode::CREATED, [(header::LOCATION, location)], Json(answer))
}
