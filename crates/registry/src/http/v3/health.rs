//! `GET /health`

use axum::Json;
use serde::Serialize;
use utoipa::ToSchema;

/// Whether the registry answers, and which extensions it offers.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Health {
    /// `UP` when it answers at all.
    #[schema(example = "UP")]
    status: &'static str,
    /// Extensions of the contract that clients may use.
    features: Vec<&'static str>,
}

/// Get the state of the registry. Open to everybody.
#[utoipa::path(
    get, path = "/health", tag = "Monitoring", operation_id = "getHealth", security(()),
    responses((status = 200, description = "The registry answers", body = Health)),
)]
pub(super) async fn get_health() -> Json<Health> {
    Json(Health { status: "UP", features: vec!["changeFeed", "publicationOutcome"] })
}
