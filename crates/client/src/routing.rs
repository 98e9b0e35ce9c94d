//! Trying a routing rule on the messages that are there: which ones it would have caught, and moving them.
//!
//! A rule is applied to new messages by each registry; only whoever may see the e-Box at every registry can say what
//! it would have done to the old ones. A registry that has no partitions (v2.1), or does not list by them, is an
//! error of its own and hides no other. What a rule before it in the order of the e-Box looks for, it never gets.

use std::collections::BTreeMap;

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
/// Of how many questions the number of caught messages is put together at most; beyond that they are read one by one.
const MOST_TERMS: usize = 64;

/// A rule that is tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    /// What it looks for.
    pub criteria: Criteria,
    /// Where such messages belong.
    pub target: PartitionId,
    /// What the rules before it look for: the first rule that holds decides.
    pub before: Vec<Criteria>,
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
        let walked = trial.walk(registry, &mut moved, u64::MAX, &mut tell).await;
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

/// The same for somebody who waits for the answer: it stops after the page with which `enough` messages are moved.
///
/// # Errors
/// With how many were moved before.
pub async fn move_some(trial: &Trial, registry: &Registry, enough: u64) -> Result<Moved, Halted> {
    let mut moved = 0;
    let walked = trial.walk(registry, &mut moved, enough, &mut |_| {}).await;
    let counted = match walked {
        Ok(()) => trial.count(registry).await,
        Err(error) => Err(error),
    };
    let left = counted.map_err(|error| Halted { moved, error })?;
    Ok(Moved { moved, left })
}

/// Whether criteria hold for a message.
fn hold(criteria: &Criteria, message: &Message) -> bool {
    let sender = &message.sender;
    criteria.message_type().is_none_or(|wanted| wanted.as_str() == message.message_type)
        && criteria.application().is_none_or(|wanted| sender.application.as_deref() == Some(wanted.as_str()))
        && criteria.organization().is_none_or(|wanted| wanted.as_str() == sender.enterprise)
}

impl Trial {
    /// Whether a message lies where the rule sends it; `None` when nobody says where it lies.
    fn is_there(&self, message: &Message) -> Option<bool> {
        message.partition.as_ref().map(|partition| partition == self.target.as_str())
    }

