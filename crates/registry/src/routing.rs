//! How e-Boxes are divided, as told by a Partition service that others run.
//!
//! The service is asked once about an e-Box. What it said is kept, also across restarts, and replaced by what
//! notifications say. So a service that is down changes nothing for e-Boxes that are known; a message for one
//! that is not known goes to `GENERAL`, where everything lies that no rule sends elsewhere.

#[cfg(feature = "conformance")]
pub mod conformance;
pub mod port;

use std::{
    collections::{BTreeSet, HashMap, hash_map::Entry},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use async_trait::async_trait;
use ebox_domain::{
    Clock, EnterpriseNumber, PartitionId, Ssin, StoreError,
    message::Message,
    notification::{Change, Notification},
    partition::{Extent, Facts, Rights, UserRight, route},
};
use jiff::{SignedDuration, Timestamp};

use crate::port::Partitions;
use port::{Fact, PartitionService, RoutingStore, Topic};

/// How long a publication waits for the service.
const PATIENCE: Duration = Duration::from_secs(3);
/// How long the service is left alone after it did not answer.
const PAUSE: SignedDuration = SignedDuration::from_secs(5);

/// What a remote Partition service said, kept.
pub struct RoutingCache {
    service: Arc<dyn PartitionService>,
    store: Arc<dyn RoutingStore>,
    clock: Arc<dyn Clock>,
    silent_until: Mutex<Timestamp>,
    questions: Mutex<HashMap<EnterpriseNumber, Questions>>,
}

/// The questions about an e-Box that are not answered yet.
struct Questions {
    /// How many there are.
    open: usize,
    /// The moment of the last change that was told since the first of them was asked.
    told: Timestamp,
}

/// A question that is not answered yet.
struct Question<'c> {
    cache: &'c RoutingCache,
    enterprise: EnterpriseNumber,
}

impl Question<'_> {
    /// Whether a change was told meanwhile that an answer does not show.
    fn is_overtaken(&self, as_of: Timestamp) -> bool {
        self.cache.questions().get(&self.enterprise).is_some_and(|questions| questions.told > as_of)
    }
}

impl Drop for Question<'_> {
    fn drop(&mut self) {
        let mut questions = self.cache.questions();
        if let Entry::Occupied(mut entry) = questions.entry(self.enterprise) {
            entry.get_mut().open -= 1;
            if entry.get().open == 0 {
                entry.remove();
            }
        }
    }
}

/// The service did not answer.
#[derive(Debug, thiserror::Error)]
#[error("the Partition service does not answer")]
struct NoAnswer;

impl RoutingCache {
    /// A cache of what the service says, kept in the store.
    pub fn new(
        service: Arc<dyn PartitionService>,
        store: Arc<dyn RoutingStore>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        let silent_until = Mutex::new(Timestamp::MIN);
        Self { service, store, clock, silent_until, questions: Mutex::default() }
    }

