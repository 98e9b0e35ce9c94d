//! `ebox messages`

mod download;
mod find;
mod list;
mod merge;
mod save;
mod show;

use std::process::ExitCode;

use clap::{Args, Subcommand};

use crate::{failure::Failure, printer::Printer};

/// Look into the e-Box by hand. Only `download` can open main content, and it asks before it does.
#[derive(Args)]
pub(crate) struct Messages {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    List(list::List),
    Show(show::Show),
    Download(download::Download),
}

impl Messages {
    pub(crate) async fn run(self, printer: Printer) -> Result<ExitCode, Failure> {
        match self.action {
            Action::List(command) => command.run(printer).await,
            Action::Show(command) => command.run(printer).await,
            Action::Download(command) => command.run(printer).await,
        }
    }
}
