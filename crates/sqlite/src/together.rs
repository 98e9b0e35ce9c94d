//! Work of one kind that waits for the writer, done together.
//!
//! Units of different callers share a commit, but each runs its own statements in a savepoint of its own, at which the
//! full-text index writes what it gathered. Work of which much comes at once is collected here instead, and done by
//! one unit with one statement for the rows of all. When that unit fails, each is done again alone, so that one that
//! cannot be done takes no other with it.

use std::sync::Arc;

use futures_util::future::BoxFuture;
use sqlx::{Error, SqliteConnection};
use tokio::sync::{mpsc, oneshot};

use crate::writer::{Handle, WriteError};

/// The most that one unit does: bounds how long the first waits for the last, and what is held in memory.
const MOST: usize = 64;

/// Does some work in one unit, and says for each, in their order, what became of it.
pub(crate) type Unit<W, R> =
    for<'c> fn(&'c mut SqliteConnection, Vec<Arc<W>>) -> BoxFuture<'c, Result<Vec<R>, Error>>;
/// What is done once work is committed and before anybody is told.
pub(crate) type After<W> = Arc<dyn Fn(&W) + Send + Sync>;

type Waiting<W, R> = (Arc<W>, oneshot::Sender<Result<R, WriteError>>);

/// Where work waits.
pub(crate) struct Together<W, R> {
    queue: mpsc::Sender<Waiting<W, R>>,
}

impl<W, R> Clone for Together<W, R> {
    fn clone(&self) -> Self {
        Self { queue: self.queue.clone() }
    }
}

impl<W: Send + Sync + 'static, R: Send + 'static> Together<W, R> {
    pub(crate) fn start(writer: Handle, unit: Unit<W, R>, after: After<W>) -> Self {
        let (queue, waiting) = mpsc::channel(MOST);
        tokio::spawn(Worker { writer, unit, after }.work(waiting));
        Self { queue }
    }

    /// Waits until the work is done and durable. Work that was handed over is done even if its caller goes away.
    pub(crate) async fn run(&self, work: W) -> Result<R, WriteError> {
        let (answer, outcome) = oneshot::channel();
        self.queue.send((Arc::new(work), answer)).await.map_err(|_| WriteError::NotRun)?;
        outcome.await.unwrap_or(Err(WriteError::NotRun))
    }
}

struct Worker<W, R> {
    writer: Handle,
    unit: Unit<W, R>,
    after: After<W>,
}

impl<W: Send + Sync + 'static, R: Send + 'static> Worker<W, R> {
    async fn work(self, mut queue: mpsc::Receiver<Waiting<W, R>>) {
        let mut waiting = Vec::with_capacity(MOST);
        while queue.recv_many(&mut waiting, MOST).await > 0 {
            // Whoever is about to hand over work comes first and joins: one sync of the disk is then for more of them.
            tokio::task::yield_now().await;
            while waiting.len() < MOST
                && let Ok(next) = queue.try_recv()
            {
                waiting.push(next);
            }
            let (work, answers): (Vec<Arc<W>>, Vec<_>) = waiting.drain(..).unzip();
            match self.once(work.clone()).await {
                Ok(outcomes) => {
                    for (answer, outcome) in answers.into_iter().zip(outcomes) {
                        // The caller may be gone; the work stands all the same.
                        let _ = answer.send(Ok(outcome));
                    }
                }
                Err(WriteError::Unit(_) | WriteError::Panicked) if work.len() > 1 => {
                    for (one, answer) in work.into_iter().zip(answers) {
                        let alone = self.once(vec![one]).await;
                        let only = |outcomes: Vec<R>| outcomes.into_iter().next().ok_or(WriteError::NotRun);
                        let _ = answer.send(alone.and_then(only));
                    }
                }
                Err(error) => {
                    for answer in answers {
                        let _ = answer.send(Err(error.clone()));
                    }
                }
            }
        }
    }

    async fn once(&self, work: Vec<Arc<W>>) -> Result<Vec<R>, WriteError> {
        let (unit, after, done) = (self.unit, Arc::clone(&self.after), work.clone());
        let after = move || done.iter().for_each(|one| after(one));
        self.writer.run_then(move |connection| unit(connection, work), after).await
    }
}
