//! The Partition service: how an enterprise's e-Box is divided, who sees which part, who acts for whom.
//!
//! **What.** Partitions, the rights of people on them, the ordered routing rules that say where a new message
//! belongs, the rules that senders suggest, and mandates between enterprises. `GENERAL` is always one of the
//! partitions: every e-Box has it, nobody creates it and nobody deletes it.
//!
//! **Why like this.** Partitions, rights and rules of one e-Box are one [`Arrangement`] with a version: a change is
//! decided on the whole of it and kept only if nothing else changed meanwhile, so that no rule leads to a
//! partition that is gone, and every change has a later moment than the one before. What changed is told to every
//! Document Provider by notifications that are kept in the same unit of work.
//!
//! **To add one more** operation: a use case in a file of its own; what it needs kept in [`port`] with its test
//! in the conformance suite; a handler in `http/`.

mod arrangement;
mod by;
#[cfg(feature = "conformance")]
pub mod conformance;
mod consult;
mod create;
mod delete;
pub mod http;
mod managers;
mod mandates;
pub mod port;
mod rename;
mod rights;
mod rules;
mod suggestions;

use std::sync::Arc;

use ebox_audit::PersonKey;
use ebox_domain::{Clock, Language, LocalizedText, PartitionId, Rng};

use arrangement::Turns;
pub use arrangement::{Arrangement, KeptPartition};
pub use by::By;
use port::{Listener, Managers, Occupancy, Stores};
pub use rules::NewRule;
pub use suggestions::{NewSuggestion, Suggestion};

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

/// What the service is made of.
pub struct Parts {
    /// Its store.
    pub store: Arc<dyn Stores>,
    /// Who knows the access managers.
    pub managers: Arc<dyn Managers>,
    /// Who knows whether a partition is empty.
    pub occupancy: Arc<dyn Occupancy>,
    /// Who wants to know at once that there is something to tell.
    pub listener: Arc<dyn Listener>,
    /// Its clock.
    pub clock: Arc<dyn Clock>,
    /// Its random numbers.
    pub rng: Arc<dyn Rng>,
    /// Under which key audit records name people.
    pub person_key: PersonKey,
}

/// The Partition service.
pub struct Partitions(Parts, Turns);

impl Partitions {
    /// The service on its parts.
    pub fn new(parts: Parts) -> Self {
        Self(parts, Turns::default())
    }
}
