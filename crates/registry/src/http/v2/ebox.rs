//! `GET /ebox`

use std::sync::Arc;

use axum::{Json, extract::State};
use ebox_credential::caller::OwnSummary;
use ebox_web::{Answer, Authorized};
use ebox_wire::{StatusMessage, v2};

use crate::Registry;

/// Get the summary of the e-Box.
#[utoipa::path(
    get, path = "/ebox", tag = "Ebox", operation_id = "getEBoxById",
    responses(
        (status = 200, description = "The e-Box in numbers", body = v2::Ebox),
        (status = 400, description = "The request breaks a rule", body = StatusMessage),
        (status = 401, description = "No valid access token", body = StatusMessage),
        (status = 403, description = "The access token lacks the scope", body = StatusMessage),
        (status = 404, description = "Not found", body = StatusMessage),
    ),
)]
pub(super) async fn get_ebox_by_id(
    State(registry): State<Arc<Registry>>,
    Authorized(caller): Authorized<OwnSummary>,
) -> Answer<Json<v2::Ebox>> {
    Ok(Json(registry.summary(&caller).await?.into()))
}
