//! Pages of other origins that may call (CORS).

use std::time::Duration;

use axum::Router;
use http::{HeaderName, HeaderValue, Method, header};
use tower_http::cors::{AllowOrigin, CorsLayer};

/// How long a browser may remember what it was allowed.
const MAX_AGE: Duration = Duration::from_hours(1);

/// Lets pages of these origins call a router. Without any, no page of another origin may.
pub fn allow_origins(router: Router, origins: &[HeaderValue]) -> Router {
    if origins.is_empty() {
        return router;
    }
    let own = HeaderName::from_static;
    let sent = [
        header::AUTHORIZATION,
        header::CONTENT_TYPE,
        header::ACCEPT,
        header::ACCEPT_LANGUAGE,
        header::RANGE,
        header::IF_MATCH,
        header::IF_NONE_MATCH,
        header::IF_RANGE,
        own("idempotency-key"),
        own("on-behalf-of-enterprise-number"),
        own("belgov-trace-id"),
    ];
    let shown = [
        header::ETAG,
        header::LOCATION,
        header::RETRY_AFTER,
        header::CONTENT_RANGE,
        header::CONTENT_DISPOSITION,
        header::WWW_AUTHENTICATE,
        header::ALLOW,
        own("repr-digest"),
        own("belgov-trace-id"),
    ];
    let methods = [Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::PATCH, Method::DELETE];
    router.layer(
        CorsLayer::new()
            .allow_origin(AllowOrigin::list(origins.iter().cloned()))
            .allow_methods(methods)
            .allow_headers(sent)
            .expose_headers(shown)
            .max_age(MAX_AGE),
    )
}
