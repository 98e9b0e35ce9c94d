//! What the federation service needs kept.

use async_trait::async_trait;
use ebox_audit::Effects;
use ebox_domain::{
    EboxId, EmailAddress, StoreError,
    page::{Page, PageRequest},
    provider::{Provider, ProviderId},
};

use jiff::Timestamp;

use crate::{Ebox, Imported, Listed, Preference};

/// The federation service's store. Every method is one atomic unit of work; when it returns, its change is
/// durable.
#[async_trait]
pub trait FederationStore: Send + Sync {
    /// Every provider, by identifier, each with its maintenance windows in the order in which they begin.
    async fn providers(&self) -> Result<Vec<Provider>, StoreError>;

    /// One provider.
    async fn provider(&self, id: &ProviderId) -> Result<Option<Provider>, StoreError>;

    /// Registers a provider, or replaces what is registered under its identifier.
    async fn put_provider(&self, provider: Provider, effects: Effects) -> Result<(), StoreError>;

    /// An e-Box, when it is known.
    async fn ebox(&self, id: EboxId) -> Result<Option<Ebox>, StoreError>;

    /// A page of the directory, by number.
    async fn eboxes(&self, page: PageRequest) -> Result<Page<Ebox>, StoreError>;

    /// Keeps what a list says of e-Boxes: all of it, or nothing. When they were last opened stays.
    async fn put_listed(&self, listed: Vec<Listed>, effects: Effects) -> Result<Imported, StoreError>;

    /// Keeps an e-Box, or replaces what is known of it.
    async fn put_ebox(&self, ebox: Ebox, effects: Effects) -> Result<(), StoreError>;

    /// Notes that somebody opened an e-Box, if it is known. The latest moment counts.
    async fn note_opened(&self, id: EboxId, at: Timestamp) -> Result<(), StoreError>;
}

/// What e-Boxes prefer. Every method is one atomic unit of work; when it returns, its change is durable.
#[async_trait]
pub trait PreferenceStore: Send + Sync {
    /// What these e-Boxes prefer, in this order; unknown ones are left out.
    async fn preferences(&self, ids: &[EboxId]) -> Result<Vec<Preference>, StoreError>;

    /// Keeps whether an e-Box is the only channel; `None` when it is not known.
    async fn choose_exclusively(
        &self,
        id: EboxId,
        is_exclusive: bool,
        effects: Effects,
    ) -> Result<Option<Preference>, StoreError>;

    /// Where an e-Box wants to be told that something came, when it said so.
    async fn notification_address(&self, id: EboxId) -> Result<Option<EmailAddress>, StoreError>;

    /// Keeps where an e-Box wants to be told, or that it does not; whether it is known.
    async fn keep_notification_address(
        &self,
        id: EboxId,
        address: Option<EmailAddress>,
        effects: Effects,
    ) -> Result<bool, StoreError>;
}

/// All that the service needs kept.
pub trait Stores: FederationStore + PreferenceStore {}

impl<S: FederationStore + PreferenceStore> Stores for S {}
