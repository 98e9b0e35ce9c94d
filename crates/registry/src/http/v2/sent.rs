//! `POST /searchMessageStatus` and `POST /linkEboxMessage`

use std::sync::Arc;

use axum::{
    Json,
    extract::{Request, State},
    http::StatusCode,
};
use ebox_credential::caller::Publication;
use ebox_domain::Fault;
use ebox_web::{Answer, Authorized, body};
use ebox_wire::{Moment, v2};

use super::super::refusals::V2Refusals;
use crate::{Registry, call::Call};

/// Get what became of messages that the caller sent: in the e-Box that is named with it, or in all that have it.
#[utoipa::path(
    post, path = "/searchMessageStatus", tag = "Messages", operation_id = "getStatus",
    request_body(content = v2::MessagesStatusRequest, content_type = "application/json"),
    responses(
        (status = 201, description = "What became of them", body = v2::MessagesStatusList),
        (status = 415, description = "The body is no JSON", body = ebox_wire::StatusMessage),
        V2Refusals,
    ),
)]
pub(super) async fn search_status(
    State(registry): State<Arc<Registry>>,
    Authorized(caller): Authorized<Publication>,
    call: Call,
    request: Request,
) -> Answer<(StatusCode, Json<v2::MessagesStatusList>)> {
    let bytes = body::read(request, &[body::JSON]).await?;
    let questions = v2::MessagesStatusRequest::read(&bytes).map_err(Fault::Invalid)?;
    let questions = registry.of_each_recipient(&caller, questions).await?;
    // The public document says 201, though nothing is created.
    let status = StatusCode::CREATED;
    let statuses = registry.statuses(&caller, &call, status.as_u16(), questions).await?;
    let list = statuses.into_iter().map(|(id, ebox, status)| v2::MessageStatus {
        message_id: id.to_string(),
        ebox_id: ebox.into(),
        expiration_date: Some(Moment(status.expires)),
        read_status: status.is_read,
        visible: status.is_visible,
    });
    Ok((status, Json(v2::MessagesStatusList(list.collect()))))
}

/// Bring a message to further recipients.
#[utoipa::path(
    post, path = "/linkEboxMessage", tag = "Messages", operation_id = "linkMessage",
    request_body(content = v2::MessageToLink, content_type = "application/json"),
    responses(
        (status = 201, description = "Who has it now", body = v2::LinkResponse),
        (status = 415, description = "The body is no JSON", body = ebox_wire::StatusMessage),
        V2Refusals,
    ),
)]
pub(super) async fn link(
    State(registry): State<Arc<Registry>>,
    Authorized(caller): Authorized<Publication>,
    call: Call,
    request: Request,
) -> Answer<(StatusCode, Json<v2::LinkResponse>)> {
    let bytes = body::read(request, &[body::JSON]).await?;
    let (message, recipients) = v2::MessageToLink::read(&bytes).map_err(Fault::Invalid)?;
    let linked = registry.link(&caller, &call, &message, recipients).await?;
    Ok((
        StatusCode::CREATED,
        Json(v2::LinkResponse {
            message_id: linked.message.to_string(),
            expiration_date: Moment(linked.expires),
            nb_success_links: i32::try_from(linked.delivered).unwrap_or(i32::MAX),
            error_cases: linked.refused.into_iter().map(Into::into).collect(),
        }),
    ))
}
