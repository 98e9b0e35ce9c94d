//! The calls by which a Document Provider's registry is tried.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What a Document Provider's registry is asked, and has to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Check {
    /// Its health is asked, where it has v3 of the contract: 200.
    Health,
    /// Messages are asked for without a token: 401.
    NoToken,
    /// Messages are asked for with a token that nobody gave: 401.
    ForeignToken,
    /// A message is published without a token: 401.
    PublishWithoutToken,
    /// A page that no registry has is asked for: 404, or 401 before that.
    NoSuchPage,
}

impl Check {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Health, Self::NoToken, Self::ForeignToken, Self::PublishWithoutToken, Self::NoSuchPage];

    /// The name in addresses and in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Health => "health",
            Self::NoToken => "noToken",
            Self::ForeignToken => "foreignToken",
            Self::PublishWithoutToken => "publishWithoutToken",
            Self::NoSuchPage => "noSuchPage",
        }
    }

    /// Whether an answer with this status is the right one.
    pub const fn is_answered_by(self, status: u16) -> bool {
        match self {
            Self::Health => status == 200,
            Self::NoToken | Self::ForeignToken | Self::PublishWithoutToken => status == 401,
            Self::NoSuchPage => matches!(status, 401 | 404),
        }
    }
}

/// What became of a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The check.
    pub check: Check,
    /// When it was made.
    pub at: Timestamp,
    /// The status of the answer; none when nobody answered.
    pub status: Option<u16>,
}
