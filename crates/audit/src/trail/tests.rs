use std::sync::{
    Mutex,
    atomic::{AtomicBool, Ordering},
};

use super::*;

const BRISK: Pace = Pace {
    pause: Duration::from_millis(50),
    batch: 16,
    queue: 32,
    patience: Duration::from_millis(20),
    retry: Duration::from_millis(1),
    longest_retry: Duration::from_millis(5),
};

/// Remembers batches; fails while it is told to.
#[derive(Default)]
struct Sink {
    batches: Mutex<Vec<Vec<String>>>,
    fails: AtomicBool,
}

impl Sink {
    fn batches(&self) -> Vec<Vec<String>> {
        self.batches.lock().expect("not poisoned").clone()
    }

    fn urls(&self) -> Vec<String> {
        self.batches().concat()
    }
}

#[async_trait]
impl RecordSink for Sink {
    async fn keep(&self, records: &[Record]) -> Result<(), StoreError> {
        if self.fails.load(Ordering::Relaxed) {
            return Err(StoreError::new("keep records", "the disk is full"));
        }
        let urls = records.iter().map(|record| record.url.clone()).collect();
        self.batches.lock().expect("not poisoned").push(urls);
        Ok(())
    }
}

fn record(number: usize) -> Record {
    Record::new(jiff::Timestamp::UNIX_EPOCH, "GET", format!("/{number}"), 200)
}

fn urls(numbers: std::ops::Range<usize>) -> Vec<String> {
    numbers.map(|number| format!("/{number}")).collect()
}

#[tokio::test]
async fn reads_of_one_moment_are_written_together_and_in_their_order() {
    let sink = Arc::new(Sink::default());
    let trail = ReadTrail::with(sink.clone(), BRISK);
    for number in 0..10 {
        trail.note(record(number)).await.expect("noted");
    }
    sleep(Duration::from_millis(200)).await;
    assert_eq!(sink.batches(), [urls(0..10)]);
    trail.note(record(10)).await.expect("noted");
    sleep(Duration::from_millis(200)).await;
    assert_eq!(sink.batches(), [urls(0..10), urls(10..11)]);
}

#[tokio::test]
async fn what_was_noted_is_durable_once_flushed() {
    let sink = Arc::new(Sink::default());
    let trail = ReadTrail::with(sink.clone(), BRISK);
    trail.note(record(0)).await.expect("noted");
    trail.flush().await;
    assert_eq!(sink.urls(), urls(0..1));
}

#[tokio::test]
async fn a_store_that_fails_for_a_while_loses_nothing() {
    let sink = Arc::new(Sink::default());
    sink.fails.store(true, Ordering::Relaxed);
    let trail = ReadTrail::with(sink.clone(), BRISK);
    for number in 0..5 {
        trail.note(record(number)).await.expect("noted");
    }
    sleep(Duration::from_millis(200)).await;
    assert!(sink.batches().is_empty());
    sink.fails.store(false, Ordering::Relaxed);
    trail.flush().await;
    assert_eq!(sink.urls(), urls(0..5));
}

#[tokio::test]
async fn callers_wait_for_a_store_that_cannot_keep_up_and_are_refused_when_it_never_does() {
    let sink = Arc::new(Sink::default());
    sink.fails.store(true, Ordering::Relaxed);
    let trail = ReadTrail::with(sink.clone(), BRISK);
    let mut noted = 0;
    let refused = loop {
        match trail.note(record(noted)).await {
            Ok(()) => noted += 1,
            Err(error) => break error,
        }
    };
    assert!(matches!(refused, ServiceError::Refused(Fault::Unavailable(_))), "{refused}");
    assert!(noted >= BRISK.queue);
    sink.fails.store(false, Ordering::Relaxed);
    trail.flush().await;
    assert_eq!(sink.urls(), urls(0..noted), "what was noted is kept, what was refused is not");
}

#[tokio::test]
async fn what_is_left_is_written_when_the_trail_is_dropped() {
    let sink = Arc::new(Sink::default());
    let trail = ReadTrail::with(sink.clone(), BRISK);
    trail.note(record(0)).await.expect("noted");
    drop(trail);
    sleep(Duration::from_millis(200)).await;
    assert_eq!(sink.urls(), urls(0..1));
}

#[tokio::test]
async fn a_trail_that_is_closed_ends_although_nothing_can_be_kept_whatever_pause_it_was_in() {
    let sink = Arc::new(Sink::default());
    sink.fails.store(true, Ordering::Relaxed);
    let hour = Duration::from_hours(1);
    let trail = ReadTrail::with(sink.clone(), Pace { longest_retry: hour, ..BRISK });
    for number in 0..20 {
        trail.note(record(number)).await.expect("noted");
    }
    sleep(Duration::from_millis(300)).await;
    timeout(Duration::from_secs(5), trail.close()).await.expect("it ends");
    assert!(sink.batches().is_empty());
    assert!(trail.note(record(20)).await.is_err(), "a read that leaves no record is refused");
}

#[tokio::test]
async fn a_trail_that_is_closed_keeps_what_was_noted_when_the_store_comes_back() {
    let sink = Arc::new(Sink::default());
    sink.fails.store(true, Ordering::Relaxed);
    let trail = ReadTrail::with(sink.clone(), Pace { retry: Duration::from_millis(50), ..BRISK });
    for number in 0..20 {
        trail.note(record(number)).await.expect("noted");
    }
    let closing = tokio::spawn(async move { trail.close().await });
    sleep(Duration::from_millis(20)).await;
    sink.fails.store(false, Ordering::Relaxed);
    closing.await.expect("no panic");
    assert_eq!(sink.urls(), urls(0..20));
}
