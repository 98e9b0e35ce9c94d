//! What happened to a message, told to others after the fact.

use jiff::Timestamp;

use crate::{
    ebox::EboxId,
    enterprise::EnterpriseNumber,
    ids::{ApplicationId, MessageId, MessageTypeId},
    language::LocalizedText,
    message::Message,
};

/// The kinds of events that the event service knows (EES, `eventType`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EventKind {
    /// A message arrived.
    NewDocument,
    /// A main content was opened for the first time.
    ReadDocument,
}

impl EventKind {
    /// The published spelling.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NewDocument => "newDocument",
            Self::ReadDocument => "readDocument",
        }
    }
}

/// An event about a message, with what the event service wants to know of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// What happened.
    pub kind: EventKind,
    /// When.
    pub at: Timestamp,
    /// Whose message.
    pub ebox: EboxId,
    /// Which message.
    pub message: MessageId,
    /// When it was received.
    pub received: Timestamp,
    /// When it expires.
    pub expires: Timestamp,
    /// Whether it is registered mail.
    pub is_registered: bool,
    /// Its type.
    pub message_type: MessageTypeId,
    /// Its sender.
    pub organization: EnterpriseNumber,
    /// The sender's application.
    pub application: ApplicationId,
    /// Its subject.
    pub subject: LocalizedText,
}

impl Event {
    /// An event about a message.
    pub fn about(message: &Message, kind: EventKind, at: Timestamp) -> Self {
        Self {
            kind,
            at,
            ebox: message.ebox,
            message: message.id,
            received: message.received,
            expires: message.expires,
            is_registered: message.is_registered,
            message_type: message.message_type.clone(),
            organization: message.sender.enterprise,
            application: message.sender.application.clone(),
            subject: message.subject.clone(),
        }
    }
}
