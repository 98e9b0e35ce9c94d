//! How many messages a search found: whoever turns its pages does not count them again.

use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
};

use ebox_registry::list::Filter;

use super::boxes::Mailbox;

/// Searches that are remembered at most, the latest.
const MOST: usize = 64;

/// Totals of searches. One holds until something changes in its e-Box.
#[derive(Default)]
pub(crate) struct Counted(Mutex<VecDeque<Search>>);

struct Search {
    mailbox: i64,
    last_change: i64,
    filter: Filter,
    total: i64,
}

impl Counted {
    pub(super) fn get(&self, mailbox: &Mailbox, filter: &Filter) -> Option<i64> {
        let is_same = |one: &&Search| {
            one.mailbox == mailbox.number && one.last_change == mailbox.last_change && one.filter == *filter
        };
        self.searches().iter().find(is_same).map(|one| one.total)
    }

    /// Remembers a total that was counted after `mailbox` was looked up.
    pub(super) fn put(&self, mailbox: &Mailbox, filter: &Filter, total: i64) {
        let (number, last_change) = (mailbox.number, mailbox.last_change);
        let mut searches = self.searches();
        searches.retain(|one| one.mailbox != number || one.filter != *filter);
        searches.truncate(MOST - 1);
        searches.push_front(Search { mailbox: number, last_change, filter: filter.clone(), total });
    }

    fn searches(&self) -> MutexGuard<'_, VecDeque<Search>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
