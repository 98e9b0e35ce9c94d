//! What can go wrong, apart from what a provider does.

use std::{io, path::PathBuf};

use ebox_client::ClientError;

/// Why a synchronisation ended early. What it had committed before is kept, and the next one goes on from there.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// Another synchronisation works in the same folder.
    #[error("another synchronisation is writing to {0}; wait for it, or use another folder")]
    Locked(PathBuf),
    /// The folder belongs to another e-Box or environment.
    #[error("{out} holds the messages of {found}, not of {asked}; use another folder")]
    OtherEbox {
        /// The folder.
        out: PathBuf,
        /// Whose it is.
        found: String,
        /// Who asked.
        asked: String,
    },
    /// There are packages, but the journal that remembers them is gone, or nothing is left in it.
    #[error(
        "{0} holds packages, and their journal is missing or empty; put journal.sqlite back, or use another folder"
    )]
    JournalMissing(PathBuf),
    /// The folder is itself a package, in which nothing may change any more.
    #[error("{out} is a package, and packages stand beside each other; use {beside}")]
    IsPackage {
        /// The folder.
        out: PathBuf,
        /// The folder in which it stands.
        beside: PathBuf,
    },
    /// The journal was written by a later version.
    #[error("the journal has format {0}, which this version does not know; update it")]
    JournalVersion(i64),
    /// The journal does not do what it should.
    #[error("the journal failed to {doing}")]
    Journal {
        /// What it should have done.
        doing: &'static str,
        /// Why it did not.
        #[source]
        source: sqlx::Error,
    },
    /// A file cannot be read or written.
    #[error("the disk failed")]
    Disk(#[source] io::Error),
    /// There is no list of providers.
    #[error("no provider is known")]
    Providers(#[source] ClientError),
}

impl From<io::Error> for SyncError {
    fn from(error: io::Error) -> Self {
        Self::Disk(error)
    }
}

/// Why a message could not be fetched.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// Its provider did not answer, or refused.
    #[error("the provider did not give it")]
    Client(#[source] ClientError),
    /// The list shows something that is no message of the contract.
    #[error("the provider lists it in a form that cannot be read: {0}")]
    Unreadable(String),
    /// What came is not what the digest says, twice.
    #[error("{0} does not have the digest that the provider gives")]
    Digest(String),
    /// What came is far from the size that the provider gives.
    #[error("{file} has {found} bytes, and the provider says {expected}")]
    Size {
        /// The file.
        file: String,
        /// What the provider says.
        expected: u64,
        /// What came.
        found: u64,
    },
    /// It came too slowly.
    #[error("{0} comes too slowly")]
    TooSlow(String),
}

impl FetchError {
    /// Whether it may go well later without anybody doing anything.
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Client(error) => error.is_transient(),
            Self::TooSlow(_) => true,
            Self::Unreadable(_) | Self::Digest(_) | Self::Size { .. } => false,
        }
    }
}

/// What ends the fetching of one message: its own failure, or the end of everything.
#[derive(Debug)]
pub(crate) enum Stop {
    Message(FetchError),
    Everything(SyncError),
}

impl From<FetchError> for Stop {
    fn from(error: FetchError) -> Self {
        Self::Message(error)
    }
}

impl From<ClientError> for Stop {
    fn from(error: ClientError) -> Self {
        Self::Message(FetchError::Client(error))
    }
}

impl From<SyncError> for Stop {
    fn from(error: SyncError) -> Self {
        Self::Everything(error)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Everything(SyncError::Disk(error))
    }
}
