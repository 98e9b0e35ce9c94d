//! The lists of all registries as one, newest first, page by page.
//!
//! A page begins after a [`Position`] or ends before one. Each registry is asked for its list up to the day of that
//! place, or from that day on, and the place is found in it by halving. From there as many messages are read as a page
//! can need, always from newer to older: what arrives meanwhile then comes a second time, which is seen, where in the
//! other direction it would be left out.

use ebox_client::{ClientError, Filter, Message};
use ebox_domain::{page::PageRequest, time::in_brussels};
use futures_util::future::join_all;
use jiff::ToSpan as _;

use super::{Absent, Ebox, Open, Place, Position, Why};

/// How many messages a page has.
pub(crate) const PAGE_SIZE: usize = READ as usize - 1;
/// How many a registry is asked for at once: those of a page and one more, by which messages of one moment are told
/// to be all there.
const READ: u32 = 26;
/// How many pages before the one of a position are read at first.
const PAGES_BEFORE: u32 = 2;

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
    /// Whether there are newer ones.
    pub(crate) has_newer: bool,
    /// Whether there are older ones.
    pub(crate) has_older: bool,
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
    /// Whether something lies on the other side of the position.
    has_others: bool,
    total: u64,
    unreadable: usize,
}

impl Ebox<'_> {
    /// The messages of all registries at a place.
    pub(crate) async fn list(&self, filter: &Filter, place: &Place) -> Listing {
        let reads = join_all(self.registries.iter().map(|open| self.part(open, filter, place))).await;
        let (mut parts, mut absent) = (Vec::new(), self.absent.clone());
        for (open, read) in self.registries.iter().zip(reads) {
            match read {
                Ok(part) => parts.push(part),
                Err(why) => absent.push(Absent::new(&open.provider, why)),
            }
        }
        Listing { absent, ..Listing::of(parts, place) }
    }

    async fn part(&self, open: &Open, filter: &Filter, place: &Place) -> Result<Part, Why> {
        let filter = &near(filter, place);
        match self.patiently(open, read_at(&Filtered { open, filter }, place)).await {
            Some(read) => read.map_err(|error| Why::of(&error)),
            None => Err(Why::of(&open.registry.late("list messages"))),
        }
    }
}

impl Listing {
    /// The page at a place, of what every registry adds to it.
    fn of(parts: Vec<Part>, place: &Place) -> Self {
        let total = parts.iter().map(|part| part.total).sum();
        let unreadable = parts.iter().map(|part| part.unreadable).sum();
        let has_others = parts.iter().any(|part| part.has_others);
        let mut messages: Vec<_> = parts.into_iter().flat_map(|part| part.messages).collect();
        messages.sort_by(|one, other| one.order().cmp(&other.order()));
        let has_more = messages.len() > PAGE_SIZE;
        let (has_newer, has_older) = match place {
            Place::Newest | Place::After(_) => {
                messages.truncate(PAGE_SIZE);
                (has_others, has_more)
            }
            Place::Before(_) => {
                messages.drain(..messages.len().saturating_sub(PAGE_SIZE));
                (has_more, has_others)
            }
        };
        let total = (*place == Place::Newest).then_some(total);
        Self { messages, total, has_newer, has_older, unreadable, absent: Vec::new() }
    }
}

