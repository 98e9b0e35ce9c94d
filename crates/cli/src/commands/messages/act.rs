//! `ebox messages act`

use std::process::ExitCode;

use clap::{Args, builder::NonEmptyStringValueParser};
use ebox_client::Message;
use ebox_wire::routes::Version;
use serde_json::json;

use super::find::locate;
use crate::{
    failure::Failure,
    printer::Printer,
    profile::{EboxArguments, with_profile_help},
    session::{Session, moment, text},
};

const EXAMPLE: &str = "\
Example:
  ebox messages act 019f0c1e-0000-7000-8000-000000000000";

/// Note that what a message asks for was done. It cannot be taken back; saying it again changes nothing.
///
/// The action itself is done where the message says (`ebox messages show`); this marks nothing read.
#[derive(Args)]
#[command(after_help = EXAMPLE, after_long_help = with_profile_help(EXAMPLE))]
pub(super) struct Act {
    /// The message's identifier.
    #[arg(value_parser = NonEmptyStringValueParser::new())]
    id: String,
    /// Which provider has it; all are asked when left out.
    #[arg(long, value_name = "ID")]
    provider: Option<String>,
    #[command(flatten)]
    ebox: EboxArguments,
}

impl Act {
    pub(super) async fn run(self, printer: Printer) -> Result<ExitCode, Failure> {
        let session = Session::open_ebox(&self.ebox)?;
        let (registry, message) = locate(&session, printer, &self.id, self.provider.as_deref()).await?;
        // A v2.1 registry does not say what a message asks for, and its client says so.
        if message.action.is_none() && registry.version() == Version::V3 {
            let what = format!("message {} asks for no action", message.id);
            return Err(Failure::new("no_action", what)
                .hint("`ebox messages list --for-action` shows those that ask for one"));
        }
        if message.action.as_ref().is_some_and(|action| action.is_executed) {
            printer.say("This was said before.");
        }
        let message = registry.execute_action(&message.id).await.map_err(|error| Failure::call(&error))?;
        if printer.is_json() {
            printer.json(&json!({
                "providerId": registry.provider(), "messageId": message.id,
                "metadata": ebox_connector::metadata(&message),
            }));
        } else {
            printer.pairs(rows(&message));
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn rows(message: &Message) -> Vec<Vec<String>> {
    let action = message.action.as_ref();
    let rows = [
        ("Message", Some(message.id.clone())),
        ("Subject", Some(text(&message.subject).to_owned())),
        ("Action", action.map(|action| text(&action.label).to_owned())),
        ("Executed", action.and_then(|action| action.executed).map(moment)),
    ];
    rows.into_iter().filter_map(|(name, value)| Some(vec![name.to_owned(), value?])).collect()
}
