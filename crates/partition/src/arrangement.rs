//! How one e-Box is divided, as a whole, and the one way in which that changes.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use ebox_audit::{Effects, Record};
use ebox_domain::{
    EnterpriseNumber, Fault, PartitionId, ServiceError,
    notification::{self, Notification},
    partition::{Extent, RoutingRule, RuleId, UserRight},
};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use tokio::sync::{Mutex, MutexGuard};

use crate::{
    By, Partition, Partitions,
    port::{Change, Outcome},
};

/// How often a change is decided anew because another one came first: one of another process, because those of this one
/// take turns.
const ATTEMPTS: usize = 8;

/// How many changes can be under way at once, each of another e-Box.
const TURNS: usize = 64;

/// Whose turn it is: changes of one e-Box wait for each other. Some e-Boxes share a place, which only costs time.
pub(crate) struct Turns([Mutex<()>; TURNS]);

impl Default for Turns {
    fn default() -> Self {
        Self(std::array::from_fn(|_| Mutex::default()))
    }
}

impl Turns {
    async fn of(&self, enterprise: EnterpriseNumber) -> MutexGuard<'_, ()> {
        let mut hasher = DefaultHasher::new();
        enterprise.hash(&mut hasher);
        let place = usize::try_from(hasher.finish() % TURNS as u64).unwrap_or_default();
        self.0[place].lock().await
    }
}

/// A partition that an enterprise created.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptPartition {
    /// What it is.
    pub partition: Partition,
    /// Whether it is about to be deleted: nothing goes into it any more.
    pub is_closed: bool,
}

/// How an e-Box is divided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrangement {
    /// Counts its changes.
    pub version: u64,
    /// The moment of its last change; the beginning of time when it never changed.
    pub changed: Timestamp,
    /// The partitions that were created, by identifier.
    pub partitions: Vec<KeptPartition>,
    /// Who has which right, in the order in which they were given.
    pub rights: Vec<UserRight>,
    /// The routing rules; the first that holds decides.
    pub rules: Vec<RoutingRule>,
    /// The number of the last rule that was ever added.
    pub last_rule: RuleId,
}

impl Default for Arrangement {
    fn default() -> Self {
        Self {
            version: 0,
            changed: Timestamp::UNIX_EPOCH,
            partitions: Vec::new(),
            rights: Vec::new(),
            rules: Vec::new(),
            last_rule: RuleId::new(0),
        }
    }
}

impl Arrangement {
    /// A partition that was created.
    pub fn find(&self, id: &PartitionId) -> Option<&KeptPartition> {
        self.partitions.iter().find(|kept| kept.partition.id == *id)
    }

    /// Whether something can be put into a partition.
    pub fn takes(&self, id: &PartitionId) -> bool {
        id.is_general() || self.find(id).is_some_and(|kept| !kept.is_closed)
    }

    /// Whether a right was given.
    pub(crate) fn right_on(&self, person: ebox_domain::Ssin, extent: &Extent) -> Option<&UserRight> {
        self.rights.iter().find(|right| right.person == person && right.extent == *extent)
    }
}

/// What a use case decided on an arrangement.
pub(crate) struct Step<T> {
    /// What is kept; nothing when everything is already as it should be.
    pub(crate) change: Option<Change>,
    /// What Document Providers are told, in this order.
    pub(crate) told: Vec<notification::Change>,
    /// What the audit record says of it: identifiers, never texts. Nothing when the record is elsewhere.
    pub(crate) details: Option<Value>,
    /// The answer.
    pub(crate) answer: T,
}

impl<T> Step<T> {
    /// Nothing to do.
    pub(crate) const fn none(answer: T) -> Self {
        Self { change: None, told: Vec::new(), details: None, answer }
    }
}

impl Partitions {
    /// Decides on the arrangement of an e-Box and keeps the outcome, with its record and notifications, unless
    /// another change came first: then it decides again.
    pub(crate) async fn rearrange<T>(
        &self,
        by: &By,
        status: u16,
        decide: impl Fn(&Arrangement, Timestamp) -> Result<Step<T>, Fault> + Sync,
    ) -> Result<T, ServiceError> {
        let record = |details| Some(self.record(by, self.0.clock.now(), status, details));
        // What is already as it should be is no conflict: doing something twice does no harm.
        let decide = |arrangement: &Arrangement, at| match decide(arrangement, at)? {
            step if step.change.is_some() && !by.may_change(arrangement.version) => {
                let why = "somebody changed the partitions, rights or rules meanwhile; look at them again";
                Err(Fault::Conflict(why.to_owned()))
            }
            step => Ok(step),
        };
        self.decided(by.enterprise(), decide, record).await
    }

    /// Tells of something that is decided and recorded elsewhere.
    pub(crate) async fn tell(
        &self,
        enterprise: EnterpriseNumber,
        decide: impl Fn(&Arrangement, Timestamp) -> Result<Step<()>, Fault> + Sync,
    ) -> Result<(), ServiceError> {
        self.decided(enterprise, decide, |_| None).await
    }

    async fn decided<T>(
        &self,
        enterprise: EnterpriseNumber,
        decide: impl Fn(&Arrangement, Timestamp) -> Result<Step<T>, Fault> + Sync,
        record: impl Fn(Value) -> Option<Record> + Sync,
    ) -> Result<T, ServiceError> {
        let _turn = self.1.of(enterprise).await;
        for _ in 0..ATTEMPTS {
            let arrangement = self.0.store.arrangement(enterprise).await?;
            let at = self.moment_after(arrangement.changed);
            let step = decide(&arrangement, at)?;
            let Some(change) = step.change else { return Ok(step.answer) };
            let record = step.details.and_then(&record);
            let (effects, last) = self.effects(enterprise, at, step.told, record);
            let seen = arrangement.version;
            match self.0.store.rearrange(enterprise, seen, last, change, effects).await? {
                Outcome::Changed => {
                    self.0.listener.changed();
                    return Ok(step.answer);
                }
                Outcome::Meanwhile => {}
            }
        }
        Err(Fault::Unavailable(1).into())
    }

    /// Receivers order changes by their moments, so no two of one e-Box have the same, even when the clock stands
    /// or goes back.
    fn moment_after(&self, changed: Timestamp) -> Timestamp {
        self.0.clock.now().max(tick(changed))
    }

    fn effects(
        &self,
        enterprise: EnterpriseNumber,
        first: Timestamp,
        told: Vec<notification::Change>,
        record: Option<Record>,
    ) -> (Effects, Timestamp) {
        let mut effects = Effects { record, ..Effects::default() };
        let (mut at, mut last) = (first, first);
        for change in told {
            let notification = Notification::new(at, enterprise, change, &*self.0.rng);
            effects = effects.with_notification(notification);
            last = at;
            at = tick(at);
        }
        (effects, last)
    }
}

/// The next moment that a store can tell apart.
fn tick(moment: Timestamp) -> Timestamp {
    moment.checked_add(SignedDuration::from_micros(1)).unwrap_or(Timestamp::MAX)
}
