//! The faces of the Partition service: what everybody asks (v1), and the management of one's own e-Box (v1).

mod consult;
mod management;

use std::sync::Arc;

use axum::{Router, extract::FromRef};
use ebox_credential::{caller::TokenVerifier, mandate::Naming};
use ebox_web::{
    api_docs::AccessToken,
    attempts::Attempts,
    face::{Face, face, recorded_face},
};
use utoipa::openapi::OpenApi;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::Partitions;

/// What the handlers share.
#[derive(Clone)]
pub struct PartitionState {
    /// The service.
    pub partitions: Arc<Partitions>,
    /// Who confirms access tokens.
    pub verifier: Arc<dyn TokenVerifier>,
    /// Where calls leave their records.
    pub attempts: Attempts,
    /// What the two numbers of `hasMandate` stand for.
    pub naming: Naming,
    /// The public address of the management, without a slash at the end.
    pub management_address: Arc<str>,
}

impl FromRef<PartitionState> for Arc<dyn TokenVerifier> {
    fn from_ref(state: &PartitionState) -> Self {
        Arc::clone(&state.verifier)
    }
}

impl FromRef<PartitionState> for Arc<Partitions> {
    fn from_ref(state: &PartitionState) -> Self {
        Arc::clone(&state.partitions)
    }
}

/// The Partition service v1: its routes, below its address.
pub fn partition_router(state: PartitionState) -> Router {
    face(partition().with_state(state).split_for_parts().0, Face::Problem)
}

/// The partition management v1: its routes, below its address.
pub fn management_router(state: PartitionState) -> Router {
    let attempts = state.attempts.clone();
    recorded_face(management().with_state(state).split_for_parts().0, attempts, Face::Problem)
}

/// The OpenAPI document of the Partition service v1.
pub fn partition_document() -> OpenApi {
    partition().into_openapi()
}

/// The OpenAPI document of the partition management v1.
pub fn management_document() -> OpenApi {
    management().into_openapi()
}

fn partition() -> OpenApiRouter<PartitionState> {
    #[derive(utoipa::OpenApi)]
    #[openapi(
        info(
            title = "Partition",
            version = "1.0",
            description = "How the e-Boxes of enterprises are divided, who sees which part, and who acts for whom.",
            license(name = "MIT OR Apache-2.0"),
        ),
        tags((name = "Partition")),
        modifiers(&AccessToken),
        security(("accessToken" = [])),
    )]
    struct Document;

    OpenApiRouter::with_openapi(<Document as utoipa::OpenApi>::openapi())
        .routes(routes!(consult::get_partitions))
        .routes(routes!(consult::get_user_rights))
        .routes(routes!(consult::get_routing_rules))
        .routes(routes!(consult::has_mandate))
}

fn management() -> OpenApiRouter<PartitionState> {
    #[derive(utoipa::OpenApi)]
    #[openapi(
        info(
            title = "Partition management",
            version = "1.0",
            description = "Dividing one's own e-Box: partitions, rights of people, routing rules, suggestions and mandates.",
            license(name = "MIT OR Apache-2.0"),
        ),
        tags(
            (name = "Partitions"), (name = "UserRights"), (name = "RoutingRules"),
            (name = "RoutingRuleSuggestions"), (name = "Mandates"),
        ),
        modifiers(&AccessToken),
        security(("accessToken" = [])),
    )]
    struct Document;

    management::routes(OpenApiRouter::with_openapi(<Document as utoipa::OpenApi>::openapi()))
}
