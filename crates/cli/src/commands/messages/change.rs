//! `ebox messages hide`, `unhide` and `move`

use std::process::ExitCode;

use clap::{Args, builder::NonEmptyStringValueParser};
use ebox_client::MessageChange;
use ebox_domain::PartitionId;
use serde_json::{Value, json};

use super::find::{Kept, find_all};
use crate::{
    failure::{Failure, Status},
    printer::Printer,
    profile::{EboxArguments, with_profile_help},
    session::{Session, text},
};

const HIDE_EXAMPLE: &str = "\
Example:
  ebox messages hide 019f0c1e-0000-7000-8000-000000000000";

const UNHIDE_EXAMPLE: &str = "\
Example:
  ebox messages unhide 019f0c1e-0000-7000-8000-000000000000";

const MOVE_EXAMPLE: &str = "\
Example:
  ebox messages move 019f0c1e-0000-7000-8000-000000000000 --to Payroll";

/// Hide messages: people no longer see them among the others. Nothing is marked read, and `unhide` brings them back.
///
/// At each provider all of them are hidden or none; when one cannot be found, none is hidden anywhere.
#[derive(Args)]
#[command(after_help = HIDE_EXAMPLE, after_long_help = with_profile_help(HIDE_EXAMPLE))]
pub(super) struct Hide {
    #[command(flatten)]
    chosen: Chosen,
}

/// Show hidden messages again.
///
/// At each provider all of them are shown or none; when one cannot be found, none is shown anywhere.
#[derive(Args)]
#[command(after_help = UNHIDE_EXAMPLE, after_long_help = with_profile_help(UNHIDE_EXAMPLE))]
pub(super) struct Unhide {
    #[command(flatten)]
    chosen: Chosen,
}

/// Move messages to another partition of the e-Box; who may see them changes with it.
///
/// At each provider all of them are moved or none; when one cannot be found, none is moved anywhere.
#[derive(Args)]
#[command(after_help = MOVE_EXAMPLE, after_long_help = with_profile_help(MOVE_EXAMPLE))]
pub(super) struct Move {
    #[command(flatten)]
    chosen: Chosen,
    /// The partition, which must exist.
    #[arg(long, value_name = "PARTITION")]
    to: PartitionId,
}

#[derive(Args)]
struct Chosen {
    /// The messages' identifiers.
    #[arg(required = true, value_name = "MESSAGE", value_parser = NonEmptyStringValueParser::new())]
    ids: Vec<String>,
    /// Which provider has them; all are asked when left out.
    #[arg(long, value_name = "ID")]
    provider: Option<String>,
    #[command(flatten)]
    ebox: EboxArguments,
}

impl Hide {
    pub(super) async fn run(self, printer: Printer) -> Result<ExitCode, Failure> {
        let change = MessageChange { is_visible: Some(false), ..MessageChange::default() };
        self.chosen.change(printer, &change, "hidden").await
    }
}

impl Unhide {
    pub(super) async fn run(self, printer: Printer) -> Result<ExitCode, Failure> {
        let change = MessageChange { is_visible: Some(true), ..MessageChange::default() };
        self.chosen.change(printer, &change, "shown").await
    }
}

impl Move {
    pub(super) async fn run(self, printer: Printer) -> Result<ExitCode, Failure> {
        let change = MessageChange { partition: Some(self.to.to_string()), ..MessageChange::default() };
        self.chosen.change(printer, &change, &format!("in {}", self.to)).await
    }
}

impl Chosen {
    async fn change(self, printer: Printer, change: &MessageChange, now: &str) -> Result<ExitCode, Failure> {
        let session = Session::open_ebox(&self.ebox)?;
        let kept = find_all(&session, printer, &self.ids, self.provider.as_deref()).await?;
        let (mut done, mut failed) = (Vec::new(), Vec::new());
        for one in kept {
            let of = |message: &ebox_client::Message| MessageChange {
                message_id: message.id.clone(),
                ..change.clone()
            };
            let changes: Vec<MessageChange> = one.messages.iter().map(of).collect();
            match one.registry.change(&changes).await {
                Ok(_) => done.push(one),
                Err(error) => failed.push(error),
            }
        }
        // When nothing was done, the first refusal says it all.
        if done.is_empty()
            && let Some(error) = failed.first()
        {
            return Err(Failure::call(error));
        }
        for error in &failed {
            printer.warn(format!("nothing was changed at {}: {}", error.whom(), error.chain()));
        }
        if printer.is_json() {
            printer.json(&json!({
                "items": done.iter().flat_map(describe).collect::<Vec<_>>(),
                "failedProviders": failed.iter().map(ebox_client::ClientError::whom).collect::<Vec<_>>(),
            }));
        } else {
            let rows = done.iter().flat_map(|one| rows(one, now)).collect();
            printer.table(&["Provider", "Message", "Subject", "Now"], rows);
        }
        Ok(if failed.is_empty() { ExitCode::SUCCESS } else { Status::Partial.into() })
    }
}

fn rows(kept: &Kept, now: &str) -> Vec<Vec<String>> {
    let provider = kept.registry.provider();
    let row = |message: &ebox_client::Message| {
        vec![provider.to_owned(), message.id.clone(), text(&message.subject).to_owned(), now.to_owned()]
    };
    kept.messages.iter().map(row).collect()
}

fn describe(kept: &Kept) -> Vec<Value> {
    let provider = kept.registry.provider();
    let one = |message: &ebox_client::Message| json!({ "providerId": provider, "messageId": message.id });
    kept.messages.iter().map(one).collect()
}
