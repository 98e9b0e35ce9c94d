//! The Partition service: the sub-boxes of an enterprise's e-Box.
//!
//! **What.** Which partitions an enterprise has. `GENERAL` is always one of them: every e-Box has it, nobody
//! creates it and nobody deletes it.
//!
//! **Why like this.** Only partitions that were created are kept; `GENERAL` is a rule, not a row, so no
//! enterprise can be without it.
//!
//! **To add one more** operation: a use case in a file of its own; what it needs kept in [`port`] with its test
//! in the conformance suite.

#[cfg(feature = "conformance")]
pub mod conformance;
mod create;
mod list;
pub mod port;

use std::sync::Arc;

use ebox_domain::{Language, LocalizedText, PartitionId};

use port::PartitionStore;

/// A partition of an e-Box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partition {
    /// Its identifier, unique within its e-Box.
    pub id: PartitionId,
    /// What people call it.
    pub name: LocalizedText,
}

impl Partition {
    /// `GENERAL`, by the names that the public portal gives it.
    pub fn general() -> Self {
        let name = LocalizedText::in_one(Language::Nl, "Algemene partitie")
            .with(Language::Fr, "Partition générale")
            .with(Language::De, "Allgemeine Partition")
            .with(Language::En, "General partition");
        Self { id: PartitionId::general(), name }
    }
}

/// The Partition service.
pub struct Partitions {
    store: Arc<dyn PartitionStore>,
}

impl Partitions {
    /// The service on its store.
    pub fn new(store: Arc<dyn PartitionStore>) -> Self {
        Self { store }
    }
}
