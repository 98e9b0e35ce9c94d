//! What becomes known of a call while it is answered, for the record that it leaves, whatever the answer is.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use serde_json::{Map, Value};

/// Details of a call, shared by who answers it and who records it: identifiers, counts and flags, never texts.
#[derive(Debug, Clone, Default)]
pub struct Notes {
    came_in: Option<Timestamp>,
    details: Arc<Mutex<Map<String, Value>>>,
}

impl Notes {
    /// Of a call that came in at a moment.
    pub fn of_call(came_in: Timestamp) -> Self {
        Self { came_in: Some(came_in), ..Self::default() }
    }

    /// When the call came in, where somebody noted it.
    pub const fn came_in(&self) -> Option<Timestamp> {
        self.came_in
    }

    /// Notes something under a name; what was noted under it before is replaced.
    pub fn put(&self, name: &str, value: Value) {
        self.details.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), value);
    }

    /// Everything that was noted, with more beside it.
    pub fn with(&self, more: Value) -> Value {
        let mut all = self.details.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Value::Object(more) = more {
            all.extend(more);
        }
        Value::Object(all)
    }
}
