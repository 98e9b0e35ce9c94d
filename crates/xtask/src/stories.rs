//! People at the portal: stories that a browser walks, and pictures of every page (`e2e/`).

use std::{path::Path, process::Command};

use anyhow::Result;

use crate::test::{
    build, call,
    tools::{Program, install_missing},
};

/// What the stories run besides the program of the project.
const PROGRAMS: &[Program] = &[
    Program { name: "node", version: "--version", package: "nodejs", why: "runs the stories" },
    Program {
        name: "npm",
        version: "--version",
        package: "npm",
        why: "fetches what the stories are written with",
    },
    Program {
        name: "chromium",
        version: "--version",
        package: "chromium",
        why: "is the browser in which people read",
    },
];

/// Walks every story.
pub(crate) fn run(root: &Path) -> Result<()> {
    prepare(root)?;
    call(npm(root).args(["test"]))
}

/// Makes pictures of these pages, or of every page.
pub(crate) fn screenshots(root: &Path, pages: &[&str]) -> Result<()> {
    prepare(root)?;
    call(npm(root).args(["run", "screenshots", "--"]).args(pages))
}

fn prepare(root: &Path) -> Result<()> {
    install_missing(PROGRAMS)?;
    build(root)?;
    call(npm(root).args(["ci", "--no-audit", "--no-fund"]))
}

fn npm(root: &Path) -> Command {
    let mut npm = Command::new("npm");
    npm.current_dir(root.join("e2e"));
    npm
}
