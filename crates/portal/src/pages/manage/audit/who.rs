//! Who is behind a record. People are in records by a keyed hash: only somebody who has to do with the e-Box, and
//! whose number is therefore known here, is recognized; everybody else stays a person.

use std::collections::{BTreeMap, HashMap};

use ebox_audit::{PersonHash, Record};
use ebox_domain::{EboxId, EnterpriseNumber, Ssin};
use ebox_i18n::Texts;

use crate::{Portal, failure::Failure, show, visitor::Manager};

/// Who did something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::pages) enum Who {
    /// A person by name.
    Person(String),
    /// A person whom nobody here knows.
    Somebody,
    /// The enterprise's own software: its client.
    OwnSoftware(String),
    /// The software of another enterprise, which acted for this one.
    Other(String),
}

impl Who {
    pub(in crate::pages) fn said(&self, t: Texts) -> String {
        match self {
            Self::Person(name) => name.clone(),
            Self::Somebody => t.say("audit-somebody").to_string(),
            Self::OwnSoftware(client) => {
                t.say("audit-own-software").with("client", client.as_str()).to_string()
            }
            Self::Other(enterprise) => {
                t.say("audit-other").with("enterprise", enterprise.as_str()).to_string()
            }
        }
    }
}

/// Everybody who can be recognized.
pub(in crate::pages) struct Whoever {
    own: EnterpriseNumber,
    numbers: HashMap<PersonHash, Ssin>,
    /// The names that were looked up.
    names: BTreeMap<Ssin, Option<String>>,
    enterprises: BTreeMap<EnterpriseNumber, String>,
}

impl Whoever {
    /// The managers of the enterprise, and everybody who has a right in its e-Box.
    pub(in crate::pages) async fn of(portal: &Portal, manager: &Manager) -> Result<Self, Failure> {
        let own = manager.enterprise();
        let managers = portal.0.people.managers(own).await?;
        let (_, arrangement) = portal.0.partitions.arrangement(own).await?;
        let managers = managers.into_iter().map(|manager| manager.person.ssin);
        let known = managers.chain(arrangement.rights.into_iter().map(|right| right.person));
        let numbers = known.map(|ssin| (portal.0.person_key.hash(ssin), ssin)).collect();
        Ok(Self { own, numbers, names: BTreeMap::new(), enterprises: BTreeMap::new() })
    }

    /// Who is behind a record.
    pub(in crate::pages) async fn did(&mut self, portal: &Portal, record: &Record) -> Result<Who, Failure> {
        if let Some(hash) = &record.person {
            let Some(ssin) = self.numbers.get(hash).copied() else { return Ok(Who::Somebody) };
            return Ok(self.name(portal, ssin).await?.map_or(Who::Somebody, Who::Person));
        }
        let client = record.client_id.clone().unwrap_or_default();
        match record.enterprise {
            Some(other) if other != self.own => Ok(Who::Other(self.enterprise(portal, other).await?)),
            _ => Ok(Who::OwnSoftware(client)),
        }
    }

    async fn name(&mut self, portal: &Portal, ssin: Ssin) -> Result<Option<String>, Failure> {
        if let Some(name) = self.names.get(&ssin) {
            return Ok(name.clone());
        }
        let name = portal.0.people.person(ssin).await?.map(|person| person.name);
        self.names.insert(ssin, name.clone());
        Ok(name)
    }

    async fn enterprise(&mut self, portal: &Portal, number: EnterpriseNumber) -> Result<String, Failure> {
        if let Some(name) = self.enterprises.get(&number) {
            return Ok(name.clone());
        }
        let shown = show::enterprise(number.as_str());
        let ebox = portal.0.federation.ebox(EboxId::Enterprise(number)).await?;
        let name = ebox.map_or_else(|| shown.clone(), |ebox| format!("{} ({shown})", ebox.name));
        self.enterprises.insert(number, name.clone());
        Ok(name)
    }
}
