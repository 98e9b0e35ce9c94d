//! `GET /ebox`

use std::sync::Arc;

use axum::{Json, extract::State};
use ebox_credential::caller::OwnSummary;
use ebox_web::{Answer, Authorized};
use ebox_wire::{Problem, v3};

use crate::Registry;

/// Get the summary of the e-Box.
#[utoipa::path(
    get, path = "/ebox", tag = "Ebox", operation_id = "getEbox",
    responses(
        (status = 200, description = "The e-Box in numbers", body = v3::Ebox),
        (status = 400, description = "The request breaks a rule", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope", body = Problem),
        (status = 404, description = "Not found", body = Problem),
    ),
)]
pub(super) async fn get_ebox(
    State(registry): State<Arc<Registry>>,
    Authorized(caller): Authorized<OwnSummary>,
) -> Answer<Json<v3::Ebox>> {
    Ok(Json(registry.summary(&caller).await?.into()))
}
