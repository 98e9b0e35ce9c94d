//! Whether the services are well.

use std::sync::Arc;

use axum::{Router, http::StatusCode, routing::get};
use ebox_registry::Registry;
use ebox_sqlite::Store;

use super::Services;

impl Services {
    /// How to find out whether all of them are well.
    pub(crate) fn wellness(&self) -> Wellness {
        Wellness {
            stores: self.stores().cloned().collect(),
            registries: self.registries.values().cloned().collect(),
        }
    }

    /// `GET /health` of the process, as the Belgif guide has it.
    pub(super) fn health(&self) -> Router {
        let wellness = self.wellness();
        Router::new().route(
            "/health",
            get(move || async move {
                let status = wellness.status().await;
                let code = if status == "DOWN" { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::OK };
                (code, axum::Json(serde_json::json!({ "status": status })))
            }),
        )
    }
}

/// Everything that can be unwell.
#[derive(Clone)]
pub(crate) struct Wellness {
    stores: Vec<Store>,
    registries: Vec<Arc<Registry>>,
}

impl Wellness {
    /// The state in Belgif's words: down when a store does not answer, degraded when it only reads because its disk
    /// is full.
    pub(crate) async fn status(&self) -> &'static str {
        for store in &self.stores {
            if let Err(error) = store.is_well().await {
                tracing::error!(error = &error as &dyn std::error::Error, "a store does not answer");
                return "DOWN";
            }
        }
        let is_full = self.stores.iter().any(Store::is_out_of_room)
            || self.registries.iter().any(|registry| registry.is_out_of_room());
        if is_full { "DEGRADED" } else { "UP" }
    }
}
