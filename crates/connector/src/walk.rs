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

mod steady;
mod tally;

use std::sync::Arc;

use ebox_client::{ClientError, Filter, Message, MessagePage};
use ebox_domain::page::PageRequest;
use futures_util::{StreamExt as _, stream};

use crate::{
    engine::{Engine, Source},
    error::{FetchError, Stop, SyncError},
    event::Event,
    message::fetch,
    steps::Step,
};
use steady::{Order, is_steady};
pub(crate) use tally::Tally;

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
        let request = PageRequest::new(number, self.page_size()).unwrap_or_default();
        let page = self.source.registry.list(request, self.filter);
        let page = self.source.answer("list messages", page).await?;
        self.engine.reached(Step::PageRead).await;
        Ok(page)
    }

    fn page_size(&self) -> u32 {
        self.engine.job.settings.page_size.clamp(1, PageRequest::MAX_SIZE)
    }

    /// Whether no page follows. A registry may give shorter pages than asked for, or a total of this page only;
    /// so both must say that it is the last.
    fn is_last(&self, page: &MessagePage, met: u64) -> bool {
        page.is_empty() || (met >= page.total && page.len() < self.page_size() as usize)
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
        let mut failed = None;
        while let Some((message, result)) = fetching.next().await {
            match result.map(|result| self.tally.note(engine, source, message.clone(), result)) {
                None => engine.tell(&Event::MessageGone { provider: provider.clone(), message }),
                Some(Ok(())) => {}
                Some(Err(Break::Provider(error))) => {
                    // Messages under way end as they may: one that is being committed must get to its place.
                    source.pulse.give_up();
                    failed.get_or_insert(error);
                }
                Some(Err(everything)) => return Err(everything),
            }
        }
        failed.map_or(Ok(new), |error| Err(Break::Provider(error)))
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

/// Whether a message that could not be fetched is no longer there: it expired between the list and now.
async fn is_gone(source: &Source, message: &str, stop: &Stop) -> bool {
    let Stop::Message(FetchError::Client(error)) = stop else { return false };
    let is_missing = |error: &ClientError| matches!(error.status(), Some(404 | 410));
    let again = || source.answer("get a message", source.registry.message(message));
    is_missing(error) && again().await.is_err_and(|error| is_missing(&error))
}
