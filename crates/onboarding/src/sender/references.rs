//! What a configuration changes in the reference data of a registry.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Display,
};

use ebox_domain::{
    Cause, EnterpriseNumber, Rule,
    ids::DossierId,
    reference::{ReferenceData, Trio},
};
use ebox_wire::operator::{ConfigurationChange, ConfigurationPart as Part, FieldChange, Kind};

use super::{
    Wanted,
    fields::{Fields, differences},
};

/// What is to become of reference data.
pub(super) struct Transition<'t> {
    /// What is wanted from now on; nothing when it is undone.
    pub(super) target: Option<&'t ReferenceData>,
    /// What was put there, and is wanted no longer where it is not in the target.
    pub(super) released: Vec<&'t ReferenceData>,
    /// What was there before.
    pub(super) before: &'t ReferenceData,
    /// What other dossiers want.
    pub(super) others: Vec<&'t Wanted>,
    /// What messages name: without it nobody could look up what they are. Trios may go all the same, so that nothing
    /// more is sent.
    pub(super) named: &'t ReferenceData,
}

pub(super) fn change(
    what: Part,
    id: impl Display,
    change: Kind,
    fields: Vec<FieldChange>,
) -> ConfigurationChange {
    ConfigurationChange { what, id: id.to_string(), change, fields, reason: None }
}

pub(super) fn kept(what: Part, id: impl Display, reason: String) -> ConfigurationChange {
    ConfigurationChange { reason: Some(reason), ..change(what, id, Kind::Kept, Vec::new()) }
}

pub(super) fn wanted_by(dossier: &DossierId) -> String {
    format!("the dossier {dossier} uses it")
}

/// A trio as reports name it.
pub(super) fn name_of(trio: &Trio) -> String {
    let sector = trio.sector.as_str();
    format!("{}, {}, {}, {sector}", trio.organization, trio.application, trio.message_type)
}

