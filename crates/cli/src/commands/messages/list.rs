//! `ebox messages list`

use std::process::ExitCode;

use clap::Args;
use ebox_client::{Filter, Message};
use ebox_domain::{EnterpriseNumber, Language, PartitionId, page::PageRequest};
use jiff::civil::Date;
use serde_json::{Value, json};

use super::{
    language,
    merge::{Listed, Merged},
};
use crate::{
    failure::{Failure, Status},
    printer::Printer,
    profile::{EboxArguments, with_profile_help},
    session::{Session, moment, text},
};

const EXAMPLE: &str = "\
Examples:
  ebox messages list --unread --since 2026-01-01
  ebox messages list --search attest --language nl --partition Payroll";

/// List messages of all providers together, newest first. Listing marks nothing read.
#[derive(Args)]
#[command(after_help = EXAMPLE, after_long_help = with_profile_help(EXAMPLE))]
pub(super) struct List {
    /// Only of this provider.
    #[arg(long, value_name = "ID")]
    provider: Option<String>,
    /// Which page.
    #[arg(long, default_value_t = 1, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..))]
    page: u32,
    /// Messages a page, at most 100.
    #[arg(long, default_value_t = 25, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..=100))]
    page_size: u32,
    /// Only those whose main content nobody opened.
    #[arg(long, conflicts_with = "read")]
    unread: bool,
    /// Only those whose main content somebody opened.
    #[arg(long)]
    read: bool,
    /// Only registered mail.
    #[arg(long)]
    registered: bool,
    /// Only those that ask for something that nobody noted as done.
    #[arg(long)]
    for_action: bool,
    /// Only those with this text in subject, business data, attention line, or a name of sender or type.
    #[arg(long, value_name = "TEXT", requires = "language")]
    search: Option<String>,
    /// The language of the text: nl, fr or de.
    #[arg(long, value_name = "LANGUAGE", requires = "search", value_parser = language)]
    language: Option<Language>,
    /// Only in this partition; may be repeated.
    #[arg(long, value_name = "PARTITION")]
    partition: Vec<PartitionId>,
    /// Those that this enterprise sent, instead of those that it received.
    #[arg(long, conflicts_with_all = ["unread", "read", "registered", "for_action", "search", "from"])]
    sent: bool,
    /// Only from this enterprise.
    #[arg(long, value_name = "NUMBER")]
    from: Option<EnterpriseNumber>,
    /// Only of this message type.
    #[arg(long = "type", value_name = "TYPE")]
    message_type: Option<String>,
    /// Only those received on this day or later, as in 2026-01-31.
    #[arg(long, value_name = "DAY")]
    since: Option<Date>,
    /// Only those received before this day.
    #[arg(long, value_name = "DAY")]
    before: Option<Date>,
    #[command(flatten)]
    ebox: EboxArguments,
}

impl List {
    pub(super) async fn run(self, printer: Printer) -> Result<ExitCode, Failure> {
        let session = Session::open_ebox(&self.ebox)?;
        let providers = session.callable(printer, self.provider.as_deref()).await?;
        let page = PageRequest::new(self.page, self.page_size)
            .map_err(|error| Failure::new("page", error.to_string()))?;
        let registries = providers.iter().map(|provider| session.reader(provider)).collect();
        let mut merged = Merged::new(registries, self.filter(), page.size());
        let messages = merged.page(page.offset(), page.size()).await;
        let total = merged.total();
        for notice in merged.notices() {
            printer.warn(notice);
        }
        // When nobody answered, the first refusal says more than an empty list.
        if merged.failed().len() == providers.len()
            && let Some(failed) = merged.failed().first()
        {
            return Err(Failure::call(&failed.error));
        }
        for failed in merged.failed() {
            printer.warn(format!("{} is left out: {}", failed.provider, failed.error.chain()));
        }
        if printer.is_json() {
            printer.json(&json!({
                "items": messages.iter().map(describe).collect::<Vec<_>>(),
                "page": page.page(), "pageSize": page.size(), "total": total,
                "failedProviders": merged.failed().iter().map(|one| &one.provider).collect::<Vec<_>>(),
            }));
        } else if messages.is_empty() {
            printer.say(format!("No messages on page {}; there are {total}.", page.page()));
        } else {
            let whom = if self.sent { "To" } else { "From" };
            let head = ["Received", "Provider", "Message", whom, "Subject", "Marks"];
            printer.table(&head, messages.iter().map(|listed| row(listed, self.sent)).collect());
            let pages = total.div_ceil(u64::from(page.size()));
            printer.say(format!("Page {} of {pages}; {total} messages.", page.page()));
        }
        Ok(if merged.failed().is_empty() { ExitCode::SUCCESS } else { Status::Partial.into() })
    }

    fn filter(&self) -> Filter {
        Filter {
            received_after: self.since,
            received_before: self.before,
            is_read: (self.unread || self.read).then_some(self.read),
            is_registered: self.registered.then_some(true),
            is_for_action: self.for_action.then_some(true),
            search: self.search.clone().zip(self.language),
            partitions: self.partition.iter().map(ToString::to_string).collect(),
            is_sent: self.sent,
            message_type: self.message_type.clone(),
            sender_organization: self.from.map(|number| number.to_string()),
            ..Filter::default()
        }
    }
}

fn row(listed: &Listed, is_sent: bool) -> Vec<String> {
    let message = &listed.message;
    let whom =
        if is_sent { message.recipient.as_deref().unwrap_or_default() } else { &message.sender.enterprise };
    vec![
        moment(message.received),
        listed.provider.clone(),
        message.id.clone(),
        whom.to_owned(),
        text(&message.subject).to_owned(),
        marks(message),
    ]
}

/// What people should notice about a message.
pub(super) fn marks(message: &Message) -> String {
    let is_open = message.action.as_ref().is_some_and(|action| !action.is_executed);
    let marks = [
        (!message.is_read, "unread"),
        (message.is_registered, "registered"),
        (is_open, "action"),
        (!message.is_visible, "hidden"),
    ];
    marks.iter().filter(|(is_set, _)| *is_set).map(|(_, mark)| *mark).collect::<Vec<_>>().join(", ")
}

fn describe(listed: &Listed) -> Value {
    let mut described = json!({
        "providerId": listed.provider,
        "messageId": listed.message.id,
        "metadata": ebox_connector::metadata(&listed.message),
    });
    if let Some(recipient) = &listed.message.recipient {
        described["recipient"] = recipient.as_str().into();
    }
    described
}
