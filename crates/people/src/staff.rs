//! The staff of the desk: who accompanies institutions on their way to become Document Senders or Document Providers.
//!
//! Two parties decide separately, so a person belongs to one of them: whoever prepares a decision does not take it.

use std::{fmt, str::FromStr};

use ebox_audit::Effects;
use ebox_domain::{Fault, ServiceError, Ssin};

use crate::{People, Person, persons::check_name};

/// For which party somebody works at the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StaffRole {
    /// The integration team: technical validation, configuration, tests.
    Integration,
    /// The National Social Security Office: agreement, formal validation, go.
    Nsso,
}

/// Why a text names no role of staff.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a role at the desk is integration or nsso")]
pub struct UnknownStaffRole;

impl StaffRole {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Integration, Self::Nsso];

    /// The spelling (`integration`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Integration => "integration",
            Self::Nsso => "nsso",
        }
    }
}

impl FromStr for StaffRole {
    type Err = UnknownStaffRole;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|role| role.as_str() == text).ok_or(UnknownStaffRole)
    }
}

impl fmt::Display for StaffRole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Somebody who works at the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffMember {
    /// By which operators name them: a number that says nothing of the person.
    pub number: u64,
    /// Who.
    pub person: Person,
    /// For which party.
    pub role: StaffRole,
}

impl People {
    /// Everybody who works at the desk, by name.
    pub async fn staff(&self) -> Result<Vec<StaffMember>, ServiceError> {
        Ok(self.store.staff().await?)
    }

    /// For which party a person works at the desk; `None` for everybody else.
    pub async fn staff_role(&self, person: Ssin) -> Result<Option<StaffRole>, ServiceError> {
        Ok(self.store.staff_role(person).await?)
    }

    /// Registers a person and takes them in at the desk, or gives them the other role: the operator's doing.
    pub async fn put_staff(
        &self,
        person: Person,
        role: StaffRole,
        effects: Effects,
    ) -> Result<StaffMember, ServiceError> {
        check_name(&person)?;
        Ok(self.store.put_staff(person, role, effects).await?)
    }

    /// Somebody does not work at the desk any more: the operator's doing. What they did stays theirs.
    pub async fn remove_staff(&self, number: u64, effects: Effects) -> Result<(), ServiceError> {
        if self.store.remove_staff(number, effects).await? {
            return Ok(());
        }
        Err(Fault::Absent("nobody works at the desk under this number").into())
    }
}
