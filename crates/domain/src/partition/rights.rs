//! Who may look into which partition. Document Consumers are never limited; these rights are people's.

use std::collections::BTreeSet;

use crate::person::Ssin;

use super::{PartitionId, UserRightId};

/// How far a right goes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Extent {
    /// The whole e-Box, partitions that come later included.
    WholeEbox,
    /// One partition.
    Partition(PartitionId),
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
