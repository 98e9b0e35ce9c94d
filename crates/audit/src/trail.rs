//! Records of reads that change nothing: written in batches, apart from the answers that they are about.
//!
//! A list of messages is not worth a sync of the disk of its own. Its record waits a moment for others and is
//! written with them. What waits is bounded: when the store cannot keep up, callers wait too, and when it
//! does not write at all they are refused rather than left without a record.

use std::{iter, sync::Arc, time::Duration};

use async_trait::async_trait;
use ebox_domain::{Fault, ServiceError, StoreError};
use tokio::{
    sync::{Notify, mpsc, oneshot, watch},
    time::{sleep, timeout},
};

use crate::Record;

/// How long things take. Only tests have others than [`Pace::USUAL`].
#[derive(Debug, Clone, Copy)]
struct Pace {
    /// How long a record waits for others. With the write itself it is durable well within a second.
    pause: Duration,
    /// The most records in one batch.
    batch: usize,
    /// How many records may wait before callers wait too.
    queue: usize,
    /// How long a caller waits for a place in the queue.
    patience: Duration,
    /// The pause after a batch that was not kept; each further one is twice as long, up to the longest.
    retry: Duration,
    longest_retry: Duration,
}

impl Pace {
    const USUAL: Self = Self {
        pause: Duration::from_millis(300),
        batch: 1024,
        queue: 8192,
        patience: Duration::from_secs(10),
        retry: Duration::from_millis(100),
        longest_retry: Duration::from_secs(5),
    };
}

/// How often a batch is tried from when the trail was closed or dropped.
const LAST_TRIES: u32 = 5;
/// After how many seconds a caller may try again whose read could not be recorded.
const RETRY_AFTER: u32 = 5;

/// Where batches of records are kept.
#[async_trait]
pub trait RecordSink: Send + Sync {
    /// Keeps records in their order, all of them or none. They are durable when this returns.
    async fn keep(&self, records: &[Record]) -> Result<(), StoreError>;
}

enum Entry {
    Record(Box<Record>),
    Flush(oneshot::Sender<()>),
}

/// The trail of reads. It writes for as long as it is there, and what is left when it is dropped.
#[derive(Clone)]
pub struct ReadTrail {
    queue: mpsc::Sender<Entry>,
    hurry: Arc<Notify>,
    // True from when it is closed.
    over: Arc<watch::Sender<bool>>,
    pace: Pace,
}

impl ReadTrail {
    /// Starts a trail, within a runtime.
    pub fn start(sink: Arc<dyn RecordSink>) -> Self {
        Self::with(sink, Pace::USUAL)
    }

    fn with(sink: Arc<dyn RecordSink>, pace: Pace) -> Self {
        let (queue, waiting) = mpsc::channel(pace.queue);
        let hurry = Arc::<Notify>::default();
        let (over, is_over) = watch::channel(false);
        tokio::spawn(Batches { sink, waiting, hurry: Arc::clone(&hurry), over: is_over, pace }.write());
        Self { queue, hurry, over: Arc::new(over), pace }
    }

    /// Notes a read that succeeded. Waits while the queue is full; refuses when that takes too long.
    pub async fn note(&self, record: Record) -> Result<(), ServiceError> {
        match timeout(self.pace.patience, self.queue.send(Entry::Record(Box::new(record)))).await {
            Ok(Ok(())) => {
                if self.queue.max_capacity() - self.queue.capacity() >= self.pace.batch {
                    self.hurry.notify_one();
                }
                Ok(())
            }
            Ok(Err(_)) | Err(_) => Err(Fault::Unavailable(RETRY_AFTER).into()),
        }
    }

    /// Waits until everything that was noted before is durable.
    pub async fn flush(&self) {
        let (done, told) = oneshot::channel();
        if self.queue.send(Entry::Flush(done)).await.is_ok() {
            self.hurry.notify_one();
            // An end without an answer: the task gave up, which it logged.
            let _ = told.await;
        }
    }

    /// Waits until everything that was noted before is durable, but not for ever: what the store does not keep after
    /// a few more tries is lost, and the log says how many records that were.
    pub async fn close(&self) {
        self.over.send_replace(true);
        self.flush().await;
    }
}

struct Batches {
    sink: Arc<dyn RecordSink>,
    waiting: mpsc::Receiver<Entry>,
    /// Told when a whole batch waits, or somebody waits for what was noted.
    hurry: Arc<Notify>,
    over: watch::Receiver<bool>,
    pace: Pace,
}

impl Batches {
    async fn write(mut self) {
        while let Some(first) = self.waiting.recv().await {
            let (batch, told) = self.batch(first).await;
            if !batch.is_empty() && !self.keep(batch).await {
                return;
            }
            if let Some(done) = told {
                let _ = done.send(());
            }
        }
    }

    /// What comes within the pause, and who waits for it to be durable.
    async fn batch(&mut self, first: Entry) -> (Vec<Record>, Option<oneshot::Sender<()>>) {
        let mut batch = Vec::new();
        if matches!(first, Entry::Record(_)) && self.waiting.len() + 1 < self.pace.batch {
            // Slept through, because to be woken by each record costs more than to keep it.
            let _ = timeout(self.pace.pause, self.hurry.notified()).await;
        }
        let mut next = Some(first);
        while let Some(entry) = next {
            match entry {
                Entry::Record(record) => batch.push(*record),
                // Whoever waits does not wait for others.
                Entry::Flush(done) => return (batch, Some(done)),
            }
            next = if batch.len() < self.pace.batch { self.waiting.try_recv().ok() } else { None };
        }
        (batch, None)
    }

    /// Keeps a batch, however long it takes; gives up only when the trail is over. Whether it is kept.
    async fn keep(&mut self, batch: Vec<Record>) -> bool {
        let mut pause = self.pace.retry;
        let mut tries_left = LAST_TRIES;
        while let Err(error) = self.sink.keep(&batch).await {
            let is_over = self.is_over();
            tries_left -= u32::from(is_over);
            if tries_left == 0 {
                let error = &error as &dyn std::error::Error;
                let lost = batch.len() + self.count_left();
                tracing::error!(
                    error,
                    lost,
                    "audit records of reads are lost: they were not kept when the trail ended"
                );
                return false;
            }
            let waiting = batch.len() + self.waiting.len();
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                waiting,
                "audit records of reads are not kept yet"
            );
            if is_over {
                sleep(pause).await;
            } else if timeout(pause, self.over.wait_for(|over| *over)).await.is_ok() {
                // Whoever ends the trail does not wait as long as one that goes on may.
                pause = self.pace.retry;
                continue;
            }
            pause = (pause * 2).min(self.pace.longest_retry);
        }
        true
    }

    /// Whether the trail was closed or dropped.
    fn is_over(&self) -> bool {
        *self.over.borrow() || self.over.has_changed().is_err()
    }

    /// Takes no more records, and counts those that were left.
    fn count_left(&mut self) -> usize {
        self.waiting.close();
        let left = iter::from_fn(|| self.waiting.try_recv().ok());
        left.filter(|entry| matches!(entry, Entry::Record(_))).count()
    }
}

#[cfg(test)]
mod tests;
