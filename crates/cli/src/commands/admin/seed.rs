//! `ebox admin seed`

use std::path::PathBuf;

use clap::Args;
use ebox_domain::{EboxId, PartitionId, provider::ProviderId};
use ebox_server::SeedPlan;
use jiff::SignedDuration;
use serde_json::json;

use super::office::Held;
use crate::{
    failure::{Failure, chain},
    printer::Printer,
};

/// The length of a year here; leap years do not matter to made-up mail.
const YEAR: SignedDuration = SignedDuration::from_hours(24 * 365);

/// Fill an e-Box with made-up messages, for rehearsals and measurements.
///
/// They go through the real rules into the real rows, many in one commit, and nobody is told about them. The senders
/// are those of the registry's reference data. Works on the data folder only, while no server holds it.
#[expect(clippy::struct_field_names, reason = "the option has the name under which everybody knows it")]
#[derive(Args)]
#[command(after_help = "\
Example:
  ebox admin seed --data /var/lib/ebox --provider own --ebox 0852093431 --messages 1000000")]
pub(super) struct Seed {
    /// The data folder.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// The configuration of `ebox serve` for that folder: what it chooses holds, where without it everything is as by
    /// default.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The Document Provider that keeps them.
    #[arg(long, value_name = "ID")]
    provider: ProviderId,
    /// Whose e-Box: an enterprise number, or an SSIN.
    #[arg(long, value_name = "NUMBER", value_parser = ebox)]
    ebox: EboxId,
    /// How many.
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u64).range(1..))]
    messages: u64,
    /// Over how many years that end now they were received.
    #[arg(long, default_value_t = 3, value_name = "NUMBER", value_parser = clap::value_parser!(u8).range(1..))]
    spread_years: u8,
    /// A partition to put some of them in, made when it is not there; may be repeated. All lie in GENERAL when left out.
    #[arg(long, value_name = "ID")]
    partition: Vec<PartitionId>,
    /// The same number makes the same messages.
    #[arg(long, default_value_t = 1, value_name = "NUMBER")]
    seed: u64,
}

fn ebox(text: &str) -> Result<EboxId, &'static str> {
    EboxId::from_key(text).ok_or("expected the ten digits of an enterprise number, or the eleven of an SSIN")
}

impl Seed {
    pub(super) async fn run(self, printer: Printer) -> Result<(), Failure> {
        let held = Held::take(&self.data, self.config.as_deref(), Some(&self.provider)).await?;
        let filled = self.fill(printer, &held).await;
        held.close().await;
        let count = filled?;
        if printer.is_json() {
            printer.json(&json!({ "messages": count }));
        } else {
            printer.say(format!("{count} messages are there."));
        }
        Ok(())
    }

    async fn fill(&self, printer: Printer, held: &Held) -> Result<u64, Failure> {
        let services = held.services();
        let failed = |error: &ebox_domain::ServiceError| Failure::new("seed", chain(error));
        let known = services.federation.ebox(self.ebox).await.map_err(|error| failed(&error))?;
        if !known.is_some_and(|ebox| ebox.is_active) {
            let message = format!("{} is no active e-Box", self.ebox.number());
            return Err(Failure::new("no_ebox", message).hint("enter it with `ebox admin ebox import`"));
        }
        for partition in &self.partition {
            let made = match self.ebox.enterprise() {
                Some(enterprise) => services.ensure_partition(enterprise, partition).await,
                None if partition.is_general() => Ok(()),
                None => {
                    let message = "the e-Box of a citizen has no partitions but GENERAL";
                    return Err(Failure::new("no_partition", message));
                }
            };
            made.map_err(|error| failed(&error))?;
        }
        let Some(registry) = services.registries.get(&self.provider) else {
            return Err(Failure::new("no_such_provider", format!("{} does not run here", self.provider)));
        };
        let mut partitions = self.partition.clone();
        if partitions.is_empty() {
            partitions.push(PartitionId::general());
        }
        let plan = SeedPlan {
            ebox: self.ebox,
            messages: self.messages,
            spread: YEAR * i32::from(self.spread_years),
            partitions,
            seed: self.seed,
        };
        let bar = printer.progress(Some(self.messages), "messages");
        let count = registry.seed(&plan, |count| bar.set_position(count)).await;
        bar.finish_and_clear();
        count.map_err(|error| match &error {
            ebox_domain::ServiceError::Refused(fault) => Failure::new("seed", fault.to_string())
                .hint("the registry's reference data must let somebody send to this kind of e-Box"),
            ebox_domain::ServiceError::Failed(_) => failed(&error),
        })
    }
}
