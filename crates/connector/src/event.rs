//! What the engine tells while it works. Printers, progress bars and logs consume it.

use std::path::PathBuf;

use ebox_domain::provider::Availability;
use ebox_wire::routes::Version;

use crate::outcome::{FailedMessage, Package, ProviderOutcome};

/// Something that happened.
#[derive(Debug, Clone)]
pub enum Event {
    /// A run that was interrupted left messages behind; they are in a package now.
    Recovered(Package),
    /// The provider registry was read.
    ProvidersListed {
        /// How many providers it lists.
        count: usize,
        /// What was odd about the list.
        notices: Vec<String>,
    },
    /// A provider is not called now.
    ProviderSkipped {
        /// Its identifier.
        provider: String,
        /// Its name.
        name: String,
        /// Why not.
        availability: Availability,
    },
    /// A provider's list is being walked.
    ProviderStarted {
        /// Its identifier.
        provider: String,
        /// Its name.
        name: String,
        /// The version that is spoken.
        version: Version,
        /// Whether its whole list is walked, or only the days since last time.
        whole: bool,
    },
    /// A page of a provider's list was read.
    PageRead {
        /// The provider.
        provider: String,
        /// How many messages the list has over all pages.
        total: u64,
        /// How many of this page are new.
        new: usize,
    },
    /// A list changed while it was walked, and is walked again.
    WalkRepeated {
        /// The provider.
        provider: String,
    },
    /// Bytes of an attachment arrived.
    Received {
        /// The provider.
        provider: String,
        /// How many.
        bytes: u64,
    },
    /// A message is complete.
    MessageFetched {
        /// The provider.
        provider: String,
        /// The message.
        message: String,
        /// Its files, `message.json` included.
        files: usize,
        /// Their bytes.
        bytes: u64,
    },
    /// A message could not be fetched. It is tried again by the next run.
    MessageFailed {
        /// The provider.
        provider: String,
        /// Which message, and why.
        failed: FailedMessage,
    },
    /// A message expired, or was withdrawn, after it was listed and before it was fetched.
    MessageGone {
        /// The provider.
        provider: String,
        /// The message.
        message: String,
    },
    /// A provider is done, for better or worse.
    ProviderFinished(Box<ProviderOutcome>),
    /// The package is being sealed.
    Sealing {
        /// Its messages.
        messages: u64,
    },
    /// The package is there.
    Sealed(Package),
    /// There was nothing new, so there is no package.
    NothingNew {
        /// Where packages go.
        out: PathBuf,
    },
}

/// Somebody who is told what happens. Called from several tasks; must not block for long.
pub trait Observer: Send + Sync {
    /// Something happened.
    fn event(&self, event: &Event);
}

impl<F: Fn(&Event) + Send + Sync> Observer for F {
    fn event(&self, event: &Event) {
        self(event);
    }
}
