//! The lists of all registries as one, newest first, page by page.
//!
//! A page begins after a [`Position`]. Each registry is asked for its list up to the day of that place, in which the
//! place is near the beginning; where one day has many messages, it is found by halving. From there as many messages
//! are read as a page can need.

use ebox_client::{ClientError, Filter, Message};
use ebox_domain::{page::PageRequest, time::in_brussels};
use futures_util::future::join_all;
use jiff::ToSpan as _;

use super::{Absent, Ebox, Open, Position, Why};

/// How many messages a page has.
pub(crate) const PAGE_SIZE: usize = READ as usize - 1;
/// How many a registry is asked for at once: those of a page and one more, by which messages of one moment are told
/// to be all there.
const READ: u32 = 26;

/// A message with its provider.
#[derive(Debug, Clone)]
pub(crate) struct Listed {
    pub(crate) provider: String,
    pub(crate) message: Message,
}

/// A page of all lists as one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Listing {
    pub(crate) messages: Vec<Listed>,
    /// How many messages there are over all pages, at the providers that answered; known on the first page.
    pub(crate) total: Option<u64>,
    /// Whether there are older ones.
    pub(crate) has_more: bool,
    /// How many entries could not be read.
    pub(crate) unreadable: usize,
    /// Whose messages are not among these.
    pub(crate) absent: Vec<Absent>,
}

/// What a registry adds to a page.
#[derive(Default)]
struct Part {
    /// In the order of the list; more than [`PAGE_SIZE`] when there are more.
    messages: Vec<Listed>,
    total: u64,
    unreadable: usize,
}

impl Ebox<'_> {
    /// The messages of all registries after a position; the newest without one.
    pub(crate) async fn list(&self, filter: &Filter, after: Option<&Position>) -> Listing {
        let reads = join_all(self.registries.iter().map(|open| self.part(open, filter, after))).await;
        let (mut parts, mut absent) = (Vec::new(), self.absent.clone());
        for (open, read) in self.registries.iter().zip(reads) {
            match read {
                Ok(part) => parts.push(part),
                Err(why) => absent.push(Absent::new(&open.provider, why)),
            }
        }
        Listing { absent, ..Listing::of(parts, after) }
    }

    async fn part(&self, open: &Open, filter: &Filter, after: Option<&Position>) -> Result<Part, Why> {
        let filter = &up_to(filter, after);
        match self.patiently(open, read(&Filtered { open, filter }, after)).await {
            Some(read) => read.map_err(|error| Why::of(&error)),
            None => Err(Why::of(&open.registry.late("list messages"))),
        }
    }
}

impl Listing {
    /// The page after a position, of what every registry adds to it.
    fn of(parts: Vec<Part>, after: Option<&Position>) -> Self {
        let total = parts.iter().map(|part| part.total).sum();
        let unreadable = parts.iter().map(|part| part.unreadable).sum();
        let mut messages: Vec<_> = parts.into_iter().flat_map(|part| part.messages).collect();
        messages.sort_by(|one, other| one.order().cmp(&other.order()));
        let has_more = messages.len() > PAGE_SIZE;
        messages.truncate(PAGE_SIZE);
        Self { messages, total: after.is_none().then_some(total), has_more, unreadable, absent: Vec::new() }
    }
}

/// Reads what a list has after a position, from its pages by number.
async fn read<L: List>(list: &L, after: Option<&Position>) -> Result<Part, L::Error> {
    let mut page = list.page(1).await?;
    let mut number = 1;
    if let Some(after) = after
        && page.has_next(number)
        && !page.reaches(after)
    {
        number = find(list, after, page.pages()).await?;
        page = list.page(number).await?;
    }
    let mut part = Part { total: page.total, ..Part::default() };
    loop {
        part.unreadable += page.unreadable;
        let has_next = page.has_next(number);
        for listed in page.messages {
            // What arrives meanwhile moves messages onto the next page, where they come a second time.
            let is_new = || !part.messages.iter().any(|kept| kept.message.id == listed.message.id);
            if after.is_none_or(|after| after.is_before(&listed)) && is_new() {
                part.messages.push(listed);
            }
        }
        if !has_next || has_enough(&part.messages) {
            part.messages.sort_by(|one, other| one.order().cmp(&other.order()));
            return Ok(part);
        }
        number += 1;
        page = list.page(number).await?;
    }
}

/// The first page after the first that reaches a position, or the last.
async fn find<L: List>(list: &L, after: &Position, pages: u32) -> Result<u32, L::Error> {
    let (mut low, mut high) = (2, pages);
    while low < high {
        let middle = low + (high - low) / 2;
        let page = list.page(middle).await?;
        if page.is_empty || page.reaches(after) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Ok(low)
}

/// A list, page by page, newest first.
trait List: Sync {
    /// Why a page cannot be read.
    type Error;

    /// A page, counted from 1.
    fn page(&self, number: u32) -> impl Future<Output = Result<Page, Self::Error>> + Send;
}

/// The list of a registry under a filter.
struct Filtered<'a> {
    open: &'a Open,
    filter: &'a Filter,
}

impl List for Filtered<'_> {
    type Error = ClientError;

    async fn page(&self, number: u32) -> Result<Page, ClientError> {
        let page = PageRequest::new(number, READ).unwrap_or_default();
        let read = self.open.registry.list(page, self.filter).await?;
        let provider = &self.open.provider.id;
        let listed = |message| Listed { provider: provider.clone(), message };
        Ok(Page {
            unreadable: read.unreadable.len(),
            total: read.total,
            is_empty: read.is_empty(),
            messages: read.items.into_iter().map(listed).collect(),
        })
    }
}

