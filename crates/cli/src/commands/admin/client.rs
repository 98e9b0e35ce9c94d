//! `ebox admin client`

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use ebox_credential::Scope;
use ebox_domain::{EnterpriseNumber, ids::ClientId};
use ebox_wire::{
    operator::{ClientChange, ClientEntry, Clients, NewCertificate, NewClient},
    routes::operator::{CLIENTS, Certificate, Certificates, Client as Route},
};

use super::office::{OfficeArguments, file, shown};
use crate::{failure::Failure, printer::Printer, session::moment};

/// OAuth clients: who gets access tokens, for what.
#[derive(Subcommand)]
pub(super) enum Client {
    Add(Add),
    List(List),
    Enable(Enable),
    Disable(Disable),
    Grant(Grant),
    AddCertificate(AddCertificate),
    RemoveCertificate(RemoveCertificate),
}

/// What clients of a kind need.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Permission {
    /// Publishes for its own enterprise.
    Sender,
    /// Consults its own e-Box.
    Consumer,
    /// Serves people: gets tokens in their names, reads the provider registry.
    Portal,
    /// Keeps messages: asks what tokens are worth and how e-Boxes are divided, reads the provider registry.
    Provider,
    /// Operates.
    Operator,
}

impl Permission {
    const fn scopes(self) -> &'static [Scope] {
        match self {
            Self::Sender => &[Scope::PublicationSender],
            Self::Consumer => &[
                Scope::DocumentConsumer,
                Scope::SummaryOwnEbox,
                Scope::MessagesFull,
                Scope::ReferenceData,
                Scope::FederationRegistry,
            ],
            Self::Portal => &[Scope::Portal, Scope::FederationRegistry],
            Self::Provider => &[
                Scope::Introspect,
                Scope::PartitionConsult,
                Scope::FederationRegistry,
                Scope::FederationPreference,
            ],
            Self::Operator => &[Scope::Operator],
        }
    }
}

/// Register a client. Its certificate has to fit its enterprise and the environment.
#[derive(Args)]
#[command(after_help = "\
Example:
  ebox admin client add documentmanagement:publication:ebox:0123456789 --enterprise-number 0123456789 \\
      --name 'Example NV' --permission sender --certificate certificate.pem")]
pub(super) struct Add {
    /// Its identifier.
    #[arg(value_name = "CLIENT_ID")]
    id: ClientId,
    /// The enterprise that it acts for.
    #[arg(long, value_name = "NUMBER")]
    enterprise_number: EnterpriseNumber,
    /// Its name, for people.
    #[arg(long)]
    name: String,
    #[command(flatten)]
    granted: Granted,
    /// Its certificate, PEM.
    #[arg(long, value_name = "FILE")]
    certificate: PathBuf,
    #[command(flatten)]
    office: OfficeArguments,
}

/// What a client is granted.
#[derive(Args)]
struct Granted {
    /// What it is; may be repeated.
    #[arg(long, value_enum, required_unless_present = "scope")]
    permission: Vec<Permission>,
    /// A further scope by its own name; may be repeated.
    #[arg(long)]
    scope: Vec<Scope>,
}

impl Granted {
    /// The names of the scopes.
    fn names(&self) -> Vec<String> {
        let scopes = self.permission.iter().flat_map(|one| one.scopes()).chain(&self.scope);
        scopes.map(|scope| scope.as_str().to_owned()).collect()
    }
}

/// Print every client.
#[derive(Args)]
pub(super) struct List {
    #[command(flatten)]
    office: OfficeArguments,
}

/// Let a client in again.
#[derive(Args)]
pub(super) struct Enable {
    /// The client.
    #[arg(value_name = "CLIENT_ID")]
    id: ClientId,
    #[command(flatten)]
    office: OfficeArguments,
}

/// Shut a client out: it gets no tokens, and those that it has stop within seconds.
#[derive(Args)]
pub(super) struct Disable {
    /// The client.
    #[arg(value_name = "CLIENT_ID")]
    id: ClientId,
    #[command(flatten)]
    office: OfficeArguments,
}

/// Grant a client these scopes and no others. Tokens that it has keep what they have until they end.
#[derive(Args)]
#[command(after_help = "\
Example:
  ebox admin client grant documentmanagement:publication:ebox:0123456789 --permission sender --permission consumer")]
pub(super) struct Grant {
    /// The client.
    #[arg(value_name = "CLIENT_ID")]
    id: ClientId,
    #[command(flatten)]
    granted: Granted,
    #[command(flatten)]
    office: OfficeArguments,
}

