//! Walking a provider's list, so that nothing is skipped while it changes.
//!
//! Pages by number shift when messages come or go. One that comes pushes others to the next page: they are met
//! twice, which the journal notices. One that goes pulls others to the page before: they are skipped. Two things
//! together prove that nothing was skipped:
//!
//! - after the last page the first is read again, and `total then + new at the top = total now`: whatever was
//!   there at the begin is there at the end;
//! - the total never went down from one page to the next: nothing that came meanwhile went again, which would
//!   have pulled others up.
//!
//! Else the list is walked again; what was fetched is known.

use std::{collections::HashSet, sync::Arc};

use ebox_client::{ClientError, Filter, Message, MessagePage};
use ebox_domain::page::PageRequest;
use futures_util::{StreamExt as _, stream};
use jiff::Timestamp;

use crate::{
    engine::{Engine, Source},
    error::{FetchError, Stop, SyncError},
    event::Event,
    message::{Fetched, fetch},
    outcome::FailedMessage,
    steps::Step,
};

/// What walks of one list brought.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) messages: u64,
    pub(crate) fetched: Fetched,
    pub(crate) failed: Vec<FailedMessage>,
    /// The newest receipt that was seen.
    pub(crate) newest: Option<Timestamp>,
    /// Messages that failed: not tried twice in one run.
    given_up: HashSet<String>,
    failed_in_a_row: usize,
}

/// How walking a list ended.
#[derive(Debug)]
pub(crate) enum WalkEnd {
    /// Every message was met.
    Complete,
    /// The list changed during every walk.
    Unsteady,
    /// The provider failed.
    Failed(Arc<ClientError>),
}

/// What ends a walk early.
enum Break {
    Provider(Arc<ClientError>),
    Everything(SyncError),
}

impl From<ClientError> for Break {
    fn from(error: ClientError) -> Self {
        Self::Provider(Arc::new(error))
    }
}

impl From<SyncError> for Break {
    fn from(error: SyncError) -> Self {
        Self::Everything(error)
    }
}

/// Walks a list and fetches what is new, until a walk was undisturbed.
pub(crate) async fn walk(
    engine: &Engine,
    source: &Source,
    filter: &Filter,
    tally: &mut Tally,
) -> Result<WalkEnd, SyncError> {
    let mut walk = Walk { engine, source, filter, tally };
    for number in 0..engine.job.settings.walks.max(1) {
        if number > 0 {
            engine.tell(&Event::WalkRepeated { provider: source.provider.id.clone() });
        }
        match walk.once().await {
            Ok(true) => return Ok(WalkEnd::Complete),
            Ok(false) => {}
            Err(Break::Provider(error)) => return Ok(WalkEnd::Failed(error)),
            Err(Break::Everything(error)) => return Err(error),
        }
    }
    Ok(WalkEnd::Unsteady)
}

struct Walk<'a> {
    engine: &'a Engine,
    source: &'a Source,
    filter: &'a Filter,
    tally: &'a mut Tally,
}

