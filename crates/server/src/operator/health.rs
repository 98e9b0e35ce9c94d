//! `GET /health`

use axum::{Json, extract::State, http::StatusCode};
use serde::Serialize;
use utoipa::ToSchema;

use super::OperatorState;

/// Whether the process is well.
#[derive(Serialize, ToSchema)]
pub(super) struct Health {
    /// `UP`, `DEGRADED` while the disk is full, `DOWN` when a database does not answer.
    #[schema(example = "UP")]
    status: &'static str,
}

/// Get the state of the process. Open to everybody.
#[utoipa::path(
    get, path = "/health", tag = "Monitoring", operation_id = "getHealth", security(()),
    responses(
        (status = 200, description = "It answers", body = Health),
        (status = 503, description = "A database does not answer", body = Health),
    ),
)]
pub(super) async fn get_health(State(state): State<OperatorState>) -> (StatusCode, Json<Health>) {
    let status = state.services.wellness().status().await;
    let code = if status == "DOWN" { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::OK };
    (code, Json(Health { status }))
}
