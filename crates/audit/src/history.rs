//! Looking back: who opened content of an e-Box, and when; what an enterprise tried to publish.

use async_trait::async_trait;
use ebox_domain::{EboxId, EnterpriseNumber, StoreError};
use jiff::Timestamp;

use crate::Record;

/// Which records are wanted: of one e-Box, and of no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// Whose e-Box.
    pub ebox: EboxId,
    /// From this moment on.
    pub from: Timestamp,
    /// Before this moment.
    pub until: Timestamp,
    /// Only what comes after this place, in the order of the list.
    pub after: Option<Place>,
    /// How many at most; never more than [`Wanted::MOST`] are given.
    pub most: u32,
}

impl Wanted {
    /// The most records that are given at once.
    pub const MOST: u32 = 500;
}

/// A place in the list of a store: newest first, and within a moment the last that was kept first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The moment.
    pub at: Timestamp,
    /// The number of the record within its store.
    pub number: u64,
}

/// A record that is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// Its number within its store.
    pub number: u64,
    /// The record.
    pub record: Record,
}

impl Kept {
    /// Where it stands in the list.
    pub const fn place(&self) -> Place {
        Place { at: self.record.at, number: self.number }
    }
}

/// Which attempts to publish are wanted: of one enterprise, and of no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attempts {
    /// Whose client called.
    pub enterprise: EnterpriseNumber,
    /// Only what comes after this place.
    pub after: Place,
    /// How many at most; never more than [`Wanted::MOST`] are given.
    pub most: u32,
}

/// The records of a store, to look back at.
#[async_trait]
pub trait History: Send + Sync {
    /// The records by which content of an e-Box was opened, newest first.
    async fn openings(&self, wanted: Wanted) -> Result<Vec<Kept>, StoreError>;

    /// The records of attempts to publish, whatever became of them, the oldest first.
    async fn publications(&self, wanted: Attempts) -> Result<Vec<Kept>, StoreError>;
}
