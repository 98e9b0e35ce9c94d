//! What the service needs kept, and what it needs of others.

use async_trait::async_trait;
use ebox_domain::{EnterpriseNumber, StoreError, provider::ProviderId};
use jiff::Timestamp;

/// What is to be told. Every method is one atomic unit of work; when it returns, its change is durable.
///
/// Changes fill it in their own units of work. One that was made later has a higher number and, within an e-Box,
/// a later moment.
#[async_trait]
pub trait Outbox: Send + Sync {
    /// Makes a delivery to each of these providers of every notification that has none yet, due at `now`, and
    /// forgets deliveries to providers that are not among them. A notification without deliveries is done.
    async fn spread(&self, providers: &[ProviderId], now: Timestamp) -> Result<(), StoreError>;

    /// Deliveries to a provider that are due, at most `limit`, in the order of their notifications: of each
    /// e-Box only the first that was not made.
    async fn due(
        &self,
        provider: &ProviderId,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<Delivery>, StoreError>;

    /// Notes that a delivery was made. The last one of a notification ends it.
    async fn delivered(&self, delivery: &Delivery) -> Result<(), StoreError>;

    /// Notes that a delivery was tried once more, and is tried again not before `until`.
    async fn postpone(&self, delivery: &Delivery, until: Timestamp) -> Result<(), StoreError>;

    /// Notes that a provider did not answer: nothing is delivered to it before `until`.
    async fn suspend(&self, provider: &ProviderId, until: Timestamp) -> Result<(), StoreError>;

    /// When the next delivery to one of these providers is due; `None` when they are to be told nothing.
    async fn next_due(&self, providers: &[ProviderId]) -> Result<Option<Timestamp>, StoreError>;
}

/// A notification on its way to a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// To whom.
    pub provider: ProviderId,
    /// About whose e-Box.
    pub enterprise: EnterpriseNumber,
    /// The place of the notification in the order of all changes.
    pub number: u64,
    /// The event as it travels: a CloudEvent in JSON.
    pub event: String,
    /// How often it was tried in vain.
    pub attempts: u32,
}

/// Somebody who is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscriber {
    /// The provider.
    pub id: ProviderId,
    /// The base address of its v3 registry.
    pub address: String,
    /// Whether it may be called now; what it is to be told waits otherwise.
    pub is_callable: bool,
}

/// Who is told: the provider registry answers.
#[async_trait]
pub trait Subscribers: Send + Sync {
    /// Every provider with a webhook.
    async fn subscribers(&self) -> Result<Vec<Subscriber>, StoreError>;
}

/// Why a delivery was not made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Undelivered {
    /// The provider answered, and did not take this one.
    #[error("the provider refused: {0}")]
    Refused(String),
    /// The provider did not answer, or could take nothing.
    #[error("the provider cannot be reached: {0}")]
    Unreachable(String),
}

/// How a provider is told.
#[async_trait]
pub trait Webhook: Send + Sync {
    /// Hands an event to a provider; done when it said yes.
    async fn deliver(&self, to: &Subscriber, event: &str) -> Result<(), Undelivered>;
}
