//! `POST /publishMessage`

use std::sync::Arc;

use axum::{
    Json,
    extract::{FromRequestParts, Request, State},
    http::{StatusCode, request::Parts},
};
use ebox_credential::{
    caller::{Caller, Consultation, Publication},
    mandate::Mandates,
};
use ebox_domain::{Fault, Rule, ServiceError};
use ebox_web::{Answer, Authorized, Refusal};
use ebox_wire::{StatusMessage, v2};

use super::super::{
    RegistryState,
    publish::{receive_and_answer, receive_and_publish_or_answer},
    upload::PublicationParts,
};
use crate::{Registry, call::Call};

/// Publish a message, or answer one of the own e-Box: with `originalMessageId`, which needs no scope of a sender.
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
    State(mandates): State<Arc<dyn Mandates>>,
    who: Publisher,
    call: Call,
    request: Request,
) -> Answer<(StatusCode, Json<v2::PublicationStatusMessage>)> {
    let published = match who {
        Publisher::Sender(caller) => {
            let read = v2::publication::read;
            receive_and_publish_or_answer(&registry, &caller, &*mandates, &call, request, read).await
        }
        Publisher::Reader(caller, otherwise) => {
            receive_and_answer(&registry, &caller, &call, request, v2::publication::read, otherwise).await
        }
    };
    let published = published.map_err(in_the_names_of_v2)?;
    let answer = v2::PublicationStatusMessage::new(&published.message, published.recipient_has_opened);
    Ok((StatusCode::CREATED, Json(answer)))
}

/// Who may call this operation. v2.1 has none for replies: a publication that names the message which it answers is
/// one, and a reply is a consultation.
pub(super) enum Publisher {
    /// A sender.
    Sender(Caller<Publication>),
    /// Whoever may read an e-Box may answer its messages, and nothing else; with why it may not publish.
    Reader(Caller<Consultation>, ServiceError),
}

impl FromRequestParts<RegistryState> for Publisher {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &RegistryState) -> Result<Self, Refusal> {
        let refusal = match Authorized::from_request_parts(parts, state).await {
            Ok(Authorized(caller)) => return Ok(Self::Sender(caller)),
            Err(refusal) => refusal,
        };
        let is_not_allowed = matches!(
            refusal.service_error(),
            ServiceError::Refused(Fault::MissingScope(_) | Fault::MissingPermission(_))
        );
        if !is_not_allowed {
            return Err(refusal);
        }
        match Authorized::from_request_parts(parts, state).await {
            Ok(Authorized(caller)) => Ok(Self::Reader(caller, refusal.into_service_error())),
            Err(_) => Err(refusal),
        }
    }
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
