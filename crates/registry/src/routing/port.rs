//! What the cache needs kept, and whom it asks.

use std::{collections::BTreeSet, error::Error};

use async_trait::async_trait;
use ebox_domain::{
    EnterpriseNumber, PartitionId, Ssin, StoreError,
    partition::{Rights, RoutingRule},
};
use jiff::Timestamp;

/// What can be known of an e-Box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// Its routing rules.
    Rules,
    /// Its partitions.
    Partitions,
    /// What a person may see of it.
    Rights(Ssin),
}

/// What is known of a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// The routing rules, in their order.
    Rules(Vec<RoutingRule>),
    /// The partitions besides `GENERAL`.
    Partitions(BTreeSet<PartitionId>),
    /// What a person may see.
    Rights(Ssin, Rights),
}

impl Fact {
    /// What it is about.
    pub const fn topic(&self) -> Topic {
        match self {
            Self::Rules(_) => Topic::Rules,
            Self::Partitions(_) => Topic::Partitions,
            Self::Rights(person, _) => Topic::Rights(*person),
        }
    }
}

/// A fact, and how good it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// What is the case.
    pub fact: Fact,
    /// Since when: what is told of an earlier moment is older.
    pub at: Timestamp,
    /// When all of it was said last, by an answer or by a notification that leaves nothing out.
    pub confirmed: Timestamp,
}

/// Where facts are kept. Every method is one atomic unit of work; when it returns, its change is durable.
#[async_trait]
pub trait RoutingStore: Send + Sync {
    /// What is known; `None` when nothing is.
    async fn known(&self, enterprise: EnterpriseNumber, topic: Topic) -> Result<Option<Known>, StoreError>;

    /// Keeps what is known now, unless what is kept is the case since later; whether it is kept.
    async fn keep(&self, enterprise: EnterpriseNumber, known: Known) -> Result<bool, StoreError>;

    /// Forgets what was the case before `at`; whether that was so, and not newer.
    async fn forget(
        &self,
        enterprise: EnterpriseNumber,
        at: Timestamp,
        topic: Topic,
    ) -> Result<bool, StoreError>;
}

/// Why a question has no answer.
#[derive(Debug, thiserror::Error)]
pub enum Unanswered {
    /// Nobody is there: other questions are in vain as well.
    #[error("the Partition service does not answer")]
    Silent(#[source] Box<dyn Error + Send + Sync>),
    /// Somebody is there and does not say this, or not so that it can be read: other questions may have answers.
    #[error("the Partition service does not say how an e-Box is divided")]
    Unsaid(#[source] Box<dyn Error + Send + Sync>),
}

/// A Partition service that others run.
#[async_trait]
pub trait PartitionService: Send + Sync {
    /// What is the case, and since when at the latest.
    async fn ask(&self, enterprise: EnterpriseNumber, topic: Topic) -> Result<(Fact, Timestamp), Unanswered>;
}
