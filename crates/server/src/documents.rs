//! The OpenAPI documents of every service.

use ebox_web::api_docs::finished;
use ebox_wire::routes::{self, Version, document_provider_registry, federation};
use serde_json::Value;

/// Every service's document, by the name under which it is committed (`docs/openapi/NAME.json`) and served
/// (`/api-docs/NAME`).
pub fn api_documents() -> Vec<(&'static str, Value)> {
    let registry = ebox_federation::http::document_provider_registry_document();
    vec![
        ("document-provider-registry-v1", finished(&registry, document_provider_registry::BASE)),
        ("federation-v1", finished(&ebox_federation::http::federation_document(), federation::BASE)),
        ("message-registry-v2", finished(&ebox_registry::http::v2_document(), Version::V2.base())),
        ("message-registry-v3", finished(&ebox_registry::http::v3_document(), Version::V3.base())),
        ("operator-v1", finished(&crate::operator::document(), routes::operator::BASE)),
        // Its paths begin at the root of the host.
        ("oauth-v5", finished(&ebox_oauth::http::document(), "")),
        (
            "partition-management-v1",
            finished(
                &ebox_partition::http::management_document(),
                ebox_wire::routes::partition_management::BASE,
            ),
        ),
        (
            "partition-v1",
            finished(&ebox_partition::http::partition_document(), ebox_wire::routes::partition::BASE),
        ),
    ]
}
