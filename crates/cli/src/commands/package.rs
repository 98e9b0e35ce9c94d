//! `ebox package`

use std::{path::PathBuf, process::ExitCode};

use bytesize::ByteSize;
use clap::{Args, Subcommand};
use ebox_connector::verify::{Deviation, verify};
use serde_json::{Value, json};

use crate::{
    failure::{Failure, Status},
    printer::Printer,
};

/// Work with packages that `ebox sync` made.
#[derive(Args)]
pub(crate) struct Package {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    Verify(Verify),
}

/// Check a package without network: that it holds what its manifest says, unchanged, and nothing else.
///
/// Names every deviation. The exit status is 0 when there is none. The standard `sha256sum -c SHA256SUMS` checks
/// the files too, but not that they are those of the manifest.
#[derive(Args)]
#[command(after_help = "\
Example:
  ebox package verify mail/2026-11-21T09-00-00Z-0001")]
struct Verify {
    /// The folder of the package.
    folder: PathBuf,
}

impl Package {
    pub(crate) fn run(self, printer: Printer) -> Result<ExitCode, Failure> {
        match self.action {
            Action::Verify(command) => command.run(printer),
        }
    }
}

impl Verify {
    fn run(self, printer: Printer) -> Result<ExitCode, Failure> {
        let report = verify(&self.folder).map_err(|error| {
            Failure::new("package", format!("the package cannot be read: {error}"))
                .hint("name the folder of one package: the one that holds manifest.json")
        })?;
        if printer.is_json() {
            printer.json(&json!({
                "isSound": report.is_sound(),
                "package": report.head,
                "messages": report.messages, "files": report.files, "bytes": report.bytes,
                "notFetched": report.not_fetched,
                "deviations": report.deviations.iter().map(describe).collect::<Vec<_>>(),
            }));
        } else if report.is_sound() {
            printer.say(format!(
                "{} is sound: {} messages, {} files, {}.",
                self.folder.display(),
                report.messages,
                report.files,
                ByteSize(report.bytes)
            ));
            if report.not_fetched > 0 {
                printer.say(format!("{} files were left at their providers, as asked.", report.not_fetched));
            }
        } else {
            let row = |one: &Deviation| vec![one.code().to_owned(), one.to_string()];
            printer.table(&["Kind", "Deviation"], report.deviations.iter().map(row).collect());
        }
        Ok(if report.is_sound() { ExitCode::SUCCESS } else { Status::Failed.into() })
    }
}

fn describe(deviation: &Deviation) -> Value {
    json!({ "code": deviation.code(), "what": deviation.to_string() })
}
