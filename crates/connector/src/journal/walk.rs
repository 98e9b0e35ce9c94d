//! How far each provider's list was walked.

use jiff::Timestamp;
use sqlx::{Row as _, sqlite::SqliteRow};

use super::Journal;
use crate::error::SyncError;

/// A provider's list was walked to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Walked {
    /// The newest receipt that was seen.
    pub(crate) newest: Timestamp,
    /// When the whole list was walked, not only some days of it.
    pub(crate) whole: Timestamp,
}

impl Journal {
    /// How far a provider's list was walked, if ever.
    pub(crate) async fn walked(&self, provider: &str) -> Result<Option<Walked>, SyncError> {
        let failed = |source| SyncError::Journal { doing: "read how far a list was walked", source };
        sqlx::query("SELECT newest, whole FROM walk WHERE provider = ?")
            .bind(provider)
            .fetch_optional(&mut *self.connection.lock().await)
            .await
            .and_then(|row| row.map(|row| read(&row)).transpose())
            .map_err(failed)
    }

    /// Notes how far a provider's list was walked.
    pub(crate) async fn set_walked(&self, provider: &str, walked: Walked) -> Result<(), SyncError> {
        let failed = |source| SyncError::Journal { doing: "note how far a list was walked", source };
        sqlx::query(
            "INSERT INTO walk (provider, newest, whole) VALUES (?, ?, ?) \
             ON CONFLICT (provider) DO UPDATE SET newest = excluded.newest, whole = excluded.whole",
        )
        .bind(provider)
        .bind(walked.newest.as_microsecond())
        .bind(walked.whole.as_microsecond())
        .execute(&mut *self.connection.lock().await)
        .await
        .map(|_| ())
        .map_err(failed)
    }
}

fn read(row: &SqliteRow) -> Result<Walked, sqlx::Error> {
    let moment = |column: &str| {
        Timestamp::from_microsecond(row.try_get(column)?).map_err(|error| sqlx::Error::Decode(error.into()))
    };
    Ok(Walked { newest: moment("newest")?, whole: moment("whole")? })
}
