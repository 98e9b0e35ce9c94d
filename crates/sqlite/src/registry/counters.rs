//! The counters of an e-Box: kept with every change, so that no total is counted row by row.

use sqlx::{Error, SqliteConnection};

use super::{
    calendar::{day_of, month_of},
    entry::Entry,
};

/// Which of its properties a cell has: all without months, all with months, or the months alone.
pub(super) const EXACT: i64 = 0;
pub(super) const EXACT_BY_MONTH: i64 = 1;
pub(super) const BY_MONTH: i64 = 2;

/// Counts a message that arrived.
pub(super) async fn arrived(unit: &mut SqliteConnection, entry: &Entry) -> Result<(), Error> {
    cells(unit, entry, &[EXACT, EXACT_BY_MONTH, BY_MONTH], 1).await?;
    days(unit, entry, 1).await
}

/// No longer counts a message that is gone.
pub(super) async fn gone(unit: &mut SqliteConnection, entry: &Entry) -> Result<(), Error> {
    cells(unit, entry, &[EXACT, EXACT_BY_MONTH, BY_MONTH], -1).await?;
    days(unit, entry, -1).await
}

/// Counts a message under its new properties; months never change.
pub(super) async fn changed(unit: &mut SqliteConnection, before: &Entry, after: &Entry) -> Result<(), Error> {
    cells(unit, before, &[EXACT, EXACT_BY_MONTH], -1).await?;
    cells(unit, after, &[EXACT, EXACT_BY_MONTH], 1).await
}

async fn cells(unit: &mut SqliteConnection, entry: &Entry, levels: &[i64], by: i64) -> Result<(), Error> {
    let (received, expires, flags) = (month_of(entry.received), month_of(entry.expires), entry.flags());
    for level in levels {
        let has_months = *level != EXACT;
        let exact = |value: &str| if *level == BY_MONTH { String::new() } else { value.to_owned() };
        let keyed = |sql: &'static str| {
            sqlx::query_scalar::<_, i64>(sql)
                .bind(entry.mailbox())
                .bind(*level)
                .bind(if has_months { received } else { 0 })
                .bind(if has_months { expires } else { 0 })
                .bind(exact(&entry.partition))
                .bind(exact(&entry.sender))
                .bind(exact(&entry.application))
                .bind(exact(&entry.message_type))
                .bind(if *level == BY_MONTH { 0 } else { flags })
        };
        let left = keyed(
            "INSERT INTO box_cell VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) \
             ON CONFLICT DO UPDATE SET n = n + excluded.n RETURNING n",
        )
        .bind(by)
        .fetch_one(&mut *unit)
        .await?;
        if left == 0 {
            // Else cells of what was once true would slow every sum.
            keyed(
                "DELETE FROM box_cell WHERE box = ? AND level = ? AND received_month = ? AND expiry_month = ? \
                 AND partition = ? AND sender = ? AND application = ? AND message_type = ? AND flags = ? \
                 RETURNING n",
            )
            .fetch_one(&mut *unit)
            .await?;
        }
    }
    Ok(())
}

async fn days(unit: &mut SqliteConnection, entry: &Entry, by: i64) -> Result<(), Error> {
    for (is_expiry, moment) in [(false, entry.received), (true, entry.expires)] {
        sqlx::query(
            "INSERT INTO box_day (box, is_expiry, day, n, first_place) VALUES (?, ?, ?, ?, ?) \
             ON CONFLICT DO UPDATE SET n = n + excluded.n",
        )
        .bind(entry.mailbox())
        .bind(is_expiry)
        .bind(day_of(moment))
        .bind(by)
        .bind(entry.place)
        .execute(&mut *unit)
        .await?;
    }
    Ok(())
}
