//! Partitions: sub-boxes of an enterprise's e-Box, what is routed into them, and who may see them.

mod ids;
mod mandate;
mod rights;
mod routing;

use std::{fmt, str::FromStr};

pub use ids::{MandateId, SuggestionId, UserRightId};
pub use mandate::{Mandate, MandateState, NotPossible, Operation, Side, UnknownOperation, UnknownState};
pub use rights::{Extent, Rights, UserRight};
pub use routing::{Criteria, Facts, RoutingRule, RuleId, route};

/// The identifier of a partition: `[A-Za-z0-9_-]{1,50}`, unique within one e-Box.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartitionId(String);

/// Why a text is no partition identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a partition identifier has 1 to 50 letters, digits, hyphens or underscores")]
pub struct InvalidPartitionId;

impl PartitionId {
    /// `GENERAL`, which every e-Box has and where everything goes that no rule sends elsewhere.
    pub fn general() -> Self {
        Self("GENERAL".to_owned())
    }

    /// Whether this is `GENERAL`.
    pub fn is_general(&self) -> bool {
        self.0 == "GENERAL"
    }

    /// The text of it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for PartitionId {
    type Err = InvalidPartitionId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
        if (1..=50).contains(&text.len()) && text.bytes().all(allowed) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidPartitionId)
        }
    }
}

impl fmt::Display for PartitionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
