//! Our documents against the public ones: paths, methods, parameters, bodies, answers and schemas.
//!
//! A difference is allowed only when a list beside this file names it, with a reason. A list that names a
//! difference that is not there fails as well, so that it can only shrink honestly.
//!
//! The public documents are not part of this repository. They are looked for in `specs/` of a folder `shared`
//! beside it; where that is absent, these tests say so and pass.

mod compare;
mod list;
mod model;

use std::{fs, path::Path};

use compare::differences;
use list::Allowed;
use model::Document;
use serde_json::Value;

/// The public document, or `None` where it is absent.
fn public(file: &str) -> Option<Document> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/specs").join(file);
    let text = fs::read_to_string(&path).ok()?;
    let value: Value = serde_norway::from_str(&text).expect("the public document is YAML");
    Some(Document::of_swagger(&value))
}

fn ours(name: &str) -> Document {
    let documents = ebox_server::api_documents();
    let (_, document) = documents.iter().find(|(one, _)| *one == name).expect("a document of this name");
    Document::of_openapi(document)
}

#[expect(clippy::print_stderr, reason = "a test that was not made says so")]
fn hold(name: &str, file: &str, list: &str) {
    let allowed = Allowed::read(list);
    let Some(public) = public(file) else {
        eprintln!("skipped: the public document {file} is not beside this repository");
        return;
    };
    let found = differences(&public, &ours(name));
    let (unlisted, stale) = allowed.judge(&found);
    assert!(
        unlisted.is_empty() && stale.is_empty(),
        "{name} and {file}\n\ndifferences that no list allows:\n{}\n\nlisted differences that are not there:\n{}\n",
        unlisted.join("\n"),
        stale.join("\n"),
    );
}

#[test]
fn the_message_registry_differs_from_the_public_v2_only_as_listed() {
    hold("message-registry-v2", "message-registry-2.1.yaml", include_str!("message-registry-v2.toml"));
}

#[test]
fn the_federation_service_differs_from_the_public_document_only_as_listed() {
    hold("federation-v1", "federation-1.3.yaml", include_str!("federation-v1.toml"));
}
