//! Mandates: one enterprise acts for another, because both said so.

use std::{fmt, str::FromStr};

use jiff::Timestamp;

use crate::enterprise::EnterpriseNumber;

use super::MandateId;

/// What a mandate lets the mandatary do for the principal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Operation {
    /// Publish messages in the principal's name.
    Publish,
    /// Consult the principal's e-Box.
    Consult,
}

/// Why a text names no operation of a mandate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an operation is publish or consult")]
pub struct UnknownOperation;

impl Operation {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Publish, Self::Consult];

    /// The published spelling.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Publish => "publish",
            Self::Consult => "consult",
        }
    }
}

impl FromStr for Operation {
    type Err = UnknownOperation;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|one| one.as_str() == text).ok_or(UnknownOperation)
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A side of a mandate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// The enterprise for which the other acts.
    Principal,
    /// The enterprise that acts.
    Mandatary,
}

/// What became of a mandate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MandateState {
    /// One side wants it, and waits for the other.
    Proposed(Side),
    /// Both sides want it: it holds.
    Accepted,
    /// The other side did not want it.
    Refused,
    /// One side took it back: the proposal, or the mandate itself.
    Ended,
}

/// Why a text names no state of a mandate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a state is proposedByPrincipal, proposedByMandatary, accepted, refused or ended")]
pub struct UnknownState;

/// A step that a mandate in this state does not take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a mandate that is {0} does not take this step for this side")]
pub struct NotPossible(pub MandateState);

impl MandateState {
    const ALL: [Self; 5] = [
        Self::Proposed(Side::Principal),
        Self::Proposed(Side::Mandatary),
        Self::Accepted,
        Self::Refused,
        Self::Ended,
    ];

    /// The spelling (`proposedByPrincipal`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Proposed(Side::Principal) => "proposedByPrincipal",
            Self::Proposed(Side::Mandatary) => "proposedByMandatary",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::Ended => "ended",
        }
    }

    /// Whether somebody may act by it.
    pub fn holds(self) -> bool {
        self == Self::Accepted
    }

    /// Whether nothing will come of it any more.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Refused | Self::Ended)
    }

    /// One side agrees to what the other proposed.
    pub fn accepted(self, by: Side) -> Result<Self, NotPossible> {
        self.answered(by, Self::Accepted)
    }

    /// One side declines what the other proposed.
    pub fn refused(self, by: Side) -> Result<Self, NotPossible> {
        self.answered(by, Self::Refused)
    }

    /// Either side ends it, or takes back its own proposal.
    pub fn ended(self, by: Side) -> Result<Self, NotPossible> {
        match self {
            Self::Accepted => Ok(Self::Ended),
            Self::Proposed(proposer) if proposer == by => Ok(Self::Ended),
            _ => Err(NotPossible(self)),
        }
    }

    fn answered(self, by: Side, answer: Self) -> Result<Self, NotPossible> {
        match self {
            Self::Proposed(proposer) if proposer != by => Ok(answer),
            _ => Err(NotPossible(self)),
        }
    }
}

impl FromStr for MandateState {
    type Err = UnknownState;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|state| state.as_str() == text).ok_or(UnknownState)
    }
}

impl fmt::Display for MandateState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A mandate, from its proposal to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mandate {
    /// Its identifier.
    pub id: MandateId,
    /// For whom somebody acts.
    pub principal: EnterpriseNumber,
    /// Who acts.
    pub mandatary: EnterpriseNumber,
    /// What for.
    pub operation: Operation,
    /// What became of it.
    pub state: MandateState,
    /// When it was proposed.
    pub proposed: Timestamp,
    /// When its state last changed.
    pub changed: Timestamp,
}

impl Mandate {
    /// On which side an enterprise stands; `None` for one that the mandate does not concern.
    pub fn side_of(&self, enterprise: EnterpriseNumber) -> Option<Side> {
        if enterprise == self.principal {
            Some(Side::Principal)
        } else {
            (enterprise == self.mandatary).then_some(Side::Mandatary)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::{collection::vec, prelude::*};

    type Step = fn(MandateState, Side) -> Result<MandateState, NotPossible>;

    #[test]
    fn states_and_operations_read_back() {
        for state in MandateState::ALL {
            assert_eq!(state.as_str().parse(), Ok(state));
        }
        for operation in Operation::ALL {
            assert_eq!(operation.to_string().parse(), Ok(operation));
        }
        assert_eq!("read".parse::<Operation>(), Err(UnknownOperation));
    }

    proptest! {
        #[test]
        fn whatever_happens_a_mandate_holds_only_while_both_sides_want_it(
            is_by_principal in any::<bool>(),
            steps in vec((0_usize..3, any::<bool>()), 0..8),
        ) {
            let side = |is_principal| if is_principal { Side::Principal } else { Side::Mandatary };
            let proposer = side(is_by_principal);
            let mut state = MandateState::Proposed(proposer);
            let (mut other_agreed, mut is_over) = (false, false);
            for (step, is_principal) in steps {
                let by = side(is_principal);
                let take: [Step; 3] = [MandateState::accepted, MandateState::refused, MandateState::ended];
                if let Ok(next) = take[step](state, by) {
                    prop_assert!(!is_over, "nothing follows the end");
                    other_agreed |= step == 0;
                    prop_assert!(step == 2 || by != proposer, "only the other side answers");
                    is_over = step != 0;
                    state = next;
                }
                prop_assert_eq!(state.holds(), other_agreed && !is_over);
                prop_assert_eq!(state.is_over(), is_over);
            }
        }
    }
}
