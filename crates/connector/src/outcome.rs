//! What became of a synchronisation.

use std::{path::PathBuf, sync::Arc, time::Duration};

use ebox_client::ClientError;
use ebox_domain::provider::Availability;
use ebox_wire::routes::Version;

use crate::error::FetchError;

/// What a synchronisation brought.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// The package of this run; none when there was nothing new.
    pub package: Option<Package>,
    /// The package of a run before that was interrupted.
    pub recovered: Option<Package>,
    /// What became of each provider, by identifier.
    pub providers: Vec<ProviderOutcome>,
    /// Messages that earlier runs retrieved with less than this one may fetch. They are not fetched again; told
    /// once, by the runs between the change and the next package.
    pub with_less: u64,
    /// What was odd about the list of providers.
    pub notices: Vec<String>,
}

impl Outcome {
    /// Whether every provider that may be called was read to the end and every message was fetched. Where nobody
    /// was called nothing is known, and so nothing complete.
    pub fn is_complete(&self) -> bool {
        self.was_anybody_called() && self.providers.iter().all(ProviderOutcome::is_complete)
    }

    /// Whether there was a provider that may be called.
    pub fn was_anybody_called(&self) -> bool {
        self.providers.iter().any(|one| !matches!(one.state, ProviderState::Skipped(_)))
    }
}

/// A sealed package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// Its folder.
    pub path: PathBuf,
    /// Its messages.
    pub messages: u64,
    /// Bytes of their bodies and attachments.
    pub bytes: u64,
}

/// What became of one provider.
#[derive(Debug, Clone)]
pub struct ProviderOutcome {
    /// Its identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The version that was spoken.
    pub version: Version,
    /// Whether it was read to the end.
    pub state: ProviderState,
    /// New messages.
    pub messages: u64,
    /// Bodies and attachments of these messages.
    pub files: u64,
    /// Bytes of these files.
    pub bytes: u64,
    /// Digests that the provider gave and that matched.
    pub digests_verified: u64,
    /// Messages that could not be fetched; the next run tries again.
    pub failed: Vec<FailedMessage>,
    /// How long it took.
    pub elapsed: Duration,
}

impl ProviderOutcome {
    /// Whether it was read to the end and every message was fetched, or may not be called at all.
    pub fn is_complete(&self) -> bool {
        !matches!(self.state, ProviderState::Failed(_) | ProviderState::Unsteady) && self.failed.is_empty()
    }
}

/// Whether a provider was read to the end.
#[derive(Debug, Clone)]
pub enum ProviderState {
    /// To the end.
    Complete,
    /// It is not to be called now.
    Skipped(Availability),
    /// Its list changed each time it was walked; the next run walks it again.
    Unsteady,
    /// It failed; what was fetched before that is kept.
    Failed(Arc<ClientError>),
}

/// A message that could not be fetched.
#[derive(Debug, Clone)]
pub struct FailedMessage {
    /// Its identifier, when it has one.
    pub message: Option<String>,
    /// Why.
    pub error: Arc<FetchError>,
}
