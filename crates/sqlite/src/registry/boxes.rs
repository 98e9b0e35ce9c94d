//! The numbers that stand for e-Boxes, and the places of messages.
//!
//! A place is `box << 32 | number`: the messages of an e-Box lie together, in the order of their receipt, and
//! the place alone orders every list.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use ebox_audit::Record;
use ebox_domain::EboxId;
use jiff::Timestamp;
use sqlx::{Error, Row, SqliteConnection};

use crate::{columns::unreadable, script::Script};

/// An e-Box that received something at least once.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mailbox {
    pub(super) ebox: EboxId,
    pub(super) number: i64,
    /// What tells its changes from those of every other e-Box, and of itself in another file.
    pub(super) feed: i64,
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
        "SELECT box, feed, last_place, last_change, forgotten, \
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
            feed: row.try_get(1)?,
            last_place: number << 32 | row.try_get::<i64, _>(2)?,
            last_change: row.try_get(3)?,
            forgotten: row.try_get(4)?,
            is_due: row.try_get(5)?,
        })
    })
    .transpose()
}

/// The last that an e-Box gave out. Whoever gives out more does so in one unit of work, and notes it.
pub(super) struct Last {
    pub(super) number: i64,
    pub(super) place: i64,
    pub(super) receipt: i64,
    pub(super) change: i64,
}

/// What e-Boxes gave out last, each once; an e-Box that never received anything has a number from now on.
pub(super) async fn last(
    unit: &mut SqliteConnection,
    eboxes: &BTreeSet<EboxId>,
) -> Result<BTreeMap<EboxId, Last>, Error> {
    let keys: Vec<&str> = eboxes.iter().map(EboxId::key).collect();
    let keys = serde_json::to_string(&keys).map_err(|error| Error::Encode(error.into()))?;
    let rows = sqlx::query(
        "INSERT INTO box (ebox, feed, last_place, last_receipt, last_change) \
         SELECT value, random() | 1, 0, 0, 0 FROM json_each(?) WHERE true \
         ON CONFLICT (ebox) DO UPDATE SET ebox = ebox \
         RETURNING ebox, box, last_place, last_receipt, last_change",
    )
    .bind(keys)
    .fetch_all(unit)
    .await?;
    rows.iter()
        .map(|row| {
            let ebox = EboxId::from_key(row.try_get(0)?).ok_or_else(|| unreadable("ebox", "no number"))?;
            let last = Last {
                number: row.try_get(1)?,
                place: row.try_get(2)?,
                receipt: row.try_get(3)?,
                change: row.try_get(4)?,
            };
            Ok((ebox, last))
        })
        .collect()
}

impl Last {
    /// Gives out the next place, receipt and change. The receipt is moved forward past the one before it.
    pub(super) fn advance(&mut self, received: Timestamp) {
        self.place += 1;
        self.receipt = received.as_microsecond().max(self.receipt + 1);
        self.change = received.as_microsecond().max(self.change + 1);
    }

    /// Notes what was given out, and by how many bytes the e-Box grew.
    pub(super) fn note(&self, script: &mut Script, bytes: i64) {
        script
            .add(
                "UPDATE box SET last_place = ?, last_receipt = ?, last_change = ?, bytes = bytes + ? \
                 WHERE box = ?",
            )
            .bind(self.place)
            .bind(self.receipt)
            .bind(self.change)
            .bind(bytes)
            .bind(self.number);
    }
}

/// Gives out the number of the next change in an e-Box.
pub(super) async fn next_change(
    unit: &mut SqliteConnection,
    number: i64,
    at: Timestamp,
) -> Result<i64, Error> {
    sqlx::query_scalar(
        "UPDATE box SET last_change = max(last_change + 1, ?) WHERE box = ? RETURNING last_change",
    )
    .bind(at.as_microsecond())
    .bind(number)
    .fetch_one(unit)
    .await
}

/// Notes when e-Boxes were consulted last: of most reads only the record tells. A refusal read nothing.
pub(crate) fn consulted(script: &mut Script, records: &[Record]) {
    let mut last = BTreeMap::new();
    for record in records.iter().filter(|record| record.refusal.is_none()) {
        if let Some(ebox) = &record.ebox {
            let at = last.entry(ebox.key()).or_insert(record.at);
            *at = record.at.max(*at);
        }
    }
    if !last.is_empty() {
        let rows: Vec<_> = last.into_iter().map(|(ebox, at)| (ebox, at.as_microsecond())).collect();
        script
            .add(
                "UPDATE box SET consulted = max(coalesce(consulted, 0), last.at) \
                 FROM (SELECT value ->> 0 AS ebox, value ->> 1 AS at FROM jsonb_each(?)) AS last \
                 WHERE box.ebox = last.ebox",
            )
            .bind_rows(&rows);
    }
}