    /// Whether it would have caught a message, which lies elsewhere.
    fn would_catch(&self, message: &Message) -> bool {
        self.is_there(message) == Some(false) && !self.before.iter().any(|before| hold(before, message))
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
            caught.newest.extend(page.items.into_iter().filter(|one| self.would_catch(one)));
        }
        caught.newest.truncate(wanted);
        Ok(caught)
    }

    /// How many messages it would have caught. What comes meanwhile counts as caught.
    async fn count(&self, registry: &Registry) -> Result<u64, ClientError> {
        let Some(terms) = self.terms() else { return self.count_one_by_one(registry).await };
        let mut total = 0_i64;
        for (criteria, times) in terms {
            let elsewhere = self.count_elsewhere(registry, &criteria).await?;
            total = total.saturating_add(times.saturating_mul(i64::try_from(elsewhere).unwrap_or(i64::MAX)));
        }
        // What expires between two questions can make it less than none.
        Ok(u64::try_from(total).unwrap_or_default())
    }

    /// What has to be counted, and how often it counts, so that the sum is what it would have caught: everything that
    /// it looks for, without what a rule before it looks for as well, where what two of them look for is not taken
    /// away twice. `None` when that is too much to ask.
    fn terms(&self) -> Option<BTreeMap<Criteria, i64>> {
        let mut terms = BTreeMap::from([(self.criteria.clone(), 1)]);
        for before in &self.before {
            let overlaps: Vec<(Criteria, i64)> =
                terms.iter().filter_map(|(criteria, times)| Some((criteria.and(before)?, *times))).collect();
            for (criteria, times) in overlaps {
                *terms.entry(criteria).or_default() -= times;
            }
            terms.retain(|_, times| *times != 0);
            if terms.len() > MOST_TERMS {
                return None;
            }
        }
        Some(terms)
    }

    /// How many messages for which criteria hold lie elsewhere, without reading them all.
    async fn count_elsewhere(&self, registry: &Registry, criteria: &Criteria) -> Result<u64, ClientError> {
        let all = filter(criteria);
        let within = Filter { partitions: vec![self.target.to_string()], ..all.clone() };
        let there = self.listed(registry, PageRequest::default(), criteria, &within).await?;
        if there.items.iter().any(|message| self.is_there(message) == Some(false)) {
            return Err(ignored(registry));
        }
        let all = self.listed(registry, PageRequest::default(), criteria, &all).await?;
        Ok(all.total.saturating_sub(there.total))
    }

    async fn count_one_by_one(&self, registry: &Registry) -> Result<u64, ClientError> {
        let mut caught = 0;
        for number in 1.. {
            let page = self.page(registry, number).await?;
            caught += page.items.iter().filter(|message| self.would_catch(message)).count() as u64;
            if is_last(&page, number) {
                break;
            }
        }
        Ok(caught)
    }

    /// Moves what is found on a walk over all pages, until enough is moved. A moved message stays on its page, so pages
    /// do not shift.
    async fn walk(
        &self,
        registry: &Registry,
        moved: &mut u64,
        enough: u64,
        tell: &mut impl FnMut(u64),
    ) -> Result<(), ClientError> {
        let mut number = 1;
        let mut attempts = 0;
        loop {
            let page = self.page(registry, number).await?;
            let caught = page.items.iter().filter(|message| self.would_catch(message));
            let changes: Vec<MessageChange> = caught.map(|message| self.change(message)).collect();
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
            if *moved >= enough || is_last(&page, number) {
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
        self.listed(registry, request, &self.criteria, &filter(&self.criteria)).await
    }

    async fn listed(
        &self,
        registry: &Registry,
        request: PageRequest,
        criteria: &Criteria,
        filter: &Filter,
    ) -> Result<MessagePage, ClientError> {
        let page = registry.list(request, filter).await?;
        // A registry of others may have ignored a criterion.
        if page.items.iter().any(|message| !hold(criteria, message) || self.is_there(message).is_none()) {
            return Err(ignored(registry));
        }
        Ok(page)
    }
}

fn filter(criteria: &Criteria) -> Filter {
    Filter {
        message_type: criteria.message_type().map(ToString::to_string),
        sender_application: criteria.application().map(ToString::to_string),
        sender_organization: criteria.organization().map(|number| number.to_string()),
        ..Filter::default()
    }
}

fn is_last(page: &MessagePage, number: u32) -> bool {
    let seen = u64::from(number) * u64::from(PageRequest::MAX_SIZE);
    page.is_empty() || seen >= page.total
}

const DOING: &str = "try a routing rule";

/// A list that shows what it was not asked for cannot be counted, and nothing of it is moved.
fn ignored(registry: &Registry) -> ClientError {
    registry.unexpected(DOING, "its list ignores a criterion, or does not say where messages lie".to_owned())
}

#[cfg(test)]
mod tests {
    use ebox_domain::partition::Facts;
    use proptest::{collection::vec, option, prelude::*};

    use super::*;

    fn criteria() -> impl Strategy<Value = Criteria> {
        (option::of("[AB]"), option::of("[ab]"), option::of("000000000[01]")).prop_filter_map(
            "no criterion",
            |(kind, application, organization)| {
                Criteria::new(
                    kind.map(|text| text.parse().expect("an id")),
                    application.map(|text| text.parse().expect("an id")),
                    organization.map(|text| text.parse().expect("a number")),
                )
            },
        )
    }

    proptest! {
        #[test]
        fn the_sum_of_the_terms_is_what_the_rule_would_have_caught(
            tried in criteria(),
            before in vec(criteria(), 0..8),
            messages in vec(("[AB]", "[ab]", "000000000[01]"), 0..30),
        ) {
            let target = PartitionId::general();
            let trial = Trial { criteria: tried.clone(), target, before: before.clone() };
            let terms = trial.terms().expect("few enough");
            let (mut caught, mut sum) = (0, 0);
            for (kind, application, organization) in messages {
                let (kind, application) = (kind.parse().expect("an id"), application.parse().expect("an id"));
                let organization = organization.parse().expect("a number");
                let facts = Facts { message_type: &kind, application: &application, organization };
                let is_caught = tried.hold_for(&facts) && !before.iter().any(|one| one.hold_for(&facts));
                caught += i64::from(is_caught);
                let held = terms.iter().filter(|(criteria, _)| criteria.hold_for(&facts));
                sum += held.map(|(_, times)| times).sum::<i64>();
            }
            prop_assert_eq!(sum, caught);
        }
    }
}
