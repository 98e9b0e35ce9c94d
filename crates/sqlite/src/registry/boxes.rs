//! The numbers that stand for e-Boxes, and the places of messages.
//!
//! A place is `box << 32 | number`: the messages of an e-Box lie together, in the order of their receipt, and
//! the place alone orders every list.

use std::ops::Range;

use ebox_domain::EboxId;
use jiff::Timestamp;
use sqlx::{Error, Row, SqliteConnection};

/// An e-Box that received something at least once.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mailbox {
    pub(super) ebox: EboxId,
    pub(super) number: i64,
    /// The place that was given out last.
    pub(super) last_place: i64,
    pub(super) last_change: i64,
    pub(super) forgotten: i64,
    /// Whether messages that expired are still in it.
    pub(super) is_due: bool,
}

impl Mailbox {
    /// The places of its messages.
    pub(super) const fn places(&self) -> Range<i64> {
        self.number << 32..(self.number + 1) << 32
    }
}

/// An e-Box as it is at a moment.
pub(super) async fn find(
    reader: &mut SqliteConnection,
    ebox: EboxId,
    now: Timestamp,
) -> Result<Option<Mailbox>, Error> {
    let row = sqlx::query(
        "SELECT box, last_place, last_change, forgotten, \
         EXISTS (SELECT 1 FROM message m WHERE m.box = b.box AND m.expires <= ?) FROM box b WHERE ebox = ?",
    )
    .bind(now.as_microsecond())
    .bind(ebox.key().to_owned())
    .fetch_optional(reader)
    .await?;
    row.map(|row| {
        let number: i64 = row.try_get(0)?;
        Ok(Mailbox {
            ebox,
            number,
            last_place: number << 32 | row.try_get::<i64, _>(1)?,
            last_change: row.try_get(2)?,
            forgotten: row.try_get(3)?,
            is_due: row.try_get(4)?,
        })
    })
    .transpose()
}

/// Where a new message lies.
pub(super) struct Arrival {
    pub(super) place: i64,
    pub(super) received: i64,
    pub(super) changed: i64,
}

/// Gives out the next place of an e-Box. The receipt is moved forward past the one before it.
pub(super) async fn arrive(
    unit: &mut SqliteConnection,
    ebox: EboxId,
    received: Timestamp,
    bytes: i64,
) -> Result<Arrival, Error> {
    let row = sqlx::query(
        "INSERT INTO box (ebox, last_place, last_receipt, last_change, bytes) VALUES (?1, 1, ?2, 1, ?3) \
         ON CONFLICT (ebox) DO UPDATE SET last_place = last_place + 1, last_change = last_change + 1, \
         last_receipt = max(last_receipt + 1, excluded.last_receipt), bytes = bytes + excluded.bytes \
         RETURNING box, last_place, last_receipt, last_change",
    )
    .bind(ebox.key().to_owned())
    .bind(received.as_microsecond())
    .bind(bytes)
    .fetch_one(unit)
    .await?;
    let number: i64 = row.try_get(0)?;
    Ok(Arrival {
        place: number << 32 | row.try_get::<i64, _>(1)?,
        received: row.try_get(2)?,
        changed: row.try_get(3)?,
    })
}

/// Gives out the number of the next change in an e-Box.
pub(super) async fn next_change(unit: &mut SqliteConnection, number: i64) -> Result<i64, Error> {
    sqlx::query_scalar("UPDATE box SET last_change = last_change + 1 WHERE box = ? RETURNING last_change")
        .bind(number)
        .fetch_one(unit)
        .await
}
