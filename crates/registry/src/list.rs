//! Which messages of an e-Box are asked for.

use ebox_domain::PartitionId;
use jiff::Timestamp;

use crate::search::Search;

/// Criteria that messages must meet, all of them. The default asks for all messages.
///
/// Identifiers are plain texts here: one that nothing can have finds nothing, and is no error.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Received at or after this moment.
    pub received_from: Option<Timestamp>,
    /// Received before this moment.
    pub received_until: Option<Timestamp>,
    /// Expiring at or after this moment.
    pub expires_from: Option<Timestamp>,
    /// Expiring before this moment.
    pub expires_until: Option<Timestamp>,
    /// Read, or not.
    pub is_read: Option<bool>,
    /// Shown, or hidden.
    pub is_visible: Option<bool>,
    /// Registered mail, or not.
    pub is_registered: Option<bool>,
    /// Asking for an action that nobody executed yet, or not.
    pub is_for_action: Option<bool>,
    /// In one of these partitions; `None` asks for all, an empty list for nothing.
    pub partitions: Option<Vec<String>>,
    /// Of this type.
    pub message_type: Option<String>,
    /// From this organization.
    pub organization: Option<String>,
    /// From this application.
    pub application: Option<String>,
    /// With this text.
    pub search: Option<Search>,
}

/// The part of an e-Box that a caller may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sight {
    /// All of it: an enterprise's own systems.
    Whole,
    /// These partitions: a person's rights.
    Partitions(Vec<PartitionId>),
}

impl Sight {
    /// Whether messages of a partition can be seen.
    pub fn includes(&self, partition: &PartitionId) -> bool {
        match self {
            Self::Whole => true,
            Self::Partitions(seen) => seen.contains(partition),
        }
    }

    /// The partitions that a filter may name; `None` for all.
    pub fn partitions(&self) -> Option<Vec<String>> {
        match self {
            Self::Whole => None,
            Self::Partitions(seen) => Some(seen.iter().map(ToString::to_string).collect()),
        }
    }
}
