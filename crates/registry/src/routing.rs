//! How e-Boxes are divided, as told by a Partition service that others run.
//!
//! What the service says of an e-Box is kept, also across restarts, and changed by what notifications say. Those make
//! it quick; asking makes it right: what nobody confirmed for [`HOLDS_FOR`] is asked again when it is needed, because
//! a Document Provider is not told everything: nothing of the time before it was registered, and nothing at all where
//! nobody notifies it. A service that is down changes nothing for what is known: the last known facts hold. A message
//! for an e-Box of which nothing is known goes to `GENERAL`, where everything lies that no rule sends elsewhere.

#[cfg(feature = "conformance")]
pub mod conformance;
pub mod port;
mod questions;

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use async_trait::async_trait;
use ebox_domain::{
    Clock, EnterpriseNumber, Fault, PartitionId, ServiceError, Ssin, StoreError,
    message::Message,
    notification::{Change, Notification},
    partition::{Extent, Facts, Rights, UserRight, route},
};
use jiff::{SignedDuration, Timestamp};

use crate::port::Partitions;
use port::{Fact, Known, PartitionService, RoutingStore, Topic, Unanswered};
use questions::{Question, Questions};

/// How long what was confirmed is taken as it is.
pub const HOLDS_FOR: SignedDuration = SignedDuration::from_mins(5);
/// How long a caller waits for the service.
const PATIENCE: Duration = Duration::from_secs(3);
/// The seconds after which somebody whom nobody could tell may try again.
const RETRY_AFTER: u32 = 5;

/// What a remote Partition service said, kept.
pub struct RoutingCache {
    service: Arc<dyn PartitionService>,
    store: Arc<dyn RoutingStore>,
    clock: Arc<dyn Clock>,
    questions: Questions,
}

impl RoutingCache {
    /// A cache of what the service says, kept in the store.
    pub fn new(
        service: Arc<dyn PartitionService>,
        store: Arc<dyn RoutingStore>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self { service, store, clock, questions: Questions::default() }
    }

    /// What is known of a topic; asks when nothing is, or when it was not confirmed for long.
    async fn fact(&self, enterprise: EnterpriseNumber, topic: Topic) -> Result<Fact, ServiceError> {
        let holds = |known: &Known| {
            let age = self.clock.now().duration_since(known.confirmed);
            !age.is_negative() && age < HOLDS_FOR
        };
        if let Some(known) = self.store.known(enterprise, topic).await?.filter(holds) {
            return Ok(known.fact);
        }
        let question = self.questions.open((enterprise, topic));
        let _turn = question.turn().await;
        // Whoever had the turn before may have asked.
        let known = self.store.known(enterprise, topic).await?;
        if let Some(known) = known.clone().filter(holds) {
            return Ok(known.fact);
        }
        let said = self.ask(&question, known.as_ref()).await?;
        said.or_else(|| known.map(|known| known.fact)).ok_or_else(nobody_can_tell)
    }

    /// What the service says now; `None` when it does not.
    async fn ask(&self, question: &Question<'_>, known: Option<&Known>) -> Result<Option<Fact>, StoreError> {
        let (enterprise, topic) = question.about;
        let now = self.clock.now();
        if question.is_in_vain(now) {
            return Ok(None);
        }
        let answered = question.answered_so_far();
        let asked = tokio::time::timeout(PATIENCE, self.service.ask(enterprise, topic)).await;
        let error = match asked {
            Ok(Ok((fact, as_of))) => {
                question.was_answered();
                return self.take(question, known, (fact, as_of), now).await.map(Some);
            }
            Ok(Err(error)) => error,
            Err(late) => Unanswered::Silent(late.into()),
        };
        tracing::warn!(
            error = &error as &dyn std::error::Error,
            "the last known division of an e-Box holds, if there is one"
        );
        match error {
            Unanswered::Silent(_) => question.found_nobody(now, answered),
            Unanswered::Unsaid(_) => question.was_not_answered(now),
        }
        Ok(None)
    }

    /// Keeps an answer, which is newer than all that was known when it was asked for.
    async fn take(
        &self,
        question: &Question<'_>,
        known: Option<&Known>,
        (fact, as_of): (Fact, Timestamp),
        asked: Timestamp,
    ) -> Result<Fact, StoreError> {
        let (enterprise, topic) = question.about;
        let at = known.map_or(as_of, |known| as_of.max(known.at));
        // A notification that came meanwhile is newer, and stays.
        if self.store.keep(enterprise, Known { fact: fact.clone(), at, confirmed: asked }).await? {
            // One that came before there was anything to change is not in the answer: whoever comes next asks.
            if question.is_overtaken(at) {
                self.store.forget(enterprise, at, topic).await?;
            }
            return Ok(fact);
        }
        Ok(self.store.known(enterprise, topic).await?.map_or(fact, |known| known.fact))
    }

