//! Several lists as one, newest first, reading no more of each than is shown.

use std::collections::VecDeque;

use ebox_client::{ClientError, Filter, Message, Registry};
use ebox_domain::page::PageRequest;
use futures_util::future::join_all;
use jiff::Timestamp;

/// A message with its provider.
pub(super) struct Listed {
    pub(super) provider: String,
    pub(super) message: Message,
}

/// The list of one provider, as far as it was read.
struct Source {
    registry: Registry,
    buffer: VecDeque<Message>,
    next_page: Option<PageRequest>,
    total: u64,
}

/// A provider that did not answer.
pub(super) struct Failed {
    pub(super) provider: String,
    pub(super) error: ClientError,
}

/// Several lists as one.
pub(super) struct Merged {
    sources: Vec<Source>,
    filter: Filter,
    notices: Vec<String>,
    failed: Vec<Failed>,
}

impl Merged {
    /// The lists of these registries, read in pages of so many messages.
    pub(super) fn new(registries: Vec<Registry>, filter: Filter, page_size: u32) -> Self {
        let source = |registry| Source {
            registry,
            buffer: VecDeque::new(),
            next_page: PageRequest::new(1, page_size).ok(),
            total: 0,
        };
        let sources = registries.into_iter().map(source).collect();
        Self { sources, filter, notices: Vec::new(), failed: Vec::new() }
    }

    /// So many messages after the first `offset`.
    pub(super) async fn page(&mut self, offset: u64, size: u32) -> Vec<Listed> {
        // One list alone is already in order, and its registry finds the page faster.
        if let [source] = self.sources.as_mut_slice() {
            let page = offset.checked_div(u64::from(size)).and_then(|page| u32::try_from(page + 1).ok());
            source.next_page = page.and_then(|page| PageRequest::new(page, size).ok());
            self.fill().await;
            return self.take(size);
        }
        let mut skipped = 0;
        let mut messages = Vec::new();
        while messages.len() < size as usize {
            self.fill().await;
            let Some(next) = self.next() else { break };
            if skipped < offset {
                skipped += 1;
            } else {
                messages.push(next);
            }
        }
        messages
    }

    fn take(&mut self, size: u32) -> Vec<Listed> {
        std::iter::from_fn(|| self.next()).take(size as usize).collect()
    }

    /// How many messages there are.
    pub(super) fn total(&self) -> u64 {
        self.sources.iter().map(|source| source.total).sum()
    }

    /// What was odd about the lists.
    pub(super) fn notices(&self) -> &[String] {
        &self.notices
    }

    /// The providers that did not answer.
    pub(super) fn failed(&self) -> &[Failed] {
        &self.failed
    }

    /// Reads on, in parallel, where nothing is left.
    async fn fill(&mut self) {
        let filter = &self.filter;
        let reads = self.sources.iter_mut().map(|source| async {
            let provider = source.registry.provider().to_owned();
            source.read_on(filter).await.map_err(|error| Failed { provider, error })
        });
        for result in join_all(reads).await {
            match result {
                Ok(notices) => self.notices.extend(notices),
                Err(failed) => self.failed.push(failed),
            }
        }
    }

    /// The newest of the first messages of all lists.
    fn next(&mut self) -> Option<Listed> {
        let newest = self
            .sources
            .iter_mut()
            .filter(|source| !source.buffer.is_empty())
            // Registries tell moments to the second; identifiers of most of them tell the order within one.
            .max_by(|one, other| rank(one).cmp(&rank(other)))?;
        let message = newest.buffer.pop_front()?;
        Some(Listed { provider: newest.registry.provider().to_owned(), message })
    }
}

fn rank(source: &Source) -> Option<(Timestamp, &str)> {
    source.buffer.front().map(|message| (message.received, message.id.as_str()))
}

impl Source {
    async fn read_on(&mut self, filter: &Filter) -> Result<Vec<String>, ClientError> {
        let mut notices = Vec::new();
        // A page may hold nothing that can be read.
        while self.buffer.is_empty() {
            let Some(page) = self.next_page.take() else { break };
            let read = self.registry.list(page, filter).await?;
            self.total = read.total;
            let seen = page.offset() + read.len() as u64;
            if !read.is_empty() && seen < read.total {
                self.next_page = PageRequest::new(page.page() + 1, page.size()).ok();
            }
            notices.extend(read.unreadable.iter().map(|entry| {
                let id = entry.id.as_deref().unwrap_or("without an identifier");
                format!(
                    "{} lists a message {id} that cannot be read: {}",
                    self.registry.provider(),
                    entry.reason
                )
            }));
            self.buffer.extend(read.items);
        }
        Ok(notices)
    }
}
