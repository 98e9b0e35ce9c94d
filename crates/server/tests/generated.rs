//! Committed files that come from the code: they are what the code says, or the test fails.
//!
//! `cargo xtask generate` runs this with `EBOX_GENERATE=1`, which writes the files instead.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use ebox_server::api_documents;
use serde_json::Value;

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs")
}

/// Holds a file below `docs/` to a value as indented JSON.
#[track_caller]
fn hold(path: &str, value: &Value) {
    hold_text(path, &format!("{value:#}\n"));
}

#[track_caller]
fn hold_text(path: &str, text: &str) {
    let file = docs().join(path);
    if std::env::var_os("EBOX_GENERATE").is_some() {
        fs::create_dir_all(file.parent().expect("it lies in docs")).expect("a folder");
        fs::write(&file, text).expect("written");
        return;
    }
    let committed = fs::read_to_string(&file).unwrap_or_default();
    assert!(committed == text, "docs/{path} is out of date; run `cargo xtask generate` and commit");
}

#[test]
fn generated_openapi_documents_are_committed_as_the_code_has_them() {
    let documents = api_documents();
    for (name, document) in &documents {
        hold(&format!("openapi/{name}.json"), document);
    }
    let expected: BTreeSet<String> = documents.iter().map(|(name, _)| format!("{name}.json")).collect();
    let found: BTreeSet<String> = fs::read_dir(docs().join("openapi"))
        .expect("the documents are committed")
        .map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(found, expected, "documents of no service lie in docs/openapi");
}

#[test]
fn generated_page_of_who_may_do_what_is_committed_as_the_code_has_it() {
    hold_text("reference/access.md", &ebox_server::access::page());
}

#[test]
fn generated_schema_of_the_package_manifest_is_committed_as_the_code_has_it() {
    hold("package-manifest.schema.json", &ebox_wire::manifest::schema());
}
