//! What a file of the operator would take from the configurations that are applied.

use std::{collections::BTreeMap, fmt::Display};

use ebox_domain::{
    Cause, Rule, ServiceError, ids::DossierId, provider::ProviderId, reference::ReferenceData,
};

use super::{SenderConfigurations, references::name_of};

impl SenderConfigurations {
    /// What configurations put into the registry of a provider, is there, and would not be after it is replaced by
    /// `data`: an operator who exported it before they were applied does not know of it.
    pub async fn vanishing(
        &self,
        provider: &ProviderId,
        data: &ReferenceData,
    ) -> Result<Vec<Cause>, ServiceError> {
        let Some(now) = self.parts.registries.reference_data(provider) else { return Ok(Vec::new()) };
        let mut causes = Vec::new();
        for one in self.parts.store.configurations().await? {
            if !one.holds() || one.wanted.provider != *provider {
                continue;
            }
            let (wanted, dossier) = (&one.wanted.reference, &one.wanted.dossier);
            let organizations = vanished(&wanted.organizations, &now.organizations, &data.organizations);
            causes.extend(organizations.map(|id| cause("organizations", id, dossier)));
            let applications = vanished(&wanted.applications, &now.applications, &data.applications);
            causes.extend(applications.map(|id| cause("applications", id, dossier)));
            let types = vanished(&wanted.message_types, &now.message_types, &data.message_types);
            causes.extend(types.map(|id| cause("messageTypes", id, dossier)));
            let trios =
                wanted.trios.iter().filter(|trio| now.trios.contains(trio) && !data.trios.contains(trio));
            causes.extend(trios.map(|trio| cause("trios", name_of(trio), dossier)));
        }
        Ok(causes)
    }
}

/// What is wanted, there now, and not in what comes.
fn vanished<'a, K: Ord, V>(
    wanted: &'a BTreeMap<K, V>,
    now: &BTreeMap<K, V>,
    comes: &BTreeMap<K, V>,
) -> impl Iterator<Item = &'a K> {
    wanted.keys().filter(|id| now.contains_key(id) && !comes.contains_key(id))
}

fn cause(field: &str, id: impl Display, dossier: &DossierId) -> Cause {
    let detail = format!(
        "{id} is left out, but the configuration of the dossier {dossier} put it there; export the file anew, undo \
         the configuration, or insist with evenIfUsed=true (--even-if-used)"
    );
    Cause::body(Rule::Required, field, detail).with_value(id)
}
