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
use ebox_wire::{Moment, v3};

use super::super::refusals::V3Refusals;
use crate::{Registry, call::Call};

/// Get what became of messages that the caller sent.
#[utoipa::path(
    post, path = "/searchMessageStatus", tag = "Publication", operation_id = "searchMessageStatus",
    request_body(content = v3::MessageStatusRequest, content_type = "application/json"),
    responses(
        (status = 200, description = "What became of them", body = v3::MessageStatuses),
        (status = 415, description = "The body is no JSON", body = ebox_wire::Problem),
        V3Refusals,
    ),
)]
pub(super) async fn search_status(
    State(registry): State<Arc<Registry>>,
    Authorized(caller): Authorized<Publication>,
    call: Call,
    request: Request,
) -> Answer<Json<v3::MessageStatuses>> {
    let bytes = body::read(request, &[body::JSON]).await?;
    let questions = v3::MessageStatusRequest::read(&bytes).map_err(Fault::Invalid)?;
    let statuses = registry.statuses(&caller, &call, StatusCode::OK.as_u16(), questions).await?;
    let items: Vec<v3::MessageStatus> = statuses
        .into_iter()
        .map(|(id, ebox, status)| v3::MessageStatus {
            message_id: id.to_string(),
            recipient: ebox.into(),
            expiration_date: Moment(status.expires),
            is_read: status.is_read,
            is_visible: status.is_visible,
        })
        .collect();
    Ok(Json(v3::MessageStatuses { total: items.len() as u64, items }))
}

/// Bring a message to further recipients.
#[utoipa::path(
    post, path = "/linkEboxMessage", tag = "Publication", operation_id = "linkMessage",
    request_body(content = v3::MessageToLink, content_type = "application/json"),
    responses(
        (status = 201, description = "Who has it now", body = v3::LinkResponse),
        (status = 415, description = "The body is no JSON", body = ebox_wire::Problem),
        V3Refusals,
    ),
)]
pub(super) async fn link(
    State(registry): State<Arc<Registry>>,
    Authorized(caller): Authorized<Publication>,
    call: Call,
    request: Request,
) -> Answer<(StatusCode, Json<v3::LinkResponse>)> {
    let bytes = body::read(request, &[body::JSON]).await?;
    let (message, recipients) = v3::MessageToLink::read(&bytes).map_err(Fault::Invalid)?;
    let linked = registry.link(&caller, &call, &message, recipients).await?;
    Ok((
        StatusCode::CREATED,
        Json(v3::LinkResponse {
            message_id: linked.message.to_string(),
            expiration_date: Moment(linked.expires),
            nb_success_links: linked.delivered,
            error_cases: linked.refused.into_iter().map(Into::into).collect(),
        }),
    ))
}
