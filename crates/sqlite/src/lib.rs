//! The embedded store: every service's port on one SQLite file.
//!
//! **What.** [`Store`] opens a file and implements the ports of the services; one file here per service, one
//! migration per service.
//!
//! **Why.** No service to install: an operator's whole state is a folder. WAL with `synchronous=FULL`, one
//! writer that commits many units of work at once (group commit, [`writer`]), and [`readers`] beside it. When a port's
//! method returns, its change is on disk.
//!
//! **To add one more** port: a migration `000N_<room>.sql` (never changed once released), a file named after
//! the room that implements the port with [`Store::write`] and [`Store::read`], and the port's conformance
//! suite stamped in `tests/`.

mod audit;
mod columns;
mod dossier;
mod effects;
mod events;
mod federation;
mod mail;
mod oauth;
mod onboarding;
mod opening;
mod partition;
mod people;
mod readers;
mod registry;
mod routing;
mod script;
mod sender;
mod together;
mod writer;

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use ebox_domain::{EboxId, StoreError};
use futures_util::future::BoxFuture;
use sqlx::{
    SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};

use oauth::Assertions;
use opening::not_opened;
use readers::{Reader, Readers};
use registry::{Publications, counted::Counted, recent::Recent};
use writer::{WriteError, Writer};

/// An open SQLite file. Clones share it.
#[derive(Clone)]
pub struct Store {
    writer: Writer,
    readers: Readers,
    publications: Publications,
    assertions: Assertions,
    is_full: Arc<AtomicBool>,
    counted: Arc<Counted>,
    recent: Arc<Recent>,
}

impl Store {
    /// Opens a file, or makes it, and brings its schema up to date.
    ///
    /// The file belongs to one process at a time; whoever opens it holds the lock of the folder.
    pub async fn open(file: &Path) -> Result<Self, StoreError> {
        let failed = |error| not_opened(file, error);
        if let Some(folder) = file.parent() {
            fs_err::create_dir_all(folder).map_err(|error| StoreError::new("open the database", error))?;
        }
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // A commit is on disk before it is answered.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(5))
            // A page of rows passes from SQLite's thread in one go, and every statement is prepared once.
            .row_buffer_size(512)
            .statement_cache_capacity(400)
            // Every checkpoint syncs the file besides the log, and writes each page once however often it changed:
            // 32 MiB of log is worth both.
            .pragma("wal_autocheckpoint", "8192")
            .pragma("temp_store", "memory");

        // A group of publications with their content changes more pages than SQLite keeps in memory by itself (2 MB), which
        // would write them in between, and read them again.
        let writing = options.clone().pragma("cache_size", "-16384");
        let mut connection = sqlx::ConnectOptions::connect(&writing).await.map_err(failed)?;
        sqlx::migrate!().run(&mut connection).await.map_err(|error| failed(error.into()))?;
        // The file and its log exist from now on: their names are made durable once.
        if let Some(folder) = file.parent() {
            fs_err::File::open(folder)
                .and_then(|folder| folder.sync_all())
                .map_err(|error| StoreError::new("sync the database folder", error))?;
        }
        let readers =
            Readers::open(options.read_only(true).create_if_missing(false)).await.map_err(failed)?;
        let writer = Writer::start(connection);
        let recent = Arc::<Recent>::default();
        let publications = registry::publications(&writer, &recent);
        let assertions = oauth::assertions(&writer);
        Ok(Self {
            writer,
            readers,
            publications,
            assertions,
            is_full: Arc::default(),
            counted: Arc::default(),
            recent,
        })
    }

    /// Runs one unit of work. It is durable when this returns `Ok`, and undone whole when it returns `Err`.
    /// Units of different callers commit together; each is rolled back alone. A unit that was handed over is
    /// carried out even if its caller goes away.
    pub(crate) async fn write<T, F>(&self, doing: &'static str, unit: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut SqliteConnection) -> BoxFuture<'c, Result<T, sqlx::Error>> + Send + 'static,
    {
        self.written(doing, self.writer.handle().run(unit).await)
    }

    /// The same for a unit that changes messages of an e-Box, or of any.
    pub(crate) async fn change<T, F>(
        &self,
        doing: &'static str,
        ebox: Option<EboxId>,
        unit: F,
    ) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut SqliteConnection) -> BoxFuture<'c, Result<T, sqlx::Error>> + Send + 'static,
    {
        let recent = Arc::clone(&self.recent);
        let after = move || match ebox {
            Some(ebox) => recent.changed(ebox),
            None => recent.all_changed(),
        };
        self.written(doing, self.writer.handle().run_then(unit, after).await)
    }

    /// What became of a unit, for whoever asked for it.
    fn written<T>(&self, doing: &'static str, outcome: Result<T, WriteError>) -> Result<T, StoreError> {
        match outcome {
            Ok(value) => {
                self.is_full.store(false, Ordering::Relaxed);
                Ok(value)
            }
            Err(error) if error.is_out_of_room() => {
                self.is_full.store(true, Ordering::Relaxed);
                Err(StoreError::new(doing, error).out_of_room())
            }
            Err(error) => Err(StoreError::new(doing, error)),
        }
    }

    /// Whether the last change failed because the disk is full.
    pub fn is_out_of_room(&self) -> bool {
        self.is_full.load(Ordering::Relaxed)
    }

    /// A connection that reads.
    pub(crate) async fn read(&self) -> Result<Reader, StoreError> {
        self.readers.lend().await.map_err(|error| StoreError::new("read the database", error))
    }

    /// Whether the file answers.
    pub async fn is_well(&self) -> Result<(), StoreError> {
        sqlx::query("SELECT 1 FROM sqlite_schema LIMIT 1")
            .execute(&mut *self.read().await?)
            .await
            .map(|_| ())
            .map_err(|error| StoreError::new("ask the database", error))
    }

    /// Waits for units under way, then closes the file. Later calls fail.
    pub async fn close(&self) {
        self.writer.stop().await;
        self.readers.close().await;
    }
}
