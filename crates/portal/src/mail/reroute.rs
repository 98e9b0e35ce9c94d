//! Trying a routing rule on the messages that are there, and moving them, at every registry at once.

use std::time::Duration;

use ebox_client::{
    Message,
    routing::{Trial, caught, move_some},
};
use ebox_domain::LocalizedText;
use futures_util::future::join_all;
use tokio::time::timeout;

use super::{Absent, Ebox, Why};

/// How many of the newest messages of each registry are shown.
const NEWEST: usize = 3;
/// After how many moved messages a registry is left until the next time: somebody waits.
const ENOUGH: u64 = 1000;
/// How long a registry may take: it counts, or moves, in several calls.
const PATIENCE: Duration = Duration::from_secs(25);

/// What a rule would have caught.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tried {
    pub(crate) at: Vec<TriedAt>,
    pub(crate) absent: Vec<Absent>,
}

/// What a rule would have caught at one registry.
#[derive(Debug, Clone)]
pub(crate) struct TriedAt {
    pub(crate) id: String,
    pub(crate) name: LocalizedText,
    pub(crate) total: u64,
    pub(crate) newest: Vec<Message>,
}

/// What was moved.
#[derive(Debug, Clone, Default)]
pub(crate) struct Moved {
    pub(crate) at: Vec<MovedAt>,
    pub(crate) absent: Vec<Absent>,
}

/// What was moved at one registry.
#[derive(Debug, Clone)]
pub(crate) struct MovedAt {
    pub(crate) name: LocalizedText,
    pub(crate) moved: u64,
    /// How many lie elsewhere still; unknown of a registry that stopped.
    pub(crate) left: Option<u64>,
}

impl Tried {
    /// How many messages, at all registries that said so.
    pub(crate) fn total(&self) -> u64 {
        self.at.iter().map(|one| one.total).sum()
    }
}

impl Moved {
    /// How many messages.
    pub(crate) fn total(&self) -> u64 {
        self.at.iter().map(|one| one.moved).sum()
    }

    /// Whether some are left.
    pub(crate) fn is_partial(&self) -> bool {
        !self.absent.is_empty() || self.at.iter().any(|one| one.left != Some(0))
    }
}

impl Ebox<'_> {
    /// What a rule would have caught. Nothing is changed.
    pub(crate) async fn try_rule(&self, trial: &Trial) -> Tried {
        let asked = self.registries.iter().map(|open| async move {
            let registries = std::slice::from_ref(&open.registry);
            let found = timeout(PATIENCE, caught(trial, registries, NEWEST)).await;
            (open, found.ok().and_then(|mut found| found.pop()).map(|found| found.result))
        });
        let mut tried = Tried { at: Vec::new(), absent: self.absent.clone() };
        for (open, found) in join_all(asked).await {
            let (id, name) = (open.provider.id.clone(), open.provider.name.clone());
            match found {
                Some(Ok(caught)) => {
                    tried.at.push(TriedAt { id, name, total: caught.total, newest: caught.newest });
                }
                Some(Err(error)) => tried.absent.push(Absent::new(&open.provider, Why::of(&error))),
                None => tried.absent.push(Absent::new(&open.provider, Why::Late)),
            }
        }
        tried
    }

    /// Moves what a rule would have caught: at each registry so many at once that somebody can wait for it. Doing it
    /// again moves what is left.
    pub(crate) async fn move_caught(&self, trial: &Trial) -> Moved {
        let asked = self.registries.iter().map(|open| async move {
            (open, timeout(PATIENCE, move_some(trial, &open.registry, ENOUGH)).await)
        });
        let mut moved = Moved { at: Vec::new(), absent: self.absent.clone() };
        for (open, done) in join_all(asked).await {
            let name = open.provider.name.clone();
            match done {
                Ok(Ok(done)) => moved.at.push(MovedAt { name, moved: done.moved, left: Some(done.left) }),
                Ok(Err(halted)) => {
                    if halted.moved > 0 {
                        moved.at.push(MovedAt { name, moved: halted.moved, left: None });
                    }
                    moved.absent.push(Absent::new(&open.provider, Why::of(&halted.error)));
                }
                Err(_) => moved.absent.push(Absent::new(&open.provider, Why::Late)),
            }
        }
        moved
    }
}
