//! Whether clients are welcome, remembered for a moment.
//!
//! Every call with a token asks; the store is asked once in a while. Age is measured on the machine's
//! monotonic clock, because a rehearsal's clock can stand still.

use std::{
    collections::HashMap,
    sync::{PoisonError, RwLock},
    time::{Duration, Instant},
};

use ebox_domain::ids::ClientId;

pub(crate) struct ClientCache {
    lifetime: Duration,
    // Only clients whose tokens this server issued get here, so it stays as small as their number.
    entries: RwLock<HashMap<ClientId, (Instant, bool)>>,
}

impl ClientCache {
    pub(crate) fn new(lifetime: Duration) -> Self {
        Self { lifetime, entries: RwLock::default() }
    }

    /// Whether the client is welcome, if that was asked a moment ago.
    pub(crate) fn get(&self, id: &ClientId) -> Option<bool> {
        let entries = self.entries.read().unwrap_or_else(PoisonError::into_inner);
        entries.get(id).filter(|(at, _)| at.elapsed() < self.lifetime).map(|(_, is_welcome)| *is_welcome)
    }

    /// Remembers what the store said. `asked` is the moment before the store was asked, so that an answer
    /// that was long on its way is not kept longer.
    pub(crate) fn put(&self, id: ClientId, asked: Instant, is_welcome: bool) {
        self.entries.write().unwrap_or_else(PoisonError::into_inner).insert(id, (asked, is_welcome));
    }

    /// Forgets a client that changed.
    pub(crate) fn forget(&self, id: &ClientId) {
        self.entries.write().unwrap_or_else(PoisonError::into_inner).remove(id);
    }
}
