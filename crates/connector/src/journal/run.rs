//! Runs, and the messages that they committed.

use std::str::FromStr as _;

use ebox_wire::manifest::{MessageEntry, What};
use jiff::Timestamp;
use sqlx::{Connection as _, Row as _, sqlite::SqliteRow};

use super::Journal;
use crate::{error::SyncError, layout::run_id};

/// How many messages are read at once when a package is sealed.
const BATCH: i64 = 200;

/// A run that is not sealed.
#[derive(Debug, Clone)]
pub(crate) struct OpenRun {
    pub(crate) number: i64,
    pub(crate) id: String,
    pub(crate) started: Timestamp,
    pub(crate) what: What,
}

/// A message that a run committed.
#[derive(Debug)]
pub(crate) struct CommittedMessage {
    pub(crate) folder: String,
    pub(crate) entry: String,
}

impl Journal {
    /// Begins a run.
    pub(crate) async fn open_run(&self, started: Timestamp, what: What) -> Result<OpenRun, SyncError> {
        let failed = |source| SyncError::Journal { doing: "begin a run", source };
        let mut connection = self.connection.lock().await;
        let mut unit = connection.begin_with("BEGIN IMMEDIATE").await.map_err(failed)?;
        let number = sqlx::query("INSERT INTO run (started, what, state) VALUES (?, ?, 'open')")
            .bind(started.as_microsecond())
            .bind(what.as_str())
            .execute(&mut *unit)
            .await
            .map_err(failed)?
            .last_insert_rowid();
        let id = run_id(number, started);
        sqlx::query("UPDATE run SET id = ? WHERE number = ?")
            .bind(&id)
            .bind(number)
            .execute(&mut *unit)
            .await
            .map_err(failed)?;
        unit.commit().await.map_err(failed)?;
        Ok(OpenRun { number, id, started, what })
    }

    /// The run that was begun and neither sealed nor found empty, if there is one. There is never more than one.
    pub(crate) async fn unfinished_run(&self) -> Result<Option<OpenRun>, SyncError> {
        let failed = |source| SyncError::Journal { doing: "look for an unfinished run", source };
        sqlx::query("SELECT number, id, started, what FROM run WHERE state = 'open'")
            .fetch_optional(&mut *self.connection.lock().await)
            .await
            .and_then(|row| row.map(|row| read_run(&row)).transpose())
            .map_err(failed)
    }

    /// Commits a message to a run. From here on it is retrieved: never fetched again, never in another package.
    pub(crate) async fn commit(
        &self,
        run: &OpenRun,
        entry: &MessageEntry,
        bytes: u64,
    ) -> Result<(), SyncError> {
        let failed = |source| SyncError::Journal { doing: "commit a message", source };
        let json = serde_json::to_string(entry).map_err(|error| failed(sqlx::Error::Encode(error.into())))?;
        sqlx::query(
            "INSERT INTO message (provider, message, run, folder, bytes, entry) VALUES (?, ?, ?, ?, ?, ?)",
        )
        .bind(&entry.provider.id)
        .bind(&entry.message_id)
        .bind(run.number)
        .bind(&entry.folder)
        .bind(i64::try_from(bytes).unwrap_or(i64::MAX))
        .bind(json)
        .execute(&mut *self.connection.lock().await)
        .await
        .map(|_| ())
        .map_err(failed)
    }

    /// How many messages a run committed, and the bytes of their files.
    pub(crate) async fn totals(&self, run: &OpenRun) -> Result<(u64, u64), SyncError> {
        let failed = |source| SyncError::Journal { doing: "count messages", source };
        let row = sqlx::query("SELECT count(*), coalesce(sum(bytes), 0) FROM message WHERE run = ?")
            .bind(run.number)
            .fetch_one(&mut *self.connection.lock().await)
            .await
            .map_err(failed)?;
        let number = |column: usize| row.try_get::<i64, _>(column).map(i64::unsigned_abs).map_err(failed);
        Ok((number(0)?, number(1)?))
    }

