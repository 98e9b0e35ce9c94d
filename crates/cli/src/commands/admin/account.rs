//! `ebox admin account`

use clap::{Args, Subcommand};
use ebox_domain::{Clock as _, Ssin, time::SystemClock};
use ebox_wire::{
    operator::{AccountEnrolment, AccountEntry, Accounts, NewAccount},
    routes::operator::{ACCOUNTS, Account as Route, AccountEnrolments},
};

use super::office::{Office, OfficeArguments, shown};
use crate::{failure::Failure, printer::Printer, session::moment};

/// Local accounts: how people sign in to the portal where there is no identity provider.
#[derive(Subcommand)]
pub(super) enum Account {
    Add(Add),
    List(List),
    Renew(Renew),
    Remove(Remove),
}

/// Open an account for a person. Prints what makes it theirs: hand that over yourself, it holds three days and once.
#[derive(Args)]
#[command(after_help = "\
Example:
  ebox admin account add anna.peeters --ssin 94022722580 --name 'Anna Peeters'")]
pub(super) struct Add {
    /// What the person types to sign in: a name, or an address of e-mail.
    #[arg(value_name = "USER_NAME")]
    user_name: String,
    /// The person's SSIN: eleven digits.
    #[arg(long)]
    ssin: Ssin,
    /// First name and family name.
    #[arg(long)]
    name: String,
    #[command(flatten)]
    office: OfficeArguments,
}

/// Print every account.
#[derive(Args)]
pub(super) struct List {
    #[command(flatten)]
    office: OfficeArguments,
}

/// Begin an account anew, for a person who lost password, app or recovery codes. What it was used with ends at once.
#[derive(Args)]
pub(super) struct Renew {
    /// The account.
    #[arg(value_name = "USER_NAME")]
    user_name: String,
    #[command(flatten)]
    office: OfficeArguments,
}

/// Remove an account, and end the sessions of its person. Rights stay: they belong to the person.
#[derive(Args)]
pub(super) struct Remove {
    /// The account.
    #[arg(value_name = "USER_NAME")]
    user_name: String,
    #[command(flatten)]
    office: OfficeArguments,
}

impl Account {
    pub(super) async fn run(self, printer: Printer) -> Result<(), Failure> {
        match self {
            Self::Add(command) => command.run(printer).await,
            Self::List(command) => command.run(printer).await,
            Self::Renew(command) => command.run(printer).await,
            Self::Remove(command) => command.run(printer).await,
        }
    }
}

impl Add {
    async fn run(self, printer: Printer) -> Result<(), Failure> {
        let body = NewAccount { user_name: self.user_name, ssin: self.ssin.to_string(), name: self.name };
        let office = self.office.open(None).await?;
        let enrolment: AccountEnrolment = office.send("POST", ACCOUNTS, &body).await?;
        office.close().await;
        hand_over(printer, &enrolment)
    }
}

impl List {
    async fn run(self, printer: Printer) -> Result<(), Failure> {
        let office = self.office.open(None).await?;
        let list: Accounts = office.get(ACCOUNTS).await?;
        office.close().await;
        if printer.is_json() {
            printer.json(&shown(&list)?);
            return Ok(());
        }
        let now = SystemClock.now();
        let row = |account: &AccountEntry| {
            let state = match (account.enrolment_until, account.recovery_codes) {
                (Some(until), _) if until.0 <= now => "not enrolled, code expired: renew it".to_owned(),
                (Some(until), _) => format!("not enrolled, code until {}", moment(until.0)),
                (None, Some(1)) => "active, 1 recovery code left".to_owned(),
                (None, codes) => format!("active, {} recovery codes left", codes.unwrap_or_default()),
            };
            vec![account.user_name.clone(), account.name.clone(), account.ssin.clone(), state]
        };
        printer.table(&["Account", "Person", "SSIN", "State"], list.items.iter().map(row).collect());
        Ok(())
    }
}

impl Renew {
    async fn run(self, printer: Printer) -> Result<(), Failure> {
        let office = self.office.open(None).await?;
        let number = number_of(&office, &self.user_name).await?;
        let path = AccountEnrolments { account_number: &number }.path();
        let enrolment: AccountEnrolment = office.send("POST", &path, &()).await?;
        office.close().await;
        hand_over(printer, &enrolment)
    }
}

impl Remove {
    async fn run(self, printer: Printer) -> Result<(), Failure> {
        let office = self.office.open(None).await?;
        let number = number_of(&office, &self.user_name).await?;
        let path = Route { account_number: &number }.path();
        let removed: AccountEntry = office.send("DELETE", &path, &()).await?;
        office.close().await;
        if printer.is_json() {
            printer.json(&shown(&removed)?);
        } else {
            printer.say(format!("{} has no account any more.", removed.name));
        }
        Ok(())
    }
}

/// The number of an account, which people know by its name.
async fn number_of(office: &Office, user_name: &str) -> Result<String, Failure> {
    let list: Accounts = office.get(ACCOUNTS).await?;
    let found = list.items.iter().find(|account| account.user_name.eq_ignore_ascii_case(user_name));
    found.map(|account| account.account_number.to_string()).ok_or_else(|| {
        Failure::new("account", format!("no account is called {user_name}"))
            .hint("`ebox admin account list` prints them")
    })
}

fn hand_over(printer: Printer, enrolment: &AccountEnrolment) -> Result<(), Failure> {
    if printer.is_json() {
        printer.json(&shown(enrolment)?);
        return Ok(());
    }
    let account = &enrolment.account;
    let until = account.enrolment_until.map(|until| moment(until.0)).unwrap_or_default();
    match &enrolment.link {
        Some(link) => {
            printer.say(format!(
                "{} makes the account {} theirs with this link, once, until {until}:",
                account.name, account.user_name
            ));
            printer.data(link);
        }
        None => {
            printer.say(format!(
                "{} makes the account {} theirs with this code on the page /enrolment of the portal, once, until {until}:",
                account.name, account.user_name
            ));
            printer.data(&enrolment.code);
        }
    }
    Ok(())
}
