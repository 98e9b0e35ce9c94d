//! The programs that the tests need besides the Rust toolchain: installed where that is possible.
//!
//! **To add one more:** a line in [`PROGRAMS`], or in a list of its own for a step that alone needs it.

use std::{
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Result, bail};

use super::{call, cargo};

/// A program of a Debian package.
pub(crate) struct Program {
    pub(crate) name: &'static str,
    /// With this it says its version, and ends.
    pub(crate) version: &'static str,
    pub(crate) package: &'static str,
    pub(crate) why: &'static str,
}

const PROGRAMS: &[Program] = &[Program {
    name: "strace",
    version: "-V",
    package: "strace",
    why: "shows that a publication is on the disk before it is answered",
}];

/// Installs what is missing; fails with what a person has to install.
pub(super) fn install(root: &Path) -> Result<()> {
    install_missing(PROGRAMS)?;
    if !starts("cargo", &["nextest", "--version"]) {
        cargo(root, &["install", "cargo-nextest", "--locked"])?;
    }
    Ok(())
}

/// Installs those of these programs that are missing.
pub(crate) fn install_missing(programs: &[Program]) -> Result<()> {
    let missing: Vec<&Program> =
        programs.iter().filter(|program| !starts(program.name, &[program.version])).collect();
    if missing.is_empty() { Ok(()) } else { install_packages(&missing) }
}

fn install_packages(missing: &[&Program]) -> Result<()> {
    let packages: Vec<&str> = missing.iter().map(|program| program.package).collect();
    let Some(apt) = apt() else {
        for program in missing {
            println!("      {}: {}", program.name, program.why);
        }
        bail!("install {} and run this again", packages.join(", "));
    };
    let run = |arguments: &[&str]| {
        let mut command = Command::new(apt[0]);
        call(command.args(&apt[1..]).args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
    };
    run(&["update"])?;
    run(&[&["install", "--yes", "--no-install-recommends"], packages.as_slice()].concat())
}

/// The command that installs Debian packages; `None` where we may not, or where it is not Debian.
fn apt() -> Option<&'static [&'static str]> {
    if !starts("apt-get", &["--version"]) {
        return None;
    }
    let user = Command::new("id").arg("-u").output().ok()?;
    if user.stdout.trim_ascii() == b"0" {
        return Some(&["apt-get"]);
    }
    starts("sudo", &["--non-interactive", "true"]).then_some(&["sudo", "--non-interactive", "apt-get"])
}

/// Whether a program can be started and ends well.
fn starts(name: &str, arguments: &[&str]) -> bool {
    let mut command = Command::new(name);
    command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}
