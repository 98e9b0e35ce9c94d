//! Time that stands still, randomness that counts.

use std::sync::{
    Mutex,
    atomic::{AtomicU64, Ordering},
};

use ebox_domain::{Clock, Rng};
use jiff::{SignedDuration, Timestamp};

/// A clock that stands still until it is moved.
#[derive(Debug)]
pub struct StillClock(Mutex<Timestamp>);

impl StillClock {
    /// A clock that shows a moment, as in `2026-03-01T10:00:00Z`.
    pub fn at(moment: &str) -> Self {
        Self(Mutex::new(moment.parse().expect("a moment")))
    }

    /// Moves it.
    pub fn advance(&self, by: SignedDuration) {
        let mut now = self.0.lock().expect("not poisoned");
        *now = now.checked_add(by).expect("in range");
    }
}

impl Clock for StillClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().expect("not poisoned")
    }
}

/// Random numbers that count: no two draws are the same, and every run draws the same.
#[derive(Debug, Default)]
pub struct CountingRng(AtomicU64);

impl Rng for CountingRng {
    fn fill(&self, bytes: &mut [u8]) {
        let draw = self.0.fetch_add(1, Ordering::Relaxed).to_be_bytes();
        bytes.fill(0);
        // The count goes to the end: identifiers of one moment sort in the order in which they were drawn.
        for (byte, count) in bytes.iter_mut().rev().zip(draw.iter().rev()) {
            *byte = *count;
        }
    }
}
