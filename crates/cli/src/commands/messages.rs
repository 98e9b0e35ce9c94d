//! `ebox messages`

mod act;
mod change;
mod download;
mod find;
mod list;
mod merge;
mod reply;
mod reroute;
mod save;
mod show;
mod stats;

use std::process::ExitCode;

use clap::{Args, Subcommand};
use ebox_domain::Language;

use crate::{failure::Failure, printer::Printer};

/// Look into the e-Box by hand, keep it in order, answer. Only `download` can open main content, and it asks before it
/// does.
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
    Stats(stats::Stats),
    Hide(change::Hide),
    Unhide(change::Unhide),
    Move(change::Move),
    Reroute(reroute::Reroute),
    Act(act::Act),
    Reply(reply::Reply),
}

impl Messages {
    pub(crate) async fn run(self, printer: Printer) -> Result<ExitCode, Failure> {
        match self.action {
            Action::List(command) => command.run(printer).await,
            Action::Show(command) => command.run(printer).await,
            Action::Download(command) => command.run(printer).await,
            Action::Stats(command) => command.run(printer).await,
            Action::Hide(command) => command.run(printer).await,
            Action::Unhide(command) => command.run(printer).await,
            Action::Move(command) => command.run(printer).await,
            Action::Reroute(command) => command.run(printer).await,
            Action::Act(command) => command.run(printer).await,
            Action::Reply(command) => command.run(printer).await,
        }
    }
}

/// A language in which messages are written.
fn language(text: &str) -> Result<Language, &'static str> {
    Language::parse(text).filter(|language| *language != Language::En).ok_or("expected nl, fr or de")
}
