//! What a synchronisation is asked to do.

use std::{path::PathBuf, time::Duration};

use ebox_domain::{EnterpriseNumber, Environment};
use ebox_wire::manifest::What;
use jiff::SignedDuration;

/// One synchronisation: whose mail, where to, and what may be fetched.
#[derive(Debug, Clone)]
pub struct Job {
    /// The folder of packages and journal. One folder holds one e-Box of one environment.
    pub out: PathBuf,
    /// Whose e-Box.
    pub enterprise: EnterpriseNumber,
    /// Whether that is another enterprise than the one that calls, which gave it a mandate to consult.
    pub is_on_behalf: bool,
    /// In which environment.
    pub environment: Environment,
    /// What may be fetched. There is no default: main content marks messages read.
    pub what: What,
    /// The rest, which has defaults.
    pub settings: Settings,
}

/// How a synchronisation is done.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The program that makes packages, with its version.
    pub created_by: String,
    /// Messages a page of a list.
    pub page_size: u32,
    /// Messages of one provider that are fetched at the same time.
    pub parallel_messages: usize,
    /// How often a list is walked again because it changed meanwhile.
    pub walks: usize,
    /// How often a download that broke off is taken up again without a single new byte.
    pub attempts: usize,
    /// After so many messages in a row that could not be fetched, a provider is left until the next run.
    pub patience: usize,
    /// Bytes a minute below which a download counts as broken off.
    pub slowest: u64,
    /// When new messages of others wait to be sealed and no provider that is left gave a sign of life for so long
    /// (an answer, or [`slowest`](Settings::slowest) bytes), those that are left are given up until the next run.
    pub straggler_patience: Duration,
    /// How long windows by date are trusted before the whole list is walked again. A provider that enters old
    /// messages late, with their old dates, is noticed then.
    pub whole_walk_every: SignedDuration,
    /// Whether to walk the whole list now.
    pub whole_walk: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            created_by: concat!("ebox ", env!("CARGO_PKG_VERSION")).to_owned(),
            page_size: 100,
            parallel_messages: 4,
            walks: 5,
            attempts: 4,
            patience: 3,
            slowest: 16 << 10,
            straggler_patience: Duration::from_secs(15),
            whole_walk_every: SignedDuration::from_hours(7 * 24),
            whole_walk: false,
        }
    }
}
