//! The endpoints, at their paths from the root of the host: one file for each, which extracts, calls and
//! renders.

mod form;
mod introspect;
mod metadata;
mod refused;
mod token;

use std::sync::Arc;

use axum::{Router, extract::FromRef};
use ebox_credential::TokenVerifier;
use ebox_web::api_docs::AccessToken;
use utoipa::{OpenApi, openapi};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::OauthService;

/// The most bytes of a form. The longest assertion that makes sense takes a few kilobytes.
const MAX_FORM: usize = 64 * 1024;

/// What the handlers share.
#[derive(Clone)]
struct OauthState {
    service: Arc<OauthService>,
}

impl FromRef<OauthState> for Arc<OauthService> {
    fn from_ref(state: &OauthState) -> Self {
        Arc::clone(&state.service)
    }
}

impl FromRef<OauthState> for Arc<dyn TokenVerifier> {
    fn from_ref(state: &OauthState) -> Self {
        Arc::<OauthService>::clone(&state.service)
    }
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "OAuth",
        version = "5",
        description = "Access tokens for the services of the e-Box federation.",
        license(name = "MIT OR Apache-2.0"),
    ),
    tags((name = "Tokens"), (name = "Server")),
    modifiers(&AccessToken),
)]
struct Document;

/// The server's routes.
pub fn router(service: Arc<OauthService>) -> Router {
    routes().with_state(OauthState { service }).split_for_parts().0
}

/// The OpenAPI document.
pub fn document() -> openapi::OpenApi {
    routes().into_openapi()
}

fn routes() -> OpenApiRouter<OauthState> {
    OpenApiRouter::with_openapi(Document::openapi())
        .routes(routes!(token::create_token))
        .routes(routes!(introspect::introspect_token))
        .routes(routes!(metadata::get_metadata))
        .routes(routes!(metadata::get_jwks))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ebox_wire::routes::{join, oauth};

    #[test]
    fn the_documented_paths_are_those_that_clients_know() {
        let document = document();
        let documented: Vec<&str> = document.paths.paths.keys().map(String::as_str).collect();
        assert_eq!(
            documented,
            [
                oauth::METADATA.to_owned(),
                join(oauth::BASE, oauth::INTROSPECT),
                join(oauth::BASE, oauth::JWKS),
                join(oauth::BASE, oauth::TOKEN),
            ]
        );
    }
}
