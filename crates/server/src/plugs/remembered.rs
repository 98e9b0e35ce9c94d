//! What others said, remembered for a while.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Mutex, PoisonError},
};

use jiff::{SignedDuration, Timestamp};

/// How much is remembered.
const MOST: usize = 10_000;

/// Answers, each until its time is over. What does not fit is asked again.
pub(super) struct Remembered<K, V>(Mutex<HashMap<K, (V, Timestamp)>>);

impl<K, V> Default for Remembered<K, V> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Eq + Hash, V: Copy> Remembered<K, V> {
    /// What was said, while it holds.
    pub(super) fn get(&self, about: &K, now: Timestamp) -> Option<V> {
        let answers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        answers.get(about).filter(|(_, until)| now < *until).map(|(answer, _)| *answer)
    }

    /// Remembers an answer for a time.
    pub(super) fn keep(&self, about: K, answer: V, now: Timestamp, holds_for: SignedDuration) {
        let mut answers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if answers.len() >= MOST {
            answers.retain(|_, (_, until)| now < *until);
        }
        if answers.len() < MOST {
            answers.insert(about, (answer, now.checked_add(holds_for).unwrap_or(Timestamp::MAX)));
        }
    }
}
