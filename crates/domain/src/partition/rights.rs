//! Who may look into which partition. Document Consumers are never limited; these rights are people's.

use std::{collections::BTreeSet, fmt, str::FromStr};

use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    ids::{InvalidId, uuid_v7},
    person::Ssin,
    random::Rng,
};

use super::PartitionId;

/// How far a right goes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Extent {
    /// The whole e-Box, partitions that come later included.
    WholeEbox,
    /// One partition.
    Partition(PartitionId),
}

/// The identifier of a right: what addresses carry, so that they need not name a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UserRightId(Uuid);

impl UserRightId {
    /// A new identifier.
    pub fn new(now: Timestamp, rng: &dyn Rng) -> Self {
        Self(uuid_v7(now, rng))
    }

    /// The UUID inside.
    pub const fn as_uuid(&self) -> Uuid {
        self.0
    }
}

impl From<Uuid> for UserRightId {
    fn from(uuid: Uuid) -> Self {
        Self(uuid)
    }
}

impl FromStr for UserRightId {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::try_parse(text).ok().filter(|_| text.len() == 36).map(Self).ok_or(InvalidId)
    }
}

impl fmt::Display for UserRightId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

/// A right that a person was given in an e-Box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserRight {
    /// Its identifier.
    pub id: UserRightId,
    /// Whose it is.
    pub person: Ssin,
    /// How far it goes.
    pub extent: Extent,
}

/// What a person may see of an e-Box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rights {
    /// Everything.
    All,
    /// These partitions, and nothing when there is none.
    Only(BTreeSet<PartitionId>),
}

impl Rights {
    /// What these rights add up to.
    pub fn of(extents: impl IntoIterator<Item = Extent>) -> Self {
        let mut partitions = BTreeSet::new();
        for extent in extents {
            match extent {
                Extent::WholeEbox => return Self::All,
                Extent::Partition(partition) => {
                    partitions.insert(partition);
                }
            }
        }
        Self::Only(partitions)
    }

    /// Whether a partition may be seen.
    pub fn include(&self, partition: &PartitionId) -> bool {
        match self {
            Self::All => true,
            Self::Only(partitions) => partitions.contains(partition),
        }
    }

    /// Whether nothing may be seen.
    pub fn are_none(&self) -> bool {
        matches!(self, Self::Only(partitions) if partitions.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::{collection::vec, option, prelude::*};

    fn extent() -> impl Strategy<Value = Extent> {
        option::weighted(0.8, "[a-d]").prop_map(|id| match id {
            Some(id) => Extent::Partition(id.parse().expect("an identifier")),
            None => Extent::WholeEbox,
        })
    }

    proptest! {
        #[test]
        fn a_partition_is_seen_by_whoever_has_it_or_the_whole(extents in vec(extent(), 0..4), id in "[a-d]") {
            let id: PartitionId = id.parse().expect("an identifier");
            let has_it = extents.contains(&Extent::WholeEbox) || extents.contains(&Extent::Partition(id.clone()));
            let rights = Rights::of(extents.clone());
            prop_assert_eq!(rights.include(&id), has_it);
            prop_assert_eq!(rights.are_none(), extents.is_empty());
        }
    }
}
