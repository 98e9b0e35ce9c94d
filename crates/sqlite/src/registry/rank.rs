//! Where a deep page begins: by counting months and days instead of passing over messages.

use jiff::Timestamp;
use sqlx::{Error, SqliteConnection};

use super::{boxes::Mailbox, calendar::day_of, counters::BY_MONTH};

/// Passing over this many rows costs less than looking up where they end.
const NEAR: i64 = 300;

/// Moves the end of a walk from the newest message down to the row after `offset`, or at least to the day in which it
/// lies, and says how many rows come before it then. `until` is the midnight at which the walk begins.
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
    // One statement: months, then the days of one month, are passed over until the row is reached. Each journey to SQLite
    // and each row that is handed over costs more than these sums. Months count from January 1970, which is 1, and days from its first, which is 0.
    let day: Option<(i64, i64, i64, Option<i64>)> = sqlx::query_as(
        "WITH month AS MATERIALIZED (\
           SELECT until_here - n AS passed, \
           unixepoch('1970-01-01', (received_month - 1) || ' months') / 86400 AS first_day, \
           unixepoch('1970-01-01', received_month || ' months') / 86400 AS next_month \
           FROM (SELECT received_month, sum(n) AS n, sum(sum(n)) OVER (ORDER BY received_month DESC) AS until_here \
                 FROM box_cell WHERE box = ?1 AND level = ?2 GROUP BY received_month) \
           WHERE until_here > ?3 AND until_here - n <= ?3) \
         SELECT ?3 - until_here + n, n, first_place, \
         (SELECT first_place FROM box_day later WHERE box = ?1 AND is_expiry = 0 AND later.day > here.day \
          ORDER BY later.day LIMIT 1) \
         FROM (SELECT day, n, first_place, \
               (SELECT passed FROM month) + sum(n) OVER (ORDER BY day DESC) AS until_here \
               FROM box_day WHERE box = ?1 AND is_expiry = 0 \
               AND day >= (SELECT first_day FROM month) AND day < (SELECT next_month FROM month)) here \
         WHERE until_here > ?3 AND until_here - n <= ?3",
    )
    .bind(mailbox.number)
    .bind(BY_MONTH)
    .bind(offset + newer)
    .fetch_optional(reader)
    .await?;
    let Some((left, n, first, later)) = day else { return Ok((end, offset)) };
    let end = later.unwrap_or(mailbox.last_place + 1).min(end);
    // Nothing of that day is gone: places are given out without gaps.
    if end - first == n { Ok((end - left, 0)) } else { Ok((end, left)) }
}
