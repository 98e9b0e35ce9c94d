//! One round: everything that is due is delivered, or tried.

use std::{
    collections::BTreeSet,
    sync::{MutexGuard, PoisonError},
};

use ebox_domain::{ServiceError, provider::ProviderId};
use futures_util::future::join_all;
use jiff::{SignedDuration, Timestamp};

use crate::{
    Events,
    port::{Delivery, Subscriber, Undelivered},
};

/// How many deliveries are read at once.
const PORTION: u32 = 100;
/// The pause after the first delivery that failed; each further one doubles it.
const FIRST_PAUSE: SignedDuration = SignedDuration::from_secs(1);
/// The longest pause.
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_hours(1);

/// What became of a round.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Told {
    /// How many deliveries were made.
    pub delivered: u64,
    /// How many were tried in vain.
    pub postponed: u64,
}

/// What a round began.
pub(crate) struct Begun<D> {
    /// Who may be told now.
    pub(crate) callable: Vec<ProviderId>,
    /// One for each of them who is not being told already.
    pub(crate) deliveries: Vec<D>,
}

/// The place of somebody who is being told.
struct Busy<'e> {
    events: &'e Events,
    id: ProviderId,
}

impl Drop for Busy<'_> {
    fn drop(&mut self) {
        self.events.busy().remove(&self.id);
    }
}

impl Events {
    pub(crate) fn busy(&self) -> MutexGuard<'_, BTreeSet<ProviderId>> {
        self.busy.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Delivers what is due, to all providers at the same time, and waits for the last of them.
    pub async fn tell(&self) -> Result<Told, ServiceError> {
        let mut total = Told::default();
        for told in join_all(self.begin().await?.deliveries).await {
            let told = told?;
            total.delivered += told.delivered;
            total.postponed += told.postponed;
        }
        Ok(total)
    }

    /// Begins to deliver what is due, to each provider on its own.
    pub(crate) async fn begin(
        &self,
    ) -> Result<Begun<impl Future<Output = Result<Told, ServiceError>>>, ServiceError> {
        let subscribers = self.parts.subscribers.subscribers().await?;
        let ids: Vec<_> = subscribers.iter().map(|one| one.id.clone()).collect();
        self.parts.outbox.spread(&ids, self.parts.clock.now()).await?;
        let callable: Vec<Subscriber> = subscribers.into_iter().filter(|one| one.is_callable).collect();
        Ok(Begun {
            callable: callable.iter().map(|one| one.id.clone()).collect(),
            deliveries: callable
                .into_iter()
                .filter_map(|one| self.occupy(&one.id).map(|busy| self.tell_one(one, busy)))
                .collect(),
        })
    }

    /// A place for somebody who is not being told yet.
    fn occupy(&self, id: &ProviderId) -> Option<Busy<'_>> {
        self.busy().insert(id.clone()).then(|| Busy { events: self, id: id.clone() })
    }

    async fn tell_one(&self, to: Subscriber, _busy: Busy<'_>) -> Result<Told, ServiceError> {
        let mut told = Told::default();
        loop {
            let now = self.parts.clock.now();
            let due = self.parts.outbox.due(&to.id, now, PORTION).await?;
            if due.is_empty() {
                return Ok(told);
            }
            for delivery in &due {
                match self.parts.webhook.deliver(&to, &delivery.event).await {
                    Ok(()) => {
                        self.parts.outbox.delivered(delivery).await?;
                        told.delivered += 1;
                    }
                    Err(reason) => {
                        told.postponed += 1;
                        if self.postpone(delivery, &reason).await? {
                            return Ok(told);
                        }
                    }
                }
            }
        }
    }

    /// Notes a delivery that failed; whether the provider is left alone for now.
    async fn postpone(&self, delivery: &Delivery, reason: &Undelivered) -> Result<bool, ServiceError> {
        let until = after(self.parts.clock.now(), delivery.attempts);
        tracing::warn!(
            provider = %delivery.provider,
            attempts = delivery.attempts + 1,
            %until,
            reason = reason as &dyn std::error::Error,
            "a notification waits"
        );
        self.parts.outbox.postpone(delivery, until).await?;
        let is_unreachable = matches!(reason, Undelivered::Unreachable(_));
        if is_unreachable {
            self.parts.outbox.suspend(&delivery.provider, until).await?;
        }
        Ok(is_unreachable)
    }
}

/// When a delivery that failed so often before, and now again, is tried next.
fn after(now: Timestamp, attempts: u32) -> Timestamp {
    let pause = FIRST_PAUSE.checked_mul(1 << attempts.min(16)).unwrap_or(LONGEST_PAUSE).min(LONGEST_PAUSE);
    now.checked_add(pause).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_an_hour_and_stay_there() {
        let pause = |attempts| after(Timestamp::UNIX_EPOCH, attempts).as_second();
        assert_eq!([0, 1, 2, 5].map(pause), [1, 2, 4, 32]);
        assert_eq!([11, 12, 40, u32::MAX].map(pause), [2048, 3600, 3600, 3600]);
    }
}
