//! Whose mail it is.

use std::fmt;

use crate::{enterprise::EnterpriseNumber, person::Ssin};

/// The two kinds of e-Box, which are also the two sectors a message type may be configured for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EboxType {
    /// An enterprise's e-Box.
    Enterprise,
    /// A citizen's e-Box.
    Citizen,
}

impl EboxType {
    /// The published spelling (`enterprise`, `citizen`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Enterprise => "enterprise",
            Self::Citizen => "citizen",
        }
    }

    /// Reads a published spelling; the federation writes it in both cases.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Enterprise, Self::Citizen].into_iter().find(|kind| kind.as_str().eq_ignore_ascii_case(text))
    }
}

impl fmt::Display for EboxType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One e-Box: an enterprise's or a citizen's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EboxId {
    /// The e-Box of an enterprise.
    Enterprise(EnterpriseNumber),
    /// The e-Box of a citizen.
    Citizen(Ssin),
}

impl EboxId {
    /// Which kind of e-Box this is.
    pub const fn ebox_type(&self) -> EboxType {
        match self {
            Self::Enterprise(_) => EboxType::Enterprise,
            Self::Citizen(_) => EboxType::Citizen,
        }
    }

    /// The number inside: ten digits of an enterprise, eleven of a citizen.
    pub fn number(&self) -> &str {
        match self {
            Self::Enterprise(number) => number.as_str(),
            Self::Citizen(ssin) => ssin.as_str(),
        }
    }

    /// The enterprise, when it is an enterprise's e-Box.
    pub const fn enterprise(&self) -> Option<EnterpriseNumber> {
        match self {
            Self::Enterprise(number) => Some(*number),
            Self::Citizen(_) => None,
        }
    }

    /// The key under which stores keep an e-Box: the number alone. Ten digits are an enterprise,
    /// eleven a citizen, so the two never meet.
    pub fn key(&self) -> &str {
        self.number()
    }

    /// Reads back a [`key`](Self::key).
    pub fn from_key(key: &str) -> Option<Self> {
        match key.len() {
            10 => key.parse().ok().map(Self::Enterprise),
            11 => key.parse().ok().map(Self::Citizen),
            _ => None,
        }
    }
}

impl From<EnterpriseNumber> for EboxId {
    fn from(number: EnterpriseNumber) -> Self {
        Self::Enterprise(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn keys_read_back(number in "[01][0-9]{9}|[0-9]{11}") {
            let ebox = EboxId::from_key(&number).expect("a key");
            prop_assert_eq!(ebox.key(), number);
        }
    }
}
