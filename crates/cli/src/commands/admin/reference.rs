//! `ebox admin reference`

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use ebox_domain::{Causes, provider::ProviderId, reference::ReferenceData};
use ebox_wire::{
    reference_file::{ReferenceFile, ReferenceReport, parse, read_whole},
    routes::operator::ReferenceData as Route,
};

use super::office::{OfficeArguments, file, mistakes, shown};
use crate::{failure::Failure, printer::Printer};

/// A registry's reference data as one file: organizations, applications, message types, who may send what.
#[derive(Subcommand)]
pub(super) enum Reference {
    Export(Export),
    Import(Import),
    Check(Check),
}

/// Print all reference data of a registry in YAML, or write it to a file.
#[derive(Args)]
pub(super) struct Export {
    /// The Document Provider.
    #[arg(long, value_name = "ID")]
    provider: ProviderId,
    /// The file to write; standard output when left out.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    office: OfficeArguments,
}

/// Replace all reference data of a registry by a file's. Nothing changes when anything is wrong with it, or when it
/// leaves out what messages name or the configuration of a sender put there.
#[derive(Args)]
pub(super) struct Import {
    /// The Document Provider.
    #[arg(long, value_name = "ID")]
    provider: ProviderId,
    /// The file, YAML or JSON. Images may be paths relative to it.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Leave out organizations, applications and message types even if messages name them, and what configurations
    /// of senders put there. Nobody can look these up any more, and replies to such messages are refused.
    #[arg(long)]
    even_if_used: bool,
    #[command(flatten)]
    office: OfficeArguments,
}

/// Check a file of reference data as a whole, and name every mistake. Nothing is called.
#[derive(Args)]
pub(super) struct Check {
    /// The file, YAML or JSON.
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

impl Reference {
    pub(super) async fn run(self, printer: Printer) -> Result<(), Failure> {
        match self {
            Self::Export(command) => command.run(printer).await,
            Self::Import(command) => command.run(printer).await,
            Self::Check(command) => {
                let report = ReferenceReport::from(&loaded(&command.file)?);
                say(printer, report, "The file is fine")
            }
        }
    }
}

impl Export {
    async fn run(self, printer: Printer) -> Result<(), Failure> {
        let office = self.office.open(Some(&self.provider)).await?;
        let path = Route { provider_id: self.provider.as_str() }.path();
        if printer.is_json() && self.out.is_none() {
            let data: ReferenceFile = office.get(&path).await?;
            printer.json(&shown(&data)?);
        } else {
            let yaml = office.get_yaml(&path).await?;
            match &self.out {
                Some(out) => std::fs::write(out, yaml).map_err(|error| {
                    Failure::new("file", format!("{} cannot be written: {error}", out.display()))
                })?,
                None => printer.data(yaml.trim_end()),
            }
        }
        office.close().await;
        Ok(())
    }
}

impl Import {
    async fn run(self, printer: Printer) -> Result<(), Failure> {
        let data = loaded(&self.file)?;
        let office = self.office.open(Some(&self.provider)).await?;
        let mut path = Route { provider_id: self.provider.as_str() }.path();
        if self.even_if_used {
            path.push_str("?evenIfUsed=true");
        }
        let report = office.send("PUT", &path, &ReferenceFile::from(&data)).await?;
        office.close().await;
        say(printer, report, "It is in force")
    }
}

/// The reference data of a file; every mistake in it otherwise.
fn loaded(path: &Path) -> Result<ReferenceData, Failure> {
    let text = String::from_utf8(file(path)?)
        .map_err(|_| Failure::new("file", format!("{} is no text in UTF-8", path.display())))?;
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    let open = move |image: &str| {
        let image = folder.join(image);
        std::fs::read(&image).map_err(|error| format!("{} cannot be read: {error}", image.display()))
    };
    let read = parse(&text).map_err(Causes::from).and_then(|value| read_whole(&value, &open));
    read.map_err(|causes| {
        let lines = causes.iter().map(|cause| (cause.field.as_str(), cause.detail.as_str()));
        Failure::new("mistakes", mistakes(&path.display().to_string(), lines))
    })
}

fn say(printer: Printer, report: ReferenceReport, what: &str) -> Result<(), Failure> {
    if printer.is_json() {
        printer.json(&shown(&report)?);
        return Ok(());
    }
    printer.say(format!(
        "{what}. Organizations: {}, applications: {}, message types: {}, trios: {}.",
        report.organizations, report.applications, report.message_types, report.trios
    ));
    Ok(())
}
