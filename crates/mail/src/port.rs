//! What the service needs kept, and what it needs of others.

use async_trait::async_trait;
use ebox_domain::{Letter, StoreError};
use jiff::Timestamp;

/// Letters that wait. Every method is one atomic unit of work; when it returns, its change is durable.
///
/// Changes fill it in their own units of work. A letter that was written later has a higher number.
#[async_trait]
pub trait Outbox: Send + Sync {
    /// Letters that are due, at most `limit`, in their order: to each recipient only the first that waits.
    async fn due(&self, now: Timestamp, limit: u32) -> Result<Vec<Waiting>, StoreError>;

    /// Takes a letter out: it was sent, or nobody tries any more. Whether it was there.
    async fn done(&self, number: u64) -> Result<bool, StoreError>;

    /// Notes that a letter was tried once more, and is tried again not before `until`.
    async fn postpone(&self, number: u64, until: Timestamp) -> Result<(), StoreError>;

    /// Notes that the mail server did not answer: nothing that waits is sent before `until`.
    async fn suspend(&self, until: Timestamp) -> Result<(), StoreError>;

    /// Takes out what was written before a moment, and says how many letters that were.
    async fn forget(&self, written_before: Timestamp) -> Result<u64, StoreError>;

    /// When the next letter is due; `None` when none waits.
    async fn next_due(&self) -> Result<Option<Timestamp>, StoreError>;

    /// Letters that wait, the last written first: at most `limit`, of those with a lower number than `before`.
    async fn waiting(&self, before: Option<u64>, limit: u32) -> Result<Vec<Waiting>, StoreError>;
}

/// A letter that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Its place in the order of all letters.
    pub number: u64,
    /// The letter.
    pub letter: Letter,
    /// How often it was tried in vain.
    pub attempts: u32,
}

/// Why a letter was not sent. Nothing here names the recipient or repeats words of the mail server, which may.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unsent {
    /// The mail server takes it perhaps later.
    #[error("the mail server does not take it now (code {0})")]
    Later(u16),
    /// The mail server will never take it.
    #[error("the mail server refuses it for good (code {0})")]
    Never(u16),
    /// The mail server takes nothing: it does not answer, or not us. It has nothing to do with this letter.
    #[error("the mail server cannot be used: {0}")]
    Unreachable(String),
}

/// How letters leave.
#[async_trait]
pub trait Transport: Send + Sync {
    /// Hands a letter to the mail server; done when it said that it takes it. `number` names the letter for ever, so
    /// that whoever gets it twice can tell.
    async fn send(&self, number: u64, letter: &Letter) -> Result<(), Unsent>;
}
