//! Filling an e-Box with made-up messages, for rehearsals and measurements: through the same rules and into the
//! same rows as real ones, many in one commit.
//!
//! Nothing is announced to anybody: no event leaves for messages that nobody sent.

mod dice;
mod made_up;
mod words;

use ebox_audit::Record;
use ebox_domain::{EboxId, Fault, PartitionId, ServiceError};
use futures_util::{StreamExt, TryStreamExt, stream};
use jiff::SignedDuration;
use serde_json::json;

use crate::Registry;
use made_up::MadeUp;

/// How many messages are stored in one unit of work.
const BATCH: usize = 4096;

/// What to make.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Whose e-Box is filled.
    pub ebox: EboxId,
    /// With how many messages.
    pub messages: u64,
    /// Over how long a time that ends now, at most: nothing is made up that would have expired since.
    pub spread: SignedDuration,
    /// The partitions over which they are spread, by sender and type; the e-Box must have them.
    pub partitions: Vec<PartitionId>,
    /// The same number makes the same messages.
    pub seed: u64,
}

impl Registry {
    /// Fills an e-Box, and tells from time to time how many messages are there. Refused when no sender is
    /// configured for this kind of e-Box.
    pub async fn seed(&self, plan: &Plan, tell: impl Fn(u64) + Send + Sync) -> Result<u64, ServiceError> {
        let reference = self.reference_data();
        let now = self.clock.now();
        let Some(made_up) = MadeUp::new(plan, &self.settings.publication, &reference, now) else {
            let what = "no sender is configured for this e-Box, or it was given no partition";
            return Err(Fault::MissingPermission(what.to_owned()).into());
        };
        // One batch is made while the one before it is stored.
        let batches = stream::iter((0..plan.messages).step_by(BATCH))
            .map(|first| {
                let numbers = first..plan.messages.min(first + BATCH as u64);
                let made: Result<Vec<_>, _> = numbers.map(|number| made_up.message(number)).collect();
                async move {
                    let made = made?;
                    let count = made.len() as u64;
                    self.store.fill(made).await?;
                    Ok::<_, ServiceError>(count)
                }
            })
            .buffered(2);
        let mut batches = std::pin::pin!(batches);
        let mut count = 0;
        while let Some(stored) = batches.try_next().await? {
            count += stored;
            tell(count);
        }
        let details = json!({ "messages": count, "seed": plan.seed });
        let record =
            Record { ebox: Some(plan.ebox), details, ..Record::new(now, "SEED", "/ebox/messages", 201) };
        self.store.record(record).await?;
        self.announce();
        Ok(count)
    }
}
