//! What onboarding needs kept, and what it needs of other services.

use async_trait::async_trait;
use ebox_audit::Effects;
use ebox_credential::{Certificate, Scopes};
use ebox_domain::{EnterpriseNumber, Ssin, StoreError, ids::ClientId};
use jiff::Timestamp;

use crate::{Acceptance, Account};

/// The store of onboarding. Every method is one atomic unit of work; when it returns, its change is durable.
#[async_trait]
pub trait OnboardingStore: Send + Sync {
    /// The acceptance of an enterprise.
    async fn acceptance(&self, enterprise: EnterpriseNumber) -> Result<Option<Acceptance>, StoreError>;

    /// Keeps an acceptance, unless the enterprise has one: the first stands for good. Answers with the one that
    /// stands; effects are those of the first.
    async fn accept(&self, acceptance: Acceptance, effects: Effects) -> Result<Acceptance, StoreError>;

    /// The number under which an enterprise sends by machine, given when it is first asked for.
    async fn sender_number(&self, enterprise: EnterpriseNumber) -> Result<u32, StoreError>;

    /// Keeps a new account, unless the enterprise has one of the same name.
    async fn add_account(&self, account: Account, effects: Effects) -> Result<Outcome, StoreError>;

    /// The accounts of an enterprise, by name.
    async fn accounts(&self, enterprise: EnterpriseNumber) -> Result<Vec<Account>, StoreError>;

    /// The accounts of every enterprise that are pending, the oldest first.
    async fn pending_accounts(&self) -> Result<Vec<Account>, StoreError>;

    /// Marks a pending account active. One that is active already stays as it is.
    async fn activate(
        &self,
        client_id: &ClientId,
        since: Timestamp,
        effects: Effects,
    ) -> Result<(), StoreError>;
}

/// What became of a new account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is kept.
    Added,
    /// The enterprise has one of this name: nothing changed.
    NameTaken,
}

/// What onboarding asks about people: the service of people answers.
#[async_trait]
pub trait Managers: Send + Sync {
    /// Whether a person manages access to an enterprise's e-Box.
    async fn may_manage(&self, person: Ssin, enterprise: EnterpriseNumber) -> Result<bool, StoreError>;
}

/// What onboarding wants done about OAuth clients: the OAuth server does it.
#[async_trait]
pub trait Clients: Send + Sync {
    /// Registers a client. Doing it again with the same client changes nothing.
    async fn register(&self, client: NewClient) -> Result<(), StoreError>;
}

/// An OAuth client to be registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewClient {
    /// Its identifier.
    pub client_id: ClientId,
    /// Whose it is.
    pub enterprise: EnterpriseNumber,
    /// The certificate with whose key it signs.
    pub certificate: Certificate,
    /// What it is granted.
    pub scopes: Scopes,
}
