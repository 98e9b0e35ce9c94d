//! `ebox admin staff`

use clap::{Args, Subcommand, ValueEnum};
use ebox_domain::Ssin;
use ebox_wire::{
    operator::{NewStaffMember, Staff as WholeStaff, StaffEntry},
    routes::operator::{STAFF, StaffMember as Route},
};

use super::office::{OfficeArguments, shown};
use crate::{failure::Failure, printer::Printer};

/// The staff of the desk: who accompanies institutions that become Document Senders or Document Providers.
#[derive(Subcommand)]
pub(super) enum Staff {
    Add(Add),
    List(List),
    Remove(Remove),
}

/// For which party somebody works.
#[derive(Clone, Copy, ValueEnum)]
enum Role {
    /// The integration team: technical validation, configuration, tests.
    Integration,
    /// The National Social Security Office: agreement, formal validation, go.
    Nsso,
}

/// Take somebody in, or give them the other role. They sign in to the portal for the enterprise of the desk.
#[derive(Args)]
#[command(after_help = "\
Example:
  ebox admin staff add --ssin 71022722582 --name 'Bram Dupont' --role integration")]
pub(super) struct Add {
    /// The person's SSIN: eleven digits.
    #[arg(long)]
    ssin: Ssin,
    /// First name and family name.
    #[arg(long)]
    name: String,
    /// Their one role.
    #[arg(long, value_enum)]
    role: Role,
    #[command(flatten)]
    office: OfficeArguments,
}

/// Print everybody who works at the desk.
#[derive(Args)]
pub(super) struct List {
    #[command(flatten)]
    office: OfficeArguments,
}

/// Somebody does not work at the desk any more, from their next click on.
#[derive(Args)]
pub(super) struct Remove {
    /// The person's SSIN: eleven digits.
    #[arg(long)]
    ssin: Ssin,
    #[command(flatten)]
    office: OfficeArguments,
}

impl Staff {
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
        let role = match self.role {
            Role::Integration => "integration",
            Role::Nsso => "nsso",
        };
        let body = NewStaffMember { ssin: self.ssin.to_string(), name: self.name, role: role.to_owned() };
        let office = self.office.open(None).await?;
        let member: StaffEntry = office.send("PUT", STAFF, &body).await?;
        office.close().await;
        if printer.is_json() {
            printer.json(&shown(&member)?);
        } else {
            printer.say(format!("{} works at the desk, for {}.", member.name, party(&member.role)));
        }
        Ok(())
    }
}

impl List {
    async fn run(self, printer: Printer) -> Result<(), Failure> {
        let office = self.office.open(None).await?;
        let list: WholeStaff = office.get(STAFF).await?;
        office.close().await;
        if printer.is_json() {
            printer.json(&shown(&list)?);
            return Ok(());
        }
        let row = |member: &StaffEntry| vec![member.name.clone(), member.ssin.clone(), member.role.clone()];
        printer.table(&["Person", "SSIN", "Role"], list.items.iter().map(row).collect());
        Ok(())
    }
}

impl Remove {
    async fn run(self, printer: Printer) -> Result<(), Failure> {
        let office = self.office.open(None).await?;
        let list: WholeStaff = office.get(STAFF).await?;
        let wanted = self.ssin.to_string();
        let found = list.items.iter().find(|member| member.ssin == wanted).ok_or_else(|| {
            Failure::new("ssin", "this person does not work at the desk")
                .hint("`ebox admin staff list` prints who does")
        })?;
        let number = found.staff_number.to_string();
        let removed: StaffEntry = office.send("DELETE", &Route { staff_number: &number }.path(), &()).await?;
        office.close().await;
        if printer.is_json() {
            printer.json(&shown(&removed)?);
        } else {
            printer.say(format!("{} does not work at the desk any more.", removed.name));
        }
        Ok(())
    }
}

fn party(role: &str) -> &'static str {
    if role == "nsso" { "the National Social Security Office" } else { "the integration team" }
}
