//! Clients, remembered for a moment.
//!
//! Every call with a token asks whether its client is still welcome, and every request for a token asks for its
//! client's certificates; the store is asked once in a while, and a certificate is parsed as often. Age is
//! measured on the machine's monotonic clock, because a rehearsal's clock can stand still.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
    time::{Duration, Instant},
};

use ebox_domain::ids::ClientId;

use crate::Client;

/// Beyond this number those that are too old are looked for and forgotten.
const MANY: usize = 1024;

pub(crate) struct ClientCache {
    lifetime: Duration,
    entries: RwLock<HashMap<ClientId, (Instant, Arc<Client>)>>,
}

impl ClientCache {
    pub(crate) fn new(lifetime: Duration) -> Self {
        Self { lifetime, entries: RwLock::default() }
    }

    /// The client as it was a moment ago, if it was asked for then.
    pub(crate) fn get(&self, id: &ClientId) -> Option<Arc<Client>> {
        let entries = self.entries.read().unwrap_or_else(PoisonError::into_inner);
        entries.get(id).filter(|(at, _)| at.elapsed() < self.lifetime).map(|(_, client)| Arc::clone(client))
    }

    /// Remembers what the store said. `asked` is the moment before the store was asked, so that an answer
    /// that was long on its way is not kept longer.
    pub(crate) fn put(&self, asked: Instant, client: Arc<Client>) {
        let mut entries = self.entries.write().unwrap_or_else(PoisonError::into_inner);
        if entries.len() >= MANY {
            entries.retain(|_, (at, _)| at.elapsed() < self.lifetime);
        }
        entries.insert(client.id.clone(), (asked, client));
    }

    /// Forgets a client that changed.
    pub(crate) fn forget(&self, id: &ClientId) {
        self.entries.write().unwrap_or_else(PoisonError::into_inner).remove(id);
    }
}
