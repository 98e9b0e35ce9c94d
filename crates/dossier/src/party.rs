//! Who takes part.

use ebox_domain::Ssin;
use serde::{Deserialize, Serialize};

use crate::as_text;

/// A party to a dossier. Each has decisions of its own, and nobody speaks for two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Party {
    /// The institution that asks: its access managers, and the colleagues whom they invite.
    Institution,
    /// The integration team of the desk: technical questions, configuration.
    Integration,
    /// The NSSO, which agrees and validates formally.
    Nsso,
}

impl Party {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Institution, Self::Integration, Self::Nsso];

    /// The name in addresses and in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Institution => "institution",
            Self::Integration => "integration",
            Self::Nsso => "nsso",
        }
    }

    /// Reads that name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|party| party.as_str() == text)
    }

    /// Whether it works at the desk.
    pub const fn is_of_the_desk(self) -> bool {
        matches!(self, Self::Integration | Self::Nsso)
    }
}

/// Who did something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Author {
    /// A person, for a party.
    Person {
        /// Who.
        #[serde(with = "as_text")]
        ssin: Ssin,
        /// For whom.
        party: Party,
    },
    /// This program, when something came true that it waited for.
    Program,
}

impl Author {
    /// A person, for a party.
    pub const fn person(ssin: Ssin, party: Party) -> Self {
        Self::Person { ssin, party }
    }

    /// The party that was spoken for.
    pub const fn party(self) -> Option<Party> {
        match self {
            Self::Person { party, .. } => Some(party),
            Self::Program => None,
        }
    }

    /// The person.
    pub const fn ssin(self) -> Option<Ssin> {
        match self {
            Self::Person { ssin, .. } => Some(ssin),
            Self::Program => None,
        }
    }
}
