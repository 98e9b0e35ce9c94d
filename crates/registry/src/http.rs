//! The registry's two faces: one file per endpoint and version, each of which extracts, calls and renders.

mod body;
mod cached;
mod call;
mod content;
mod filter;
mod publish;
mod reference;
mod refusals;
mod upload;
mod v2;
mod v3;

use std::{ops::Deref, sync::Arc};

use axum::{Router, extract::FromRef};
use ebox_credential::{Mandates, caller::TokenVerifier};
use ebox_domain::Environment;
use ebox_web::{
    attempts::Attempts,
    face::{Face, recorded_face},
};
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;

use crate::Registry;
pub use reference::ReferenceAnswers;

/// What the handlers of one registry share. Every call takes copies of it.
#[derive(Clone)]
pub struct RegistryState(Arc<RegistryShared>);

impl From<RegistryShared> for RegistryState {
    fn from(shared: RegistryShared) -> Self {
        Self(Arc::new(shared))
    }
}

impl Deref for RegistryState {
    type Target = RegistryShared;

    fn deref(&self) -> &RegistryShared {
        &self.0
    }
}

/// What is in a [`RegistryState`].
pub struct RegistryShared {
    /// The registry.
    pub registry: Arc<Registry>,
    /// Who confirms access tokens.
    pub verifier: Arc<dyn TokenVerifier>,
    /// Where calls leave their records.
    pub attempts: Attempts,
    /// Who knows on whose behalf callers may act.
    pub mandates: Arc<dyn Mandates>,
    /// The public address of the v2.1 face, without a slash at the end.
    pub v2_address: Arc<str>,
    /// The public address of the v3 face, without a slash at the end.
    pub v3_address: Arc<str>,
    /// The environment that answers.
    pub environment: Environment,
    /// The helpdesk's address, for v2.1 errors.
    pub contact: Option<String>,
    /// What is answered of reference data, once it was asked for.
    pub reference: ReferenceAnswers,
}

impl FromRef<RegistryState> for Arc<dyn TokenVerifier> {
    fn from_ref(state: &RegistryState) -> Self {
        Arc::clone(&state.verifier)
    }
}

impl FromRef<RegistryState> for Arc<dyn Mandates> {
    fn from_ref(state: &RegistryState) -> Self {
        Arc::clone(&state.mandates)
    }
}

impl FromRef<RegistryState> for Arc<Registry> {
    fn from_ref(state: &RegistryState) -> Self {
        Arc::clone(&state.registry)
    }
}

/// The v2.1 face: its routes, below the address of the version.
pub fn v2_router(state: RegistryState) -> Router {
    let written = Face::StatusMessage { contact: state.contact.clone(), environment: state.environment };
    finished(v2::router(), state, written)
}

/// The v3 face: its routes, below the address of the version.
pub fn v3_router(state: RegistryState) -> Router {
    finished(v3::router(), state, Face::Problem)
}

fn finished(router: OpenApiRouter<RegistryState>, state: RegistryState, face: Face) -> Router {
    let attempts = state.attempts.clone();
    recorded_face(router.with_state(state).split_for_parts().0, attempts, face)
}

/// The OpenAPI document of the v2.1 face.
pub fn v2_document() -> OpenApi {
    v2::router().into_openapi()
}

/// The OpenAPI document of the v3 face.
pub fn v3_document() -> OpenApi {
    v3::router().into_openapi()
}
