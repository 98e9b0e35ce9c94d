//! `GET /ebox/messages/{messageId}/body`

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
};
use ebox_credential::caller::Consultation;
use ebox_web::{Answer, Authorized};
use ebox_wire::{Problem, TranslatedString};

use super::super::body;
use crate::{Registry, call::Call};

/// Get the body of a message. A body that is the main content marks the message read.
#[utoipa::path(
    get, path = "/ebox/messages/{messageId}/body", tag = "Messages", operation_id = "getBody",
    params(("messageId" = String, Path, description = "The message.")),
    responses(
        (status = 200, description = "The body", body = TranslatedString),
        (status = 400, description = "The request breaks a rule", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope", body = Problem),
        (status = 404, description = "No such message in this e-Box, or it has no body", body = Problem),
    ),
)]
pub(super) async fn get_body(
    State(registry): State<Arc<Registry>>,
    Authorized(caller): Authorized<Consultation>,
    Path(id): Path<String>,
    call: Call,
) -> Answer<Json<TranslatedString>> {
    body::answer(&registry, &caller, &call, &id).await
}
