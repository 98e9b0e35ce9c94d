//! What a change brings about besides itself.

use ebox_domain::{Letter, event::Event, notification::Notification};
use jiff::Timestamp;

use crate::Record;

/// What a change brings about besides itself, stored in the same unit of work.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Effects {
    /// What others will be told.
    pub events: Vec<Event>,
    /// What Document Providers will be told.
    pub notifications: Vec<Notification>,
    /// What people are told by e-mail.
    pub letters: Vec<Letter>,
    /// The proof of the call.
    pub record: Option<Record>,
}

impl Effects {
    /// Only a record.
    pub fn recorded(record: Record) -> Self {
        Self { record: Some(record), ..Self::default() }
    }

    /// The same, about a message whose receipt is settled only when it is stored.
    #[must_use]
    pub fn received_at(mut self, received: Timestamp) -> Self {
        for event in &mut self.events {
            event.received = received;
        }
        self
    }

    /// Adds a notification.
    pub fn with_notification(mut self, notification: Notification) -> Self {
        self.notifications.push(notification);
        self
    }

    /// Adds letters.
    pub fn with_letters(mut self, letters: impl IntoIterator<Item = Letter>) -> Self {
        self.letters.extend(letters);
        self
    }

    /// Adds an event.
    pub fn with_event(mut self, event: Event) -> Self {
        self.events.push(event);
        self
    }
}
