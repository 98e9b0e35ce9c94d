//! `ebox messages stats`

use std::process::ExitCode;

use clap::Args;
use ebox_client::{ClientError, ErrorKind, Registry};
use ebox_domain::PartitionId;
use futures_util::future::join_all;
use serde_json::{Map, Value, json};

use crate::{
    failure::{Failure, Status},
    printer::Printer,
    profile::{EboxArguments, with_profile_help},
    session::Session,
};

const EXAMPLE: &str = "\
Example:
  ebox messages stats --partition GENERAL";

/// The numbers, as programs and people read them.
const NAMES: [(&str, &str); 5] = [
    ("total", "Messages"),
    ("unread", "Unread"),
    ("aboutToExpire", "Expire in 15 days"),
    ("forAction", "Ask for action"),
    ("registered", "Registered"),
];

/// What an e-Box holds at one provider; a v2.1 registry knows some of it.
type Numbers = [Option<u64>; 5];

/// Count messages at each provider: all, unread, about to expire, asking for an action, registered. Counting marks
/// nothing read.
#[derive(Args)]
#[command(after_help = EXAMPLE, after_long_help = with_profile_help(EXAMPLE))]
pub(super) struct Stats {
    /// Only of this provider.
    #[arg(long, value_name = "ID")]
    provider: Option<String>,
    /// Only in this partition; may be repeated.
    #[arg(long, value_name = "PARTITION")]
    partition: Vec<PartitionId>,
    #[command(flatten)]
    ebox: EboxArguments,
}

impl Stats {
    pub(super) async fn run(self, printer: Printer) -> Result<ExitCode, Failure> {
        let session = Session::open_ebox(&self.ebox)?;
        let providers = session.callable(printer, self.provider.as_deref()).await?;
        let registries: Vec<Registry> = providers.iter().map(|provider| session.reader(provider)).collect();
        let partitions: Vec<String> = self.partition.iter().map(ToString::to_string).collect();
        let answers = join_all(registries.iter().map(|registry| numbers(registry, &partitions))).await;
        let (mut counted, mut failed) = (Vec::new(), Vec::new());
        for (registry, answer) in registries.iter().zip(answers) {
            match answer {
                Ok(numbers) => counted.push((registry.provider(), numbers)),
                Err(error) => failed.push(error),
            }
        }
        if counted.is_empty()
            && let Some(error) = failed.first()
        {
            return Err(Failure::call(error));
        }
        for error in &failed {
            printer.warn(format!("{} is left out: {}", error.whom(), error.chain()));
        }
        let all = sum(&counted);
        if printer.is_json() {
            let item = |(provider, numbers): &(&str, Numbers)| {
                let mut item = named(numbers);
                item.insert("providerId".to_owned(), Value::from(*provider));
                item
            };
            printer.json(&json!({
                "items": counted.iter().map(item).collect::<Vec<_>>(),
                "all": named(&all),
                "failedProviders": failed.iter().map(ClientError::whom).collect::<Vec<_>>(),
            }));
        } else {
            let mut rows: Vec<Vec<String>> =
                counted.iter().map(|(provider, numbers)| row(provider, numbers)).collect();
            if counted.len() > 1 {
                rows.push(row("all", &all));
            }
            let head: Vec<&str> = ["Provider"].into_iter().chain(NAMES.map(|(_, name)| name)).collect();
            printer.table(&head, rows);
        }
        Ok(if failed.is_empty() { ExitCode::SUCCESS } else { Status::Partial.into() })
    }
}

async fn numbers(registry: &Registry, partitions: &[String]) -> Result<Numbers, ClientError> {
    match registry.statistics(partitions).await {
        Ok(of) => Ok([of.total, of.unread, of.about_to_expire, of.for_action, of.registered].map(Some)),
        Err(error) if partitions.is_empty() && matches!(error.kind(), ErrorKind::NotOffered(_)) => {
            let of = registry.summary().await?;
            Ok([Some(of.number_of_messages), of.number_of_unread_messages, None, None, None])
        }
        Err(error) => Err(error),
    }
}

/// The sum of what is known.
fn sum(counted: &[(&str, Numbers)]) -> Numbers {
    let mut all = [None; 5];
    for (_, numbers) in counted {
        for (sum, number) in all.iter_mut().zip(numbers) {
            *sum = match (*sum, *number) {
                (Some(sum), Some(number)) => Some(sum + number),
                (sum, number) => sum.or(number),
            };
        }
    }
    all
}

fn named(numbers: &Numbers) -> Map<String, Value> {
    let known = NAMES.iter().zip(numbers).filter_map(|((name, _), number)| Some((name, (*number)?)));
    known.map(|(name, number)| ((*name).to_owned(), Value::from(number))).collect()
}

fn row(provider: &str, numbers: &Numbers) -> Vec<String> {
    let cells = numbers.iter().map(|number| number.map(|number| number.to_string()).unwrap_or_default());
    [provider.to_owned()].into_iter().chain(cells).collect()
}
