//! One file per command: its arguments, and what it does.

mod certificate;
mod completions;
mod demo;
mod dev;
mod doctor;
mod messages;
mod package;
mod providers;
mod serve;
mod sync;
mod token;

use std::process::ExitCode;

use clap::Subcommand;

use crate::{failure::Failure, printer::Printer};

/// The commands.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Watch an enterprise receive its official mail, from one command.
    Demo(demo::Demo),
    /// Run a whole federation on this machine, for rehearsing: seeded, offline, with real HTTP and certificates.
    Dev(dev::Dev),
    /// Run the services, as an operator does.
    Serve(serve::Serve),
    /// Print an access token, or say what one is worth.
    Token(token::Token),
    /// Print the provider registry.
    Providers(providers::Providers),
    /// Retrieve everything that is new, from all providers, into a package.
    Sync(sync::Sync),
    /// Check packages.
    Package(package::Package),
    /// Look into the e-Box by hand.
    Messages(messages::Messages),
    /// Check everything that retrieving mail needs.
    Doctor(doctor::Doctor),
    /// Make and check certificates in the format that the federation expects.
    Certificate(certificate::Certificate),
    /// Print completions for a shell.
    Completions(completions::Completions),
}

impl Command {
    pub(crate) async fn run(self, printer: Printer) -> Result<ExitCode, Failure> {
        match self {
            Self::Demo(command) => command.run(printer).await,
            Self::Dev(command) => command.run(printer).await,
            Self::Serve(command) => command.run(printer).await,
            Self::Token(command) => command.run(printer).await,
            Self::Providers(command) => command.run(printer).await,
            Self::Sync(command) => command.run(printer).await,
            Self::Package(command) => command.run(printer),
            Self::Messages(command) => command.run(printer).await,
            Self::Doctor(command) => command.run(printer).await,
            Self::Certificate(command) => command.run(printer),
            Self::Completions(command) => command.run(),
        }
    }
}
