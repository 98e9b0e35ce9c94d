//! One round: everything that is due is sent, or tried.

use std::collections::BTreeSet;

use ebox_domain::ServiceError;
use jiff::{SignedDuration, Timestamp};

use crate::{
    Mailer,
    port::{Transport, Unsent, Waiting},
};

/// How long a letter is tried: what it says is on a page as well, and days later it is no news.
pub const PATIENCE: SignedDuration = SignedDuration::from_hours(4 * 24);
/// How many letters are read at once.
const PORTION: u32 = 100;
/// The pause after the first attempt that failed; each further one doubles it.
const FIRST_PAUSE: SignedDuration = SignedDuration::from_secs(30);
/// The longest pause.
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_hours(2);

/// What became of a round.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sent {
    /// How many letters the mail server took.
    pub sent: u64,
    /// How many were tried in vain, and wait.
    pub postponed: u64,
    /// How many are not tried any more.
    pub given_up: u64,
}

impl Mailer {
    /// Sends what is due; nothing without a mail server.
    pub async fn send(&self) -> Result<Sent, ServiceError> {
        match &self.parts.transport {
            Some(transport) => self.send_by(transport.as_ref()).await,
            None => Ok(Sent::default()),
        }
    }

    pub(crate) async fn send_by(&self, transport: &dyn Transport) -> Result<Sent, ServiceError> {
        let mut taken = self.round.lock().await;
        let mut total = Sent { given_up: self.tidy().await?, ..Sent::default() };
        loop {
            let due = self.parts.outbox.due(self.parts.clock.now(), PORTION).await?;
            if due.is_empty() {
                return Ok(total);
            }
            for waiting in &due {
                if taken.contains(&waiting.number) {
                    // The mail server took it before; only the note was missing.
                    self.note(&mut taken, waiting.number).await?;
                    continue;
                }
                match transport.send(waiting.number, &waiting.letter).await {
                    Ok(()) => {
                        taken.insert(waiting.number);
                        self.note(&mut taken, waiting.number).await?;
                        total.sent += 1;
                    }
                    Err(reason @ Unsent::Never(_)) => {
                        tracing::error!(
                            number = waiting.number,
                            attempts = waiting.attempts + 1,
                            reason = &reason as &dyn std::error::Error,
                            "a letter was given up"
                        );
                        self.parts.outbox.done(waiting.number).await?;
                        total.given_up += 1;
                    }
                    Err(reason) => {
                        total.postponed += 1;
                        if self.postpone(waiting, &reason).await? {
                            return Ok(total);
                        }
                    }
                }
            }
        }
    }

    /// Notes that a letter was sent.
    async fn note(&self, taken: &mut BTreeSet<u64>, number: u64) -> Result<(), ServiceError> {
        self.parts.outbox.done(number).await?;
        taken.remove(&number);
        Ok(())
    }

    /// Notes an attempt that failed; whether the mail server is left alone for now.
    async fn postpone(&self, waiting: &Waiting, reason: &Unsent) -> Result<bool, ServiceError> {
        let until = after(self.parts.clock.now(), waiting.attempts);
        tracing::warn!(
            number = waiting.number,
            attempts = waiting.attempts + 1,
            %until,
            reason = reason as &dyn std::error::Error,
            "a letter waits"
        );
        self.parts.outbox.postpone(waiting.number, until).await?;
        let is_unreachable = matches!(reason, Unsent::Unreachable(_));
        if is_unreachable {
            self.parts.outbox.suspend(until).await?;
        }
        Ok(is_unreachable)
    }

    /// Gives up letters that are too old to be news, and says how many.
    pub(crate) async fn tidy(&self) -> Result<u64, ServiceError> {
        let too_old = self.parts.clock.now().checked_sub(PATIENCE).unwrap_or(Timestamp::MIN);
        let given_up = self.parts.outbox.forget(too_old).await?;
        if given_up > 0 {
            let days = PATIENCE.as_hours() / 24;
            tracing::error!(letters = given_up, days, "letters were given up: they waited for too long");
        }
        Ok(given_up)
    }
}

/// When a letter that failed so often before, and now again, is tried next.
fn after(now: Timestamp, attempts: u32) -> Timestamp {
    let pause = FIRST_PAUSE.checked_mul(1 << attempts.min(16)).unwrap_or(LONGEST_PAUSE).min(LONGEST_PAUSE);
    now.checked_add(pause).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_two_hours_and_stay_there() {
        let pause = |attempts| after(Timestamp::UNIX_EPOCH, attempts).as_second();
        assert_eq!([0, 1, 2, 5].map(pause), [30, 60, 120, 960]);
        assert_eq!([7, 8, 40, u32::MAX].map(pause), [3840, 7200, 7200, 7200]);
    }
}
