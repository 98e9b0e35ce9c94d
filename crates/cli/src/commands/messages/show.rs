//! `ebox messages show`

use std::process::ExitCode;

use clap::{Args, builder::NonEmptyStringValueParser};
use ebox_client::{Attachment, Message};
use ebox_domain::LocalizedText;
use serde_json::{Map, Value, json};

use super::{
    find::{Found, find},
    list::marks,
};
use crate::{
    failure::Failure,
    printer::Printer,
    profile::{EboxArguments, with_profile_help},
    session::{Session, moment, reading, text},
};

const EXAMPLE: &str = "\
Example:
  ebox messages show 019f0c1e-0000-7000-8000-000000000000";

/// Show one message: who sent it, what it says, which documents it has. Showing marks nothing read, so a body
/// that is the main content is left out.
#[derive(Args)]
#[command(after_help = EXAMPLE, after_long_help = with_profile_help(EXAMPLE))]
pub(super) struct Show {
    /// The message's identifier.
    #[arg(value_parser = NonEmptyStringValueParser::new())]
    id: String,
    /// Which provider has it; all are asked when left out.
    #[arg(long, value_name = "ID")]
    provider: Option<String>,
    #[command(flatten)]
    ebox: EboxArguments,
}

impl Show {
    pub(super) async fn run(self, printer: Printer) -> Result<ExitCode, Failure> {
        let session = Session::open_ebox(&self.ebox)?;
        let found = find(&session, printer, &self.id, self.provider.as_deref()).await?;
        let body = if found.message.is_body_main {
            None
        } else {
            reading(&found.registry).body(&found.message).await.map_err(|error| Failure::call(&error))?
        };
        if printer.is_json() {
            printer.json(&describe(&found, body.as_ref()));
        } else {
            show(printer, &found, body.as_ref());
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn show(printer: Printer, found: &Found, body: Option<&LocalizedText>) {
    let message = &found.message;
    let mut rows = vec![
        ("Subject", text(&message.subject).to_owned()),
        ("Message", message.id.clone()),
        ("Provider", found.registry.provider().to_owned()),
        ("From", sender(message)),
        ("Type", message.message_type.clone()),
        ("Received", moment(message.received)),
        ("Expires", moment(message.expires)),
        ("Marks", marks(message)),
    ];
    let more = [
        ("Partition", message.partition.clone()),
        ("Attention", message.attention_label.clone()),
        ("Answers", message.original_id.clone()),
        ("Action", message.action.as_ref().map(|action| text(&action.label).to_owned())),
        ("Do it at", message.action.as_ref().and_then(|action| action.url.clone())),
        ("Due", message.action.as_ref().and_then(|action| action.due).map(moment)),
    ];
    rows.extend(more.into_iter().filter_map(|(name, value)| Some((name, value?))));
    let mut rows: Vec<Vec<String>> =
        rows.into_iter().map(|(name, value)| vec![name.to_owned(), value]).collect();
    for data in &message.business_data {
        let values: Vec<&str> = data.values.iter().map(text).collect();
        rows.push(vec![data.key.clone(), values.join("\n")]);
    }
    printer.pairs(rows);
    if !found.attachments.is_empty() {
        printer.data("");
        let head = ["Attachment", "File", "Type", "Bytes", "Main content"];
        printer.table(&head, found.attachments.iter().map(row).collect());
    }
    match body {
        Some(body) => {
            printer.data("");
            printer.text(text(body));
        }
        None if message.is_body_main => {
            let effect =
                if message.is_read { "" } else { ", which marks the message read, with legal effect" };
            let id = &message.id;
            printer.say(format!(
                "The body is the main content: `ebox messages download {id} --body` opens it{effect}."
            ));
        }
        None => {}
    }
}

fn sender(message: &Message) -> String {
    match &message.sender.application {
        Some(application) => format!("{} ({application})", message.sender.enterprise),
        None => message.sender.enterprise.clone(),
    }
}

fn row(attachment: &Attachment) -> Vec<String> {
    vec![
        attachment.id.clone(),
        attachment.file_name.clone(),
        attachment.media_type.clone(),
        attachment.size.map(|size| size.to_string()).unwrap_or_default(),
        if attachment.is_main { "yes" } else { "" }.to_owned(),
    ]
}

fn describe(found: &Found, body: Option<&LocalizedText>) -> Value {
    let attachment = |one: &Attachment| {
        json!({
            "attachmentId": one.id, "fileName": one.file_name, "mediaType": one.media_type, "size": one.size,
            "sha256": one.digest.map(|digest| digest.to_hex()),
            "isMainContent": one.is_main, "isSigned": one.is_signed,
        })
    };
    let by_language = |text: &LocalizedText| -> Map<String, Value> {
        text.iter().map(|(language, text)| (language.to_string(), Value::from(text))).collect()
    };
    json!({
        "providerId": found.registry.provider(),
        "messageId": found.message.id,
        "metadata": ebox_connector::metadata(&found.message),
        "attachments": found.attachments.iter().map(attachment).collect::<Vec<_>>(),
        "body": body.map(by_language),
    })
}