impl Walk<'_> {
    /// Walks the list once; whether that met every message.
    async fn once(&mut self) -> Result<bool, Break> {
        let first = self.page(1).await?;
        let (total, top) = (first.total, first.order.first().cloned().flatten());
        let (mut highest, mut has_shrunk) = (total, false);
        let mut order = Order::default();
        let mut met = first.len() as u64;
        let mut is_last = self.is_last(&first, met);
        let mut new = self.take(first, &mut order).await?;
        let mut number = 1;
        if is_last {
            // One page cannot shift.
            return Ok(true);
        }
        let mut before = Vec::new();
        while !is_last {
            number += 1;
            let page = match self.page(number).await {
                // Some registries have no page beyond the last.
                Err(error) if error.status() == Some(404) => break,
                other => other?,
            };
            if !page.is_empty() && page.order == before {
                let error = format!("page {number} of its list is the same as the page before");
                return Err(self.unexpected(error));
            }
            before.clone_from(&page.order);
            has_shrunk |= page.total < highest;
            highest = highest.max(page.total);
            met += page.len() as u64;
            is_last = self.is_last(&page, met);
            new += self.take(page, &mut order).await?;
        }
        let again = self.page(1).await?;
        let is_steady = !has_shrunk && again.total >= highest && is_steady(total, top.as_deref(), &again);
        self.take(again, &mut Order::default()).await?;
        // Where new messages may come anywhere, the numbers prove less: then a walk must bring nothing new.
        Ok(is_steady && (order.is_newest_first || new == 0))
    }

    async fn page(&self, number: u32) -> Result<MessagePage, ClientError> {
        let size = self.engine.job.settings.page_size.clamp(1, PageRequest::MAX_SIZE);
        let request = PageRequest::new(number, size).unwrap_or_default();
        let page = self.source.registry.list(request, self.filter).await?;
        self.engine.reached(Step::PageRead).await;
        Ok(page)
    }

    /// Whether no page follows. A registry may give shorter pages than asked for, or a total of this page only;
    /// so both must say that it is the last.
    fn is_last(&self, page: &MessagePage, met: u64) -> bool {
        page.is_empty() || (met >= page.total && page.len() < self.engine.job.settings.page_size as usize)
    }

    fn unexpected(&self, what: String) -> Break {
        Break::Provider(Arc::new(self.source.registry.unexpected("list messages", what)))
    }

    /// Fetches what is new on a page; returns how much that was.
    async fn take(&mut self, page: MessagePage, order: &mut Order) -> Result<usize, Break> {
        let provider = &self.source.provider.id;
        let total = page.total;
        for unreadable in page.unreadable {
            self.note_unreadable(unreadable).await?;
        }
        let mut wanted = Vec::new();
        for message in page.items {
            order.next(message.received);
            self.tally.newest = self.tally.newest.max(Some(message.received));
            if !self.tally.given_up.contains(&message.id)
                && !self.engine.journal.holds(provider, &message.id).await?
            {
                wanted.push(message);
            }
        }
        let new = wanted.len();
        self.engine.tell(&Event::PageRead { provider: provider.clone(), total, new });

        let (engine, source) = (self.engine, self.source);
        let one = |message: Message| async move {
            let result = match fetch(engine, source, &message).await {
                Err(stop) if is_gone(source, &message.id, &stop).await => None,
                other => Some(other),
            };
            (message.id, result)
        };
        let mut fetching =
            stream::iter(wanted).map(one).buffer_unordered(engine.job.settings.parallel_messages.max(1));
        while let Some((message, result)) = fetching.next().await {
            match result {
                Some(result) => self.tally.note(engine, provider, message, result)?,
                None => engine.tell(&Event::MessageGone { provider: provider.clone(), message }),
            }
        }
        Ok(new)
    }

    async fn note_unreadable(&mut self, unreadable: ebox_client::Unreadable) -> Result<(), Break> {
        let provider = &self.source.provider.id;
        let key = unreadable.id.clone().unwrap_or_default();
        let is_known = !key.is_empty() && self.engine.journal.holds(provider, &key).await?;
        if !is_known && self.tally.given_up.insert(key) {
            let error = FetchError::Unreadable(unreadable.reason);
            self.tally.fail(self.engine, provider, unreadable.id, error);
        }
        Ok(())
    }
}

impl Tally {
    /// Notes what became of a message. A provider whose messages fail one after the other is given up.
    fn note(
        &mut self,
        engine: &Engine,
        provider: &str,
        message: String,
        result: Result<Fetched, Stop>,
    ) -> Result<(), Break> {
        match result {
            Ok(fetched) => {
                self.messages += 1;
                self.failed_in_a_row = 0;
                self.fetched.files += fetched.files;
                self.fetched.bytes += fetched.bytes;
                self.fetched.contents += fetched.contents;
                self.fetched.digests_verified += fetched.digests_verified;
                engine.tell(&Event::MessageFetched {
                    provider: provider.to_owned(),
                    message,
                    files: usize::try_from(fetched.files).unwrap_or(usize::MAX),
                    bytes: fetched.bytes,
                });
                Ok(())
            }
            Err(Stop::Everything(error)) => Err(error.into()),
            Err(Stop::Message(FetchError::Client(error))) if error.is_transient() => {
                self.failed_in_a_row += 1;
                if self.failed_in_a_row >= engine.job.settings.patience.max(1) {
                    return Err(Break::Provider(Arc::new(error)));
                }
                self.given_up.insert(message.clone());
                self.fail(engine, provider, Some(message), FetchError::Client(error));
                Ok(())
            }
            Err(Stop::Message(error)) => {
                self.failed_in_a_row = 0;
                self.given_up.insert(message.clone());
                self.fail(engine, provider, Some(message), error);
                Ok(())
            }
        }
    }

