//! Trying a routing rule on the messages that are there: which ones it would have caught, and moving them.
//!
//! A rule is applied to new messages by each registry; only whoever may see the e-Box at every registry can say what
//! it would have done to the old ones. A registry that has no partitions (v2.1), or does not list by them, is an
//! error of its own and hides no other. Rules before it in the order of the e-Box are not considered.

use ebox_domain::{PartitionId, page::PageRequest, partition::Criteria};
use futures_util::future::join_all;

use crate::{
    error::ClientError,
    message::Message,
    registry::{Filter, MessageChange, MessagePage, Registry},
};

/// How many pages are looked through for the newest messages: the numbers do not need them.
const PAGES_FOR_NEWEST: u32 = 10;
/// How often a walk begins again when messages came or went meanwhile, and how often one page is read again.
const ATTEMPTS: u32 = 4;

/// A rule that is tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    /// What it looks for.
    pub criteria: Criteria,
    /// Where such messages belong.
    pub target: PartitionId,
}

/// What a registry, or an attempt at it, had to say.
#[derive(Debug)]
pub struct AtProvider<T> {
    /// Whose registry.
    pub provider: String,
    /// What it said.
    pub result: Result<T, ClientError>,
}

/// What a rule would have caught at one registry: messages that lie elsewhere than where it sends them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Caught {
    /// How many.
    pub total: u64,
    /// The newest of them.
    pub newest: Vec<Message>,
}

/// What was moved at one registry.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Moved {
    /// How many messages.
    pub moved: u64,
    /// How many lie elsewhere still, because they came while others were moved.
    pub left: u64,
}

/// A move that came to a halt.
#[derive(Debug, thiserror::Error)]
#[error("{moved} messages were moved before it stopped")]
pub struct Halted {
    /// How many messages were moved before; they stay moved.
    pub moved: u64,
    /// Why it stopped.
    #[source]
    pub error: ClientError,
}

/// What a rule would have caught at each registry, with so many of the newest messages. Nothing is changed.
pub async fn caught(trial: &Trial, registries: &[Registry], newest: usize) -> Vec<AtProvider<Caught>> {
    let each = registries.iter().map(|registry| async move {
        let result = trial.caught_at(registry, newest).await;
        AtProvider { provider: registry.provider().to_owned(), result }
    });
    join_all(each).await
}

/// Moves what a rule would have caught at one registry, newest first, a page at a time: each page wholly or not at
/// all. `tell` hears how many were moved so far. Doing it again moves what is left.
///
/// # Errors
/// With how many were moved before.
pub async fn move_caught(
    trial: &Trial,
    registry: &Registry,
    mut tell: impl FnMut(u64),
) -> Result<Moved, Halted> {
    let mut moved = 0;
    let mut left = 0;
    for _ in 0..ATTEMPTS {
        let walked = trial.walk(registry, &mut moved, &mut tell).await;
        let counted = match walked {
            Ok(()) => trial.count(registry).await,
            Err(error) => Err(error),
        };
        left = counted.map_err(|error| Halted { moved, error })?;
        if left == 0 {
            break;
        }
    }
    Ok(Moved { moved, left })
}

impl Trial {
    /// Whether a message is one that it catches: a registry of others may have ignored a criterion.
    fn is_meant(&self, message: &Message) -> bool {
        let sender = &message.sender;
        let criteria = &self.criteria;
        criteria.message_type().is_none_or(|wanted| wanted.as_str() == message.message_type)
            && criteria
                .application()
                .is_none_or(|wanted| sender.application.as_deref() == Some(wanted.as_str()))
            && criteria.organization().is_none_or(|wanted| wanted.as_str() == sender.enterprise)
    }

    /// Whether a message lies where the rule sends it; `None` when nobody says where it lies.
    fn is_there(&self, message: &Message) -> Option<bool> {
        message.partition.as_ref().map(|partition| partition == self.target.as_str())
    }

