//! A page of a list, newest first: by the index that gets there with the fewest rows.

use std::ops::Range;

use ebox_domain::{
    EboxId,
    message::Message,
    page::{Page, PageRequest},
};
use ebox_registry::list::Filter;
use sqlx::{Error, QueryBuilder, Sqlite, SqliteConnection};

use super::{
    boxes::Mailbox,
    calendar::{is_midnight, start_of_month},
    counted::Counted,
    counters::{BY_MONTH, EXACT_BY_MONTH},
    criteria::{Criteria, first_place_since},
    rank, search,
    selection::Selection,
    total,
};
use crate::columns::{count, signed};

/// Reading a row in the order of places costs about this fraction of finding one through an index.
const INDEX_FACTOR: i64 = 6;
/// The same for an index that finds rows in another order than that of places.
const SORT_FACTOR: i64 = 40;

pub(super) async fn page(
    reader: &mut SqliteConnection,
    mailbox: &Mailbox,
    counted: &Counted,
    filter: &Filter,
    request: PageRequest,
) -> Result<Page<Message>, Error> {
    let empty = Page { items: Vec::new(), total: 0, request };
    if filter.partitions.as_ref().is_some_and(Vec::is_empty) {
        return Ok(empty);
    }
    let criteria = Criteria::new(reader, mailbox, filter).await?;
    if let Some(found) = search::page(reader, mailbox, counted, &criteria, request).await? {
        return Ok(found);
    }
    let total = total::total(reader, mailbox, &criteria).await?;
    if signed(request.offset()) >= total {
        return Ok(Page { total: count("total", total)?, ..empty });
    }
    let way = Way::choose(reader, mailbox, &criteria, request).await?;
    let items = way.fetch(reader, mailbox.ebox, &criteria, request).await?;
    Ok(Page { items, total: count("total", total)?, request })
}

/// How the rows of a page are found.
struct Way {
    index: Option<&'static str>,
    places: Range<i64>,
    offset: i64,
}

impl Way {
    async fn choose(
        reader: &mut SqliteConnection,
        mailbox: &Mailbox,
        criteria: &Criteria<'_>,
        request: PageRequest,
    ) -> Result<Self, Error> {
        let offset = signed(request.offset());
        let in_order = Self { index: None, places: criteria.places.clone(), offset };
        if !criteria.is_exact() && !criteria.has_expiry() {
            let (end, offset) = match criteria.filter.received_until {
                Some(until) if !is_midnight(until) => (criteria.places.end, offset),
                until => rank::skip(reader, mailbox, until, criteria.places.end, offset).await?,
            };
            return Ok(Self { index: None, places: criteria.places.start..end, offset });
        }
        let candidates = candidates(criteria.filter);
        if let [(index, only)] = candidates.as_slice()
            && !criteria.has_expiry()
            && *only == without_dates(criteria.filter)
        {
            return Ok(Self { index: Some(index), ..in_order });
        }
        let alone = candidates.iter().map(|(_, only)| criteria.alone(mailbox, only));
        let (all, sizes) = total::sizes(reader, mailbox, alone).await?;
        let fewest = candidates.iter().zip(sizes).min_by_key(|(_, rows)| *rows);
        let fewest =
            fewest.map(|((index, _), rows)| (*index, rows)).filter(|(_, rows)| INDEX_FACTOR * rows < all);
        if criteria.has_expiry() {
            let only = only_expiry(criteria.filter);
            let rows = total::total(reader, mailbox, &criteria.alone(mailbox, &only)).await?;
            if SORT_FACTOR * rows < all && fewest.is_none_or(|(_, fewest)| rows < fewest) {
                return Ok(Self { index: Some(BY_EXPIRY), ..in_order });
            }
        }
        if let Some((index, _)) = fewest {
            return Ok(Self { index: Some(index), ..in_order });
        }
        let mut places = in_order.places;
        if criteria.has_expiry() {
            places.end = newest_expiring(reader, mailbox, criteria).await?;
        }
        Ok(Self { index: None, places, offset })
    }

