//! Who changes something, and how.

use ebox_audit::Record;
use ebox_credential::{
    Scope,
    caller::{Caller, ConsultPartitions, Permit},
};
use ebox_domain::{EboxId, EnterpriseNumber, Fault, ServiceError, Ssin};
use jiff::Timestamp;
use serde_json::Value;

use crate::Partitions;

/// Who changes something: an enterprise, through a client or a person, or the operator in its place.
#[derive(Debug, Clone)]
pub struct By {
    /// The enterprise whose doing it is.
    enterprise: EnterpriseNumber,
    /// The person behind it.
    person: Option<Ssin>,
    /// What the audit trail will say; the use case adds when, what and with which outcome.
    record: Record,
    /// The version of the e-Box's arrangement on which the change was decided, when it is for that one alone.
    seen: Option<u64>,
}

impl By {
    /// A caller, whose request has this method and path.
    pub fn caller<P: Permit>(caller: &Caller<P>, method: &str, path: &str) -> Self {
        let enterprise = caller.principal();
        let record = Record {
            token: Some(caller.token_hash()),
            client_id: Some(caller.client_id().to_string()),
            enterprise: Some(caller.actor()),
            ebox: Some(EboxId::Enterprise(enterprise)),
            ..Record::new(Timestamp::UNIX_EPOCH, method, path, 200)
        };
        Self { enterprise, person: caller.person(), record, seen: None }
    }

    /// A person who is signed in for an enterprise, with the record of the request.
    pub const fn person_of(enterprise: EnterpriseNumber, person: Ssin, record: Record) -> Self {
        Self { enterprise, person: Some(person), record, seen: None }
    }

    /// The operator, in the name of an enterprise, with the record that says so.
    pub const fn operator(enterprise: EnterpriseNumber, record: Record) -> Self {
        Self { enterprise, person: None, record, seen: None }
    }

    /// The same, for a change that was decided on this version of the arrangement: when it has changed meanwhile,
    /// nothing is done.
    #[must_use]
    pub const fn having_seen(mut self, version: u64) -> Self {
        self.seen = Some(version);
        self
    }

    /// The enterprise.
    pub const fn enterprise(&self) -> EnterpriseNumber {
        self.enterprise
    }

    /// The person, if there is one.
    pub const fn person(&self) -> Option<Ssin> {
        self.person
    }

    /// Whether a change may be made to an arrangement of this version.
    pub(crate) fn may_change(&self, version: u64) -> bool {
        self.seen.is_none_or(|seen| seen == version)
    }
}

impl Partitions {
    /// The record of a change that was made.
    pub(crate) fn record(&self, by: &By, at: Timestamp, status: u16, details: Value) -> Record {
        let person = by.person.map(|person| self.0.person_key.hash(person));
        Record { at, person, status, details, ..by.record.clone() }
    }

    /// Refuses a caller who may not know the rules, rights and mandates of an e-Box. Document Providers may, of any
    /// e-Box; an enterprise of its own; a person when managing it, or when asking `about` themselves.
    pub(crate) async fn demand_reader(
        &self,
        caller: &Caller<ConsultPartitions>,
        enterprise: EnterpriseNumber,
        about: Option<Ssin>,
    ) -> Result<(), ServiceError> {
        let refused = |why: &str| Err(Fault::MissingPermission(why.to_owned()).into());
        let is_own = caller.principal() == enterprise;
        match caller.person() {
            None if is_own || caller.scopes().contains(Scope::PartitionConsult) => Ok(()),
            None => refused("with this scope an enterprise asks about its own e-Box only"),
            Some(_) if !is_own => refused("a person asks about the e-Box of the own enterprise only"),
            Some(person) if about == Some(person) => Ok(()),
            Some(person) if self.0.managers.may_manage(person, enterprise).await? => Ok(()),
            Some(_) => refused("only an access manager or co-access manager of the enterprise knows this"),
        }
    }

    /// Refuses a person who does not manage the enterprise's e-Box. A client without a person acts as the
    /// enterprise itself.
    pub(crate) async fn demand_manager(&self, by: &By) -> Result<(), ServiceError> {
        match by.person {
            Some(person) if !self.0.managers.may_manage(person, by.enterprise).await? => {
                let why = "only an access manager or co-access manager of the enterprise does this";
                Err(Fault::MissingPermission(why.to_owned()).into())
            }
            _ => Ok(()),
        }
    }
}
