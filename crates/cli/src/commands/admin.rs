//! `ebox admin`

mod account;
mod client;
mod configuration;
mod ebox;
mod init;
mod manager;
mod office;
mod provider;
mod reference;
mod seed;
mod staff;

use std::process::ExitCode;

use clap::{Args, Subcommand};

use crate::{failure::Failure, printer::Printer};

/// Operate the services: reference data, e-Boxes, providers, clients, configurations of senders, first managers,
/// staff, accounts.
///
/// Works through the operator's API of a running `ebox serve` (with a profile that has `operator_url`), or on the data
/// folder itself (`--data DIR`) while no server holds it. Both do the same, with the same checks and the same records.
#[derive(Args)]
pub(crate) struct Admin {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Init(init::Init),
    #[command(subcommand)]
    Reference(reference::Reference),
    #[command(subcommand)]
    Ebox(ebox::Ebox),
    #[command(subcommand)]
    Provider(provider::Provider),
    #[command(subcommand)]
    Client(client::Client),
    #[command(subcommand)]
    Configuration(configuration::Configuration),
    #[command(subcommand)]
    Manager(manager::Manager),
    #[command(subcommand)]
    Staff(staff::Staff),
    #[command(subcommand)]
    Account(account::Account),
    Seed(seed::Seed),
}

impl Admin {
    pub(crate) async fn run(self, printer: Printer) -> Result<ExitCode, Failure> {
        match self.command {
            Command::Init(command) => command.run(printer).await?,
            Command::Reference(command) => command.run(printer).await?,
            Command::Ebox(command) => command.run(printer).await?,
            Command::Provider(command) => command.run(printer).await?,
            Command::Client(command) => command.run(printer).await?,
            Command::Configuration(command) => command.run(printer).await?,
            Command::Manager(command) => command.run(printer).await?,
            Command::Staff(command) => command.run(printer).await?,
            Command::Account(command) => command.run(printer).await?,
            Command::Seed(command) => command.run(printer).await?,
        }
        Ok(ExitCode::SUCCESS)
    }
}
