//! The project's own chores: `cargo xtask test`, `check-layers`, `generate`, `screenshots`, `bench`.
//!
//! **What.** One command that proves the whole project ([`test`](mod@test)), the check that the house keeps its layers
//! ([`layers`]), the files that are generated from code ([`generate`]), people at the portal ([`stories`]), and measurements
//! ([`bench`](mod@bench)).
//!
//! **Why here.** What a person runs and what a build server runs is the same program, written in the
//! language of the project. It depends on nothing of the house, so that it builds in seconds.
//!
//! **To add one more** chore: a module, a line in [`CHORES`] and an arm in [`run`].
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a chore talks to the developer's terminal")]

mod bench;
mod generate;
mod layers;
mod links;
mod stories;
mod test;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context as _, Result, bail};

const CHORES: &str = "\
usage: cargo xtask CHORE

  test [--only STEP]... [--skip STEP]...   proves the whole project; steps in the order in which they run
  check-layers                             holds the code to the layers of docs/architecture.md
  generate [--check]                       writes the generated files, or says which are out of date
  screenshots [PAGE]...                    makes pictures of every page of the portal, light and dark, at three
                                           widths, in target/screenshots
  bench [--messages N] [--seconds N] [--data DIR]
                                           measures speed and memory beside yardsticks, and prints the table of
                                           docs/performance.md; a million messages and ten seconds a figure";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<()> {
    let root = root()?;
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["test", options @ ..] => test::run(&root, options),
        ["check-layers"] => layers::run(&root),
        ["generate"] => generate::write(&root),
        ["generate", "--check"] => generate::check(&root),
        ["screenshots", pages @ ..] => stories::screenshots(&root, pages),
        ["bench", options @ ..] => bench::run(&root, options),
        ["help" | "--help" | "-h"] => {
            println!("{CHORES}\n\nsteps of test: {}", test::names());
            Ok(())
        }
        [] => bail!("no chore named\n{CHORES}"),
        _ => bail!("no such chore: {}\n{CHORES}", words.join(" ")),
    }
}

/// The folder of the workspace: this crate's grandparent.
fn root() -> Result<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2);
    root.map(Path::to_owned).context("this crate does not lie in crates/xtask")
}
