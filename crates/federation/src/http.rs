//! The faces of the federation service: one file per endpoint, each of which extracts, calls and renders.

mod ebox_preferences;
mod message_providers;
mod message_registries;

use std::sync::Arc;

use axum::{
    Router,
    extract::{FromRef, OriginalUri},
    http::Method,
};
use ebox_audit::{Effects, Record};
use ebox_credential::caller::{Caller, Permit, TokenVerifier};
use ebox_domain::{EboxId, Environment};
use ebox_web::{
    api_docs::AccessToken,
    attempts::Attempts,
    face::{Face, face, recorded_face},
};
use utoipa::openapi::OpenApi;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::Federation;

/// What the handlers of the federation service share.
#[derive(Clone)]
pub struct FederationState {
    /// The service.
    pub federation: Arc<Federation>,
    /// Who confirms access tokens.
    pub verifier: Arc<dyn TokenVerifier>,
    /// The public address of Federation 1.3, without a slash at the end.
    pub address: Arc<str>,
    /// Where calls leave their records.
    pub attempts: Attempts,
    /// The environment that answers.
    pub environment: Environment,
    /// The helpdesk's address, for errors.
    pub contact: Option<String>,
}

impl FromRef<FederationState> for Arc<dyn TokenVerifier> {
    fn from_ref(state: &FederationState) -> Self {
        Arc::clone(&state.verifier)
    }
}

impl FromRef<FederationState> for Arc<Federation> {
    fn from_ref(state: &FederationState) -> Self {
        Arc::clone(&state.federation)
    }
}

/// The record of a change that is about to be made.
fn record<P: Permit>(
    state: &FederationState,
    caller: &Caller<P>,
    method: &Method,
    uri: &OriginalUri,
    ebox: Option<EboxId>,
    details: serde_json::Value,
) -> Effects {
    Effects::recorded(Record {
        token: Some(caller.token_hash()),
        client_id: Some(caller.client_id().to_string()),
        enterprise: Some(caller.actor()),
        person: caller.person().map(|person| state.attempts.person_key.hash(person)),
        ebox,
        details,
        ..Record::new(state.attempts.clock.now(), method.as_str(), uri.0.path(), 200)
    })
}

/// Federation 1.3: its routes, below its address.
pub fn federation_router(state: FederationState) -> Router {
    let written =
        Face::FederationStatusMessage { contact: state.contact.clone(), environment: state.environment };
    let attempts = state.attempts.clone();
    recorded_face(federation().with_state(state).split_for_parts().0, attempts, written)
}

/// The Document Provider Registry v1: its routes, below its address.
pub fn document_provider_registry_router(state: FederationState) -> Router {
    face(document_provider_registry().with_state(state).split_for_parts().0, Face::Problem)
}

/// The OpenAPI document of Federation 1.3.
pub fn federation_document() -> OpenApi {
    federation().into_openapi()
}

/// The OpenAPI document of the Document Provider Registry v1.
pub fn document_provider_registry_document() -> OpenApi {
    document_provider_registry().into_openapi()
}

fn federation() -> OpenApiRouter<FederationState> {
    #[derive(utoipa::OpenApi)]
    #[openapi(
        info(
            title = "Federation",
            version = "1.3",
            description = "Central information of the e-Box federation: its Document Providers, and what its e-Boxes prefer.",
            license(name = "MIT OR Apache-2.0"),
        ),
        tags((name = "MessageProviders"), (name = "EboxPreferences"), (name = "CitizenEboxConsents")),
        modifiers(&AccessToken),
        security(("accessToken" = [])),
    )]
    struct Document;

    OpenApiRouter::with_openapi(<Document as utoipa::OpenApi>::openapi())
        .routes(routes!(message_providers::find_all_message_providers))
        .routes(routes!(
            message_providers::get_message_provider_by_id,
            message_providers::patch_message_provider_by_id
        ))
        .routes(routes!(ebox_preferences::get_ebox_preferences_by_list))
        .routes(routes!(ebox_preferences::patch_ebox_preferences_by_id))
        .routes(routes!(ebox_preferences::get_citizen_ebox_consents_by_list))
}

fn document_provider_registry() -> OpenApiRouter<FederationState> {
    #[derive(utoipa::OpenApi)]
    #[openapi(
        info(
            title = "Document Provider Registry",
            version = "1.0",
            description = "Where the message registries of the e-Box federation are.",
            license(name = "MIT OR Apache-2.0"),
        ),
        tags((name = "MessageRegistries")),
        modifiers(&AccessToken),
        security(("accessToken" = [])),
    )]
    struct Document;

    OpenApiRouter::with_openapi(<Document as utoipa::OpenApi>::openapi())
        .routes(routes!(message_registries::get_message_registries))
}
