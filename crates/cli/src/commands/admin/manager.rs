//! `ebox admin manager`

use clap::{Args, Subcommand};
use ebox_domain::{EnterpriseNumber, Ssin};
use ebox_wire::{
    operator::{FirstManager, ManagerEntry, Managers},
    routes::operator::{FirstManager as First, ManagerOf, Managers as All},
};

use super::office::{OfficeArguments, shown};
use crate::{failure::Failure, printer::Printer};

/// Access managers: who decides for an enterprise.
#[derive(Subcommand)]
pub(super) enum Manager {
    Add(Add),
    List(List),
    Remove(Remove),
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

/// Print everybody who manages access to an enterprise's e-Box.
#[derive(Args)]
pub(super) struct List {
    /// The enterprise.
    #[arg(long, value_name = "NUMBER")]
    enterprise_number: EnterpriseNumber,
    #[command(flatten)]
    office: OfficeArguments,
}

/// Take back somebody who was named by mistake, from their next click on. When no access manager is left, `add` names
/// a first one again.
#[derive(Args)]
pub(super) struct Remove {
    /// The enterprise.
    #[arg(long, value_name = "NUMBER")]
    enterprise_number: EnterpriseNumber,
    /// The person's SSIN: eleven digits.
    #[arg(long)]
    ssin: Ssin,
    #[command(flatten)]
    office: OfficeArguments,
}

impl Manager {
    pub(super) async fn run(self, printer: Printer) -> Result<(), Failure> {
        match self {
            Self::Add(command) => command.run(printer).await,
            Self::List(command) => command.run(printer).await,
            Self::Remove(command) => command.run(printer).await,
        }
    }
}

impl Add {
    async fn run(self, printer: Printer) -> Result<(), Failure> {
        let office = self.office.open(None).await?;
        let number = self.enterprise_number.to_string();
        let path = First { enterprise_number: &number }.path();
        let body = FirstManager { ssin: self.ssin.to_string(), name: self.name };
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

impl List {
    async fn run(self, printer: Printer) -> Result<(), Failure> {
        let office = self.office.open(None).await?;
        let number = self.enterprise_number.to_string();
        let list: Managers = office.get(&All { enterprise_number: &number }.path()).await?;
        office.close().await;
        if printer.is_json() {
            printer.json(&shown(&list)?);
            return Ok(());
        }
        let row = |one: &ManagerEntry| vec![one.name.clone(), one.ssin.clone(), one.role.clone()];
        printer.table(&["Person", "SSIN", "Role"], list.items.iter().map(row).collect());
        Ok(())
    }
}

impl Remove {
    async fn run(self, printer: Printer) -> Result<(), Failure> {
        let office = self.office.open(None).await?;
        let number = self.enterprise_number.to_string();
        let list: Managers = office.get(&All { enterprise_number: &number }.path()).await?;
        let wanted = self.ssin.to_string();
        let found = list.items.iter().find(|one| one.ssin == wanted).ok_or_else(|| {
            Failure::new("ssin", "this person does not manage access to this e-Box")
                .hint("`ebox admin manager list` prints who does")
        })?;
        let path = ManagerOf { enterprise_number: &number, manager_id: &found.manager_id }.path();
        let removed: ManagerEntry = office.send("DELETE", &path, &()).await?;
        office.close().await;
        if printer.is_json() {
            printer.json(&shown(&removed)?);
        } else {
            printer
                .say(format!("{} does not manage access to the e-Box of {number} any more.", removed.name));
        }
        Ok(())
    }
}
