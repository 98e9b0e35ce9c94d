//! Identifiers of what belongs to the division of an e-Box.

use std::{fmt, str::FromStr};

use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    ids::{InvalidId, uuid_v7},
    random::Rng,
};

macro_rules! uuid_id {
    ($($(#[$doc:meta])* $name:ident;)+) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $name(Uuid);

            impl $name {
                /// A new identifier.
                pub fn new(now: Timestamp, rng: &dyn Rng) -> Self {
                    Self(uuid_v7(now, rng))
                }

                /// The UUID inside.
                pub const fn as_uuid(&self) -> Uuid {
                    self.0
                }
            }

            impl From<Uuid> for $name {
                fn from(uuid: Uuid) -> Self {
                    Self(uuid)
                }
            }

            impl FromStr for $name {
                type Err = InvalidId;

                fn from_str(text: &str) -> Result<Self, Self::Err> {
                    // Only the hyphenated form: one thing has one address.
                    Uuid::try_parse(text).ok().filter(|_| text.len() == 36).map(Self).ok_or(InvalidId)
                }
            }

            impl fmt::Display for $name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    self.0.hyphenated().fmt(f)
                }
            }
        )+
    };
}

uuid_id! {
    /// A right of a person: what addresses carry, so that they need not name the person.
    UserRightId;
    /// A routing rule that a sender suggests.
    SuggestionId;
    /// A mandate.
    MandateId;
}
