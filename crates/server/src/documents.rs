//! The OpenAPI documents of every service.

use utoipa::openapi::OpenApi;

/// Every service's document, by the name under which it is committed (`docs/openapi/NAME.json`) and served
/// (`/api-docs/NAME`).
pub fn api_documents() -> Vec<(&'static str, OpenApi)> {
    vec![
        ("document-provider-registry-v1", ebox_federation::http::document_provider_registry_document()),
        ("federation-v1", ebox_federation::http::federation_document()),
        ("message-registry-v2", ebox_registry::http::v2_document()),
        ("message-registry-v3", ebox_registry::http::v3_document()),
        ("oauth-v5", ebox_oauth::http::document()),
    ]
}
