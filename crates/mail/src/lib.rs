//! Outgoing mail: letters by e-mail to people who work with a service.
//!
//! **What.** An outbox, which a change itself fills in its own unit of work (`Effects::letters` of `ebox-audit`), and
//! [`Mailer`], which empties it through a mail server ([`smtp`]).
//!
//! **Why like this.** A letter says what happened, so it must exist exactly when that happened: it is written in the
//! unit of the change, and sent later. Mail servers are down now and then; a letter waits for days, across restarts,
//! with growing pauses, and one that a person waits for holds up nobody else's. To each person letters go in their
//! order. What a mail server took is never sent again; only when this process dies between its yes and our note may a
//! letter go twice, and then both have one `Message-ID`.
//!
//! **Rehearsal.** Without a [`Transport`] nothing is sent: letters stay in the outbox, where
//! [`Mailer::outgoing`] shows them.
//!
//! **To add one more** way to send: an implementation of [`port::Transport`]. One more kind of letter: nothing here
//! knows what a letter says; whoever writes one puts it among its effects.

#[cfg(feature = "conformance")]
pub mod conformance;
mod outgoing;
pub mod port;
mod round;
pub mod smtp;

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use ebox_domain::{Clock, ServiceError};
use jiff::SignedDuration;
use tokio::sync::Mutex;

pub use outgoing::Page;
use port::{Outbox, Transport};
pub use round::{PATIENCE, Sent};

/// The longest wait for news: a letter that was just written is found this soon.
const LONGEST_WAIT: Duration = Duration::from_secs(5);
/// How soon a service without a mail server looks for letters that are too old.
const TIDYING: Duration = Duration::from_hours(1);

/// What the service is made of.
pub struct Parts {
    /// What waits.
    pub outbox: Arc<dyn Outbox>,
    /// How letters leave; `None` where they do not.
    pub transport: Option<Arc<dyn Transport>>,
    /// The clock.
    pub clock: Arc<dyn Clock>,
}

/// The service.
pub struct Mailer {
    parts: Parts,
    // Two rounds at once would send everything twice. What the mail server took stays here until that is noted.
    round: Mutex<BTreeSet<u64>>,
}

impl Mailer {
    /// The service on its parts.
    pub fn new(parts: Parts) -> Self {
        Self { parts, round: Mutex::default() }
    }

    /// Sends what is to be sent, now and whenever there is something, until the task is dropped: at any moment, as
    /// what was begun is begun again. Without a mail server, forgets what became too old to be news.
    pub async fn run(&self) {
        loop {
            let outcome = match &self.parts.transport {
                Some(transport) => self.send_by(transport.as_ref()).await.map(|_| ()),
                None => self.tidy().await.map(|_| ()),
            };
            if let Err(error) = outcome {
                tracing::error!(error = &error as &dyn std::error::Error, "letters were not sent");
            }
            tokio::time::sleep(self.wait().await.unwrap_or(LONGEST_WAIT)).await;
        }
    }

    /// How long nothing has to be done.
    async fn wait(&self) -> Result<Duration, ServiceError> {
        if self.parts.transport.is_none() {
            return Ok(TIDYING);
        }
        let Some(due) = self.parts.outbox.next_due().await? else { return Ok(LONGEST_WAIT) };
        let wait = due.duration_since(self.parts.clock.now()).max(SignedDuration::from_millis(50));
        Ok(Duration::try_from(wait).unwrap_or(LONGEST_WAIT).min(LONGEST_WAIT))
    }
}
