//! One file per command: its arguments, and what it does.

mod completions;
mod dev;
mod serve;

use std::process::ExitCode;

use clap::Subcommand;

use crate::{failure::Failure, printer::Printer};

/// The commands.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Run a whole federation on this machine, for rehearsing: seeded, offline, with real HTTP and certificates.
    Dev(dev::Dev),
    /// Run the services, as an operator does.
    Serve(serve::Serve),
    /// Print completions for a shell.
    Completions(completions::Completions),
}

impl Command {
    pub(crate) async fn run(self, printer: Printer) -> Result<ExitCode, Failure> {
        match self {
            Self::Dev(command) => command.run(printer).await,
            Self::Serve(command) => command.run(printer).await,
            Self::Completions(command) => command.run(),
        }
    }
}