    fn questions(&self) -> MutexGuard<'_, HashMap<EnterpriseNumber, Questions>> {
        self.questions.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn question(&self, enterprise: EnterpriseNumber) -> Question<'_> {
        let none = || Questions { open: 0, told: Timestamp::MIN };
        self.questions().entry(enterprise).or_insert_with(none).open += 1;
        Question { cache: self, enterprise }
    }

    /// What is known of a topic; asks when nothing is.
    async fn fact(&self, enterprise: EnterpriseNumber, topic: Topic) -> Result<Fact, StoreError> {
        if let Some(known) = self.store.known(enterprise, topic).await? {
            return Ok(known);
        }
        let failed = |error| StoreError::new("ask the Partition service", error);
        let now = self.clock.now();
        if now < *self.silent_until.lock().unwrap_or_else(PoisonError::into_inner) {
            return Err(failed(NoAnswer));
        }
        let question = self.question(enterprise);
        let asked = tokio::time::timeout(PATIENCE, self.service.ask(enterprise, topic)).await;
        match asked {
            Ok(Ok((fact, as_of))) => {
                // A notification that came meanwhile is newer, and stays.
                if self.store.keep(enterprise, as_of, fact.clone()).await? {
                    // One that came before there was anything to change is not in the answer: whoever comes next asks.
                    if question.is_overtaken(as_of) {
                        self.store.forget(enterprise, as_of, topic).await?;
                    }
                    return Ok(fact);
                }
                Ok(self.store.known(enterprise, topic).await?.unwrap_or(fact))
            }
            outcome => {
                let until = now.checked_add(PAUSE).unwrap_or(Timestamp::MAX);
                *self.silent_until.lock().unwrap_or_else(PoisonError::into_inner) = until;
                match outcome {
                    Ok(Err(error)) => Err(error),
                    _ => Err(failed(NoAnswer)),
                }
            }
        }
    }

    /// Adds a partition to those that are known, or takes it out; whether that is news.
    async fn learn_partition(
        &self,
        told: &Notification,
        id: &PartitionId,
        is_there: bool,
    ) -> Result<bool, StoreError> {
        match self.store.known(told.enterprise, Topic::Partitions).await? {
            Some(Fact::Partitions(mut known)) => {
                if is_there {
                    known.insert(id.clone());
                } else {
                    known.remove(id);
                }
                self.store.keep(told.enterprise, told.at, Fact::Partitions(known)).await
            }
            // Whoever asks later is told everything.
            _ => Ok(true),
        }
    }

    async fn learn_right(
        &self,
        told: &Notification,
        right: &UserRight,
        is_given: bool,
    ) -> Result<bool, StoreError> {
        let topic = Topic::Rights(right.person);
        let Some(Fact::Rights(person, known)) = self.store.known(told.enterprise, topic).await? else {
            return Ok(true);
        };
        let changed = match (known, &right.extent, is_given) {
            (_, Extent::WholeEbox, true) => Rights::All,
            // What is left besides, only the service knows.
            (_, Extent::WholeEbox, false) => {
                return self.store.forget(told.enterprise, told.at, topic).await;
            }
            (Rights::All, Extent::Partition(_), _) => Rights::All,
            (Rights::Only(mut partitions), Extent::Partition(id), true) => {
                partitions.insert(id.clone());
                Rights::Only(partitions)
            }
            (Rights::Only(mut partitions), Extent::Partition(id), false) => {
                partitions.remove(id);
                Rights::Only(partitions)
            }
        };
        self.store.keep(told.enterprise, told.at, Fact::Rights(person, changed)).await
    }
}

#[async_trait]
impl Partitions for RoutingCache {
    async fn exists(&self, enterprise: EnterpriseNumber, id: &PartitionId) -> Result<bool, StoreError> {
        if id.is_general() {
            return Ok(true);
        }
        let known: BTreeSet<PartitionId> = match self.fact(enterprise, Topic::Partitions).await? {
            Fact::Partitions(known) => known,
            _ => BTreeSet::new(),
        };
        Ok(known.contains(id))
    }

    async fn route(&self, message: &Message) -> Result<PartitionId, StoreError> {
        let Some(recipient) = message.ebox.enterprise() else { return Ok(PartitionId::general()) };
        match self.fact(recipient, Topic::Rules).await {
            Ok(Fact::Rules(rules)) => Ok(route(&rules, &Facts::of(message))),
            Ok(_) => Ok(PartitionId::general()),
            // A message is never refused for this: where it lies can be changed later.
            Err(error) => {
                tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    "routing rules are not known; the message goes to GENERAL"
                );
                Ok(PartitionId::general())
            }
        }
    }

    async fn rights(&self, enterprise: EnterpriseNumber, person: Ssin) -> Result<Rights, StoreError> {
        match self.fact(enterprise, Topic::Rights(person)).await? {
            Fact::Rights(_, rights) => Ok(rights),
            _ => Ok(Rights::Only(BTreeSet::new())),
        }
    }

    async fn learn(&self, told: &Notification) -> Result<bool, StoreError> {
        if let Some(questions) = self.questions().get_mut(&told.enterprise) {
            questions.told = questions.told.max(told.at);
        }
        match &told.change {
            Change::PartitionCreated(id) => self.learn_partition(told, id, true).await,
            Change::PartitionDeleted(id) => self.learn_partition(told, id, false).await,
            Change::UserRightCreated(right) => self.learn_right(told, right, true).await,
            Change::UserRightDeleted(right) => self.learn_right(told, right, false).await,
            Change::RuleCreated(change) | Change::RuleUpdated(change) | Change::RuleDeleted(change) => {
                // The whole list is told: it can be kept even of an e-Box that is not known yet.
                let rules = Fact::Rules(change.rules.clone());
                self.store.keep(told.enterprise, told.at, rules).await
            }
        }
    }
}
