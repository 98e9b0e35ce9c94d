//! The JSON Schema of the manifest, from the same types that write it.

use serde_json::{Map, Value, json};
use utoipa::{PartialSchema, ToSchema};

use super::Manifest;
use crate::openapi::without_nulls;

/// The JSON Schema (2020-12) of `manifest.json`.
pub fn schema() -> Value {
    let mut parts = Vec::new();
    Manifest::schemas(&mut parts);
    let definitions: Map<String, Value> =
        parts.into_iter().map(|(name, schema)| (name, as_json_schema(&schema))).collect();
    let root = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:ebox:schema:package-manifest:1",
        "title": "The manifest of a package of e-Box messages",
        "$defs": definitions,
    });
    match (root, as_json_schema(&Manifest::schema())) {
        (Value::Object(mut root), Value::Object(manifest)) => {
            root.extend(manifest);
            Value::Object(root)
        }
        (root, _) => root,
    }
}

/// An OpenAPI 3.1 schema is a JSON Schema but for where it looks for its parts.
fn as_json_schema(schema: &impl serde::Serialize) -> Value {
    let mut value = serde_json::to_value(schema).unwrap_or_default();
    without_nulls(&mut value);
    rewrite_references(&mut value);
    value
}

fn rewrite_references(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                match member {
                    Value::String(reference) if name == "$ref" => {
                        *reference = reference.replace("#/components/schemas/", "#/$defs/");
                    }
                    _ => rewrite_references(member),
                }
            }
        }
        Value::Array(elements) => elements.iter_mut().for_each(rewrite_references),
        _ => {}
    }
}
