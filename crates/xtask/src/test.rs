//! `cargo xtask test`: everything that must hold, in the order in which a mistake is cheapest to find.
//!
//! **To add one more** proof: a line in [`STEPS`].

pub(crate) mod tools;

use std::{
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail, ensure};

use crate::{layers, links, stories};

/// One numbered step.
struct Step {
    name: &'static str,
    what: &'static str,
    run: fn(&Path) -> Result<()>,
}

const STEPS: &[Step] = &[
    Step { name: "tools", what: "the programs that the tests run are there", run: tools::install },
    Step { name: "format", what: "every file is formatted", run: |root| cargo(root, &["fmt", "--check"]) },
    Step { name: "links", what: "links in the documents lead somewhere", run: links::check },
    Step { name: "layers", what: "the code keeps to its layers", run: layers::run },
    Step {
        name: "clippy",
        what: "no lint, in code and tests",
        run: |root| cargo(root, &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]),
    },
    Step { name: "build", what: "the ebox program, for the tests that start it", run: build },
    Step {
        name: "tests",
        what: "every test; generated files are compared",
        run: |root| cargo(root, &["nextest", "run", "--workspace"]),
    },
    Step {
        name: "doctests",
        what: "every example in the documentation",
        run: |root| cargo(root, &["test", "--doc", "--workspace"]),
    },
    Step { name: "stories", what: "people walk the portal in a browser; accessibility", run: stories::run },
    Step { name: "docs", what: "the documentation, private items included, without a warning", run: docs },
];

/// Runs the steps that the options choose, up to the first that fails.
pub(crate) fn run(root: &Path, options: &[&str]) -> Result<()> {
    let steps = chosen(options)?;
    let begin = Instant::now();
    let mut times = Vec::new();
    for (index, step) in steps.iter().enumerate() {
        println!("\n[{}/{}] {}: {}", index + 1, steps.len(), step.name, step.what);
        let begin = Instant::now();
        if let Err(error) = (step.run)(root) {
            eprintln!("{error:#}");
            bail!(
                "step `{0}` failed after {1}; alone: `cargo xtask test --only {0}`",
                step.name,
                seconds(begin.elapsed())
            );
        }
        println!("      ok, {}", seconds(begin.elapsed()));
        times.push((step.name, begin.elapsed()));
    }
    println!();
    for (name, time) in times {
        println!("  {name:<10} {:>9}", seconds(time));
    }
    println!("all {} steps passed in {}", steps.len(), seconds(begin.elapsed()));
    Ok(())
}

/// The names of all steps, in order.
pub(crate) fn names() -> String {
    let names: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
    names.join(", ")
}

/// The steps that `--only` and `--skip` leave, in their order.
fn chosen(options: &[&str]) -> Result<Vec<&'static Step>> {
    let (mut only, mut skip) = (Vec::new(), Vec::new());
    for pair in options.chunks(2) {
        let list = match pair[0] {
            "--only" => &mut only,
            "--skip" => &mut skip,
            other => bail!("no such option: {other}; there are --only STEP and --skip STEP"),
        };
        let name = *pair.get(1).with_context(|| format!("{} names no step", pair[0]))?;
        let known = STEPS.iter().any(|step| step.name == name);
        ensure!(known, "no such step: {name}; there are {}", names());
        list.push(name);
    }
    let wanted = |step: &&Step| (only.is_empty() || only.contains(&step.name)) && !skip.contains(&step.name);
    Ok(STEPS.iter().filter(wanted).collect())
}

/// The debug build of the program, where tests of other crates find it.
pub(crate) fn build(root: &Path) -> Result<()> {
    if !root.join("crates/cli").is_dir() {
        println!("      there is no crates/cli");
        return Ok(());
    }
    // With the whole workspace selected, features are those of the tests, and nothing is built twice.
    cargo(root, &["build", "--workspace", "--bin", "ebox"])
}

fn docs(root: &Path) -> Result<()> {
    let mut command = cargo_command(root, &["doc", "--no-deps", "--workspace", "--document-private-items"]);
    // Private items are always documented here, so links to them lead somewhere.
    call(command.env("RUSTDOCFLAGS", "-D warnings -A rustdoc::private-intra-doc-links"))
}

fn cargo(root: &Path, arguments: &[&str]) -> Result<()> {
    call(&mut cargo_command(root, arguments))
}

pub(crate) fn cargo_command(root: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(root);
    command
}

/// Runs a command in this terminal; fails when it does.
pub(crate) fn call(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("start {command:?}"))?;
    ensure!(status.success(), "{command:?} ended with {status}");
    Ok(())
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(options: &[&str]) -> Vec<&'static str> {
        let steps = chosen(options).expect("known options");
        steps.iter().map(|step| step.name).collect()
    }

    #[test]
    fn without_options_every_step_runs() {
        assert_eq!(steps(&[]).len(), STEPS.len());
    }

    #[test]
    fn steps_run_in_their_own_order_whatever_order_they_are_named_in() {
        assert_eq!(steps(&["--only", "tests", "--only", "format"]), ["format", "tests"]);
        assert!(!steps(&["--skip", "clippy"]).contains(&"clippy"));
    }

    #[test]
    fn a_mistaken_option_is_answered_with_those_that_there_are() {
        let message = |options: &[&str]| chosen(options).err().map(|error| error.to_string());
        assert!(message(&["--only", "test"]).is_some_and(|text| text.contains("doctests")));
        assert!(message(&["--olny", "tests"]).is_some_and(|text| text.contains("--only STEP")));
        assert!(message(&["--skip"]).is_some_and(|text| text.contains("names no step")));
    }
}