    async fn caught_at(&self, registry: &Registry, newest: usize) -> Result<Caught, ClientError> {
        let mut caught = Caught { total: self.count(registry).await?, newest: Vec::new() };
        let wanted = newest.min(usize::try_from(caught.total).unwrap_or(usize::MAX));
        for number in 1..=PAGES_FOR_NEWEST {
            if caught.newest.len() >= wanted {
                break;
            }
            let page = self.page(registry, number).await?;
            if page.is_empty() {
                break;
            }
            caught.newest.extend(page.items.into_iter().filter(|one| self.is_there(one) == Some(false)));
        }
        caught.newest.truncate(wanted);
        Ok(caught)
    }

    /// How many messages it would have caught, without reading them all. What comes meanwhile counts as caught.
    async fn count(&self, registry: &Registry) -> Result<u64, ClientError> {
        let filter = Filter { partitions: vec![self.target.to_string()], ..self.filter() };
        let there = self.listed(registry, PageRequest::default(), &filter).await?;
        if there.items.iter().any(|message| self.is_there(message) == Some(false)) {
            return Err(ignored(registry));
        }
        let all = self.listed(registry, PageRequest::default(), &self.filter()).await?;
        Ok(all.total.saturating_sub(there.total))
    }

    /// Moves what is found on a walk over all pages. A moved message stays on its page, so pages do not shift.
    async fn walk(
        &self,
        registry: &Registry,
        moved: &mut u64,
        tell: &mut impl FnMut(u64),
    ) -> Result<(), ClientError> {
        let mut number = 1;
        let mut attempts = 0;
        loop {
            let page = self.page(registry, number).await?;
            let elsewhere = page.items.iter().filter(|message| self.is_there(message) == Some(false));
            let changes: Vec<MessageChange> = elsewhere.map(|message| self.change(message)).collect();
            if !changes.is_empty() {
                attempts += 1;
                match registry.change(&changes).await {
                    // One of them expired since the page was read, so none was moved.
                    Err(error) if error.status() == Some(404) && attempts < ATTEMPTS => continue,
                    other => other?,
                };
                *moved += changes.len() as u64;
                tell(*moved);
            }
            let seen = u64::from(number) * u64::from(PageRequest::MAX_SIZE);
            if page.is_empty() || seen >= page.total {
                return Ok(());
            }
            number += 1;
            attempts = 0;
        }
    }

    fn change(&self, message: &Message) -> MessageChange {
        MessageChange {
            message_id: message.id.clone(),
            is_visible: None,
            partition: Some(self.target.to_string()),
        }
    }

    async fn page(&self, registry: &Registry, number: u32) -> Result<MessagePage, ClientError> {
        let request = PageRequest::new(number, PageRequest::MAX_SIZE);
        let request = request.map_err(|error| registry.unexpected(DOING, error.to_string()))?;
        self.listed(registry, request, &self.filter()).await
    }

    async fn listed(
        &self,
        registry: &Registry,
        request: PageRequest,
        filter: &Filter,
    ) -> Result<MessagePage, ClientError> {
        let page = registry.list(request, filter).await?;
        if page.items.iter().any(|message| !self.is_meant(message) || self.is_there(message).is_none()) {
            return Err(ignored(registry));
        }
        Ok(page)
    }

    fn filter(&self) -> Filter {
        Filter {
            message_type: self.criteria.message_type().map(ToString::to_string),
            sender_application: self.criteria.application().map(ToString::to_string),
            sender_organization: self.criteria.organization().map(|number| number.to_string()),
            ..Filter::default()
        }
    }
}

const DOING: &str = "try a routing rule";

/// A list that shows what it was not asked for cannot be counted, and nothing of it is moved.
fn ignored(registry: &Registry) -> ClientError {
    registry.unexpected(DOING, "its list ignores a criterion, or does not say where messages lie".to_owned())
}
