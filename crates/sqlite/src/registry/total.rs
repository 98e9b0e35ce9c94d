//! How many messages meet criteria, from counters: cells that lie wholly inside are summed, only the months
//! that a date cuts are counted row by row.

use std::ops::Range;

use jiff::Timestamp;
use sqlx::{Error, QueryBuilder, Row, Sqlite, SqliteConnection};

use super::{
    boxes::Mailbox,
    calendar::{day_of, is_midnight, start_of_month, whole_months},
    counters::{BY_MONTH, EXACT, EXACT_BY_MONTH},
    criteria::{Criteria, first_place_since},
};

pub(super) async fn total(
    reader: &mut SqliteConnection,
    mailbox: &Mailbox,
    criteria: &Criteria<'_>,
) -> Result<i64, Error> {
    let filter = criteria.filter;
    if !criteria.has_receipt() && !criteria.has_expiry() {
        return if criteria.is_exact() {
            cells(reader, criteria, EXACT, None, None).await
        } else {
            cells(reader, criteria, BY_MONTH, None, None).await
        };
    }
    if !criteria.is_exact() {
        let days = match (criteria.has_receipt(), criteria.has_expiry()) {
            (true, false) => {
                days(reader, criteria, false, filter.received_from, filter.received_until).await?
            }
            (false, true) => days(reader, criteria, true, filter.expires_from, filter.expires_until).await?,
            _ => None,
        };
        if let Some(days) = days {
            return Ok(days);
        }
    }
    by_month(reader, mailbox, criteria).await
}

/// Whole days; `None` when a bound is no midnight.
async fn days(
    reader: &mut SqliteConnection,
    criteria: &Criteria<'_>,
    is_expiry: bool,
    from: Option<Timestamp>,
    until: Option<Timestamp>,
) -> Result<Option<i64>, Error> {
    if !from.is_none_or(is_midnight) || !until.is_none_or(is_midnight) {
        return Ok(None);
    }
    sqlx::query_scalar(
        "SELECT coalesce(sum(n), 0) FROM box_day WHERE box = ? AND is_expiry = ? AND day >= ? AND day < ?",
    )
    .bind(criteria.mailbox)
    .bind(is_expiry)
    .bind(from.map_or(i64::MIN, day_of))
    .bind(until.map_or(i64::MAX, day_of))
    .fetch_one(reader)
    .await
    .map(Some)
}

async fn by_month(
    reader: &mut SqliteConnection,
    mailbox: &Mailbox,
    criteria: &Criteria<'_>,
) -> Result<i64, Error> {
    let filter = criteria.filter;
    let received = whole_months(filter.received_from, filter.received_until);
    let expires = whole_months(filter.expires_from, filter.expires_until);
    let (Some(received), Some(expires)) = (received, expires) else {
        return rows(reader, criteria, criteria.places.clone(), None).await;
    };
    let level = if criteria.is_exact() { EXACT_BY_MONTH } else { BY_MONTH };
    let mut total = cells(reader, criteria, level, Some(received), Some(expires)).await?;

    // The days of receipt before the first and after the last whole month.
    let inner = Range {
        start: month_place(reader, mailbox, received.0, criteria.places.start).await?,
        end: month_place(reader, mailbox, received.1.saturating_add(1), criteria.places.end).await?,
    };
    for edge in [criteria.places.start..inner.start, inner.end..criteria.places.end] {
        if edge.start < edge.end {
            total += rows(reader, criteria, edge, None).await?;
        }
    }
    // Within the whole months of receipt: the days of expiry before the first and after the last whole month.
    let before = filter.expires_from.map(|from| from..start_of_month(expires.0));
    let after = filter.expires_until.map(|until| start_of_month(expires.1.saturating_add(1))..until);
    for edge in before.into_iter().chain(after) {
        if edge.start < edge.end {
            total += rows(reader, criteria, inner.clone(), Some(edge)).await?;
        }
    }
    Ok(total)
}

async fn month_place(
    reader: &mut SqliteConnection,
    mailbox: &Mailbox,
    month: i64,
    open: i64,
) -> Result<i64, Error> {
    if month == i64::MIN || month == i64::MAX {
        return Ok(open);
    }
    first_place_since(reader, mailbox, start_of_month(month)).await
}

/// The sum of the cells of a level between months, first and last.
pub(super) async fn cells(
    reader: &mut SqliteConnection,
    criteria: &Criteria<'_>,
    level: i64,
    received: Option<(i64, i64)>,
    expires: Option<(i64, i64)>,
) -> Result<i64, Error> {
    let mut query = QueryBuilder::<Sqlite>::new("SELECT coalesce(sum(n), 0) FROM box_cell WHERE box = ");
    query.push_bind(criteria.mailbox).push(" AND level = ").push_bind(level);
    for (column, months) in [(" AND received_month", received), (" AND expiry_month", expires)] {
        if let Some((first, last)) = months {
            query.push(column).push(" BETWEEN ").push_bind(first).push(" AND ").push_bind(last);
        }
    }
    if level != BY_MONTH {
        criteria.push_cell(&mut query);
    }
    query.build_query_scalar().fetch_one(reader).await
}

/// How many messages an e-Box has, and how many of them meet each of some criteria without dates.
pub(super) async fn sizes<'f>(
    reader: &mut SqliteConnection,
    mailbox: &Mailbox,
    each: impl Iterator<Item = Criteria<'f>>,
) -> Result<(i64, Vec<i64>), Error> {
    let mut query = QueryBuilder::<Sqlite>::new("SELECT coalesce(sum(n), 0)");
    for criteria in each {
        query.push(", coalesce(sum(n) FILTER (WHERE true");
        criteria.push_cell(&mut query);
        query.push("), 0)");
    }
    query.push(" FROM box_cell WHERE box = ").push_bind(mailbox.number);
    query.push(" AND level = ").push_bind(EXACT);
    let row = query.build().fetch_one(reader).await?;
    let sizes = (1..row.len()).map(|index| row.try_get(index)).collect::<Result<_, _>>()?;
    Ok((row.try_get(0)?, sizes))
}

/// Rows counted one by one, between places and, when said, between moments of expiry.
async fn rows(
    reader: &mut SqliteConnection,
    criteria: &Criteria<'_>,
    places: Range<i64>,
    expires: Option<Range<Timestamp>>,
) -> Result<i64, Error> {
    let mut query = QueryBuilder::<Sqlite>::new("SELECT count(*) FROM message ");
    match expires {
        Some(expires) => {
            query.push("INDEXED BY message_by_box_and_expiry WHERE box = ").push_bind(criteria.mailbox);
            query.push(" AND expires >= ").push_bind(expires.start.as_microsecond());
            query.push(" AND expires < ").push_bind(expires.end.as_microsecond());
            query.push(" AND place >= ").push_bind(places.start);
        }
        None => drop(query.push("NOT INDEXED WHERE place >= ").push_bind(places.start)),
    }
    query.push(" AND place < ").push_bind(places.end);
    criteria.push_row(&mut query);
    query.build_query_scalar().fetch_one(reader).await
}
