//! `ebox admin manager`

use clap::{Args, Subcommand};
use ebox_domain::{EnterpriseNumber, Ssin};
use ebox_wire::{operator::FirstManager, routes::operator::FirstManager as Route};

use super::office::{OfficeArguments, shown};
use crate::{failure::Failure, printer::Printer};

/// Access managers: who decides for an enterprise.
#[derive(Subcommand)]
pub(super) enum Manager {
    Add(Add),
}

/// Name the first access manager of an enterprise. Every later one is named by an access manager.
#[derive(Args)]
pub(super) struct Add {
    /// The enterprise.
    #[arg(long, value_name = "NUMBER")]
    enterprise_number: EnterpriseNumber,
    /// The person's SSIN: eleven digits.
    #[arg(long)]
    ssin: Ssin,
    /// First name and family name.
    #[arg(long)]
    name: String,
    #[command(flatten)]
    office: OfficeArguments,
}

impl Manager {
    pub(super) async fn run(self, printer: Printer) -> Result<(), Failure> {
        let Self::Add(command) = self;
        let office = command.office.open(None).await?;
        let number = command.enterprise_number.to_string();
        let path = Route { enterprise_number: &number }.path();
        let body = FirstManager { ssin: command.ssin.to_string(), name: command.name };
        let named: FirstManager = office.send("PUT", &path, &body).await?;
        office.close().await;
        if printer.is_json() {
            printer.json(&shown(&named)?);
        } else {
            printer.say(format!("{} manages access to the e-Box of {number}.", named.name));
        }
        Ok(())
    }
}