    /// How many messages were retrieved with less than may be fetched now, when that is a change since the newest
    /// run; else none.
    pub(crate) async fn with_less(&self, what: What) -> Result<u64, SyncError> {
        let failed = |source| SyncError::Journal { doing: "compare with earlier runs", source };
        let mut connection = self.connection.lock().await;
        let newest: Option<String> = sqlx::query_scalar("SELECT what FROM run ORDER BY number DESC LIMIT 1")
            .fetch_optional(&mut *connection)
            .await
            .map_err(failed)?;
        let lesser = || What::ALL.into_iter().take_while(|lesser| *lesser != what);
        if !lesser().any(|lesser| Some(lesser.as_str()) == newest.as_deref()) {
            return Ok(0);
        }
        let mut messages = 0;
        for lesser in lesser() {
            let count: i64 = sqlx::query_scalar(
                "SELECT count(*) FROM message JOIN run ON run.number = message.run WHERE run.what = ?",
            )
            .bind(lesser.as_str())
            .fetch_one(&mut *connection)
            .await
            .map_err(failed)?;
            messages += count.unsigned_abs();
        }
        Ok(messages)
    }

    /// The next messages of a run, by folder, after one that was seen.
    pub(crate) async fn committed_after(
        &self,
        run: &OpenRun,
        folder: &str,
    ) -> Result<Vec<CommittedMessage>, SyncError> {
        let failed = |source| SyncError::Journal { doing: "read messages", source };
        let rows = sqlx::query(
            "SELECT folder, coalesce(entry, '') FROM message WHERE run = ? AND folder > ? ORDER BY folder LIMIT ?",
        )
        .bind(run.number)
        .bind(folder)
        .bind(BATCH)
        .fetch_all(&mut *self.connection.lock().await)
        .await
        .map_err(failed)?;
        let read = |row: &SqliteRow| Ok(CommittedMessage { folder: row.try_get(0)?, entry: row.try_get(1)? });
        rows.iter().map(read).collect::<Result<_, sqlx::Error>>().map_err(failed)
    }

    /// Forgets a message whose files are gone, so that it is fetched again.
    pub(crate) async fn forget(&self, run: &OpenRun, folder: &str) -> Result<(), SyncError> {
        sqlx::query("DELETE FROM message WHERE run = ? AND folder = ?")
            .bind(run.number)
            .bind(folder)
            .execute(&mut *self.connection.lock().await)
            .await
            .map(|_| ())
            .map_err(|source| SyncError::Journal { doing: "forget a message", source })
    }

    /// Closes a run: sealed, or empty when it committed nothing. Manifest entries are no longer needed.
    pub(crate) async fn finish_run(&self, run: &OpenRun, is_empty: bool) -> Result<(), SyncError> {
        let failed = |source| SyncError::Journal { doing: "finish a run", source };
        let mut connection = self.connection.lock().await;
        let mut unit = connection.begin_with("BEGIN IMMEDIATE").await.map_err(failed)?;
        sqlx::query("UPDATE message SET entry = NULL WHERE run = ?")
            .bind(run.number)
            .execute(&mut *unit)
            .await
            .map_err(failed)?;
        sqlx::query("UPDATE run SET state = ? WHERE number = ?")
            .bind(if is_empty { "empty" } else { "sealed" })
            .bind(run.number)
            .execute(&mut *unit)
            .await
            .map_err(failed)?;
        unit.commit().await.map_err(failed)
    }
}

fn read_run(row: &SqliteRow) -> Result<OpenRun, sqlx::Error> {
    let what: String = row.try_get("what")?;
    Ok(OpenRun {
        number: row.try_get("number")?,
        id: row.try_get("id")?,
        started: Timestamp::from_microsecond(row.try_get("started")?)
            .map_err(|error| sqlx::Error::Decode(error.into()))?,
        what: What::from_str(&what).map_err(|error| sqlx::Error::Decode(error.into()))?,
    })
}
