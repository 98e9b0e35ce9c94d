//! Files that are generated from code and committed: the OpenAPI documents, the schema of the package manifest,
//! the reference of the commands.
//!
//! The code that knows a file's text is a test whose name begins with `generated`: it compares, and with
//! [`VARIABLE`] it writes. So a committed file cannot differ from the code without a failing test, and this crate
//! stays quick to build.
//!
//! **To add one more:** such a test, in `tests/generated.rs` of a crate or among the tests of the program.

use std::path::Path;

use anyhow::{Context as _, Result};

use crate::test::{call, cargo_command};

/// With this variable the tests write what they otherwise compare.
const VARIABLE: &str = "EBOX_GENERATE";

/// Writes every generated file.
pub(crate) fn write(root: &Path) -> Result<()> {
    call(tests(root).env(VARIABLE, "1")).context("a generated file was not written")
}

/// Fails when a generated file is out of date, and says which.
pub(crate) fn check(root: &Path) -> Result<()> {
    call(tests(root).env_remove(VARIABLE)).context("run `cargo xtask generate` and commit")
}

/// The tests that hold generated files; with the whole workspace selected, nothing is built twice.
fn tests(root: &Path) -> std::process::Command {
    let arguments =
        ["test", "--quiet", "--workspace", "--test", "generated", "--bin", "ebox", "--", "generated"];
    cargo_command(root, &arguments)
}