    async fn fetch(
        self,
        reader: &mut SqliteConnection,
        ebox: EboxId,
        criteria: &Criteria<'_>,
        request: PageRequest,
    ) -> Result<Vec<Message>, Error> {
        let mut selection = match self.index {
            Some(index) => {
                Selection::of_places(&format!("SELECT place FROM message INDEXED BY {index} WHERE "), "place")
            }
            None => Selection::of_rows(),
        };
        let query = selection.query();
        query.push("place >= ").push_bind(self.places.start);
        query.push(" AND place < ").push_bind(self.places.end);
        if self.index.is_some_and(|index| OF_EBOX.contains(&index)) {
            query.push(" AND box = ").push_bind(criteria.mailbox);
        }
        criteria.push_row(query);
        selection.fetch(reader, ebox, request.size(), self.offset).await
    }
}

const UNREAD: &str = "message_unread";
const BY_EXPIRY: &str = "message_by_box_and_expiry";
/// The indexes that begin with the e-Box.
const OF_EBOX: [&str; 5] = [UNREAD, "message_hidden", "message_registered", "message_for_action", BY_EXPIRY];

/// The indexes that can serve a filter, each with the part of the filter that it serves.
fn candidates(filter: &Filter) -> Vec<(&'static str, Filter)> {
    let mut candidates = Vec::new();
    let partition = filter.partitions.as_ref().filter(|names| names.len() == 1);
    let unread = filter.is_read == Some(false);
    match (partition, unread) {
        (Some(_), true) => candidates.push((
            "message_unread_by_partition",
            Filter { partitions: partition.cloned(), is_read: Some(false), ..Filter::default() },
        )),
        (Some(_), false) => candidates
            .push(("message_by_partition", Filter { partitions: partition.cloned(), ..Filter::default() })),
        (None, true) => candidates.push((UNREAD, Filter { is_read: Some(false), ..Filter::default() })),
        (None, false) => {}
    }
    if filter.is_visible == Some(false) {
        candidates.push(("message_hidden", Filter { is_visible: Some(false), ..Filter::default() }));
    }
    if filter.is_registered == Some(true) {
        candidates.push(("message_registered", Filter { is_registered: Some(true), ..Filter::default() }));
    }
    if filter.is_for_action == Some(true) {
        candidates.push(("message_for_action", Filter { is_for_action: Some(true), ..Filter::default() }));
    }
    if filter.organization.is_some() {
        let only = Filter { organization: filter.organization.clone(), ..Filter::default() };
        candidates.push(("message_by_sender", only));
    }
    if filter.application.is_some() {
        let only = Filter { application: filter.application.clone(), ..Filter::default() };
        candidates.push(("message_by_application", only));
    }
    if filter.message_type.is_some() {
        let only = Filter { message_type: filter.message_type.clone(), ..Filter::default() };
        candidates.push(("message_by_type", only));
    }
    candidates
}

fn only_expiry(filter: &Filter) -> Filter {
    Filter { expires_from: filter.expires_from, expires_until: filter.expires_until, ..Filter::default() }
}

fn without_dates(filter: &Filter) -> Filter {
    Filter { received_from: None, received_until: None, ..filter.clone() }
}

/// The place after the newest messages that can expire within the dates: old mail expires first, so a walk from
/// the top would pass everything else.
async fn newest_expiring(
    reader: &mut SqliteConnection,
    mailbox: &Mailbox,
    criteria: &Criteria<'_>,
) -> Result<i64, Error> {
    let month = |moment: Option<jiff::Timestamp>, open| moment.map_or(open, super::calendar::month_of);
    let level = if criteria.is_exact() { EXACT_BY_MONTH } else { BY_MONTH };
    let mut query = QueryBuilder::<Sqlite>::new("SELECT max(received_month) FROM box_cell WHERE box = ");
    query.push_bind(criteria.mailbox).push(" AND level = ").push_bind(level);
    query.push(" AND expiry_month BETWEEN ").push_bind(month(criteria.filter.expires_from, i64::MIN));
    query.push(" AND ").push_bind(month(criteria.filter.expires_until, i64::MAX));
    if level != BY_MONTH {
        criteria.push_cell(&mut query);
    }
    let newest: Option<i64> = query.build_query_scalar().fetch_one(&mut *reader).await?;
    let Some(newest) = newest else { return Ok(criteria.places.end) };
    let end = first_place_since(reader, mailbox, start_of_month(newest + 1)).await?;
    Ok(end.min(criteria.places.end))
}
