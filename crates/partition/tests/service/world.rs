//! The service with what it asks others, as tests need it.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicBool, AtomicUsize, Ordering},
};

use async_trait::async_trait;
use ebox_audit::{PersonKey, Record};
use ebox_credential::{
    Scope, Scopes, VerifiedToken,
    caller::{Caller, ManagePartitions},
};
use ebox_domain::{
    EnterpriseNumber, Fault, Language, LocalizedText, PartitionId, ServiceError, Sha256Digest, Ssin,
    StoreError, partition::Criteria,
};
use ebox_partition::{
    By, NewRule, Partition, Partitions, Parts,
    port::{Listener, Managers, Occupancy},
};
use ebox_sqlite::Store;
use ebox_testkit::{CountingRng, StillClock};
use jiff::Timestamp;

/// Who manages access to the e-Box of [`own`].
pub(crate) const MANAGER: &str = "94022722580";
/// Somebody else.
pub(crate) const USER: &str = "85073003328";

pub(crate) struct World {
    pub(crate) service: Partitions,
    pub(crate) store: Store,
    pub(crate) occupied: Arc<Occupied>,
    pub(crate) heard: Arc<Heard>,
    _folder: tempfile::TempDir,
}

/// Which partitions hold messages; or nobody can tell.
#[derive(Default)]
pub(crate) struct Occupied {
    pub(crate) partitions: Mutex<Vec<PartitionId>>,
    pub(crate) is_unknown: AtomicBool,
}

#[async_trait]
impl Occupancy for Occupied {
    async fn is_empty(&self, _: EnterpriseNumber, id: &PartitionId) -> Result<bool, StoreError> {
        if self.is_unknown.load(Ordering::Relaxed) {
            return Err(StoreError::new("ask a registry", "it does not answer"));
        }
        Ok(!self.partitions.lock().expect("not poisoned").contains(id))
    }
}

struct OneManager;

#[async_trait]
impl Managers for OneManager {
    async fn may_manage(&self, person: Ssin, enterprise: EnterpriseNumber) -> Result<bool, StoreError> {
        Ok(person.as_str() == MANAGER && enterprise == own())
    }
}

/// How often somebody was told that something changed.
#[derive(Default)]
pub(crate) struct Heard(AtomicUsize);

impl Heard {
    pub(crate) fn times(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }
}

impl Listener for Heard {
    fn changed(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

impl World {
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(&folder.path().join("store.sqlite")).await.expect("opens");
        let (occupied, heard) = (Arc::<Occupied>::default(), Arc::<Heard>::default());
        let service = Partitions::new(Parts {
            store: Arc::new(store.clone()),
            managers: Arc::new(OneManager),
            occupancy: occupied.clone(),
            listener: heard.clone(),
            clock: Arc::new(StillClock::at("2026-03-01T10:00:00Z")),
            rng: Arc::new(CountingRng::default()),
            person_key: PersonKey::new([1; PersonKey::LENGTH]),
        });
        Self { service, store, occupied, heard, _folder: folder }
    }

    /// A world in which [`own`] has a partition.
    pub(crate) async fn with_partition(id: &str) -> Self {
        let world = Self::new().await;
        world.service.create(&by(), partition(id)).await.expect("created");
        world
    }
}

pub(crate) fn own() -> EnterpriseNumber {
    "0852093431".parse().expect("a number")
}

pub(crate) fn other() -> EnterpriseNumber {
    "0534530277".parse().expect("a number")
}

pub(crate) fn id(text: &str) -> PartitionId {
    text.parse().expect("an identifier")
}

pub(crate) fn ssin(text: &str) -> Ssin {
    text.parse().expect("an SSIN")
}

pub(crate) fn partition(text: &str) -> Partition {
    Partition { id: id(text), name: LocalizedText::in_one(Language::Nl, "Loonadministratie") }
}

/// The own enterprise, through its client.
pub(crate) fn by() -> By {
    By::operator(own(), Record::new(Timestamp::UNIX_EPOCH, "TEST", "/", 200))
}

/// Another enterprise, through its client.
pub(crate) fn by_other() -> By {
    By::operator(other(), Record::new(Timestamp::UNIX_EPOCH, "TEST", "/", 200))
}

/// A person, in the name of the own enterprise.
pub(crate) fn by_person(person: &str) -> By {
    let token = VerifiedToken {
        client_id: "portal".parse().expect("an identifier"),
        enterprise: own(),
        person: Some(ssin(person)),
        scopes: Scopes::of(&[Scope::PartitionManage]),
        issued_at: Timestamp::UNIX_EPOCH,
        expires_at: Timestamp::MAX,
        token_hash: Sha256Digest::new([0; 32]),
    };
    By::caller(&Caller::<ManagePartitions>::authorize(token).expect("let in"), "POST", "/")
}

pub(crate) fn criteria(kind: Option<&str>, organization: Option<&str>) -> Criteria {
    let kind = kind.map(|kind| kind.parse().expect("an id"));
    let organization = organization.map(|number| number.parse().expect("a number"));
    Criteria::new(kind, None, organization).expect("a criterion")
}

pub(crate) fn rule_to(target: &str, kind: &str) -> NewRule {
    NewRule { criteria: criteria(Some(kind), None), target: id(target), place: None }
}

/// The fields that a refusal is about.
#[track_caller]
pub(crate) fn fields<T: std::fmt::Debug>(outcome: Result<T, ServiceError>) -> Vec<String> {
    match outcome {
        Err(ServiceError::Refused(Fault::Invalid(causes))) => {
            causes.into_iter().map(|cause| cause.field).collect()
        }
        other => panic!("not refused: {other:?}"),
    }
}

/// The code of a refusal.
#[track_caller]
pub(crate) fn code<T: std::fmt::Debug>(outcome: Result<T, ServiceError>) -> &'static str {
    match outcome {
        Err(ServiceError::Refused(fault)) => fault.code(),
        other => panic!("not refused: {other:?}"),
    }
}
