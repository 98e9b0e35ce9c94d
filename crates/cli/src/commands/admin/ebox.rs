//! `ebox admin ebox`

use std::path::PathBuf;

use clap::{Args, Subcommand};
use ebox_wire::{
    operator::{CSV, EboxEntry, Eboxes, ImportReport, YAML},
    routes::operator::EBOXES,
};

use super::office::{OfficeArguments, file, shown};
use crate::{failure::Failure, printer::Printer, session::moment};

/// The directory of e-Boxes: which exist, and which are active.
#[derive(Subcommand)]
pub(super) enum Ebox {
    Import(Import),
    List(List),
}

/// Enter a list of e-Boxes. New ones are added, known ones changed, and those that it does not name stay.
///
/// CSV (by its extension) has the columns number, name and status, named in the first line; YAML has
/// `items: [{number: "0123456789", name: Example, status: active}]`. Nothing changes when anything is wrong.
#[derive(Args)]
pub(super) struct Import {
    /// The list, CSV or YAML.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    office: OfficeArguments,
}

/// Print the directory, a page at a time.
#[derive(Args)]
pub(super) struct List {
    /// The page, counted from 1.
    #[arg(long, default_value_t = 1, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..))]
    page: u32,
    #[command(flatten)]
    office: OfficeArguments,
}

impl Ebox {
    pub(super) async fn run(self, printer: Printer) -> Result<(), Failure> {
        match self {
            Self::Import(command) => command.run(printer).await,
            Self::List(command) => command.run(printer).await,
        }
    }
}

impl Import {
    async fn run(self, printer: Printer) -> Result<(), Failure> {
        let is_csv = self.file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
        let (content_type, body) = (if is_csv { CSV } else { YAML }, file(&self.file)?);
        let office = self.office.open(None).await?;
        let report: ImportReport = office.send_as("POST", EBOXES, content_type, body).await?;
        office.close().await;
        if printer.is_json() {
            printer.json(&shown(&report)?);
        } else {
            let ImportReport { added, changed, unchanged } = report;
            printer.say(format!("{added} added, {changed} changed, {unchanged} as they were."));
        }
        Ok(())
    }
}

impl List {
    async fn run(self, printer: Printer) -> Result<(), Failure> {
        let office = self.office.open(None).await?;
        let list: Eboxes = office.get(&format!("{EBOXES}?page={}&pageSize=100", self.page)).await?;
        office.close().await;
        if printer.is_json() {
            printer.json(&shown(&list)?);
            return Ok(());
        }
        let row = |ebox: &EboxEntry| {
            let opened = ebox.last_connection.map(|at| moment(at.0)).unwrap_or_default();
            vec![ebox.number.clone(), ebox.name.clone(), ebox.status.clone(), opened]
        };
        printer.table(&["Number", "Name", "Status", "Last opened"], list.items.iter().map(row).collect());
        let total = list.total.unwrap_or_default();
        if total > list.items.len() as u64 {
            printer.say(format!("Page {} of {}.", self.page, total.div_ceil(100)));
        }
        Ok(())
    }
}
