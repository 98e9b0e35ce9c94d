//! Messages whose time is over: first out of their e-Box, a while later forgotten with their content.
//!
//! The pause between the two is for a machine whose clock was wrong: what it took out can be put back by hand
//! as long as it is in `message_expired`.

use ebox_domain::Sha256Digest;
use ebox_registry::port::{Horizon, Swept};
use jiff::Timestamp;
use sqlx::{Error, SqliteConnection};

use super::{boxes::next_change, counters::Counts, entry::Entry, feed, texts};
use crate::{columns::digest, script::Script};

/// Blocks of packed texts that a sweep makes at most: each reads a thousand messages.
const BLOCKS: u32 = 2;

/// Takes messages that expired until a moment out of an e-Box, or out of all.
pub(super) async fn expire(
    unit: &mut SqliteConnection,
    mailbox: Option<i64>,
    now: Timestamp,
    most: u32,
) -> Result<u64, Error> {
    let expired = Entry::expired(unit, mailbox, now, most).await?;
    let mut counts = Counts::default();
    for entry in &expired {
        counts.gone(entry);
        let changed = next_change(unit, entry.mailbox(), now).await?;
        let mut script = Script::default();
        texts::forget(&mut script, entry.place);
        script
            .add(
                "INSERT INTO message_expired (at, place, id, received, expires, partition, sender, application, \
                 message_type, read_at, is_visible, is_registered, is_for_action, action_executed, bytes) \
                 SELECT ?, place, id, received, expires, partition, sender, application, message_type, read_at, \
                 is_visible, is_registered, is_for_action, action_executed, bytes FROM message WHERE place = ?",
            )
            .bind(now.as_microsecond())
            .bind(entry.place)
            .add("DELETE FROM message WHERE place = ?")
            .bind(entry.place)
            .add("UPDATE box SET bytes = bytes - ? WHERE box = ?")
            .bind(entry.bytes)
            .bind(entry.mailbox());
        feed::depart(&mut script, entry, changed, now);
        script.run(unit).await?;
    }
    let mut script = Script::default();
    counts.write(&mut script);
    script.run(unit).await?;
    Ok(expired.len() as u64)
}

pub(super) async fn sweep(unit: &mut SqliteConnection, horizon: Horizon, most: u32) -> Result<Swept, Error> {
    let places: Vec<i64> =
        sqlx::query_scalar("SELECT place FROM message_expired WHERE at < ? ORDER BY at LIMIT ?")
            .bind(horizon.expired.as_microsecond())
            .bind(most)
            .fetch_all(&mut *unit)
            .await?;
    for place in &places {
        let mut script = Script::default();
        for forget in [
            "DELETE FROM content_use WHERE place = ?",
            "DELETE FROM message_body WHERE place = ?",
            "DELETE FROM message_document WHERE place = ?",
            "DELETE FROM message_expired WHERE place = ?",
        ] {
            script.add(forget).bind(*place);
        }
        script.run(unit).await?;
    }
    forget_departures(unit, horizon.departed).await?;
    let (content, swept) = sweep_content(unit, horizon.touched, most).await?;
    let has_blocks = texts::pack(unit, BLOCKS).await?;
    let full = usize::try_from(most).unwrap_or(usize::MAX);
    Ok(Swept {
        messages: places.len() as u64,
        content,
        has_more: has_blocks || places.len() >= full || swept >= full,
    })
}

async fn forget_departures(unit: &mut SqliteConnection, before: Timestamp) -> Result<(), Error> {
    sqlx::query(
        "UPDATE box SET forgotten = max(forgotten, coalesce((SELECT max(changed) FROM departure \
         WHERE departure.box = box.box AND at < ?1), 0)) \
         WHERE box IN (SELECT DISTINCT box FROM departure WHERE at < ?1)",
    )
    .bind(before.as_microsecond())
    .execute(&mut *unit)
    .await?;
    sqlx::query("DELETE FROM departure WHERE at < ?")
        .bind(before.as_microsecond())
        .execute(unit)
        .await
        .map(|_| ())
}

/// Forgets content that no message names; says which of it is in the object store, and how much it was.
async fn sweep_content(
    unit: &mut SqliteConnection,
    touched: Timestamp,
    most: u32,
) -> Result<(Vec<Sha256Digest>, usize), Error> {
    let rows: Vec<(Vec<u8>, bool)> = sqlx::query_as(
        "SELECT digest, bytes IS NULL FROM content c WHERE touched < ? \
         AND NOT EXISTS (SELECT 1 FROM content_use u WHERE u.digest = c.digest) ORDER BY touched LIMIT ?",
    )
    .bind(touched.as_microsecond())
    .bind(most)
    .fetch_all(&mut *unit)
    .await?;
    let mut large = Vec::new();
    for (bytes, is_large) in &rows {
        sqlx::query("DELETE FROM content WHERE digest = ?").bind(bytes.clone()).execute(&mut *unit).await?;
        if *is_large {
            large.push(digest("digest", bytes)?);
        }
    }
    Ok((large, rows.len()))
}
