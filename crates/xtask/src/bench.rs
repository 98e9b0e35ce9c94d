//! `cargo xtask bench`: builds what is measured and what measures, and keeps the two on different cores.

use std::{path::Path, process::Command};

use anyhow::{Context as _, Result, bail, ensure};

/// The core of the load; the server has the first.
const CORES_OF_THE_LOAD: &str = "1";

/// Builds and measures. The data folder is kept and used again, so that only the first run fills an e-Box.
pub(crate) fn run(root: &Path, options: &[&str]) -> Result<()> {
    let (mut messages, mut seconds) = ("1000000", "5");
    let mut data = root.join("target/bench/data");
    let (mut rest, mut parts) = (options, Vec::new());
    loop {
        rest = match rest {
            [] => break,
            ["--messages", number, rest @ ..] => {
                messages = number;
                rest
            }
            ["--seconds", number, rest @ ..] => {
                seconds = number;
                rest
            }
            ["--data", folder, rest @ ..] => {
                data = folder.into();
                rest
            }
            ["--only", part, rest @ ..] => {
                parts.push(*part);
                rest
            }
            [other, ..] => {
                bail!("bench takes --messages N, --seconds N, --data DIR and --only PART, not {other}")
            }
        };
    }
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let built = Command::new(cargo)
        .args(["build", "--profile", "dist", "-p", "ebox-cli", "-p", "ebox-bench"])
        .current_dir(root)
        .status()
        .context("run cargo build")?;
    ensure!(built.success(), "the build failed");
    let built = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), Into::into);
    let built = built.join("dist");
    let measured = Command::new("taskset")
        .args(["-c", CORES_OF_THE_LOAD])
        .arg(built.join("ebox-bench"))
        .arg("run")
        .arg(built.join("ebox"))
        .arg(data)
        .arg(root.join("target/bench/peers"))
        .args([messages, seconds])
        .args(parts)
        .status()
        .context("run taskset; it is in the package util-linux")?;
    ensure!(measured.success(), "a measurement failed");
    Ok(())
}
