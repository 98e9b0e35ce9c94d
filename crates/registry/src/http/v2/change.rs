//! `PATCH /ebox/messages`

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::StatusCode,
};
use ebox_credential::caller::Consultation;
use ebox_domain::Fault;
use ebox_web::{Answer, Authorized, body};
use ebox_wire::v2;

use super::super::refusals::V2Refusals;
use crate::{Registry, call::Call, change::Asked};

/// Hide or show messages: all of them or none.
#[utoipa::path(
    patch, path = "/ebox/messages", tag = "Messages", operation_id = "patchMessagesByEBoxId",
    request_body(content = v2::MessagesToUpdate, content_type = "application/merge-patch+json"),
    responses(
        (status = 200, description = "All of them are changed"),
        (status = 415, description = "The body is no JSON", body = ebox_wire::StatusMessage),
        V2Refusals,
    ),
)]
pub(super) async fn patch_messages(
    State(registry): State<Arc<Registry>>,
    Authorized(caller): Authorized<Consultation>,
    call: Call,
    request: Request,
) -> Answer<StatusCode> {
    let bytes = body::read(request, &[body::MERGE_PATCH, body::JSON]).await?;
    let update = v2::MessagesToUpdate::read(&bytes).map_err(Fault::Invalid)?;
    let asked = update.items.into_iter().enumerate().map(|(place, item)| Asked {
        place: Some(place),
        message: item.message_id,
        is_visible: Some(item.visible),
        partition: None,
    });
    registry.change(&caller, &call, asked.collect()).await?;
    Ok(StatusCode::OK)
}
