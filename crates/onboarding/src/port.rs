//! What onboarding needs kept, and what it needs of other services.

use async_trait::async_trait;
use ebox_audit::Effects;
use ebox_credential::{Certificate, Scopes};
use ebox_domain::{EnterpriseNumber, Ssin, StoreError, ids::ClientId};

use crate::{Acceptance, Account, AccountChange, Unchanged};

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

    /// The accounts of an enterprise that are not deleted, by name.
    async fn accounts(&self, enterprise: EnterpriseNumber) -> Result<Vec<Account>, StoreError>;

    /// Changes an account of an enterprise as [`Account::changed`] says; what changes nothing has no effects.
    async fn change_account(
        &self,
        enterprise: EnterpriseNumber,
        client_id: &ClientId,
        change: AccountChange,
        effects: Effects,
    ) -> Result<Result<Account, Unchanged>, StoreError>;

    /// An account by its client, deleted or not.
    async fn account_of(&self, client_id: &ClientId) -> Result<Option<Account>, StoreError>;

    /// The accounts of every enterprise, deleted ones too, of which the OAuth server does not know the last version;
    /// the oldest first.
    async fn pending_accounts(&self) -> Result<Vec<Account>, StoreError>;

    /// Notes which version of an account the OAuth server knows.
    async fn told(&self, client_id: &ClientId, version: u32) -> Result<(), StoreError>;
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
    /// Makes a client as it shall be. Doing it again changes nothing.
    async fn settle(&self, client: WantedClient) -> Result<(), StoreError>;
}

/// An OAuth client as it shall be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WantedClient {
    /// Its identifier.
    pub client_id: ClientId,
    /// Whose it is.
    pub enterprise: EnterpriseNumber,
    /// The certificates with whose keys it signs: these and no others.
    pub certificates: Vec<Certificate>,
    /// What it is granted.
    pub scopes: Scopes,
    /// Whether it gets tokens.
    pub is_enabled: bool,
}
