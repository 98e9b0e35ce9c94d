//! The lists of all registries as one, newest first, page by page.
//!
//! A page begins after a [`Position`]. Each registry is asked for its list up to the day of that place, in which the
//! place is near the beginning; where one day has many messages, it is found by halving. From there as many messages
//! are read as a page can need.

use ebox_client::{ClientError, Filter, Message};
use ebox_domain::{page::PageRequest, time::in_brussels};
use futures_util::future::join_all;
use jiff::ToSpan as _;

use super::{Absent, Ebox, Open, PATIENCE, Position, Why};

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
        let reads = join_all(self.registries.iter().map(|open| part(open, filter, after))).await;
        let mut listing = Listing { absent: self.absent.clone(), ..Listing::default() };
        let mut total = 0;
        for (open, read) in self.registries.iter().zip(reads) {
            match read {
                Ok(part) => {
                    total += part.total;
                    listing.unreadable += part.unreadable;
                    listing.messages.extend(part.messages);
                }
                Err(why) => listing.absent.push(Absent::new(&open.provider, why)),
            }
        }
        listing.total = after.is_none().then_some(total);
        listing.messages.sort_by(|one, other| one.order().cmp(&other.order()));
        listing.has_more = listing.messages.len() > PAGE_SIZE;
        listing.messages.truncate(PAGE_SIZE);
        listing
    }
}

async fn part(open: &Open, filter: &Filter, after: Option<&Position>) -> Result<Part, Why> {
    match tokio::time::timeout(PATIENCE, read(open, filter, after)).await {
        Ok(read) => read.map_err(|error| Why::of(&error)),
        Err(_) => Err(Why::of(&open.registry.late("list messages"))),
    }
}

async fn read(open: &Open, filter: &Filter, after: Option<&Position>) -> Result<Part, ClientError> {
    let filter = &up_to(filter, after);
    let list = List { open, filter };
    let mut page = list.page(1).await?;
    let mut number = 1;
    if let Some(after) = after
        && page.has_next(number)
        && !page.reaches(after)
    {
        number = list.find(after, page.pages()).await?;
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

/// The list of a registry under a filter.
struct List<'a> {
    open: &'a Open,
    filter: &'a Filter,
}

/// A page of it.
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

impl List<'_> {
    async fn page(&self, number: u32) -> Result<Page, ClientError> {
        let page = PageRequest::new(number, READ).unwrap_or_default();
        let read = self.open.registry.list(page, self.filter).await?;
        let is_empty = read.is_empty();
        let provider = &self.open.provider.id;
        let listed = |message| Listed { provider: provider.clone(), message };
        Ok(Page {
            unreadable: read.unreadable.len(),
            total: read.total,
            is_empty,
            messages: read.items.into_iter().map(listed).collect(),
        })
    }

    /// The first page after the first that reaches a position, or the last.
    async fn find(&self, after: &Position, pages: u32) -> Result<u32, ClientError> {
        let (mut low, mut high) = (2, pages);
        while low < high {
            let middle = low + (high - low) / 2;
            let page = self.page(middle).await?;
            if page.is_empty || page.reaches(after) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        Ok(low)
    }
}
