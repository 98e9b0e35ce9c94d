//! `ebox admin configuration`

mod document;
mod sign;

use std::path::PathBuf;

use clap::{Args, Subcommand};
use ebox_domain::ids::DossierId;
use ebox_wire::{
    operator::{AppliedConfiguration, ConfigurationChange, ConfigurationReport, ConfigurationState, Kind},
    routes::operator::Configuration as Route,
};
use serde::Serialize;

use super::office::{OfficeArguments, shown};
use crate::{failure::Failure, printer::Printer, session::moment};

use document::Document;

/// The configuration of a Document Sender, as it was agreed in a dossier: reference data, client, certificates.
#[derive(Subcommand)]
pub(super) enum Configuration {
    Preview(Preview),
    Apply(Apply),
    Show(Show),
    Undo(Undo),
    Sign(sign::Sign),
}

/// A document, and whose word counts that it is the agreed one.
#[derive(Args)]
struct DocumentArguments {
    /// The document: a signed file, or YAML or JSON.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The certificate of a signer, PEM; may be repeated. When left out, the signers of the deployment's configuration
    /// count (section dossiers).
    #[arg(long, value_name = "FILE")]
    signer: Vec<PathBuf>,
    /// Take a file that nobody signed: you know yourself where it comes from.
    #[arg(long, conflicts_with = "signer")]
    unsigned: bool,
}

/// Show what applying a document would change. Nothing is changed.
#[derive(Args)]
pub(super) struct Preview {
    #[command(flatten)]
    document: DocumentArguments,
    #[command(flatten)]
    office: OfficeArguments,
}

/// Apply a document. It is refused as a whole when anything is wrong with it; once more changes nothing.
#[derive(Args)]
#[command(after_help = "\
Example:
  ebox admin configuration preview 2026-0007.acc.jws --signer desk.pem --data /var/lib/ebox
  ebox admin configuration apply 2026-0007.acc.jws --signer desk.pem --data /var/lib/ebox")]
pub(super) struct Apply {
    #[command(flatten)]
    document: DocumentArguments,
    #[command(flatten)]
    office: OfficeArguments,
}

/// Print what is applied of a dossier, and what somebody changed since.
#[derive(Args)]
pub(super) struct Show {
    /// The dossier.
    #[arg(value_name = "DOSSIER")]
    dossier: DossierId,
    #[command(flatten)]
    office: OfficeArguments,
}

/// Put back what was before the configuration of a dossier. What others came to use meanwhile stays, and is named.
#[derive(Args)]
pub(super) struct Undo {
    /// The dossier.
    #[arg(value_name = "DOSSIER")]
    dossier: DossierId,
    #[command(flatten)]
    office: OfficeArguments,
}

impl Configuration {
    pub(super) async fn run(self, printer: Printer) -> Result<(), Failure> {
        match self {
            Self::Preview(command) => send(command.document, command.office, true, printer).await,
            Self::Apply(command) => send(command.document, command.office, false, printer).await,
            Self::Show(command) => command.run(printer).await,
            Self::Undo(command) => command.run(printer).await,
            Self::Sign(command) => command.run(printer),
        }
    }
}

async fn send(
    document: DocumentArguments,
    office: OfficeArguments,
    is_dry: bool,
    printer: Printer,
) -> Result<(), Failure> {
    let document = Document::read(&document.file, &document.signer, document.unsigned)?;
    let path = document.path(is_dry);
    let office = office.open(Some(document.provider())).await?;
    let report = office.send_as("PUT", &path, document.media_type(), document.into_bytes()).await?;
    office.close().await;
    show(printer, &report, &report)
}

impl Show {
    async fn run(self, printer: Printer) -> Result<(), Failure> {
        let office = self.office.open(None).await?;
        let path = Route { dossier: self.dossier.as_str() }.path();
        let applied: AppliedConfiguration = office.get(&path).await?;
        office.close().await;
        show(printer, &applied.report, &applied)
    }
}

impl Undo {
    async fn run(self, printer: Printer) -> Result<(), Failure> {
        let office = self.office.open(None).await?;
        let path = Route { dossier: self.dossier.as_str() }.path();
        let report: ConfigurationReport = office.send("DELETE", &path, &()).await?;
        office.close().await;
        show(printer, &report, &report)
    }
}

fn show(printer: Printer, report: &ConfigurationReport, whole: &impl Serialize) -> Result<(), Failure> {
    if printer.is_json() {
        printer.json(&shown(whole)?);
        return Ok(());
    }
    if !report.changes.is_empty() {
        let rows = report.changes.iter().map(row).collect();
        printer.table(&["What", "Which", "Change", "Details"], rows);
    }
    printer.say(summary(report));
    Ok(())
}

fn row(change: &ConfigurationChange) -> Vec<String> {
    let none = || "nothing".to_owned();
    let field = |one: &ebox_wire::operator::FieldChange| {
        let (before, after) = (one.before.clone(), one.after.clone());
        format!("{}: {} -> {}", one.field, before.unwrap_or_else(none), after.unwrap_or_else(none))
    };
    let details = change.fields.iter().map(field).chain(change.reason.clone());
    vec![name(&change.what), change.id.clone(), name(&change.change), details.collect::<Vec<_>>().join("\n")]
}

/// As it stands in answers.
fn name(value: &impl Serialize) -> String {
    let name = serde_json::to_value(value).unwrap_or_default();
    name.as_str().unwrap_or_default().to_owned()
}

fn summary(report: &ConfigurationReport) -> String {
    let whose = format!("The configuration of {} in {}", report.dossier, report.environment);
    let since = report.since.map(|at| format!(" since {}", moment(at.0))).unwrap_or_default();
    let client = report.client_id.as_ref().map(|id| format!(" Client: {id}.")).unwrap_or_default();
    let changed = report.changes.iter().any(|change| change.change == Kind::Kept);
    let how = match report.state {
        ConfigurationState::NotApplied => "is not applied; nothing was changed".to_owned(),
        ConfigurationState::Applying => "is being applied; what is left is done by itself".to_owned(),
        ConfigurationState::Applied if report.is_in_force => format!("is in force{since}"),
        ConfigurationState::Applied => {
            format!("was applied{since}; apply the document to make these changes")
        }
        ConfigurationState::Undoing => "is being undone; what is left is done by itself".to_owned(),
        ConfigurationState::Undone if changed => format!("was undone{since}; some of it stays"),
        ConfigurationState::Undone => format!("was undone{since}"),
    };
    format!("{whose} {how}.{client}")
}
