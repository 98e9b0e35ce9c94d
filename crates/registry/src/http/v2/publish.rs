//! `POST /publishMessage`

use std::sync::Arc;

use axum::{
    Json,
    extract::{Request, State},
    http::StatusCode,
};
use ebox_credential::caller::Publication;
use ebox_domain::{Fault, Rule, ServiceError};
use ebox_web::{Answer, Authorized};
use ebox_wire::{StatusMessage, v2};

use super::super::{publish::receive_and_publish, upload::PublicationParts};
use crate::{Registry, call::Call};

/// Publish a message.
#[utoipa::path(
    post, path = "/publishMessage", tag = "Messages", operation_id = "postMessage",
    params((
        "Idempotency-Key" = Option<String>, Header,
        description = "Extension: a quoted string (RFC 8941) that makes a repeated publication safe.",
    )),
    request_body(content = PublicationParts, content_type = "multipart/form-data"),
    responses(
        (status = 201, description = "The message is published, and on disk", body = v2::PublicationStatusMessage),
        (status = 400, description = "The publication breaks a rule", body = StatusMessage),
        (status = 401, description = "No valid access token", body = StatusMessage),
        (status = 403, description = "The access token lacks the scope", body = StatusMessage),
        (status = 409, description = "The idempotency key was used before", body = StatusMessage),
        (status = 413, description = "A file is too large", body = StatusMessage),
        (status = 415, description = "The body is not multipart/form-data", body = StatusMessage),
    ),
)]
pub(super) async fn publish(
    State(registry): State<Arc<Registry>>,
    Authorized(caller): Authorized<Publication>,
    call: Call,
    request: Request,
) -> Answer<(StatusCode, Json<v2::PublicationStatusMessage>)> {
    let published = receive_and_publish(&registry, &caller, &call, request, v2::publication::read)
        .await
        .map_err(in_the_names_of_v2)?;
    let answer = v2::PublicationStatusMessage::new(&published.message, published.recipient_has_opened);
    Ok((StatusCode::CREATED, Json(answer)))
}

/// Rules name fields as v3 does; senders of v2.1 look for theirs.
fn in_the_names_of_v2(error: ServiceError) -> ServiceError {
    let ServiceError::Refused(Fault::Invalid(mut causes)) = error else { return error };
    // A property that v2.1 does not know keeps the name that the sender gave it.
    for cause in causes.iter_mut().filter(|cause| cause.rule != Rule::Unknown) {
        if let Some(name) = v2::publication::name_of(&cause.field) {
            name.clone_into(&mut cause.field);
        }
    }
    Fault::Invalid(causes).into()
}
