//! What a change brings about besides itself.

use ebox_domain::event::Event;
use jiff::Timestamp;

use crate::Record;

/// What a change brings about besides itself, stored in the same unit of work.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Effects {
    /// What others will be told.
    pub events: Vec<Event>,
    /// The proof of the call.
    pub record: Option<Record>,
}

impl Effects {
    /// Only a record.
    pub fn recorded(record: Record) -> Self {
        Self { events: Vec::new(), record: Some(record) }
    }

    /// The same, about a message whose receipt is settled only when it is stored.
    #[must_use]
    pub fn received_at(mut self, received: Timestamp) -> Self {
        for event in &mut self.events {
            event.received = received;
        }
        self
    }

    /// Adds an event.
    pub fn with_event(mut self, event: Event) -> Self {
        self.events.push(event);
        self
    }
}
