//! `PATCH /ebox/messages/{messageId}/action`

use axum::{
    Json,
    extract::{Path, Request, State},
};
use ebox_credential::caller::Consultation;
use ebox_domain::Fault;
use ebox_web::{Answer, Authorized, body};
use ebox_wire::v3;

use super::super::{RegistryState, refusals::V3Refusals};
use crate::call::Call;

/// Say that the action of a message was executed. Saying it again changes nothing.
#[utoipa::path(
    patch, path = "/ebox/messages/{messageId}/action", tag = "Messages", operation_id = "executeAction",
    params(("messageId" = String, Path, description = "The message.")),
    request_body(content = v3::ActionUpdate, content_type = "application/merge-patch+json"),
    responses(
        (status = 200, description = "The message as it is now", body = v3::Message),
        (status = 415, description = "The body is no JSON", body = ebox_wire::Problem),
        V3Refusals,
    ),
)]
pub(super) async fn execute_action(
    State(state): State<RegistryState>,
    Authorized(caller): Authorized<Consultation>,
    Path(id): Path<String>,
    call: Call,
    request: Request,
) -> Answer<Json<v3::Message>> {
    let bytes = body::read(request, &[body::MERGE_PATCH, body::JSON]).await?;
    v3::ActionUpdate::read(&bytes).map_err(Fault::Invalid)?;
    let message = state.registry.execute_action(&caller, &call, &id).await?;
    Ok(Json(v3::Message::new(&message, &state.v3_address)))
}
