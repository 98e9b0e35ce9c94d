//! **Extension**: the change feed.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Message, Messages};

/// What a list answers: with a cursor changes, else a page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum PageOrChanges {
    /// Changes since a cursor.
    Changes(Changes),
    /// A page.
    Page(Messages),
}

/// Changes of an e-Box, in the order in which they were made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Changes {
    /// Of each message only its last change.
    pub items: Vec<Change>,
    /// Where the next call begins.
    pub cursor: String,
    /// Whether there is more now.
    pub has_more: bool,
}

/// A change of a message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum Change {
    /// It expired, or left what the caller may see.
    Gone(Gone),
    /// The message as it is now.
    Is(Box<Message>),
}

/// A message that the caller sees no more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Gone {
    /// The message.
    pub message_id: String,
    /// Always true.
    pub is_gone: bool,
}
