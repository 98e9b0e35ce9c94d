//! `ebox providers`

use std::process::ExitCode;

use clap::Args;
use ebox_client::ListedProvider;
use ebox_domain::LocalizedText;
use serde_json::{Map, Value, json};

use crate::{
    failure::Failure,
    printer::Printer,
    profile::{ProfileArguments, with_profile_help},
    session::{Session, availability, text},
};

const EXAMPLE: &str = "\
Example:
  ebox providers --profile acceptance";

/// Print the provider registry: who keeps messages, where, and whether they may be called now.
#[derive(Args)]
#[command(after_help = EXAMPLE, after_long_help = with_profile_help(EXAMPLE))]
pub(crate) struct Providers {
    #[command(flatten)]
    profile: ProfileArguments,
}

impl Providers {
    pub(crate) async fn run(self, printer: Printer) -> Result<ExitCode, Failure> {
        let session = Session::open(&self.profile)?;
        let list = session.providers().await.map_err(|error| Failure::call(&error))?;
        for notice in &list.notices {
            printer.warn(notice);
        }
        let now = session.clock.now();
        if printer.is_json() {
            let items: Vec<Value> = list
                .providers
                .iter()
                .map(|provider| describe(provider, &availability(provider.availability(now))))
                .collect();
            printer.json(&json!({ "items": items, "notices": list.notices }));
        } else {
            let row = |provider: &ListedProvider| {
                vec![
                    provider.id.clone(),
                    text(&provider.name).to_owned(),
                    provider.version_text.clone(),
                    availability(provider.availability(now)),
                    provider.url.clone(),
                ]
            };
            let rows = list.providers.iter().map(row).collect();
            printer.table(&["Provider", "Name", "Version", "Now", "Address"], rows);
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn describe(provider: &ListedProvider, availability: &str) -> Value {
    let windows: Vec<Value> = provider
        .maintenance
        .iter()
        .map(|window| json!({ "startDate": window.start(), "endDate": window.end() }))
        .collect();
    json!({
        "id": provider.id,
        "name": by_language(&provider.name),
        "description": by_language(&provider.description),
        "url": provider.url,
        "version": provider.version.as_str(),
        "apiSupportedVersion": provider.version_text,
        "isCallable": availability == "callable",
        "availability": availability,
        "activationDate": provider.activation,
        "deactivationDate": provider.deactivation,
        "technicalContact": provider.technical_contact,
        "plannedMaintenance": windows,
    })
}

fn by_language(text: &LocalizedText) -> Map<String, Value> {
    text.iter().map(|(language, text)| (language.to_string(), Value::from(text))).collect()
}