impl Transition<'_> {
    /// What the data becomes, and what that changes.
    pub(super) fn applied_to(&self, now: &ReferenceData) -> (ReferenceData, Vec<ConfigurationChange>) {
        let mut data = now.clone();
        let mut changes = Vec::new();
        // Trios first: what no trio names any more can go.
        self.trios(&mut data.trios, &mut changes);
        let used = data.trios.clone();
        self.things(
            Part::Organization,
            |data| &data.organizations,
            &mut data.organizations,
            |id| used.iter().any(|trio| trio.organization == *id),
            &mut changes,
        );
        self.things(
            Part::Application,
            |data| &data.applications,
            &mut data.applications,
            |id| used.iter().any(|trio| trio.application == *id),
            &mut changes,
        );
        self.things(
            Part::MessageType,
            |data| &data.message_types,
            &mut data.message_types,
            |id| used.iter().any(|trio| trio.message_type == *id),
            &mut changes,
        );
        changes.sort_by(|one, other| (one.what, &one.id).cmp(&(other.what, &other.id)));
        (data, changes)
    }

    fn trios(&self, now: &mut BTreeSet<Trio>, changes: &mut Vec<ConfigurationChange>) {
        let put: BTreeSet<&Trio> = self.released.iter().flat_map(|data| &data.trios).collect();
        let is_wanted = |trio: &Trio| self.target.is_some_and(|target| target.trios.contains(trio));
        for trio in put {
            if is_wanted(trio) || self.before.trios.contains(trio) || !now.contains(trio) {
                continue;
            }
            let other = self.others.iter().find(|other| other.reference.trios.contains(trio));
            if let Some(other) = other {
                changes.push(kept(Part::Trio, name_of(trio), wanted_by(&other.dossier)));
            } else {
                now.remove(trio);
                changes.push(change(Part::Trio, name_of(trio), Kind::Removed, Vec::new()));
            }
        }
        for trio in self.target.into_iter().flat_map(|target| &target.trios) {
            let kind = if now.insert(trio.clone()) { Kind::Added } else { Kind::Unchanged };
            changes.push(change(Part::Trio, name_of(trio), kind, Vec::new()));
        }
    }

    fn things<K: Ord + Clone + Display, V: Clone + PartialEq + Fields>(
        &self,
        what: Part,
        of: fn(&ReferenceData) -> &BTreeMap<K, V>,
        now: &mut BTreeMap<K, V>,
        is_used: impl Fn(&K) -> bool,
        changes: &mut Vec<ConfigurationChange>,
    ) {
        let put: BTreeSet<&K> = self.released.iter().flat_map(|data| of(data).keys()).collect();
        let is_wanted = |id: &K| self.target.is_some_and(|target| of(target).contains_key(id));
        for id in put.into_iter().filter(|id| !is_wanted(id)) {
            let (Some(present), before) = (now.get(id), of(self.before).get(id)) else { continue };
            if Some(present) == before {
                continue;
            }
            let other = self.others.iter().find(|other| of(&other.reference).contains_key(id));
            if let Some(other) = other {
                changes.push(kept(what, id, wanted_by(&other.dossier)));
            } else if !self.released.iter().any(|data| of(data).get(id) == Some(present)) {
                changes.push(kept(what, id, "somebody changed it since".to_owned()));
            } else if let Some(before) = before {
                changes.push(change(what, id, Kind::Changed, differences(present, before)));
                now.insert(id.clone(), before.clone());
            } else if is_used(id) {
                changes.push(kept(what, id, "a trio that was added since uses it".to_owned()));
            } else if of(self.named).contains_key(id) {
                changes.push(kept(
                    what,
                    id,
                    "messages name it; without trios nothing more is sent".to_owned(),
                ));
            } else {
                now.remove(id);
                changes.push(change(what, id, Kind::Removed, Vec::new()));
            }
        }
        for (id, wanted) in self.target.into_iter().flat_map(of) {
            let (kind, fields) = match now.insert(id.clone(), wanted.clone()) {
                None => (Kind::Added, Vec::new()),
                Some(present) if present == *wanted => (Kind::Unchanged, Vec::new()),
                Some(present) => (Kind::Changed, differences(&present, wanted)),
            };
            changes.push(change(what, id, kind, fields));
        }
    }
}

/// Of some reference data what a configuration names.
pub(super) fn named(by: &ReferenceData, of: &ReferenceData) -> ReferenceData {
    fn those<K: Ord + Clone, V: Clone>(by: &BTreeMap<K, V>, of: &BTreeMap<K, V>) -> BTreeMap<K, V> {
        by.keys().filter_map(|id| Some((id.clone(), of.get(id)?.clone()))).collect()
    }
    ReferenceData {
        organizations: those(&by.organizations, &of.organizations),
        applications: those(&by.applications, &of.applications),
        message_types: those(&by.message_types, &of.message_types),
        trios: by.trios.intersection(&of.trios).cloned().collect(),
    }
}

/// What a sender may not have because others have it: applications and message types in trios of others.
pub(super) fn taken(sender: EnterpriseNumber, wanted: &ReferenceData, now: &ReferenceData) -> Vec<Cause> {
    let theirs = |is_it: &dyn Fn(&Trio) -> bool| {
        let mut trios = now.trios.iter().filter(|trio| trio.organization != sender);
        trios.find(|trio| is_it(trio)).map(|trio| trio.organization)
    };
    let cause = |field: String, owner: EnterpriseNumber| {
        let fix = format!("it belongs to {owner}, whose trios name it; choose another identifier");
        Cause::body(Rule::NotAllowed, field, fix)
    };
    let applications = wanted.applications.keys().filter_map(|id| {
        let owner = theirs(&|trio| trio.application == *id)?;
        Some(cause(format!("reference.applications[{id}]"), owner))
    });
    let message_types = wanted.message_types.keys().filter_map(|id| {
        let owner = theirs(&|trio| trio.message_type == *id)?;
        Some(cause(format!("reference.messageTypes[{id}]"), owner))
    });
    applications.chain(message_types).collect()
}
