//! The e-Box in numbers, for those who look after it.

use ebox_domain::message as domain;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How many messages there are, and how many want something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Statistics {
    /// Available messages.
    pub total: u64,
    /// Those whose main content was not opened.
    pub unread: u64,
    /// Those that expire within 15 days.
    pub about_to_expire: u64,
    /// Those that ask for an action that nobody executed yet.
    pub for_action: u64,
    /// Registered mail.
    pub registered: u64,
}

impl From<domain::Statistics> for Statistics {
    fn from(of: domain::Statistics) -> Self {
        Self {
            total: of.total,
            unread: of.unread,
            about_to_expire: of.about_to_expire,
            for_action: of.for_action,
            registered: of.registered,
        }
    }
}