/// Reads what a list has at a place.
async fn read_at<L: List>(list: &L, place: &Place) -> Result<Part, L::Error> {
    match place {
        Place::Newest => read(list, None).await,
        Place::After(after) => read(list, Some(after)).await,
        Place::Before(before) => read_before(list, before).await,
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
    // Where a page begins after a message, that one was shown on the page before.
    let mut part = Part { total: page.total, has_others: after.is_some(), ..Part::default() };
    loop {
        part.unreadable += page.unreadable;
        let has_next = page.has_next(number);
        let wanted = |listed: &Listed| after.is_none_or(|after| after.is_before(listed));
        part.add(page.messages.into_iter().filter(wanted));
        if !has_next || has_enough(&part.messages) {
            part.messages.sort_by(|one, other| one.order().cmp(&other.order()));
            return Ok(part);
        }
        number += 1;
        page = list.page(number).await?;
    }
}

/// Reads what a list has just before a position: from some pages before it on, and from further before when these do
/// not have enough.
async fn read_before<L: List>(list: &L, before: &Position) -> Result<Part, L::Error> {
    let page = list.page(1).await?;
    let reached =
        if page.has_next(1) && !page.reaches(before) { find(list, before, page.pages()).await? } else { 1 };
    let mut back = PAGES_BEFORE;
    loop {
        let begin = reached.saturating_sub(back).max(1);
        let part = read_until(list, begin, before).await?;
        if begin == 1 || is_enough_before(&part.messages) {
            return Ok(part);
        }
        back *= 2;
    }
}

/// Reads a list from a page on until all that stands before a position was read.
async fn read_until<L: List>(list: &L, begin: u32, before: &Position) -> Result<Part, L::Error> {
    let mut part = Part::default();
    let mut number = begin;
    loop {
        let page = list.page(number).await?;
        part.unreadable += page.unreadable;
        let ends = !page.has_next(number) || page.passes(before);
        let (others, wanted): (Vec<_>, Vec<_>) =
            page.messages.into_iter().partition(|listed| before.is_at_or_before(listed));
        part.has_others |= !others.is_empty();
        part.add(wanted.into_iter());
        if ends {
            part.messages.sort_by(|one, other| one.order().cmp(&other.order()));
            return Ok(part);
        }
        number += 1;
    }
}

impl Part {
    /// Adds messages that are not there yet: what arrives while pages are read moves messages onto the next page,
    /// where they come a second time.
    fn add(&mut self, messages: impl Iterator<Item = Listed>) {
        for listed in messages {
            if !self.messages.iter().any(|kept| kept.message.id == listed.message.id) {
                self.messages.push(listed);
            }
        }
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

/// The filter up to the day of a position, or from that day on. Registries differ on whether a day belongs to what is
/// before or after it, so that the next day is named, or the one before.
fn near(filter: &Filter, place: &Place) -> Filter {
    let mut filter = filter.clone();
    match place {
        Place::Newest => {}
        Place::After(position) => {
            if let Ok(day) = in_brussels(position.received).date().checked_add(1.day()) {
                filter.received_before = Some(filter.received_before.map_or(day, |asked| asked.min(day)));
            }
        }
        Place::Before(position) => {
            if let Ok(day) = in_brussels(position.received).date().checked_sub(1.day()) {
                filter.received_after = Some(filter.received_after.map_or(day, |asked| asked.max(day)));
            }
        }
    }
    filter
}

/// Whether these are enough for a page, and all of the moment at which it ends.
fn has_enough(messages: &[Listed]) -> bool {
    let ends = messages.get(PAGE_SIZE - 1).map(|listed| listed.message.received);
    let last = messages.last().map(|listed| listed.message.received);
    ends.is_some() && messages.len() > PAGE_SIZE && last < ends
}

/// Whether these are enough for a page that ends with the last of them, and all of the moment at which it begins.
fn is_enough_before(messages: &[Listed]) -> bool {
    let begins = messages.len().checked_sub(PAGE_SIZE).map(|place| messages[place].message.received);
    let first = messages.first().map(|listed| listed.message.received);
    begins.is_some() && messages.len() > PAGE_SIZE && first > begins
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

    /// Whether whatever stands before a position is on it or on a page before it.
    fn passes(&self, before: &Position) -> bool {
        self.messages.last().is_some_and(|last| last.message.received < before.received)
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
            messages.sort_by_key(|listed| (Reverse(listed.message.received), listed.message.id.clone()));
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
    async fn merged(lists: &[Fake], place: &Place) -> Listing {
        let mut parts = Vec::new();
        for list in lists {
            parts.push(read_at(list, place).await.expect("read"));
        }
        Listing::of(parts, place)
    }

    fn after(listing: &Listing) -> Place {
        Place::After(Position::of(listing.messages.last().expect("a message")))
    }

    fn before(listing: &Listing) -> Place {
        Place::Before(Position::of(listing.messages.first().expect("a message")))
    }

    #[tokio::test]
    async fn every_message_is_on_one_page_in_one_order() {
        let lists = [Fake::new("a", 90), Fake::new("b", 140), Fake::new("c", 0)];
        let mut seen: Vec<Listed> = Vec::new();
        let mut place = Place::Newest;
        loop {
            let listing = merged(&lists, &place).await;
            assert_eq!(listing.total, (place == Place::Newest).then_some(230));
            assert_eq!(listing.has_newer, place != Place::Newest);
            seen.extend(listing.messages.iter().cloned());
            if !listing.has_older {
                break;
            }
            assert_eq!(listing.messages.len(), PAGE_SIZE);
            place = after(&listing);
        }
        assert_eq!(seen.len(), 230);
        assert!(seen.is_sorted_by(|one, other| one.order() < other.order()));
    }

    #[tokio::test]
    async fn the_way_back_has_the_pages_of_the_way_there() {
        // One registry has all of its messages at one moment.
        let mut at_once = Fake::new("c", 60);
        for listed in &mut at_once.messages {
            listed.message.received = Timestamp::UNIX_EPOCH + SignedDuration::from_secs(20);
        }
        let lists = [Fake::new("a", 90), Fake::new("b", 140), at_once];
        let mut pages = vec![merged(&lists, &Place::Newest).await];
        while let Some(last) = pages.last().filter(|last| last.has_older) {
            pages.push(merged(&lists, &after(last)).await);
        }
        assert_eq!(pages.len(), 12);
        let mut listing = pages.pop().expect("the last page");
        for expected in pages.iter().rev() {
            assert!(listing.has_newer);
            listing = merged(&lists, &before(&listing)).await;
            assert_eq!(ids(&listing), ids(expected));
            assert!(listing.has_older);
        }
        assert!(!listing.has_newer, "the first page has nothing before it");
    }

    #[tokio::test]
    async fn what_arrived_meanwhile_stands_before_the_first_page_of_then() {
        let mut list = Fake::new("a", 60);
        let first = merged(std::slice::from_ref(&list), &Place::Newest).await;
        for number in 0..3 {
            let arrived = Listed { provider: "a".to_owned(), message: message(&format!("n{number}"), 9000) };
            list.messages.insert(0, arrived);
        }
        let newer = merged(std::slice::from_ref(&list), &before(&first)).await;
        assert_eq!(ids(&newer), ["n2", "n1", "n0"], "newest first within a second as well");
        assert!(newer.has_older && !newer.has_newer);
        assert!(merged(std::slice::from_ref(&list), &before(&newer)).await.messages.is_empty());
    }

    #[tokio::test]
    async fn what_arrives_does_not_move_a_page() {
        let mut list = Fake::new("a", 200);
        let place = after(&merged(std::slice::from_ref(&list), &Place::Newest).await);
        let then = ids(&merged(std::slice::from_ref(&list), &place).await);
        for number in 0..40 {
            let arrived = Listed { provider: "a".to_owned(), message: message(&format!("n{number}"), 9000) };
            list.messages.insert(0, arrived);
        }
        assert_eq!(ids(&merged(std::slice::from_ref(&list), &place).await), then);
    }

    #[tokio::test]
    async fn a_place_deep_in_a_long_list_is_found_in_few_questions() {
        let list = Fake::new("a", 9_000);
        let position = Position::of(&list.messages[7_000]);
        for (place, most) in [(Place::After(position.clone()), 14), (Place::Before(position), 16)] {
            list.calls.store(0, Ordering::Relaxed);
            let listing = merged(std::slice::from_ref(&list), &place).await;
            assert_eq!(listing.messages.len(), PAGE_SIZE);
            let calls = list.calls.load(Ordering::Relaxed);
            assert!(calls <= most, "{calls} questions");
        }
    }

    fn ids(listing: &Listing) -> Vec<String> {
        listing.messages.iter().map(|listed| listed.message.id.clone()).collect()
    }
}
