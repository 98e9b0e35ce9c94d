//! Where a deep page begins: by counting months and days instead of passing over messages.

use ebox_domain::time::start_of_day;
use jiff::{Timestamp, ToSpan, civil::Date};
use sqlx::{Error, SqliteConnection};

use super::{
    boxes::Mailbox,
    calendar::{day_of, start_of_month},
    counters::BY_MONTH,
    criteria::first_place_since,
};

/// Passing over this many rows costs less than looking up where they end.
const NEAR: i64 = 300;

/// Moves the end of a walk from the newest message down to the day in which the row after `offset` lies, and
/// says how many rows of that day come before it. `until` is the midnight at which the walk begins.
pub(super) async fn skip(
    reader: &mut SqliteConnection,
    mailbox: &Mailbox,
    until: Option<Timestamp>,
    end: i64,
    offset: i64,
) -> Result<(i64, i64), Error> {
    if offset < NEAR {
        return Ok((end, offset));
    }
    let newer: i64 = match until {
        Some(until) => {
            sqlx::query_scalar(
                "SELECT coalesce(sum(n), 0) FROM box_day WHERE box = ? AND is_expiry = 0 AND day >= ?",
            )
            .bind(mailbox.number)
            .bind(day_of(until))
            .fetch_one(&mut *reader)
            .await?
        }
        None => 0,
    };
    let mut left = offset + newer;
    let months: Vec<(i64, i64)> = sqlx::query_as(
        "SELECT received_month, sum(n) FROM box_cell WHERE box = ? AND level = ? GROUP BY received_month \
         ORDER BY received_month DESC",
    )
    .bind(mailbox.number)
    .bind(BY_MONTH)
    .fetch_all(&mut *reader)
    .await?;
    let Some(month) = pass(&months, &mut left) else { return Ok((end, offset)) };
    let days: Vec<(i64, i64)> = sqlx::query_as(
        "SELECT day, n FROM box_day WHERE box = ? AND is_expiry = 0 AND day >= ? AND day < ? ORDER BY day DESC",
    )
    .bind(mailbox.number)
    .bind(day_of(start_of_month(month)))
    .bind(day_of(start_of_month(month + 1)))
    .fetch_all(&mut *reader)
    .await?;
    let Some(day) = pass(&days, &mut left) else { return Ok((end, offset)) };
    let next = Date::constant(1970, 1, 1).checked_add((day + 1).days()).ok().and_then(start_of_day);
    let Some(next) = next else { return Ok((end, offset)) };
    Ok((first_place_since(reader, mailbox, next).await?.min(end), left))
}

/// Passes over whole periods, newest first, and says in which one the rest lies.
fn pass(periods: &[(i64, i64)], left: &mut i64) -> Option<i64> {
    for (period, n) in periods {
        if *left < *n {
            return Some(*period);
        }
        *left -= n;
    }
    None
}
