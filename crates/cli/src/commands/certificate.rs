//! `ebox certificate`

mod check;
pub(super) mod files;
mod new;
mod request;
mod subject;

use std::process::ExitCode;

use clap::{Args, Subcommand};

use crate::{failure::Failure, printer::Printer};

/// Make and check X.509 certificates in the subject format that the federation expects.
#[derive(Args)]
pub(crate) struct Certificate {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    Request(request::Request),
    New(new::New),
    Check(check::Check),
}

impl Certificate {
    pub(crate) fn run(self, printer: Printer) -> Result<ExitCode, Failure> {
        match self.action {
            Action::Request(command) => command.run(printer),
            Action::New(command) => command.run(printer),
            Action::Check(command) => command.run(printer),
        }
    }
}
