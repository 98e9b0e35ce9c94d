//! Signs of life of a provider, and giving it up when others wait for it.
//!
//! A provider is given up only where it is waited for: its next answer is refused, what it has committed is sealed,
//! and what is half there is taken up by the next run. Nothing that writes is ever cut off.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use ebox_client::ClientError;
use tokio::{
    sync::watch,
    time::{Instant, sleep_until},
};

use crate::engine::Source;

/// The signs of life of one provider.
#[derive(Debug)]
pub(crate) struct Pulse {
    life: Mutex<Life>,
    is_given_up: watch::Sender<bool>,
}

#[derive(Debug)]
struct Life {
    last: Instant,
    /// Bytes that came since; a few of them are no sign.
    bytes: u64,
}

impl Pulse {
    /// A provider that is asked from now on.
    pub(crate) fn new() -> Arc<Self> {
        let life = Life { last: Instant::now(), bytes: 0 };
        Arc::new(Self { life: Mutex::new(life), is_given_up: watch::Sender::new(false) })
    }

    fn life(&self) -> MutexGuard<'_, Life> {
        self.life.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn last(&self) -> Instant {
        self.life().last
    }

    /// It answered.
    pub(crate) fn beat(&self) {
        *self.life() = Life { last: Instant::now(), bytes: 0 };
    }

    /// It sent bytes, of which so many are a sign of life.
    pub(crate) fn received(&self, bytes: u64, enough: u64) {
        let mut life = self.life();
        life.bytes += bytes;
        if life.bytes >= enough {
            *life = Life { last: Instant::now(), bytes: 0 };
        }
    }

    /// From now on nothing more of it is waited for.
    pub(crate) fn give_up(&self) {
        self.is_given_up.send_replace(true);
    }

    /// Whether it was given up.
    pub(crate) fn is_given_up(&self) -> bool {
        *self.is_given_up.borrow()
    }

    async fn given_up(&self) {
        // The sender is here, so waiting ends only when it is given up.
        let _ = self.is_given_up.subscribe().wait_for(|is_given_up| *is_given_up).await;
    }
}

impl Source {
    /// Waits for something of the provider until it is given up.
    pub(crate) async fn wait<T>(
        &self,
        doing: &'static str,
        answer: impl Future<Output = Result<T, ClientError>>,
    ) -> Result<T, ClientError> {
        tokio::select! {
            biased;
            () = self.pulse.given_up() => Err(self.registry.late(doing)),
            answer = answer => answer,
        }
    }

    /// The same for a whole answer, which is a sign of life.
    pub(crate) async fn answer<T>(
        &self,
        doing: &'static str,
        answer: impl Future<Output = Result<T, ClientError>>,
    ) -> Result<T, ClientError> {
        let answer = self.wait(doing, answer).await?;
        self.pulse.beat();
        Ok(answer)
    }
}

/// The providers that are not done yet, by identifier.
#[derive(Debug, Default)]
pub(crate) struct Stragglers(BTreeMap<String, Arc<Pulse>>);

impl Stragglers {
    pub(crate) fn add(&mut self, provider: &str, pulse: Arc<Pulse>) {
        self.0.insert(provider.to_owned(), pulse);
    }

    pub(crate) fn remove(&mut self, provider: &str) {
        self.0.remove(provider);
    }

    /// Returns when none of them gave a sign of life for so long.
    pub(crate) async fn all_silent(&self, patience: Duration) {
        while let Some(last) = self.0.values().map(|pulse| pulse.last()).max() {
            if last.elapsed() >= patience {
                return;
            }
            sleep_until(last + patience).await;
        }
    }

    /// Gives all of them up.
    pub(crate) fn give_up(&self) {
        self.0.values().for_each(|pulse| pulse.give_up());
    }
}
