//! The journal: what was retrieved, and into which package.
//!
//! One SQLite file beside the packages. WAL with `synchronous=FULL`: what a method has written is on disk when
//! it returns. One connection, because one synchronisation runs at a time and its writes are small.

mod run;
mod walk;

use std::{path::Path, time::Duration};

use sqlx::{
    ConnectOptions as _, Connection as _, Row as _, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};
use tokio::sync::Mutex;

pub(crate) use run::{CommittedMessage, OpenRun};
pub(crate) use walk::Walked;

use crate::{durable::blocking, error::SyncError, job::Job, seal::packages};

/// The format that this version writes and reads (`user_version`).
const FORMAT: i64 = 1;

/// The open journal of a folder.
pub(crate) struct Journal {
    connection: Mutex<SqliteConnection>,
}

impl Journal {
    /// Opens the journal of a job's folder, or begins one where nothing was retrieved yet. A journal of another
    /// e-Box is refused.
    pub(crate) async fn open(file: &Path, job: &Job) -> Result<Self, SyncError> {
        let failed = |source| SyncError::Journal { doing: "open", source };
        let mut connection = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10))
            .connect()
            .await
            .map_err(failed)?;
        let version: i64 =
            sqlx::query_scalar("PRAGMA user_version").fetch_one(&mut connection).await.map_err(failed)?;
        match version {
            0 => {
                let out = job.out.clone();
                if !blocking(move || packages(&out)).await?.is_empty() {
                    return Err(SyncError::JournalMissing(job.out.clone()));
                }
                begin(&mut connection, job).await.map_err(failed)?;
            }
            FORMAT => {}
            later => return Err(SyncError::JournalVersion(later)),
        }
        let owner = sqlx::query("SELECT ebox, environment FROM owner")
            .fetch_one(&mut connection)
            .await
            .and_then(|row| Ok((row.try_get::<String, _>(0)?, row.try_get::<String, _>(1)?)))
            .map_err(failed)?;
        let asked = (job.enterprise.to_string(), job.environment.to_string());
        if owner != asked {
            let name = |(ebox, environment): (String, String)| format!("{ebox} in {environment}");
            let (out, found, asked) = (job.out.clone(), name(owner), name(asked));
            return Err(SyncError::OtherEbox { out, found, asked });
        }
        Ok(Self { connection: Mutex::new(connection) })
    }

    /// Whether a message was retrieved, in this run or any before.
    pub(crate) async fn holds(&self, provider: &str, message: &str) -> Result<bool, SyncError> {
        let row = sqlx::query("SELECT 1 FROM message WHERE provider = ? AND message = ?")
            .bind(provider)
            .bind(message)
            .fetch_optional(&mut *self.connection.lock().await)
            .await
            .map_err(|source| SyncError::Journal { doing: "look a message up", source })?;
        Ok(row.is_some())
    }

    /// Closes the file properly; without this it is closed as by a crash, which is safe too.
    pub(crate) async fn close(self) -> Result<(), SyncError> {
        let closed = self.connection.into_inner().close().await;
        closed.map_err(|source| SyncError::Journal { doing: "close", source })
    }
}

async fn begin(connection: &mut SqliteConnection, job: &Job) -> Result<(), sqlx::Error> {
    let mut unit = connection.begin_with("BEGIN IMMEDIATE").await?;
    sqlx::raw_sql(include_str!("journal/schema.sql")).execute(&mut *unit).await?;
    sqlx::query("INSERT INTO owner (ebox, environment) VALUES (?, ?)")
        .bind(job.enterprise.as_str())
        .bind(job.environment.as_str())
        .execute(&mut *unit)
        .await?;
    sqlx::raw_sql("PRAGMA user_version = 1").execute(&mut *unit).await?;
    unit.commit().await
}
