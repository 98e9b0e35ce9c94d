//! Questions that are not answered yet, and those that are in vain for now.

use std::{
    collections::{HashMap, hash_map::Entry},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use ebox_domain::EnterpriseNumber;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::{Mutex as Turns, OwnedMutexGuard};

use super::port::Topic;

/// How long nobody asks again what had no answer.
const PAUSE: SignedDuration = SignedDuration::from_secs(5);

/// What a question is about.
pub(super) type About = (EnterpriseNumber, Topic);

/// All questions to the service.
#[derive(Default)]
pub(super) struct Questions(Mutex<State>);

struct State {
    open: HashMap<About, Open>,
    /// Until when all questions are in vain.
    silent_until: Timestamp,
    /// Until when single ones are.
    unsaid_until: HashMap<About, Timestamp>,
    /// How many were answered.
    answered: u64,
}

impl Default for State {
    fn default() -> Self {
        Self {
            open: HashMap::default(),
            silent_until: Timestamp::MIN,
            unsaid_until: HashMap::default(),
            answered: 0,
        }
    }
}

/// A question that some wait for.
struct Open {
    /// How many.
    waiting: usize,
    /// The moment of the last change that was told since the first of them came.
    told: Timestamp,
    /// Only one of them asks at a time.
    turn: Arc<Turns<()>>,
}

impl Questions {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A further wait for an answer.
    pub(super) fn open(&self, about: About) -> Question<'_> {
        let none = || Open { waiting: 0, told: Timestamp::MIN, turn: Arc::default() };
        let mut state = self.state();
        let open = state.open.entry(about).or_insert_with(none);
        open.waiting += 1;
        Question { questions: self, about, turn: Arc::clone(&open.turn) }
    }

    /// Notes that a change was told, which an answer that is under way need not show.
    pub(super) fn told(&self, about: About, at: Timestamp) {
        if let Some(open) = self.state().open.get_mut(&about) {
            open.told = open.told.max(at);
        }
    }
}

/// A wait for an answer.
pub(super) struct Question<'q> {
    questions: &'q Questions,
    pub(super) about: About,
    turn: Arc<Turns<()>>,
}

impl Question<'_> {
    /// Waits until nobody else asks the same.
    pub(super) async fn turn(&self) -> OwnedMutexGuard<()> {
        Arc::clone(&self.turn).lock_owned().await
    }

    /// Whether it makes no sense to ask now.
    pub(super) fn is_in_vain(&self, now: Timestamp) -> bool {
        let state = self.questions.state();
        now < state.silent_until || state.unsaid_until.get(&self.about).is_some_and(|until| now < *until)
    }

    /// How many questions were answered so far, this one or others.
    pub(super) fn answered_so_far(&self) -> u64 {
        self.questions.state().answered
    }

    /// Notes that it was answered.
    pub(super) fn was_answered(&self) {
        self.questions.state().answered += 1;
    }

    /// Notes that there was no answer to this one; others may have one.
    pub(super) fn was_not_answered(&self, now: Timestamp) {
        let mut state = self.questions.state();
        state.unsaid_until.retain(|_, until| now < *until);
        state.unsaid_until.insert(self.about, later(now));
    }

    /// Notes that nobody was there to answer, unless somebody answered others since it was asked.
    pub(super) fn found_nobody(&self, now: Timestamp, answered_before: u64) {
        if self.answered_so_far() == answered_before {
            self.questions.state().silent_until = later(now);
        } else {
            self.was_not_answered(now);
        }
    }

    /// Whether a change was told meanwhile that an answer as of `at` does not show.
    pub(super) fn is_overtaken(&self, at: Timestamp) -> bool {
        self.questions.state().open.get(&self.about).is_some_and(|open| open.told > at)
    }
}

impl Drop for Question<'_> {
    fn drop(&mut self) {
        if let Entry::Occupied(mut entry) = self.questions.state().open.entry(self.about) {
            entry.get_mut().waiting -= 1;
            if entry.get().waiting == 0 {
                entry.remove();
            }
        }
    }
}

fn later(now: Timestamp) -> Timestamp {
    now.checked_add(PAUSE).unwrap_or(Timestamp::MAX)
}
