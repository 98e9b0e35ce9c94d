//! A look at the letters that wait.

use ebox_domain::ServiceError;

use crate::{Mailer, port::Waiting};

/// A page of letters, the last written first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The letters.
    pub letters: Vec<Waiting>,
    /// The number before which the next page begins; `None` on the last page.
    pub next: Option<u64>,
}

impl Mailer {
    /// How many letters are on a page.
    pub const PAGE: usize = 20;

    /// Letters that wait, the last written first, of those with a lower number than `before`.
    pub async fn outgoing(&self, before: Option<u64>) -> Result<Page, ServiceError> {
        // One more than a page holds: then there is a next one.
        let most = u32::try_from(Self::PAGE + 1).unwrap_or(u32::MAX);
        let mut letters = self.parts.outbox.waiting(before, most).await?;
        let has_more = letters.len() > Self::PAGE;
        letters.truncate(Self::PAGE);
        let next = letters.last().map(|last| last.number).filter(|_| has_more);
        Ok(Page { letters, next })
    }
}
