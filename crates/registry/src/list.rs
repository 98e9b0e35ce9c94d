//! Which messages of an e-Box are asked for.

use ebox_domain::partition::Rights;
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

/// The partitions that rights include, for a filter; `None` for all.
pub fn partitions_of(rights: &Rights) -> Option<Vec<String>> {
    match rights {
        Rights::All => None,
        Rights::Only(partitions) => Some(partitions.iter().map(ToString::to_string).collect()),
    }
}
