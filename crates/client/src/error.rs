//! What went wrong, at whose service, and what to do about it.

mod refusal;

use std::error::Error as StdError;

pub use refusal::{Refusal, RefusalCause};

/// A call that did not do what it was asked.
///
/// `Display` says what was attempted and where; the source says why; [`hint`](ClientError::hint) says what to do.
#[derive(Debug, thiserror::Error)]
#[error("cannot {doing} at {whom}")]
pub struct ClientError {
    doing: &'static str,
    whom: String,
    #[source]
    kind: ErrorKind,
}

/// Why a call did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum ErrorKind {
    /// No connection: name, network, proxy or TLS.
    #[error("no connection to {url}")]
    Unreachable {
        /// Where to.
        url: String,
        /// Why not.
        #[source]
        source: reqwest::Error,
    },
    /// A connection that broke, or an answer that did not come in time.
    #[error("the connection broke or was too slow")]
    Interrupted(#[source] reqwest::Error),
    /// No answer, or no whole one, in the time that there was.
    #[error("it did not answer in time")]
    Late,
    /// The service answered with a refusal.
    #[error("{0}")]
    Refused(Box<Refusal>),
    /// The service answered something else than its contract says.
    #[error("the answer is not what the contract says: {0}")]
    Unexpected(String),
    /// The caller asked for something that this method never does.
    #[error("{0}")]
    Misuse(&'static str),
    /// The registry has no such operation: its version, or its choice of extensions, does without.
    #[error("{0}")]
    NotOffered(&'static str),
    /// Something on this side: a key that does not sign, a file that cannot be read.
    #[error("a failure on this side")]
    Local(#[source] Box<dyn StdError + Send + Sync>),
}

impl ClientError {
    pub(crate) fn new(doing: &'static str, whom: impl Into<String>, kind: ErrorKind) -> Self {
        Self { doing, whom: whom.into(), kind }
    }

    /// At whose service: a provider's identifier, or the name of a central service.
    pub fn whom(&self) -> &str {
        &self.whom
    }

    /// What was attempted.
    pub const fn doing(&self) -> &'static str {
        self.doing
    }

    /// Why it failed.
    pub const fn kind(&self) -> &ErrorKind {
        &self.kind
    }

    /// The refusal, when the service answered with one.
    pub fn refusal(&self) -> Option<&Refusal> {
        match &self.kind {
            ErrorKind::Refused(refusal) => Some(refusal),
            _ => None,
        }
    }

    /// The HTTP status of the refusal, when the service answered with one.
    pub fn status(&self) -> Option<u16> {
        self.refusal().map(|refusal| refusal.status)
    }

    /// Whether the same call may succeed later without anybody doing anything.
    pub fn is_transient(&self) -> bool {
        match &self.kind {
            ErrorKind::Unreachable { .. } | ErrorKind::Interrupted(_) | ErrorKind::Late => true,
            ErrorKind::Refused(refusal) => refusal.is_transient(),
            ErrorKind::Unexpected(_)
            | ErrorKind::Misuse(_)
            | ErrorKind::NotOffered(_)
            | ErrorKind::Local(_) => false,
        }
    }

    /// What to do about it, for people.
    pub fn hint(&self) -> Option<String> {
        match &self.kind {
            ErrorKind::Unreachable { .. } => {
                Some("check the address, the network, and whether a proxy is needed (HTTPS_PROXY)".to_owned())
            }
            ErrorKind::Interrupted(_) | ErrorKind::Late => Some("try again".to_owned()),
            ErrorKind::Refused(refusal) => refusal.hint(),
            ErrorKind::Unexpected(_) => {
                Some(format!("tell the helpdesk of {}; the address may belong to something else", self.whom))
            }
            ErrorKind::NotOffered(_) => Some(format!("use the portal, or leave {} out", self.whom)),
            ErrorKind::Misuse(_) | ErrorKind::Local(_) => None,
        }
    }

    /// The error with its chain of sources, in one line.
    pub fn chain(&self) -> String {
        let mut line = self.to_string();
        let mut source = self.source();
        while let Some(error) = source {
            line.push_str(": ");
            line.push_str(&error.to_string());
            source = error.source();
        }
        line
    }
}
