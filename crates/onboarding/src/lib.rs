//! Onboarding: how an enterprise becomes a Document Consumer by itself, and a Document Sender by agreement.
//!
//! **What.** The acceptance of the terms of use, which is given once and never withdrawn, and webservice
//! accounts: an OAuth client with a certificate, for the enterprise's own software. What a sender needs in an
//! environment is in [`sender`].
//!
//! **Why like this.** Becoming a Document Consumer cannot be undone, so no account comes before the terms, and
//! neither without an access manager. An account spans two services, this one and the OAuth server: what is chosen is
//! kept here first, as the next version of the account, and then the client is made so, which can be repeated; until
//! the OAuth server knows the last version, the account is shown as pending.
//!
//! **To add one more** operation: a use case in a file of its own; what it needs kept in [`port`] with its test
//! in the conformance suite. To add a permission: a variant of [`Permission`] with its scopes.

mod account;
mod change;
mod client_id;
#[cfg(feature = "conformance")]
pub mod conformance;
pub mod port;
mod reconcile;
pub mod sender;
mod terms;

use std::{fmt, str::FromStr, sync::Arc};

use ebox_credential::{Certificate, Scope, Scopes};
use ebox_domain::{Clock, EnterpriseNumber, Environment, Rng, Ssin, ids::ClientId};
use jiff::Timestamp;
use tokio::sync::Mutex;

pub use account::NewAccount;
pub use change::{AccountChange, Choice, Unchanged};
use port::{Clients, Managers, OnboardingStore};

/// A version of the terms of use: 1 to 50 letters, digits, dots, hyphens or underscores.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermsVersion(String);

/// Why a text names no version of the terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a version of the terms has 1 to 50 letters, digits, dots, hyphens or underscores")]
pub struct InvalidTermsVersion;

impl FromStr for TermsVersion {
    type Err = InvalidTermsVersion;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
        if (1..=50).contains(&text.len()) && text.bytes().all(allowed) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidTermsVersion)
        }
    }
}

impl Default for TermsVersion {
    /// The first.
    fn default() -> Self {
        Self("1".to_owned())
    }
}

impl fmt::Display for TermsVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// That an enterprise accepted the terms of use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptance {
    /// Which enterprise.
    pub enterprise: EnterpriseNumber,
    /// Which terms.
    pub terms: TermsVersion,
    /// Who accepted them.
    pub by: Ssin,
    /// When.
    pub at: Timestamp,
}

/// What a webservice account permits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Permission {
    /// Everything that a Document Consumer does, in both versions of the contract.
    DocumentConsumer,
}

/// Why a text names no permission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no permission has this name")]
pub struct UnknownPermission;

impl Permission {
    /// The name that people choose it by.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DocumentConsumer => "DocConsumer e-Box Enterprise",
        }
    }

    /// What its client is granted.
    pub const fn scopes(self) -> Scopes {
        match self {
            Self::DocumentConsumer => Scopes::of(&[
                Scope::DocumentConsumer,
                Scope::SummaryOwnEbox,
                Scope::MessagesFull,
                Scope::ReferenceData,
                Scope::FederationRegistry,
            ]),
        }
    }
}

impl FromStr for Permission {
    type Err = UnknownPermission;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == Self::DocumentConsumer.as_str() {
            Ok(Self::DocumentConsumer)
        } else {
            Err(UnknownPermission)
        }
    }
}

/// How far a webservice account is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountState {
    /// The OAuth server does not know yet what was last chosen; that happens by itself.
    Pending,
    /// Its client gets tokens.
    Active,
    /// Its client gets none until it is enabled again.
    Disabled,
}

/// A webservice account (of type REST, the only one there is).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Whose it is.
    pub enterprise: EnterpriseNumber,
    /// Its name, unique within the enterprise.
    pub name: String,
    /// What it permits.
    pub permission: Permission,
    /// Its OAuth client.
    pub client_id: ClientId,
    /// The certificates with whose keys its software signs, in the order in which they were added. With two of them
    /// the software changes over at leisure.
    pub certificates: Vec<AccountCertificate>,
    /// Who made the account.
    pub by: Ssin,
    /// When.
    pub at: Timestamp,
    /// Whether its client shall get tokens.
    pub is_enabled: bool,
    /// Whether it was deleted: its client gets no tokens ever again.
    pub is_deleted: bool,
    /// Which change this is; a new account is the first.
    pub version: u32,
    /// The change that the OAuth server knows, if it knows any.
    pub told: Option<u32>,
}

/// A certificate of a webservice account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountCertificate {
    /// The certificate.
    pub certificate: Certificate,
    /// What people call it.
    pub name: String,
    /// Who added it.
    pub by: Ssin,
    /// When.
    pub at: Timestamp,
}

impl Account {
    /// How far it is.
    pub fn state(&self) -> AccountState {
        if self.told != Some(self.version) {
            AccountState::Pending
        } else if self.is_enabled {
            AccountState::Active
        } else {
            AccountState::Disabled
        }
    }
}

/// The choices of one federation.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The environment, which certificates must name.
    pub environment: Environment,
    /// The terms of use as they now are.
    pub terms: TermsVersion,
}

/// What the onboarding service is made of.
pub struct Parts {
    /// Its store.
    pub store: Arc<dyn OnboardingStore>,
    /// Who knows who manages access.
    pub managers: Arc<dyn Managers>,
    /// The OAuth server's clients.
    pub clients: Arc<dyn Clients>,
    /// Its clock.
    pub clock: Arc<dyn Clock>,
    /// Its random numbers.
    pub rng: Arc<dyn Rng>,
    /// Its federation's choices.
    pub settings: Settings,
}

/// The onboarding service.
pub struct Onboarding {
    parts: Parts,
    // The OAuth server is told one thing after another, so that what it knows last is what was chosen last.
    telling: Mutex<()>,
}

impl Onboarding {
    /// The service of its parts.
    pub fn new(parts: Parts) -> Self {
        Self { parts, telling: Mutex::default() }
    }

    /// The federation's choices.
    pub const fn settings(&self) -> &Settings {
        &self.parts.settings
    }
}
