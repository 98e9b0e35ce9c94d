//! **Extension**: `GET /.well-known/oauth-authorization-server` and `GET /REST/oauth/v5/jwks`.

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
use ebox_wire::oauth;
use http::header;

use crate::OauthService;

/// Both change only when the server is configured anew.
const CACHED: [(header::HeaderName, &str); 1] = [(header::CACHE_CONTROL, "public, max-age=300")];

/// What the server says of itself (RFC 8414); once more as a JWT in `signed_metadata`.
#[utoipa::path(
    get,
    path = "/.well-known/oauth-authorization-server",
    tag = "Server",
    responses((status = 200, description = "The metadata.", body = oauth::Metadata)),
)]
pub(super) async fn get_metadata(State(service): State<Arc<OauthService>>) -> Response {
    (CACHED, Json(service.metadata())).into_response()
}

/// The public keys with which the server signs (RFC 7517).
#[utoipa::path(
    get,
    path = "/REST/oauth/v5/jwks",
    tag = "Server",
    responses((status = 200, description = "The keys.", body = oauth::Jwks)),
)]
pub(super) async fn get_jwks(State(service): State<Arc<OauthService>>) -> Response {
    (CACHED, Json(service.jwks())).into_response()
}