    fn fail(&mut self, engine: &Engine, provider: &str, message: Option<String>, error: FetchError) {
        let failed = FailedMessage { message, error: Arc::new(error) };
        engine.tell(&Event::MessageFailed { provider: provider.to_owned(), failed: failed.clone() });
        self.failed.push(failed);
    }
}

/// Whether a message that could not be fetched is no longer there: it expired between the list and now.
async fn is_gone(source: &Source, message: &str, stop: &Stop) -> bool {
    let Stop::Message(FetchError::Client(error)) = stop else { return false };
    let is_missing = |error: &ClientError| matches!(error.status(), Some(404 | 410));
    is_missing(error) && source.registry.message(message).await.is_err_and(|error| is_missing(&error))
}

/// Whether a list is in the order of the contract, newest first.
#[derive(Debug)]
struct Order {
    last: Timestamp,
    is_newest_first: bool,
}

impl Default for Order {
    fn default() -> Self {
        Self { last: Timestamp::MAX, is_newest_first: true }
    }
}

impl Order {
    fn next(&mut self, received: Timestamp) {
        self.is_newest_first &= received <= self.last;
        self.last = received;
    }
}

/// Whether nothing of a list went while it was walked: it had `total` messages and `top` was the newest; `again` is its
/// first page now.
fn is_steady(total: u64, top: Option<&str>, again: &MessagePage) -> bool {
    let place = match top {
        Some(top) => again.order.iter().position(|id| id.as_deref() == Some(top)),
        // It was empty: everything on this page is new, and it must be all.
        None => (total == 0).then_some(again.len()),
    };
    // When the newest of then is no longer on the first page, too much happened to tell.
    place.is_some_and(|new| total + new as u64 == again.total)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn page(ids: &[u32], total: usize) -> MessagePage {
        MessagePage {
            items: vec![],
            unreadable: vec![],
            order: ids.iter().map(|id| Some(id.to_string())).collect(),
            total: total as u64,
        }
    }

    proptest! {
        /// A list of numbers, newest first, is walked in pages while messages come and go between pages.
        #[test]
        fn a_walk_that_counts_as_steady_met_every_message_that_stayed(
            begin in 0_u32..12,
            size in 1_usize..5,
            changes in proptest::collection::vec((0_usize..3, 0_usize..12), 0..12),
        ) {
            let mut list: Vec<u32> = (0..begin).rev().collect();
            let before = list.clone();
            let mut next = begin;
            let mut changes = changes.into_iter();
            let mut met = HashSet::new();
            let first = page(&list[..list.len().min(size)], list.len());
            let (mut number, mut highest, mut has_shrunk) = (0, 0, false);
            loop {
                has_shrunk |= list.len() < highest;
                highest = highest.max(list.len());
                let here: Vec<u32> = list.iter().copied().skip(number * size).take(size).collect();
                if here.is_empty() {
                    break;
                }
                met.extend(here);
                number += 1;
                match changes.next() {
                    Some((1, _)) => {
                        list.insert(0, next);
                        next += 1;
                    }
                    Some((2, place)) if !list.is_empty() => {
                        list.remove(place % list.len());
                    }
                    _ => {}
                }
            }
            let again = page(&list[..list.len().min(size)], list.len());
            met.extend(list.iter().copied().take(size));
            let top = first.order.first().cloned().flatten();
            let has_shrunk = has_shrunk || list.len() < highest;
            if !has_shrunk && is_steady(first.total, top.as_deref(), &again) {
                prop_assert!(before.iter().chain(&list).all(|id| met.contains(id)), "{before:?} {list:?} {met:?}");
            }
        }
    }

    #[test]
    fn an_undisturbed_list_is_steady_and_one_that_lost_a_message_is_not() {
        assert!(is_steady(3, Some("9"), &page(&[9, 8], 3)));
        assert!(is_steady(3, Some("9"), &page(&[10, 9], 4)), "one came, and it is on this page");
        assert!(!is_steady(3, Some("9"), &page(&[9, 8], 2)), "one went");
        assert!(!is_steady(3, Some("9"), &page(&[10, 9], 3)), "one came and one went");
        assert!(!is_steady(3, Some("9"), &page(&[12, 11], 6)), "too many came to tell");
        assert!(is_steady(0, None, &page(&[], 0)));
        assert!(is_steady(0, None, &page(&[1], 1)));
    }
}
