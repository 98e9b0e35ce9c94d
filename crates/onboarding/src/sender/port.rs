//! What the configurations of senders need kept, and what they need done by other services.

use std::sync::Arc;

use async_trait::async_trait;
use ebox_audit::{Effects, Record};
use ebox_credential::{Certificate, Scopes};
use ebox_domain::{
    EnterpriseNumber, ServiceError, Sha256Digest, StoreError,
    ids::{ClientId, DossierId},
    provider::ProviderId,
    reference::ReferenceData,
};

use super::Configuration;

/// The store of the configurations of senders. Every method is one atomic unit of work; when it returns, its change is
/// durable.
#[async_trait]
pub trait ConfigurationStore: Send + Sync {
    /// The configuration of a dossier, whatever became of it.
    async fn configuration(&self, dossier: &DossierId) -> Result<Option<Configuration>, StoreError>;

    /// Those of every dossier, in the order in which they came to be as they are.
    async fn configurations(&self) -> Result<Vec<Configuration>, StoreError>;

    /// Keeps configurations, all of them or none: each replaces the one of its dossier with the version before it, or
    /// is the first. `false`: another version is there, and nothing changed.
    async fn keep(&self, configurations: Vec<Configuration>, effects: Effects) -> Result<bool, StoreError>;

    /// Keeps the record of a call that changed nothing.
    async fn note(&self, record: Record) -> Result<(), StoreError>;
}

/// A change of reference data: what it becomes.
pub type ReferenceChange = Box<dyn FnOnce(&ReferenceData) -> ReferenceData + Send>;

/// The registries of the providers of this process.
#[async_trait]
pub trait Registries: Send + Sync {
    /// The reference data of a provider's registry as it now is; `None` when there is no such provider here.
    fn reference_data(&self, provider: &ProviderId) -> Option<Arc<ReferenceData>>;

    /// Of some reference data the organizations, applications and message types that messages in a provider's registry
    /// name.
    async fn named_by_messages(
        &self,
        provider: &ProviderId,
        of: &ReferenceData,
    ) -> Result<ReferenceData, ServiceError>;

    /// Changes the reference data of a provider's registry, one change after another; what changes nothing leaves no
    /// record.
    async fn change(
        &self,
        provider: &ProviderId,
        change: ReferenceChange,
        record: Record,
    ) -> Result<(), ServiceError>;
}

/// An OAuth client as it now is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// Whose it is.
    pub enterprise: EnterpriseNumber,
    /// Whether it gets tokens.
    pub is_enabled: bool,
    /// What it was granted.
    pub scopes: Scopes,
    /// Its certificates.
    pub certificates: Vec<Certificate>,
}

/// What is to be done about a client; what is done already stays so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientWork {
    /// Which client.
    pub id: ClientId,
    /// Whose it is, for one that has to be made.
    pub enterprise: EnterpriseNumber,
    /// Its name, for one that has to be made.
    pub name: String,
    /// Whether it has to be made.
    pub is_new: bool,
    /// What it is granted from now on.
    pub scopes: Scopes,
    /// Whether it gets tokens from now on.
    pub is_enabled: bool,
    /// Certificates that it gets.
    pub add: Vec<Certificate>,
    /// Certificates that it loses.
    pub remove: Vec<Sha256Digest>,
}

/// The OAuth server's clients.
#[async_trait]
pub trait SenderClients: Send + Sync {
    /// A client.
    async fn client(&self, id: &ClientId) -> Result<Option<Client>, ServiceError>;

    /// Does what is to be done about a client. `record` says who wants it.
    async fn work(&self, work: ClientWork, record: Record) -> Result<(), ServiceError>;
}