/// Add a certificate beside those that a client has, so that it can change over at leisure.
#[derive(Args)]
pub(super) struct AddCertificate {
    /// The client.
    #[arg(value_name = "CLIENT_ID")]
    id: ClientId,
    /// The certificate, PEM.
    #[arg(long, value_name = "FILE")]
    certificate: PathBuf,
    #[command(flatten)]
    office: OfficeArguments,
}

/// Remove a certificate of a client. With the last one its tokens stop within seconds.
#[derive(Args)]
pub(super) struct RemoveCertificate {
    /// The client.
    #[arg(value_name = "CLIENT_ID")]
    id: ClientId,
    /// The fingerprint of the certificate, as `ebox admin client list --json` prints it.
    #[arg(long, value_name = "SHA-256")]
    fingerprint: String,
    #[command(flatten)]
    office: OfficeArguments,
}

impl Client {
    pub(super) async fn run(self, printer: Printer) -> Result<(), Failure> {
        let entry: ClientEntry = match self {
            Self::List(command) => return command.run(printer).await,
            Self::Add(command) => command.run().await?,
            Self::Enable(command) => {
                change(&command.id, &ClientChange::IsEnabled(true), &command.office).await?
            }
            Self::Disable(command) => {
                change(&command.id, &ClientChange::IsEnabled(false), &command.office).await?
            }
            Self::Grant(command) => {
                change(&command.id, &ClientChange::Scopes(command.granted.names()), &command.office).await?
            }
            Self::AddCertificate(command) => {
                let body = NewCertificate { certificate: pem(&command.certificate)? };
                let path = Certificates { client_id: command.id.as_str() }.path();
                let office = command.office.open(None).await?;
                let entry = office.send("POST", &path, &body).await?;
                office.close().await;
                entry
            }
            Self::RemoveCertificate(command) => {
                let (client_id, fingerprint) = (command.id.as_str(), command.fingerprint.as_str());
                let path = Certificate { client_id, fingerprint }.path();
                let office = command.office.open(None).await?;
                let entry = office.send("DELETE", &path, &()).await?;
                office.close().await;
                entry
            }
        };
        show(printer, std::slice::from_ref(&entry), &entry)
    }
}

impl Add {
    async fn run(self) -> Result<ClientEntry, Failure> {
        let client = NewClient {
            client_id: self.id,
            enterprise_number: self.enterprise_number,
            name: self.name,
            scopes: self.granted.names(),
            certificate: pem(&self.certificate)?,
        };
        let office = self.office.open(None).await?;
        let entry = office.send("POST", CLIENTS, &client).await?;
        office.close().await;
        Ok(entry)
    }
}

impl List {
    async fn run(self, printer: Printer) -> Result<(), Failure> {
        let office = self.office.open(None).await?;
        let list: Clients = office.get(CLIENTS).await?;
        office.close().await;
        show(printer, &list.items, &list)
    }
}

async fn change(
    id: &ClientId,
    change: &ClientChange,
    office: &OfficeArguments,
) -> Result<ClientEntry, Failure> {
    let office = office.open(None).await?;
    let path = Route { client_id: id.as_str() }.path();
    let entry = office.send("PATCH", &path, change).await?;
    office.close().await;
    Ok(entry)
}

fn pem(path: &std::path::Path) -> Result<String, Failure> {
    String::from_utf8(file(path)?)
        .map_err(|_| Failure::new("file", format!("{} is no PEM file", path.display())))
}

fn show(printer: Printer, entries: &[ClientEntry], whole: &impl serde::Serialize) -> Result<(), Failure> {
    if printer.is_json() {
        printer.json(&shown(whole)?);
        return Ok(());
    }
    let row = |client: &ClientEntry| {
        let state = match (client.is_enabled, client.certificates.iter().map(|one| one.valid_until).max()) {
            (false, _) => "disabled".to_owned(),
            (true, None) => "without certificate".to_owned(),
            (true, Some(until)) => format!("until {}", moment(until.0)),
        };
        // The last part of a scope says what it is; the rest is the same everywhere.
        let scopes = client.scopes.iter().map(|scope| scope.rsplit(':').next().unwrap_or_default());
        let scopes = scopes.collect::<Vec<_>>().join("\n");
        vec![client.client_id.clone(), client.enterprise_number.clone(), client.name.clone(), scopes, state]
    };
    printer.table(&["Client", "Enterprise", "Name", "Scopes", "State"], entries.iter().map(row).collect());
    Ok(())
}