    /// Adds a partition to those that are known; whether that is news.
    async fn learn_partition(&self, told: &Notification, id: &PartitionId) -> Result<bool, ServiceError> {
        let known = self.store.known(told.enterprise, Topic::Partitions).await?;
        // Whoever asks later is told everything.
        let Some(Known { fact: Fact::Partitions(mut partitions), confirmed, .. }) = known else {
            return Ok(true);
        };
        partitions.insert(id.clone());
        let known = Known { fact: Fact::Partitions(partitions), at: told.at, confirmed };
        Ok(self.store.keep(told.enterprise, known).await?)
    }

    /// Whether a partition that is told to be deleted is gone now. What lies in it is moved then, so that an old
    /// notification must not be enough, and neither what was known before.
    async fn is_gone(&self, enterprise: EnterpriseNumber, id: &PartitionId) -> Result<bool, ServiceError> {
        let question = self.questions.open((enterprise, Topic::Partitions));
        let _turn = question.turn().await;
        let known = self.store.known(enterprise, Topic::Partitions).await?;
        match self.ask(&question, known.as_ref()).await? {
            Some(Fact::Partitions(partitions)) => Ok(!partitions.contains(id)),
            _ => Err(nobody_can_tell()),
        }
    }

    async fn learn_right(
        &self,
        told: &Notification,
        right: &UserRight,
        is_given: bool,
    ) -> Result<bool, ServiceError> {
        let topic = Topic::Rights(right.person);
        let known = self.store.known(told.enterprise, topic).await?;
        let Some(Known { fact: Fact::Rights(person, rights), confirmed, .. }) = known else {
            return Ok(true);
        };
        let changed = match (rights, &right.extent, is_given) {
            (_, Extent::WholeEbox, true) => Rights::All,
            // What is left besides, only the service knows.
            (_, Extent::WholeEbox, false) => {
                return Ok(self.store.forget(told.enterprise, told.at, topic).await?);
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
        let known = Known { fact: Fact::Rights(person, changed), at: told.at, confirmed };
        Ok(self.store.keep(told.enterprise, known).await?)
    }
}

/// Not the caller's fault.
fn nobody_can_tell() -> ServiceError {
    Fault::Unavailable(RETRY_AFTER).into()
}

/// What a change is about.
const fn topic_of(change: &Change) -> Topic {
    match change {
        Change::PartitionCreated(_) | Change::PartitionDeleted(_) => Topic::Partitions,
        Change::UserRightCreated(right) | Change::UserRightDeleted(right) => Topic::Rights(right.person),
        Change::RuleCreated(_) | Change::RuleUpdated(_) | Change::RuleDeleted(_) => Topic::Rules,
    }
}

#[async_trait]
impl Partitions for RoutingCache {
    async fn exists(&self, enterprise: EnterpriseNumber, id: &PartitionId) -> Result<bool, ServiceError> {
        if id.is_general() {
            return Ok(true);
        }
        let known: BTreeSet<PartitionId> = match self.fact(enterprise, Topic::Partitions).await? {
            Fact::Partitions(known) => known,
            _ => BTreeSet::new(),
        };
        Ok(known.contains(id))
    }

    async fn route(&self, message: &Message) -> Result<PartitionId, ServiceError> {
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

    async fn rights(&self, enterprise: EnterpriseNumber, person: Ssin) -> Result<Rights, ServiceError> {
        match self.fact(enterprise, Topic::Rights(person)).await? {
            Fact::Rights(_, rights) => Ok(rights),
            _ => Ok(Rights::Only(BTreeSet::new())),
        }
    }

    async fn learn(&self, told: &Notification) -> Result<bool, ServiceError> {
        self.questions.told((told.enterprise, topic_of(&told.change)), told.at);
        match &told.change {
            Change::PartitionCreated(id) => self.learn_partition(told, id).await,
            Change::PartitionDeleted(id) => self.is_gone(told.enterprise, id).await,
            Change::UserRightCreated(right) => self.learn_right(told, right, true).await,
            Change::UserRightDeleted(right) => self.learn_right(told, right, false).await,
            Change::RuleCreated(change) | Change::RuleUpdated(change) | Change::RuleDeleted(change) => {
                // The whole list is told: it can be kept even of an e-Box that is not known yet. It was so when it was
                // told, and may have changed since in ways that are told later, or were before.
                let confirmed = told.at.min(self.clock.now());
                let known = Known { fact: Fact::Rules(change.rules.clone()), at: told.at, confirmed };
                Ok(self.store.keep(told.enterprise, known).await?)
            }
        }
    }
}
