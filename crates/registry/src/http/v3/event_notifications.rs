//! `POST /eventNotifications`

use axum::{
    extract::{Request, State},
    http::StatusCode,
};
use ebox_credential::caller::Notify;
use ebox_domain::{Cause, Fault, Rule};
use ebox_web::{Answer, Authorized, body};
use ebox_wire::{
    Problem,
    events::{BATCHED, CloudEvent, STRUCTURED},
};

use crate::{call::Call, http::RegistryState};

/// Take notifications of changed partitions, rights and routing rules, as CloudEvents. Types that are not known are
/// taken and left alone, and so is what is older than what is known.
#[utoipa::path(
    post, path = "/eventNotifications", tag = "Notifications", operation_id = "notifyEvents",
    request_body(
        content((CloudEvent = "application/cloudevents+json"), (Vec<CloudEvent> = "application/cloudevents-batch+json")),
    ),
    responses(
        (status = 204, description = "Taken"),
        (status = 400, description = "The request breaks a rule", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope", body = Problem),
        (status = 413, description = "The body is too large", body = Problem),
        (status = 415, description = "The body has another media type", body = Problem),
    ),
)]
pub(super) async fn notify(
    State(state): State<RegistryState>,
    Authorized(caller): Authorized<Notify>,
    call: Call,
    request: Request,
) -> Answer<StatusCode> {
    let is_batch = body::media_type(&request) == BATCHED;
    let bytes = body::read(request, &[STRUCTURED, BATCHED, body::JSON]).await?;
    let read = if is_batch {
        CloudEvent::batched(&bytes)
    } else {
        CloudEvent::structured(&bytes).map(|event| vec![event])
    };
    let events = read.map_err(|error| Fault::one(Cause::body(Rule::Malformed, "body", error.to_string())))?;
    state.registry.notified_by(&caller, &call, &events).await?;
    Ok(StatusCode::NO_CONTENT)
}
