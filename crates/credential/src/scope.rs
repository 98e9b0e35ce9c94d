//! OAuth scopes: what a client may be granted.

use std::{fmt, str::FromStr};

/// Why a text names no scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a scope of the e-Box federation")]
pub struct UnknownScope;

macro_rules! scopes {
    ($($(#[$doc:meta])* $name:ident = $canonical:literal $(| $alias:literal)*,)+) => {
        /// A scope of the federation.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Scope {
            $($(#[$doc])* $name,)+
        }

        impl Scope {
            /// All of them, in the order of the public contract.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// Every spelling under which this scope is asked for and granted, the canonical one first.
            pub const fn spellings(self) -> &'static [&'static str] {
                match self {
                    $(Self::$name => &[$canonical $(, $alias)*],)+
                }
            }
        }
    };
}

scopes! {
    /// Publish for one's own enterprise.
    PublicationSender = "scope:document:management:consult:ws-eboxrestentreprise:publicationsender",
    /// Publish for another enterprise, under a mandate. The public pages spell it in two ways.
    RepresentativePublication =
        "scope:document:management:consult:ws-eboxrestentreprise:eboxrepresentativepublication"
        | "scope:document:management:ws-eboxrestentreprise:eboxrepresentativepublication",
    /// Everything that a Document Consumer does in v3: one's own e-Box, all its partitions.
    DocumentConsumer = "scope:document:management:consult:ws-eboxrestentreprise:documentconsumer",
    /// Consult for another enterprise, under a mandate.
    RepresentativeConsultation =
        "scope:document:management:consult:ws-eboxrestentreprise:eboxrepresentativeconsultation",
    /// The v2 summary of one's own e-Box.
    SummaryOwnEbox = "scope:document:management:consult:ws-eboxrestentreprise:summaryownebox",
    /// The v2 summary of any e-Box.
    SummaryAllEbox = "scope:document:management:consult:ws-eboxrestentreprise:summaryallebox",
    /// The v2 messages of one's own e-Box; also the scope of people's tokens.
    MessagesFull = "scope:document:management:consult:ws-eboxrestentreprise:messagesfull",
    /// The v2 reference data.
    ReferenceData = "scope:document:management:consult:ws-eboxrestentreprise:referencedata",
    /// Read the provider registry.
    FederationRegistry = "scope:documentmanagement:ebox:enterprise:federation-rest:registry",
    /// Search e-Box preferences.
    FederationPreference = "scope:documentmanagement:ebox:enterprise:federation-rest:preference",
    /// Search citizens' consents.
    FederationConsent = "scope:documentmanagement:ebox:enterprise:federation-rest:consent",
    /// Read partitions, rights and routing rules.
    PartitionConsult = "scope:documentmanagement:ebox:enterprise:partition-rest:consult",
    /// Change partitions, rights and routing rules.
    PartitionManage = "scope:documentmanagement:ebox:enterprise:partition-rest:manage",
    /// Submit document events.
    EventSubmit = "scope:documentmanagement:ebox:enterprise:event-rest:submit",
    /// Read document events.
    EventConsult = "scope:documentmanagement:ebox:enterprise:event-rest:consult",
    /// Call a Document Provider's webhook for event notifications.
    NotificationNotify = "scope:documentmanagement:ebox:enterprise:notification-rest:notify",
    /// Introspect tokens, as a Document Provider does.
    Introspect = "scope:security:authorization:oauth:oauth-autz-server:introspect",
    /// Send registered mail over its own REST service.
    RegisteredMailSender = "scope:ksz-bcss:registered:epost-rest:registeredmailsender",
    /// Operate this federation.
    Operator = "scope:ebox:operator",
    /// **Extension**: get tokens in the name of people who signed in, as the portal does.
    Portal = "scope:ebox:portal",
}

impl Scope {
    /// The canonical spelling.
    pub const fn as_str(self) -> &'static str {
        self.spellings()[0]
    }

    /// Reads any spelling.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|scope| scope.spellings().contains(&text))
    }

    const fn bit(self) -> u32 {
        1 << self as u32
    }
}

impl FromStr for Scope {
    type Err = UnknownScope;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text).ok_or(UnknownScope)
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A set of scopes, shown as OAuth writes one: separated by spaces, each in all its spellings, because
/// clients look for the one that they know.
#[derive(Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Scopes(u32);

impl Scopes {
    /// No scope.
    pub const NONE: Self = Self(0);

    /// These scopes.
    pub const fn of(scopes: &[Scope]) -> Self {
        let (mut bits, mut index) = (0, 0);
        while index < scopes.len() {
            bits |= scopes[index].bit();
            index += 1;
        }
        Self(bits)
    }

    /// Whether a scope is in the set.
    pub const fn contains(self, scope: Scope) -> bool {
        self.0 & scope.bit() != 0
    }

    /// Whether any of these scopes is in the set.
    pub fn contains_any(self, scopes: &[Scope]) -> bool {
        scopes.iter().any(|scope| self.contains(*scope))
    }

    /// Whether every scope of `other` is in the set.
    pub const fn contains_all(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// The set with one more scope.
    pub const fn with(self, scope: Scope) -> Self {
        Self(self.0 | scope.bit())
    }

    /// What is in both sets.
    pub const fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The scopes, in the order of the public contract.
    pub fn iter(self) -> impl Iterator<Item = Scope> {
        Scope::ALL.iter().copied().filter(move |scope| self.contains(*scope))
    }

    /// Reads a list separated by spaces (RFC 6749, section 3.3); a name that is no scope is the error.
    pub fn parse(text: &str) -> Result<Self, &str> {
        text.split(' ').filter(|name| !name.is_empty()).map(|name| Scope::parse(name).ok_or(name)).collect()
    }
}

impl FromIterator<Scope> for Scopes {
    fn from_iter<I: IntoIterator<Item = Scope>>(scopes: I) -> Self {
        scopes.into_iter().fold(Self::NONE, Self::with)
    }
}

impl fmt::Display for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let spellings = self.iter().flat_map(Scope::spellings);
        for (index, spelling) in spellings.enumerate() {
            if index > 0 {
                f.write_str(" ")?;
            }
            f.write_str(spelling)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn both_spellings_of_representative_publication_are_one_scope() {
        let long = "scope:document:management:consult:ws-eboxrestentreprise:eboxrepresentativepublication";
        let short = "scope:document:management:ws-eboxrestentreprise:eboxrepresentativepublication";
        assert_eq!(Scope::parse(long), Some(Scope::RepresentativePublication));
        assert_eq!(Scope::parse(short), Some(Scope::RepresentativePublication));
        assert_eq!(Scopes::parse(short).map(|scopes| scopes.to_string()), Ok(format!("{long} {short}")));
    }

    #[test]
    fn no_two_scopes_share_a_spelling() {
        for scope in Scope::ALL {
            for spelling in scope.spellings() {
                assert_eq!(Scope::parse(spelling), Some(*scope), "{spelling}");
            }
        }
    }

    proptest! {
        #[test]
        fn a_set_reads_back(bits in 0_u32..1 << Scope::ALL.len()) {
            let scopes = Scopes(bits);
            let text = scopes.to_string();
            prop_assert_eq!(Scopes::parse(&text), Ok(scopes));
            prop_assert_eq!(scopes.iter().collect::<Scopes>(), scopes);
        }

        #[test]
        fn any_text_as_scopes_is_answered(text in "\\PC{0,60}") {
            let _ = Scopes::parse(&text);
        }
    }
}
