//! What was done just now, said on the page to which the reader was sent afterwards.
//!
//! It stands in the address, from a closed list: an address can say nothing else.

use crate::fields::Fields;

/// The name of the field in addresses.
pub(super) const DONE: &str = "done";

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Done {
    /// Messages were hidden.
    Hidden,
    /// Messages are shown again.
    Shown,
    /// Messages were moved.
    Moved,
    /// An action was noted as executed.
    Executed,
    /// A reply was sent.
    Replied,
    /// Nothing: no message was selected.
    Nothing,
}

impl Done {
    const ALL: [Self; 6] =
        [Self::Hidden, Self::Shown, Self::Moved, Self::Executed, Self::Replied, Self::Nothing];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Hidden => "hidden",
            Self::Shown => "shown",
            Self::Moved => "moved",
            Self::Executed => "executed",
            Self::Replied => "replied",
            Self::Nothing => "nothing",
        }
    }

    /// What an address says.
    pub(super) fn read(fields: &Fields) -> Option<Self> {
        let said = fields.get(DONE)?;
        Self::ALL.into_iter().find(|one| one.as_str() == said)
    }

    /// A place of this portal that says it.
    pub(super) fn at(self, place: &str) -> String {
        let (path, query) = place.split_once('?').unwrap_or((place, ""));
        Fields::parse(query.as_bytes()).with(DONE, self.as_str()).at(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_says_what_was_done_and_keeps_the_rest() {
        assert_eq!(Done::Moved.at("/messages?q=a&done=hidden"), "/messages?q=a&done=moved");
        assert_eq!(Done::read(&Fields::parse(b"done=moved")), Some(Done::Moved));
        assert_eq!(Done::read(&Fields::parse(b"done=%3Cscript%3E")), None);
    }
}
