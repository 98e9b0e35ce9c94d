//! Providers whose mail is not on a page, and why.

use ebox_client::{ClientError, ErrorKind, ListedProvider};
use ebox_domain::LocalizedText;
use jiff::Timestamp;

/// A provider whose mail is not there.
#[derive(Debug, Clone)]
pub(crate) struct Absent {
    /// What it is called.
    pub(crate) name: LocalizedText,
    /// Its identifier.
    pub(crate) id: String,
    /// Why it is not there.
    pub(crate) why: Why,
}

/// Why a provider's mail is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Why {
    /// It announced not to answer until then.
    Maintenance(Timestamp),
    /// It did not answer in time.
    Late,
    /// It cannot be reached, or says that it is not well.
    Down,
    /// It has nothing to narrow the list in this way.
    NotOffered,
    /// It refuses, or answers what the contract does not say.
    Refused,
}

impl Absent {
    pub(crate) fn new(provider: &ListedProvider, why: Why) -> Self {
        Self { name: provider.name.clone(), id: provider.id.clone(), why }
    }
}

impl Why {
    /// What an error means for the reader; the error itself is logged.
    pub(crate) fn of(error: &ClientError) -> Self {
        tracing::warn!(
            provider = error.whom(),
            error = error.chain(),
            "a provider did not answer as it should"
        );
        match error.kind() {
            ErrorKind::Late => Self::Late,
            ErrorKind::NotOffered(_) => Self::NotOffered,
            _ if error.is_transient() => Self::Down,
            _ => Self::Refused,
        }
    }
}
