//! The one writer, and its group commit.
//!
//! SQLite has one writer at a time, and a durable commit costs one sync of the disk. Units of work from many
//! callers therefore go through one queue: the writer begins a transaction, runs whatever waits, each unit in
//! a savepoint of its own, commits once, and only then answers them all. A unit never waits for a caller:
//! bodies stream before their unit is handed over.
//!
//! Every transaction is `BEGIN IMMEDIATE`: one that reads first and writes later would fail with
//! `SQLITE_BUSY_SNAPSHOT`, which no busy timeout covers.

use std::{panic::AssertUnwindSafe, sync::Arc};

use futures_util::{FutureExt, future::BoxFuture};
use sqlx::{Connection, Executor, SqliteConnection};
use tokio::{
    sync::{Mutex, mpsc, oneshot},
    task::JoinHandle,
};

/// The most units in one commit: bounds how long the first waits for the last.
const GROUP: usize = 256;
/// How many units may wait before callers wait too.
const QUEUE: usize = 1024;

/// Why a unit was not committed.
#[derive(Debug, Clone, thiserror::Error)]
pub(crate) enum WriteError {
    /// The unit itself failed and was rolled back alone.
    #[error("the unit of work failed")]
    Unit(#[source] Arc<sqlx::Error>),
    /// The commit failed: nothing of the group is stored.
    #[error("the commit failed")]
    Commit(#[source] Arc<sqlx::Error>),
    /// The unit panicked and was rolled back alone.
    #[error("the unit of work panicked")]
    Panicked,
    /// The unit was not run: the store is closed, or no transaction could begin.
    #[error("the unit of work was not run")]
    NotRun,
}

/// SQLite's code for a full disk.
const SQLITE_FULL: &str = "13";

impl WriteError {
    /// Whether the disk is full.
    pub(crate) fn is_out_of_room(&self) -> bool {
        match self {
            Self::Unit(error) | Self::Commit(error) => error
                .as_database_error()
                .and_then(sqlx::error::DatabaseError::code)
                .is_some_and(|code| code == SQLITE_FULL),
            Self::Panicked | Self::NotRun => false,
        }
    }
}

/// Told to a unit once its fate is known.
type Answer = Box<dyn FnOnce(Result<(), WriteError>) + Send>;
/// A unit that runs, then waits for the commit.
type Job = Box<dyn for<'c> FnOnce(&'c mut SqliteConnection) -> BoxFuture<'c, (bool, Answer)> + Send>;

#[derive(Clone)]
pub(crate) struct Writer {
    queue: Arc<Mutex<Option<mpsc::Sender<Job>>>>,
    handle: Handle,
    task: Arc<Mutex<Option<JoinHandle<()>>>>,
}

/// Hands units to a writer, and does not keep it at work.
#[derive(Clone)]
pub(crate) struct Handle(mpsc::WeakSender<Job>);

impl Writer {
    pub(crate) fn start(connection: SqliteConnection) -> Self {
        let (sender, receiver) = mpsc::channel(QUEUE);
        let task = tokio::spawn(commit_in_groups(connection, receiver));
        Self {
            handle: Handle(sender.downgrade()),
            queue: Arc::new(Mutex::new(Some(sender))),
            task: Arc::new(Mutex::new(Some(task))),
        }
    }

    /// What hands it units.
    pub(crate) const fn handle(&self) -> &Handle {
        &self.handle
    }

    /// Takes no more units, and waits for those that were handed over.
    pub(crate) async fn stop(&self) {
        self.queue.lock().await.take();
        if let Some(task) = self.task.lock().await.take() {
            // A writer that panicked has nothing left to wait for.
            let _ = task.await;
        }
    }
}

impl Handle {
    pub(crate) async fn run<T, F>(&self, unit: F) -> Result<T, WriteError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut SqliteConnection) -> BoxFuture<'c, Result<T, sqlx::Error>> + Send + 'static,
    {
        self.run_then(unit, || ()).await
    }

    /// Runs a unit, and `after` once it is committed and before anybody is told; also when the caller went away.
    pub(crate) async fn run_then<T, F>(
        &self,
        unit: F,
        after: impl FnOnce() + Send + 'static,
    ) -> Result<T, WriteError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut SqliteConnection) -> BoxFuture<'c, Result<T, sqlx::Error>> + Send + 'static,
    {
        let (answer, outcome) = oneshot::channel();
        let job: Job = Box::new(move |connection| {
            Box::pin(async move {
                let result = AssertUnwindSafe(unit(connection)).catch_unwind().await;
                let is_done = matches!(result, Ok(Ok(_)));
                let told: Answer = Box::new(move |committed| {
                    let outcome = match (result, committed) {
                        (Ok(Ok(value)), Ok(())) => {
                            after();
                            Ok(value)
                        }
                        (Ok(Ok(_)), Err(error)) => Err(error),
                        (Ok(Err(error)), _) => Err(WriteError::Unit(Arc::new(error))),
                        (Err(_), _) => Err(WriteError::Panicked),
                    };
                    // The caller may be gone; the unit stands all the same.
                    let _ = answer.send(outcome);
                });
                (is_done, told)
            })
        });
        let sender = self.0.upgrade().ok_or(WriteError::NotRun)?;
        sender.send(job).await.map_err(|_| WriteError::NotRun)?;
        drop(sender);
        outcome.await.unwrap_or(Err(WriteError::NotRun))
    }
}

async fn commit_in_groups(mut connection: SqliteConnection, mut queue: mpsc::Receiver<Job>) {
    while let Some(first) = queue.recv().await {
        let answers = match commit_group(&mut connection, first, &mut queue).await {
            Ok(answers) => answers,
            Err((error, answers)) => {
                tracing::error!(error = &error as &dyn std::error::Error, "a group commit failed");
                // Whatever state the transaction is in, the next group begins clean.
                let _ = connection.execute("ROLLBACK").await;
                let error = Arc::new(error);
                for answer in answers {
                    answer(Err(WriteError::Commit(Arc::clone(&error))));
                }
                continue;
            }
        };
        for answer in answers {
            answer(Ok(()));
        }
    }
    // Writes the log back into the file, so that a copy of the file alone is complete.
    let _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").await;
    let _ = connection.close().await;
}

async fn commit_group(
    connection: &mut SqliteConnection,
    first: Job,
    queue: &mut mpsc::Receiver<Job>,
) -> Result<Vec<Answer>, (sqlx::Error, Vec<Answer>)> {
    let mut answers = Vec::new();
    // Each unit has a savepoint: one that fails is undone, the others of the group are not.
    if let Err(error) = connection.execute("BEGIN IMMEDIATE; SAVEPOINT unit").await {
        return Err((error, answers));
    }
    let mut next = Some(first);
    while let Some(job) = next {
        let (is_done, answer) = job(&mut *connection).await;
        answers.push(answer);
        next = if answers.len() < GROUP { queue.try_recv().ok() } else { None };
        // One journey to SQLite's thread ends this unit and begins what follows it.
        let step = match (is_done, next.is_some()) {
            (true, true) => "RELEASE unit; SAVEPOINT unit",
            (false, true) => "ROLLBACK TO unit",
            (true, false) => "RELEASE unit; COMMIT",
            (false, false) => "ROLLBACK TO unit; RELEASE unit; COMMIT",
        };
        if let Err(error) = connection.execute(step).await {
            return Err((error, answers));
        }
    }
    Ok(answers)
}
