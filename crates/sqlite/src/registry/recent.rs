//! Messages that were read lately: whoever reads one asks for its attachments next, piece by piece.
//!
//! One is good for as long as nothing changed in an e-Box of its slot. The number of changes is noted before the
//! message is read, and grows after a change is committed and before it is answered: what is remembered is never older
//! than what a caller was told.

use std::{
    array,
    hash::{BuildHasher as _, RandomState},
    sync::atomic::{AtomicU64, Ordering},
};

use ebox_domain::{EboxId, MessageId, message::Message};
use jiff::Timestamp;
use quick_cache::sync::Cache;

/// Messages at most; one takes about two kilobytes.
const MOST: usize = 4096;
/// Numbers of changes; e-Boxes that share one disturb each other's memory and nothing else.
const SLOTS: usize = 1024;

/// What was read lately.
pub(crate) struct Recent {
    messages: Cache<(EboxId, MessageId), (Seen, Message)>,
    changes: Box<[AtomicU64; SLOTS]>,
    hasher: RandomState,
}

/// How many changes there had been.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seen(u64);

impl Default for Recent {
    fn default() -> Self {
        Self {
            messages: Cache::new(MOST),
            changes: Box::new(array::from_fn(|_| AtomicU64::new(0))),
            hasher: RandomState::new(),
        }
    }
}

impl Recent {
    /// To be noted before a message is read that will be [put](Self::put) here.
    pub(super) fn seen(&self, ebox: EboxId) -> Seen {
        Seen(self.slot(ebox).load(Ordering::SeqCst))
    }

    /// A message that is available at `now` and is as it was.
    pub(super) fn get(&self, ebox: EboxId, id: MessageId, now: Timestamp) -> Option<Message> {
        let (seen, message) = self.messages.get(&(ebox, id))?;
        (seen == self.seen(ebox) && message.expires > now).then_some(message)
    }

    pub(super) fn put(&self, seen: Seen, message: &Message) {
        self.messages.insert((message.ebox, message.id), (seen, message.clone()));
    }

    /// A message of the e-Box changed.
    pub(crate) fn changed(&self, ebox: EboxId) {
        self.slot(ebox).fetch_add(1, Ordering::SeqCst);
    }

    /// Messages of any e-Box changed.
    pub(crate) fn all_changed(&self) {
        for slot in self.changes.iter() {
            slot.fetch_add(1, Ordering::SeqCst);
        }
    }

    fn slot(&self, ebox: EboxId) -> &AtomicU64 {
        let hash = self.hasher.hash_one(ebox);
        &self.changes[usize::try_from(hash % SLOTS as u64).unwrap_or_default()]
    }
}
