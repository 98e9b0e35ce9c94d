//! `ebox admin provider`

use std::path::PathBuf;

use clap::{Args, Subcommand};
use ebox_domain::{LocalizedText, provider::ProviderId};
use ebox_wire::{
    Moment, TranslatedStringWithEnglish,
    federation::PlannedMaintenance,
    operator::{ProviderEntry, Providers, YAML},
    routes::operator::{PROVIDERS, Provider as Route},
};
use jiff::{Timestamp, civil::Date};

use super::office::{OfficeArguments, file, shown};
use crate::{
    failure::Failure,
    printer::Printer,
    session::{moment, text},
};

/// The provider registry: who keeps messages, where, from when to when, and when not.
#[derive(Subcommand)]
pub(super) enum Provider {
    Put(Box<Put>),
    List(List),
}

/// Register a provider, or replace what is registered of it.
///
/// A file (`--file`) can have names in every language; without one, what is given here holds for all. Addresses may be
/// left out for a provider of the running server.
#[derive(Args)]
#[command(after_help = "\
Example:
  ebox admin provider put own --name 'Example messages' --description 'Letters of Example' \\
      --contact helpdesk@ebox.example --from 2026-01-01 \\
      --maintenance 2026-12-24T22:00:00+01:00/2026-12-25T06:00:00+01:00")]
pub(super) struct Put {
    /// Its identifier.
    #[arg(value_name = "ID")]
    id: ProviderId,
    /// The whole entry in YAML or JSON, instead of the other options.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["name", "description", "contact", "from", "until", "v2_url", "v3_url", "maintenance"])]
    file: Option<PathBuf>,
    /// Its name.
    #[arg(long, required_unless_present = "file")]
    name: Option<String>,
    /// What it offers.
    #[arg(long, required_unless_present = "file", value_name = "TEXT")]
    description: Option<String>,
    /// A helpdesk, never a person.
    #[arg(long, required_unless_present = "file", value_name = "ADDRESS")]
    contact: Option<String>,
    /// Its first day.
    #[arg(long, required_unless_present = "file", value_name = "DAY")]
    from: Option<Date>,
    /// Its last day; none when left out.
    #[arg(long, value_name = "DAY")]
    until: Option<Date>,
    /// The base address of its v2.1 registry.
    #[arg(long, value_name = "URL")]
    v2_url: Option<String>,
    /// The base address of its v3 registry.
    #[arg(long, value_name = "URL")]
    v3_url: Option<String>,
    /// A time in which it does not answer, as BEGIN/END; may be repeated.
    #[arg(long, value_name = "BEGIN/END", value_parser = window)]
    maintenance: Vec<PlannedMaintenance>,
    #[command(flatten)]
    office: OfficeArguments,
}

fn window(text: &str) -> Result<PlannedMaintenance, &'static str> {
    let read = |text: &str| text.parse::<Timestamp>().ok().map(Moment);
    let both = text.split_once('/').and_then(|(start, end)| Some((read(start)?, read(end)?)));
    let (start_date, end_date) =
        both.ok_or("expected 2026-12-24T22:00:00+01:00/2026-12-25T06:00:00+01:00, or other moments")?;
    Ok(PlannedMaintenance { start_date, end_date })
}

/// Print every provider, callable or not.
#[derive(Args)]
pub(super) struct List {
    #[command(flatten)]
    office: OfficeArguments,
}

impl Provider {
    pub(super) async fn run(self, printer: Printer) -> Result<(), Failure> {
        match self {
            Self::Put(command) => command.run(printer).await,
            Self::List(command) => command.run(printer).await,
        }
    }
}

impl Put {
    async fn run(self, printer: Printer) -> Result<(), Failure> {
        let office = self.office.open(None).await?;
        let path = Route { provider_id: self.id.as_str() }.path();
        let entry: ProviderEntry = match &self.file {
            Some(path_of_file) => office.send_as("PUT", &path, YAML, file(path_of_file)?).await?,
            None => office.send("PUT", &path, &self.entry()).await?,
        };
        office.close().await;
        show(printer, std::slice::from_ref(&entry), &entry)
    }

    fn entry(&self) -> ProviderEntry {
        let all = |text: &Option<String>| {
            let text = text.as_deref().unwrap_or_default();
            TranslatedStringWithEnglish::from(
                &LocalizedText::untranslated(text).with(ebox_domain::Language::En, text),
            )
        };
        ProviderEntry {
            id: None,
            name: all(&self.name),
            description: all(&self.description),
            v2_url: self.v2_url.clone(),
            v3_url: self.v3_url.clone(),
            activation_date: self.from.unwrap_or_default(),
            deactivation_date: self.until,
            technical_contact: self.contact.clone().unwrap_or_default(),
            planned_maintenances: self.maintenance.clone(),
        }
    }
}

impl List {
    async fn run(self, printer: Printer) -> Result<(), Failure> {
        let office = self.office.open(None).await?;
        let list: Providers = office.get(PROVIDERS).await?;
        office.close().await;
        show(printer, &list.items, &list)
    }
}

fn show(printer: Printer, entries: &[ProviderEntry], whole: &impl serde::Serialize) -> Result<(), Failure> {
    if printer.is_json() {
        printer.json(&shown(whole)?);
        return Ok(());
    }
    let window =
        |one: &PlannedMaintenance| format!("{} to {}", moment(one.start_date.0), moment(one.end_date.0));
    let row = |entry: &ProviderEntry| {
        let days = match entry.deactivation_date {
            Some(last) => format!("{} to {last}", entry.activation_date),
            None => format!("from {}", entry.activation_date),
        };
        let addresses = [&entry.v2_url, &entry.v3_url].into_iter().flatten().cloned().collect::<Vec<_>>();
        vec![
            entry.id.clone().unwrap_or_default(),
            text(&entry.name.clone().into()).to_owned(),
            days,
            entry.planned_maintenances.iter().map(window).collect::<Vec<_>>().join("\n"),
            addresses.join("\n"),
        ]
    };
    let head = ["Provider", "Name", "Days", "Maintenance", "Addresses"];
    printer.table(&head, entries.iter().map(row).collect());
    Ok(())
}
