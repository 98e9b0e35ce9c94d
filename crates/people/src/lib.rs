//! People, and what they may do for an enterprise.
//!
//! **What.** Persons, who manages access to an enterprise's e-Box (its access managers and their co-access
//! managers), who works at the desk, who is signed in at the portal, the local accounts by which people show who they
//! are, and where they are told by e-mail what is to be done.
//!
//! **Why like this.** Whoever manages access decides over mail with legal weight, so the chain begins outside:
//! the operator of the federation names the first access manager of an enterprise, and every later one is named
//! by an access manager.
//!
//! **To add one more** operation: a use case in a file of its own; what it needs kept in [`port`] with its test
//! in the conformance suite.

pub mod accounts;
#[cfg(feature = "conformance")]
pub mod conformance;
mod contacts;
mod correct;
mod introduce;
mod managers;
mod persons;
pub mod port;
pub mod sessions;
mod staff;

use std::{fmt, str::FromStr, sync::Arc};

use ebox_domain::{EnterpriseNumber, Ssin};

use accounts::Hasher;
pub use contacts::Contact;
use port::{AccessListener, Stores};
pub use sessions::{Session, SessionLifetime, SessionToken};
pub use staff::{StaffMember, StaffRole, UnknownStaffRole};

/// A person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Who it is.
    pub ssin: Ssin,
    /// First name and family name.
    pub name: String,
}

/// What a person is to the access management of an enterprise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Does everything, and names others.
    AccessManager,
    /// Does everything but name others.
    CoAccessManager,
}

/// Why a text names no role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a role is accessManager or coAccessManager")]
pub struct UnknownRole;

impl Role {
    /// The spelling (`accessManager`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AccessManager => "accessManager",
            Self::CoAccessManager => "coAccessManager",
        }
    }
}

impl FromStr for Role {
    type Err = UnknownRole;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::AccessManager, Self::CoAccessManager]
            .into_iter()
            .find(|role| role.as_str() == text)
            .ok_or(UnknownRole)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Somebody who manages access to an enterprise's e-Box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manager {
    /// Who.
    pub person: Person,
    /// As what.
    pub role: Role,
}

/// An enterprise for which a person may act, and as what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// The person.
    pub person: Person,
    /// The enterprise.
    pub enterprise: EnterpriseNumber,
    /// As what.
    pub role: Role,
}

/// The service of people.
pub struct People {
    store: Arc<dyn Stores>,
    access: Arc<dyn AccessListener>,
    hasher: Hasher,
}

impl People {
    /// The service on its store, with who wants to know whose access changed.
    pub fn new(store: Arc<dyn Stores>, access: Arc<dyn AccessListener>) -> Self {
        Self { store, access, hasher: Hasher::default() }
    }
}
