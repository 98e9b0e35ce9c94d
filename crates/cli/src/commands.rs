//! One file per command: its arguments, and what it does.

mod admin;
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

/// The commands. What each is for stands at its arguments, whose whole text its `--help` shows.
#[derive(Subcommand)]
pub(crate) enum Command {
    Demo(demo::Demo),
    Dev(dev::Dev),
    Serve(serve::Serve),
    Admin(admin::Admin),
    Token(token::Token),
    Providers(providers::Providers),
    Sync(sync::Sync),
    Package(package::Package),
    Messages(messages::Messages),
    Doctor(doctor::Doctor),
    Certificate(certificate::Certificate),
    Completions(completions::Completions),
}

impl Command {
    pub(crate) async fn run(self, printer: Printer) -> Result<ExitCode, Failure> {
        match self {
            Self::Demo(command) => command.run(printer).await,
            Self::Dev(command) => command.run(printer).await,
            Self::Serve(command) => command.run(printer).await,
            Self::Admin(command) => command.run(printer).await,
            Self::Token(command) => command.run(printer).await,
            Self::Providers(command) => command.run(printer).await,
            Self::Sync(command) => command.run(printer).await,
            Self::Package(command) => command.run(printer),
            Self::Messages(command) => command.run(printer).await,
            Self::Doctor(command) => command.run(printer).await,
            Self::Certificate(command) => command.run(printer),
            Self::Completions(command) => command.run(printer),
        }
    }
}
