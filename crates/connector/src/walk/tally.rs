//! What walks of one list brought, and when a provider is given up.

use std::{collections::HashSet, sync::Arc};

use jiff::Timestamp;

use super::Break;
use crate::{
    engine::{Engine, Source},
    error::{FetchError, Stop},
    event::Event,
    message::Fetched,
    outcome::FailedMessage,
};

/// What walks of one list brought.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) messages: u64,
    pub(crate) fetched: Fetched,
    pub(crate) failed: Vec<FailedMessage>,
    /// The newest receipt that was seen.
    pub(crate) newest: Option<Timestamp>,
    /// Messages that failed: not tried twice in one run.
    pub(super) given_up: HashSet<String>,
    failed_in_a_row: usize,
}

impl Tally {
    /// Notes what became of a message. A provider whose messages fail one after the other is given up.
    pub(super) fn note(
        &mut self,
        engine: &Engine,
        source: &Source,
        message: String,
        result: Result<Fetched, Stop>,
    ) -> Result<(), Break> {
        let provider = &source.provider.id;
        match result {
            Ok(fetched) => {
                source.pulse.beat();
                self.messages += 1;
                self.failed_in_a_row = 0;
                self.fetched.files += fetched.files;
                self.fetched.bytes += fetched.bytes;
                self.fetched.contents += fetched.contents;
                self.fetched.digests_verified += fetched.digests_verified;
                engine.tell(&Event::MessageFetched {
                    provider: provider.clone(),
                    message,
                    files: usize::try_from(fetched.files).unwrap_or(usize::MAX),
                    bytes: fetched.bytes,
                });
                Ok(())
            }
            Err(Stop::Everything(error)) => Err(error.into()),
            Err(Stop::Message(FetchError::Client(error))) if error.is_transient() => {
                self.failed_in_a_row += 1;
                let is_enough = self.failed_in_a_row >= engine.job.settings.patience.max(1);
                if is_enough || source.pulse.is_given_up() {
                    return Err(Break::Provider(Arc::new(error)));
                }
                self.given_up.insert(message.clone());
                self.fail(engine, provider, Some(message), FetchError::Client(error));
                Ok(())
            }
            Err(Stop::Message(error)) => {
                self.failed_in_a_row = 0;
                self.given_up.insert(message.clone());
                self.fail(engine, provider, Some(message), error);
                Ok(())
            }
        }
    }

    pub(super) fn fail(
        &mut self,
        engine: &Engine,
        provider: &str,
        message: Option<String>,
        error: FetchError,
    ) {
        let failed = FailedMessage { message, error: Arc::new(error) };
        engine.tell(&Event::MessageFailed { provider: provider.to_owned(), failed: failed.clone() });
        self.failed.push(failed);
    }
}
