//! Event notifications: what changed in how e-Boxes are divided is told to every Document Provider.
//!
//! **What.** An outbox, which the change itself fills in its own unit of work, and [`Events`], which empties it:
//! every notification goes to every registered provider's webhook.
//!
//! **Why like this.** Providers apply routing rules to every new message at once and know of a change only from
//! here, so none may get lost: a delivery is kept until the provider said yes, across restarts, with growing
//! pauses. Providers order by time, and get the notifications of one e-Box in that order: nothing overtakes one
//! that waits. Each provider is told on its own: one that is slow, or does not answer, holds up nobody else.
//!
//! **To add one more** kind of notification: a variant of `ebox_domain::notification::Change`, its shape in
//! `ebox-wire`; nothing here knows what a notification says.

#[cfg(feature = "conformance")]
pub mod conformance;
pub mod port;
mod round;

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex},
    time::Duration,
};

use ebox_domain::{Clock, ServiceError, provider::ProviderId};
use futures_util::stream::{FuturesUnordered, StreamExt as _};
use jiff::SignedDuration;
use tokio::sync::Notify;

use port::{Outbox, Subscribers, Webhook};
pub use round::Told;

/// The longest wait for news: providers that were registered or came back are found this soon.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// What the service is made of.
pub struct Parts {
    /// What is to be told.
    pub outbox: Arc<dyn Outbox>,
    /// Who is to be told.
    pub subscribers: Arc<dyn Subscribers>,
    /// How they are told.
    pub webhook: Arc<dyn Webhook>,
    /// The clock.
    pub clock: Arc<dyn Clock>,
}

/// The service.
pub struct Events {
    parts: Parts,
    bell: Notify,
    // Who is being told: two at once would tell a provider everything twice.
    busy: Mutex<BTreeSet<ProviderId>>,
}

impl Events {
    /// The service on its parts.
    pub fn new(parts: Parts) -> Self {
        Self { parts, bell: Notify::new(), busy: Mutex::default() }
    }

    /// Says that there is something to tell. It is kept anyway; this only saves the wait.
    pub fn wake(&self) {
        self.bell.notify_one();
    }

    /// Tells what is to be told, now and whenever there is something, until the task is dropped: at any moment, as
    /// what was begun is begun again.
    pub async fn run(&self) {
        let mut under_way = FuturesUnordered::new();
        let mut callable = Vec::new();
        loop {
            match self.begin().await {
                Ok(begun) => {
                    callable = begun.callable;
                    under_way.extend(begun.deliveries);
                }
                Err(error) => not_delivered(&error),
            }
            loop {
                let wait = self.wait(&callable).await.unwrap_or(LONGEST_WAIT);
                tokio::select! {
                    () = self.bell.notified() => break,
                    () = tokio::time::sleep(wait) => break,
                    Some(told) = under_way.next() => {
                        if let Err(error) = told {
                            not_delivered(&error);
                        }
                    }
                }
            }
        }
    }

    /// How long nothing has to be begun. Those who are being told get what comes meanwhile.
    async fn wait(&self, callable: &[ProviderId]) -> Result<Duration, ServiceError> {
        let idle: Vec<ProviderId> = {
            let busy = self.busy();
            callable.iter().filter(|id| !busy.contains(*id)).cloned().collect()
        };
        let Some(due) = self.parts.outbox.next_due(&idle).await? else { return Ok(LONGEST_WAIT) };
        let wait = due.duration_since(self.parts.clock.now()).max(SignedDuration::from_millis(50));
        Ok(Duration::try_from(wait).unwrap_or(LONGEST_WAIT).min(LONGEST_WAIT))
    }
}

fn not_delivered(error: &ServiceError) {
    tracing::error!(error = error as &dyn std::error::Error, "notifications were not delivered");
}
