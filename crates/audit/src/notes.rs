//! What becomes known of a call while it is answered, for the record that it leaves, whatever the answer is.

use std::sync::{Arc, Mutex, PoisonError};

use serde_json::{Map, Value};

/// Details of a call, shared by who answers it and who records it: identifiers, counts and flags, never texts.
#[derive(Debug, Clone, Default)]
pub struct Notes(Arc<Mutex<Map<String, Value>>>);

impl Notes {
    /// Notes something under a name; what was noted under it before is replaced.
    pub fn put(&self, name: &str, value: Value) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), value);
    }

    /// Everything that was noted, with more beside it.
    pub fn with(&self, more: Value) -> Value {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Value::Object(more) = more {
            all.extend(more);
        }
        Value::Object(all)
    }
}
