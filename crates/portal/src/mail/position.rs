//! A place in the list of all providers as one.

use std::{cmp::Reverse, fmt};

use jiff::Timestamp;

use super::Listed;

/// Separates the parts of a position in an address.
const SEPARATOR: char = '~';

/// The place of a message in the list. It stays the same whatever arrives and whatever disappears, so that an
/// address with a position shows the same for as long as the messages are there.
///
/// Positions are ordered as the list is: newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Position {
    /// When the message was received.
    pub(crate) received: Timestamp,
    provider: String,
    id: String,
}

/// By what the list is ordered: moment, identifier, provider. Moments are not enough, for registries tell them in
/// whole seconds and a sender may send to everybody at once. Within a second the identifier decides: those of most
/// registries, ours too, begin with their time (UUID version 7, RFC 9562), so that the newest stays first.
pub(super) type Order<'a> = (Reverse<Timestamp>, Reverse<&'a str>, &'a str);

/// Where a page of the list lies.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) enum Place {
    /// It begins with the newest message.
    #[default]
    Newest,
    /// It begins after a position.
    After(Position),
    /// It ends before a position.
    Before(Position),
}

impl Position {
    /// The place of a message.
    pub(crate) fn of(listed: &Listed) -> Self {
        let Listed { provider, message } = listed;
        Self { received: message.received, provider: provider.clone(), id: message.id.clone() }
    }

    /// Reads a position as it is written in an address.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, SEPARATOR);
        let (received, provider, id) = (parts.next()?, parts.next()?, parts.next()?);
        Some(Self { received: received.parse().ok()?, provider: provider.to_owned(), id: id.to_owned() })
    }

    /// Whether a message comes later in the list than this place.
    pub(crate) fn is_before(&self, listed: &Listed) -> bool {
        self.order() < listed.order()
    }

    /// Whether a message is at this place or comes later in the list.
    pub(crate) fn is_at_or_before(&self, listed: &Listed) -> bool {
        self.order() <= listed.order()
    }

    fn order(&self) -> Order<'_> {
        (Reverse(self.received), Reverse(&self.id), &self.provider)
    }
}

impl Listed {
    /// By what the list is ordered.
    pub(super) fn order(&self) -> Order<'_> {
        (Reverse(self.message.received), Reverse(&self.message.id), &self.provider)
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{SEPARATOR}{}{SEPARATOR}{}", self.received, self.provider, self.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_is_written_and_read() {
        let text = "2026-03-31T22:30:00.123456Z~nsso~a~b/c";
        let position = Position::parse(text).expect("a position");
        assert_eq!(position.id, "a~b/c");
        assert_eq!(position.to_string(), text);
        for wrong in ["", "nsso", "2026-03-31T22:30:00Z~nsso", "yesterday~nsso~1"] {
            assert_eq!(Position::parse(wrong), None, "{wrong}");
        }
    }
}
