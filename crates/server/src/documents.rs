//! The OpenAPI documents of every service.

use ebox_credential::mandate;
use ebox_web::api_docs::finished;
use ebox_wire::routes::{self, Version, document_provider_registry, federation};
use serde_json::{Value, json};

use crate::access::{Entry, Row, tables};

/// The document of the OAuth server, which refuses in its own way, and limits nobody.
const OAUTH: &str = "oauth-v5";

/// Every service's document, by the name under which it is committed (`docs/openapi/NAME.json`) and served
/// (`/api-docs/NAME`).
pub fn api_documents() -> Vec<(&'static str, Value)> {
    let registry = ebox_federation::http::document_provider_registry_document();
    let mut documents = vec![
        ("document-provider-registry-v1", finished(&registry, document_provider_registry::BASE)),
        ("federation-v1", finished(&ebox_federation::http::federation_document(), federation::BASE)),
        ("message-registry-v2", finished(&ebox_registry::http::v2_document(), Version::V2.base())),
        ("message-registry-v3", finished(&ebox_registry::http::v3_document(), Version::V3.base())),
        ("operator-v1", finished(&crate::operator::document(), routes::operator::BASE)),
        // Its paths begin at the root of the host.
        (OAUTH, finished(&ebox_oauth::http::document(), "")),
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
    ];
    for table in tables() {
        let document = documents.iter_mut().find(|(name, _)| *name == table.document && *name != OAUTH);
        if let Some((_, document)) = document {
            say_what_stands_before(document, table.rows);
        }
    }
    documents
}

/// Adds what happens to a call before its handler sees it, which no handler says: in whose name it is made, that
/// its caller takes no JSON, that its client calls too often.
fn say_what_stands_before(document: &mut Value, rows: &[Row]) {
    let refusal = refusal_of(document);
    for row in rows {
        let Some(operation) = document["paths"][row.path].get_mut(row.method) else { continue };
        if let Entry::Token { mandate, .. } = row.entry {
            if let Some((_, to)) = mandate {
                name_principal(operation, to.as_str());
            }
            operation["responses"]["429"] = json!({
                "description": "The client calls too often, or has too many uploads under way",
                "headers": { "Retry-After": {
                    "description": "The seconds after which another call is answered",
                    "schema": { "type": "integer", "minimum": 1 },
                } },
                "content": refusal,
            });
        }
        // Content has media types of its own.
        if !row.path.ends_with("/content") {
            operation["responses"]["406"] =
                json!({ "description": "The caller accepts no JSON", "content": refusal });
        }
    }
}

/// How a document writes refusals: all of them alike.
fn refusal_of(document: &Value) -> Value {
    let operations = document["paths"].as_object().into_iter().flatten();
    let mut operations = operations.filter_map(|(_, methods)| methods.as_object()).flatten();
    operations
        .find_map(|(_, operation)| operation["responses"].get("401"))
        .map_or(Value::Null, |refusal| refusal["content"].clone())
}

fn name_principal(operation: &mut Value, to: &str) {
    let parameter = json!({
        "name": mandate::HEADER,
        "in": "header",
        "required": false,
        "description": format!(
            "The enterprise in whose name this is done: it needs a mandate to {to} that both sides accepted."
        ),
        "schema": { "type": "string", "pattern": "^[0-1][0-9]{9}$" },
    });
    match operation.get_mut("parameters").and_then(Value::as_array_mut) {
        Some(parameters) => parameters.push(parameter),
        None => operation["parameters"] = json!([parameter]),
    }
}
