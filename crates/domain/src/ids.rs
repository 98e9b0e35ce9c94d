//! Identifiers.

use std::{fmt, str::FromStr};

use jiff::Timestamp;
pub use uuid::Uuid;

use crate::random::Rng;

/// Makes a version 7 UUID (RFC 9562) from a clock's and a generator's values, so that tests are exact
/// and identifiers sort by the moment they were made.
pub fn uuid_v7(now: Timestamp, rng: &dyn Rng) -> Uuid {
    let mut random = [0; 10];
    rng.fill(&mut random);
    let millis = u64::try_from(now.as_millisecond()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

/// A message in one registry. Registries of others may use any text; ours are UUIDs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MessageId(Uuid);

impl MessageId {
    /// A new identifier.
    pub fn new(now: Timestamp, rng: &dyn Rng) -> Self {
        Self(uuid_v7(now, rng))
    }

    /// The UUID inside.
    pub const fn as_uuid(&self) -> Uuid {
        self.0
    }
}

impl From<Uuid> for MessageId {
    fn from(uuid: Uuid) -> Self {
        Self(uuid)
    }
}

/// Why a text is no identifier of ours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier of this registry")]
pub struct InvalidId;

impl FromStr for MessageId {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // Only the hyphenated form: one message has one address.
        if text.len() != 36 {
            return Err(InvalidId);
        }
        Uuid::try_parse(text).map(Self).map_err(|_| InvalidId)
    }
}

impl fmt::Display for MessageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

/// An attachment within its message: its place, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AttachmentId(u16);

impl AttachmentId {
    /// The attachment at a place counted from 1; `None` for 0.
    pub const fn new(place: u16) -> Option<Self> {
        if place == 0 { None } else { Some(Self(place)) }
    }

    /// The place, counted from 1.
    pub const fn place(self) -> u16 {
        self.0
    }
}

impl FromStr for AttachmentId {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let canonical = !text.starts_with(['0', '+']);
        text.parse().ok().filter(|_| canonical).and_then(Self::new).ok_or(InvalidId)
    }
}

impl fmt::Display for AttachmentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Why a configured identifier is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an identifier has 1 to {max} characters, not all of them white space and none a control character")]
pub struct InvalidConfiguredId {
    max: usize,
}

macro_rules! configured_id {
    ($(#[$doc:meta])* $name:ident, $max:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The most characters (Unicode code points) it may have.
            pub const MAX: usize = $max;

            /// The text of it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = InvalidConfiguredId;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let length = text.chars().count();
                if crate::unseen::is_blank(text) || length > Self::MAX || text.chars().any(char::is_control) {
                    return Err(InvalidConfiguredId { max: Self::MAX });
                }
                Ok(Self(text.to_owned()))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

configured_id! {
    /// A kind of message (`WK1-ACTIVA`); the length limit is that of the legacy SOAP schema.
    MessageTypeId, 80
}
configured_id! {
    /// A sender application (`employment:job-attest:werkkaart`); length limit as the legacy SOAP schema.
    ApplicationId, 150
}
configured_id! {
    /// An action definition, configured by the operator for a message type.
    ActionId, 80
}
configured_id! {
    /// An OAuth client (`self_service_chaman_...` or a URN-like name given by hand).
    ClientId, 255
}

configured_id! {
    /// The message that another one answers. It may lie in a registry of others, whose identifiers are any text;
    /// the length limit is ours.
    OriginalId, 255
}

impl From<MessageId> for OriginalId {
    fn from(id: MessageId) -> Self {
        Self(id.to_string())
    }
}

/// A dossier: 1 to 40 letters, digits or hyphens, so that it stands in paths and file names as it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DossierId(String);

/// Why a text names no dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a dossier has 1 to 40 letters, digits or hyphens")]
pub struct InvalidDossierId;

impl DossierId {
    /// The text of it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for DossierId {
    type Err = InvalidDossierId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        if (1..=40).contains(&text.len()) && text.bytes().all(allowed) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidDossierId)
        }
    }
}

impl fmt::Display for DossierId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    struct Zeros;
    impl crate::random::Rng for Zeros {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(0);
        }
    }

    #[test]
    fn the_message_that_is_answered_may_have_any_identifier_that_is_a_text() {
        for text in ["2f1c", "urn:other:registry/7", "é", &"x".repeat(OriginalId::MAX)] {
            assert_eq!(text.parse::<OriginalId>().map(|id| id.to_string()), Ok(text.to_owned()));
        }
        for text in ["", " ", "a\u{0}b", "a\nb", &"x".repeat(OriginalId::MAX + 1)] {
            assert!(text.parse::<OriginalId>().is_err(), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn message_ids_sort_by_time_and_read_back(first in 0_i64..4_000_000_000_000, later in 1_i64..1_000_000) {
            let at = |ms| Timestamp::from_millisecond(ms).expect("in range");
            let (one, two) = (MessageId::new(at(first), &Zeros), MessageId::new(at(first + later), &Zeros));
            prop_assert!(one < two);
            prop_assert!(one.to_string() < two.to_string());
            prop_assert_eq!(one.to_string().parse::<MessageId>(), Ok(one));
        }

        #[test]
        fn any_text_as_an_id_is_answered_and_never_panics(text in "\\PC{0,40}") {
            let _ = text.parse::<MessageId>();
            if let Ok(dossier) = text.parse::<DossierId>() {
                prop_assert!(text.len() <= 40 && !text.contains('/'));
                prop_assert_eq!(dossier.to_string(), text.clone());
            }
            if let Ok(id) = text.parse::<AttachmentId>() {
                prop_assert_eq!(id.to_string(), text);
            }
        }
    }
}
