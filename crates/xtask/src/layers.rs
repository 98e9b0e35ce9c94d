//! Holds the code to the layers of the house (`docs/architecture.md`).
//!
//! Two kinds of rules: which crate may depend on which ([`arrows`]), and which file may name what
//! ([`words`]). Tests are free: dev-dependencies may point upwards, and test code may name anything.
//!
//! **To add one more** crate: its folder's name in [`HOUSE`]. To add a rule about a word: a line in the list of
//! [`words`].

mod arrows;
mod words;

use std::{fmt, path::Path};

use anyhow::{Result, bail};

/// One floor of the house.
struct Layer {
    name: &'static str,
    crates: &'static [&'static str],
}

/// The house, from the roof down. An arrow goes only to a lower line.
const HOUSE: &[Layer] = &[
    Layer::new("command", &["cli"]),
    Layer::new("rehearse", &["sandbox", "conformance"]),
    Layer::new("compose", &["server"]),
    Layer::new("deliver", &["portal"]),
    Layer::new("keep", &["sqlite", "postgres"]),
    Layer::new("use", &["connector", "sender"]),
    Layer::new(
        SERVE,
        &[
            "oauth",
            "registry",
            "federation",
            "partition",
            "events",
            "mail",
            "people",
            "onboarding",
            "dossier",
        ],
    ),
    Layer::new("lend", &["web", "client"]),
    Layer::new("say", &["wire", "credential", "content", "audit", "i18n"]),
    Layer::new("ground", &["domain"]),
];

/// The layer whose crates are rooms: one for each service of the federation.
const SERVE: &str = "serve";

/// What stands beside the house: it may lean on every floor, and only tests may lean on it.
const BESIDE: &[&str] = &["bench", "testkit", "xtask"];

impl Layer {
    const fn new(name: &'static str, crates: &'static [&'static str]) -> Self {
        Self { name, crates }
    }
}

/// A place where the code leaves its layer.
#[derive(Debug, PartialEq, Eq)]
struct Deviation {
    /// The file, from the root of the workspace.
    file: String,
    /// The line, counted from 1.
    line: usize,
    /// What is there, and which rule forbids it.
    rule: String,
}

impl fmt::Display for Deviation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.rule)
    }
}

/// Names every deviation, and fails when there is one.
pub(crate) fn run(root: &Path) -> Result<()> {
    let mut deviations = arrows::check(root)?;
    deviations.extend(words::check(root)?);
    for deviation in &deviations {
        eprintln!("{deviation}");
    }
    match deviations.len() {
        0 => Ok(()),
        1 => bail!("one deviation from the layers"),
        several => bail!("{several} deviations from the layers"),
    }
}

/// Whether a crate is a room.
fn is_room(folder: &str) -> bool {
    HOUSE.iter().any(|layer| layer.name == SERVE && layer.crates.contains(&folder))
}
