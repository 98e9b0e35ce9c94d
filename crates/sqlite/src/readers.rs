//! The connections that read.
//!
//! A question to SQLite goes to the connection's own thread and back, which costs more than most answers. The
//! pool of sqlx asks each connection whether it is well, when it is lent and when it comes back: two more such
//! journeys for every read. Here the connection that came back last is lent first, and asked once a second.

use std::{
    ops::{Deref, DerefMut},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use sqlx::{ConnectOptions, Connection, Error, SqliteConnection, sqlite::SqliteConnectOptions};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Connections at most: more callers wait for one.
const MOST: u32 = 8;
/// For how long a connection counts as well that was asked.
const TRUST: Duration = Duration::from_secs(1);
/// How long a caller waits for a connection.
const PATIENCE: Duration = Duration::from_secs(30);

#[derive(Clone)]
pub(crate) struct Readers {
    options: SqliteConnectOptions,
    free: Arc<Mutex<Vec<Idle>>>,
    places: Arc<Semaphore>,
}

struct Idle {
    connection: SqliteConnection,
    asked: Instant,
}

/// A connection that reads, lent until this is dropped.
pub(crate) struct Reader {
    idle: Option<Idle>,
    free: Arc<Mutex<Vec<Idle>>>,
    _place: OwnedSemaphorePermit,
}

impl Readers {
    /// Opens the first connection; the others are opened when they are needed.
    pub(crate) async fn open(options: SqliteConnectOptions) -> Result<Self, Error> {
        let connection = options.connect().await?;
        let first = Idle { connection, asked: Instant::now() };
        let free = Arc::new(Mutex::new(vec![first]));
        Ok(Self { options, free, places: Arc::new(Semaphore::new(MOST as usize)) })
    }

    pub(crate) async fn lend(&self) -> Result<Reader, Error> {
        let place = tokio::time::timeout(PATIENCE, Arc::clone(&self.places).acquire_owned());
        let place = place.await.map_err(|_| Error::PoolTimedOut)?.map_err(|_| Error::PoolClosed)?;
        let free = self.free().pop();
        let idle = match free {
            Some(idle) if idle.asked.elapsed() < TRUST => idle,
            Some(idle) => self.asked(idle).await?,
            None => Idle { connection: self.options.connect().await?, asked: Instant::now() },
        };
        Ok(Reader { idle: Some(idle), free: Arc::clone(&self.free), _place: place })
    }

    /// A connection that is well: this one, or a new one in its place.
    async fn asked(&self, mut idle: Idle) -> Result<Idle, Error> {
        let connection = match idle.connection.ping().await {
            Ok(()) => idle.connection,
            Err(error) => {
                tracing::warn!(error = &error as &dyn std::error::Error, "a connection that reads was lost");
                self.options.connect().await?
            }
        };
        Ok(Idle { connection, asked: Instant::now() })
    }

    fn free(&self) -> std::sync::MutexGuard<'_, Vec<Idle>> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lends no more, waits for what is lent, and closes all.
    pub(crate) async fn close(&self) {
        // Whoever has a connection has one of the places.
        let all = self.places.acquire_many(MOST).await;
        self.places.close();
        drop(all);
        let idle = std::mem::take(&mut *self.free());
        for Idle { connection, .. } in idle {
            // It only read: nothing is lost.
            let _ = connection.close().await;
        }
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        // What was begun and not ended is rolled back by its own guard.
        let idle = self.idle.take();
        self.free.lock().unwrap_or_else(PoisonError::into_inner).extend(idle);
    }
}

impl Deref for Reader {
    type Target = SqliteConnection;

    fn deref(&self) -> &Self::Target {
        &self.idle.as_ref().expect("it is lent until this is dropped").connection
    }
}

impl DerefMut for Reader {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.idle.as_mut().expect("it is lent until this is dropped").connection
    }
}
