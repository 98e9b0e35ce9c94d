//! What was there before a configuration.

use std::{collections::BTreeMap, slice::from_ref};

use ebox_credential::Certificate;
use ebox_domain::{ServiceError, ids::ClientId, reference::ReferenceData};

use super::{Before, ClientBefore, Configuration, SenderConfigurations, Wanted, references::named};

impl SenderConfigurations {
    /// What was there before what is wanted. What a former version of the dossier put there was not.
    pub(super) async fn before(
        &self,
        wanted: &Wanted,
        client_id: Option<&ClientId>,
        standing: Option<&Configuration>,
    ) -> Result<Before, ServiceError> {
        let now = self.parts.registries.reference_data(&wanted.provider).unwrap_or_default();
        let mut reference = named(&wanted.reference, &now);
        let former: Vec<&Wanted> =
            standing.into_iter().flat_map(|kept| kept.former.iter().chain(from_ref(&kept.wanted))).collect();
        if let Some(kept) = standing {
            for former in &former {
                recall(&former.reference, &kept.before.reference, &mut reference);
            }
        }
        let had_client = former.iter().any(|former| former.client.is_some());
        let client = match (standing, client_id) {
            (Some(kept), _) if had_client => kept.before.client.clone(),
            (_, Some(id)) => self.parts.clients.client(id).await?.map(|client| ClientBefore {
                is_enabled: client.is_enabled,
                scopes: client.scopes,
                certificates: client.certificates.iter().map(Certificate::fingerprint).collect(),
            }),
            (_, None) => None,
        };
        Ok(Before { reference, client })
    }
}

/// Puts into `reference` what was there before `former`, of the things that `former` names.
fn recall(former: &ReferenceData, before: &ReferenceData, reference: &mut ReferenceData) {
    fn things<K: Ord + Clone, V: Clone>(
        former: &BTreeMap<K, V>,
        before: &BTreeMap<K, V>,
        reference: &mut BTreeMap<K, V>,
    ) {
        for id in former.keys() {
            match before.get(id) {
                Some(thing) => reference.insert(id.clone(), thing.clone()),
                None => reference.remove(id),
            };
        }
    }
    things(&former.organizations, &before.organizations, &mut reference.organizations);
    things(&former.applications, &before.applications, &mut reference.applications);
    things(&former.message_types, &before.message_types, &mut reference.message_types);
    for trio in &former.trios {
        if before.trios.contains(trio) {
            reference.trios.insert(trio.clone());
        } else {
            reference.trios.remove(trio);
        }
    }
}