/// The filter up to the day of a position. Registries differ on whether a day belongs to what is before it, so that
/// the next day is named.
fn up_to(filter: &Filter, after: Option<&Position>) -> Filter {
    let mut filter = filter.clone();
    let next_day = after.and_then(|after| in_brussels(after.received).date().checked_add(1.day()).ok());
    if let Some(day) = next_day {
        filter.received_before = Some(filter.received_before.map_or(day, |asked| asked.min(day)));
    }
    filter
}

/// Whether these are enough for a page, and all of the moment at which it ends.
fn has_enough(messages: &[Listed]) -> bool {
    let ends = messages.get(PAGE_SIZE - 1).map(|listed| listed.message.received);
    let last = messages.last().map(|listed| listed.message.received);
    ends.is_some() && messages.len() > PAGE_SIZE && last < ends
}

/// A page of a list.
struct Page {
    messages: Vec<Listed>,
    unreadable: usize,
    total: u64,
    is_empty: bool,
}

impl Page {
    /// How many pages the list has.
    fn pages(&self) -> u32 {
        u32::try_from(self.total.div_ceil(u64::from(READ))).unwrap_or(u32::MAX)
    }

    fn has_next(&self, number: u32) -> bool {
        !self.is_empty && number < self.pages()
    }

    /// Whether it, or a page before it, has messages of the moment of a position or older ones.
    fn reaches(&self, after: &Position) -> bool {
        self.messages.last().is_some_and(|last| last.message.received <= after.received)
    }
}

#[cfg(test)]
mod tests {
    use std::{
        cmp::Reverse,
        convert::Infallible,
        sync::atomic::{AtomicU32, Ordering},
    };

    use jiff::{SignedDuration, Timestamp};

    use super::*;

    /// The list of a registry.
    struct Fake {
        messages: Vec<Listed>,
        calls: AtomicU32,
    }

    impl Fake {
        /// So many messages, some of them of one moment; the registry has its own order for those.
        fn new(provider: &str, count: i64) -> Self {
            let one = |number: i64| Listed {
                provider: provider.to_owned(),
                message: message(&format!("{:04}", number * 7919 % 10_000), number / 3),
            };
            let mut messages: Vec<_> = (0..count).map(one).collect();
            messages
                .sort_by_key(|listed| (Reverse(listed.message.received), Reverse(listed.message.id.clone())));
            Self { messages, calls: AtomicU32::new(0) }
        }
    }

    impl List for Fake {
        type Error = Infallible;

        async fn page(&self, number: u32) -> Result<Page, Infallible> {
            self.calls.fetch_add(1, Ordering::Relaxed);
            let messages = self.messages.chunks(READ as usize).nth(number as usize - 1).unwrap_or_default();
            Ok(Page {
                messages: messages.to_vec(),
                unreadable: 0,
                total: self.messages.len() as u64,
                is_empty: messages.is_empty(),
            })
        }
    }

    fn message(id: &str, seconds: i64) -> Message {
        let received = Timestamp::UNIX_EPOCH + SignedDuration::from_secs(seconds);
        Message { id: id.to_owned(), received, ..crate::pages::samples::message(false, false) }
    }

    /// A page of all lists together, as [`Ebox::list`] makes it.
    async fn merged(lists: &[Fake], after: Option<&Position>) -> Listing {
        let mut parts = Vec::new();
        for list in lists {
            parts.push(read(list, after).await.expect("read"));
        }
        Listing::of(parts, after)
    }

    #[tokio::test]
    async fn every_message_is_on_one_page_in_one_order() {
        let lists = [Fake::new("a", 90), Fake::new("b", 140), Fake::new("c", 0)];
        let mut seen: Vec<Listed> = Vec::new();
        let mut after = None;
        loop {
            let listing = merged(&lists, after.as_ref()).await;
            assert_eq!(listing.total, after.is_none().then_some(230));
            seen.extend(listing.messages.iter().cloned());
            if !listing.has_more {
                break;
            }
            assert_eq!(listing.messages.len(), PAGE_SIZE);
            after = listing.messages.last().map(Position::of);
        }
        assert_eq!(seen.len(), 230);
        assert!(seen.is_sorted_by(|one, other| one.order() < other.order()));
    }

    #[tokio::test]
    async fn what_arrives_does_not_move_a_page() {
        let mut list = Fake::new("a", 200);
        let first = merged(std::slice::from_ref(&list), None).await;
        let after = Position::of(&first.messages[PAGE_SIZE - 1]);
        let before = ids(&merged(std::slice::from_ref(&list), Some(&after)).await);
        for number in 0..40 {
            let arrived = Listed { provider: "a".to_owned(), message: message(&format!("n{number}"), 9000) };
            list.messages.insert(0, arrived);
        }
        assert_eq!(ids(&merged(std::slice::from_ref(&list), Some(&after)).await), before);
    }

    #[tokio::test]
    async fn a_place_deep_in_a_long_list_is_found_in_few_questions() {
        let list = Fake::new("a", 9_000);
        let after = Position::of(&list.messages[7_000]);
        list.calls.store(0, Ordering::Relaxed);
        assert_eq!(merged(std::slice::from_ref(&list), Some(&after)).await.messages.len(), PAGE_SIZE);
        let calls = list.calls.load(Ordering::Relaxed);
        assert!(calls <= 14, "{calls} questions");
    }

    fn ids(listing: &Listing) -> Vec<String> {
        listing.messages.iter().map(|listed| listed.message.id.clone()).collect()
    }
}
