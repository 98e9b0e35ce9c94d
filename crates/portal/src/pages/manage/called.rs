//! What the identifiers of rules are called, as far as any provider says it; and what a rule looks for, in words.

use std::collections::BTreeMap;

use ebox_domain::{PartitionId, partition::Criteria};
use ebox_i18n::Texts;
use ebox_partition::Partition;

use crate::{Portal, form::Choice, mail::Names, show, visitor::Manager};

/// What identifiers are called, in the reader's language.
#[derive(Debug, Clone, Default)]
pub(in crate::pages) struct Called {
    message_types: BTreeMap<String, String>,
    applications: BTreeMap<String, String>,
    organizations: BTreeMap<String, String>,
}

/// Something that a rule looks for: what kind of thing, its name, its identifier when the name is another.
#[derive(Debug, Clone)]
pub(in crate::pages) struct Wanted {
    pub(in crate::pages) kind: String,
    pub(in crate::pages) name: String,
    pub(in crate::pages) id: Option<String>,
}

impl Called {
    /// As the providers say it. Without an answer of theirs identifiers stand for themselves.
    pub(in crate::pages) async fn of(portal: &Portal, manager: &Manager, t: Texts) -> Self {
        match portal.0.mail.open(manager.0.person()).await {
            Ok(ebox) => Self::new(&ebox.names().await, t),
            Err(error) => {
                tracing::warn!(error = error.chain(), "nobody says what identifiers are called");
                Self::default()
            }
        }
    }

    pub(in crate::pages) fn new(names: &Names, t: Texts) -> Self {
        let reader = t.language();
        Self {
            message_types: names.message_types(reader).into_iter().collect(),
            applications: names.applications(reader).into_iter().collect(),
            organizations: names.senders(reader).into_iter().collect(),
        }
    }

    /// What criteria look for.
    pub(in crate::pages) fn wanted(&self, t: Texts, criteria: &Criteria) -> Vec<Wanted> {
        let mut wanted = Vec::new();
        let mut add = |kind: String, known: &BTreeMap<String, String>, id: &str, shown: String| {
            let name = known.get(id).cloned().unwrap_or_else(|| shown.clone());
            wanted.push(Wanted { kind, id: (name != shown).then_some(shown), name });
        };
        if let Some(id) = criteria.message_type() {
            add(t.say("message-type").to_string(), &self.message_types, id.as_str(), id.to_string());
        }
        if let Some(id) = criteria.organization() {
            let shown = show::enterprise(id.as_str());
            add(t.say("rule-organization").to_string(), &self.organizations, id.as_str(), shown);
        }
        if let Some(id) = criteria.application() {
            add(t.say("rule-application").to_string(), &self.applications, id.as_str(), id.to_string());
        }
        wanted
    }

    /// What an organization is called; its number, when nobody says.
    pub(in crate::pages) fn organization(&self, number: &str) -> String {
        self.organizations.get(number).cloned().unwrap_or_else(|| show::enterprise(number))
    }

    pub(in crate::pages) fn message_types(&self) -> Vec<Choice> {
        choices(&self.message_types)
    }

    pub(in crate::pages) fn applications(&self) -> Vec<Choice> {
        choices(&self.applications)
    }

    pub(in crate::pages) fn organizations(&self) -> Vec<Choice> {
        choices(&self.organizations)
    }
}

fn choices(known: &BTreeMap<String, String>) -> Vec<Choice> {
    let mut choices: Vec<Choice> = known.iter().map(|(id, name)| Choice::new(id, name)).collect();
    choices.sort_by_cached_key(|choice| choice.name.to_lowercase());
    choices
}

/// What a partition is called.
pub(in crate::pages) fn partition(t: Texts, partitions: &[Partition], id: &PartitionId) -> String {
    let found = partitions.iter().find(|one| one.id == *id);
    found.map_or_else(|| id.to_string(), |one| show::name(&one.name, t.language(), id.as_str()))
}

/// The partitions into which something can go, to choose from.
pub(in crate::pages) fn targets(
    t: Texts,
    partitions: &[Partition],
    arrangement: &ebox_partition::Arrangement,
) -> Vec<Choice> {
    let open = partitions.iter().filter(|one| arrangement.takes(&one.id));
    open.map(|one| Choice::new(one.id.as_str(), partition(t, partitions, &one.id))).collect()
}
