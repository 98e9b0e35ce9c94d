//! Where passwords are hashed: few at a time, and not where requests are answered.

use std::{sync::Arc, time::Duration};

use ebox_domain::{Fault, ServiceError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How many passwords are hashed at a time. Each takes 64 MiB and a core for a tenth of a second.
const SEATS: usize = 2;
/// How long somebody waits for a seat.
const PATIENCE: Duration = Duration::from_secs(5);
/// When to try again after that, in seconds.
const LATER: u32 = 10;

/// Hashes few passwords at a time, so that many attempts at once slow each other down and nothing else.
pub(crate) struct Hasher {
    seats: Arc<Semaphore>,
    patience: Duration,
}

/// The right to hash one password.
pub(super) struct Seat {
    _permit: OwnedSemaphorePermit,
}

impl Default for Hasher {
    fn default() -> Self {
        Self { seats: Arc::new(Semaphore::new(SEATS)), patience: PATIENCE }
    }
}

impl Hasher {
    /// Waits for a seat, but not for long.
    pub(super) async fn seat(&self) -> Result<Seat, ServiceError> {
        let seat = Arc::clone(&self.seats).acquire_owned();
        match tokio::time::timeout(self.patience, seat).await {
            Ok(Ok(seat)) => Ok(Seat { _permit: seat }),
            Ok(Err(closed)) => Err(ServiceError::failed(closed)),
            Err(_) => Err(Fault::Unavailable(LATER).into()),
        }
    }
}

impl Seat {
    /// Does the work. The seat is taken until it is done, even if nobody waits for it any more.
    pub(super) async fn work<T, E>(
        self,
        work: impl FnOnce() -> Result<T, E> + Send + 'static,
    ) -> Result<T, ServiceError>
    where
        T: Send + 'static,
        E: std::error::Error + Send + Sync + 'static,
    {
        let done = tokio::task::spawn_blocking(move || {
            let done = work();
            drop(self);
            done
        });
        done.await.map_err(ServiceError::failed)?.map_err(ServiceError::failed)
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;

    #[tokio::test]
    async fn whoever_finds_no_seat_is_sent_away_and_not_kept_waiting() {
        let hasher = Hasher { patience: Duration::from_millis(20), ..Hasher::default() };
        let mut taken = Vec::new();
        for _ in 0..SEATS {
            taken.push(hasher.seat().await.expect("a seat"));
        }
        let refused = hasher.seat().await.err();
        assert!(matches!(refused, Some(ServiceError::Refused(Fault::Unavailable(_)))), "{refused:?}");
        let seat = taken.pop().expect("a seat");
        assert_eq!(seat.work(|| Ok::<_, Infallible>(5)).await.expect("done"), 5);
        hasher.seat().await.expect("the seat is free after the work");
    }
}
