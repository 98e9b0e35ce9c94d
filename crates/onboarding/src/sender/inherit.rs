//! Taking over: what was there before a configuration that is given up becomes what was there before the next one that
//! uses the same thing. Otherwise that one would put back, one day, what only the first had put there.

use std::collections::BTreeMap;

use ebox_domain::reference::ReferenceData;

use super::{Before, ClientBefore, Configuration, Wanted};

/// Lets `others`, the oldest first, take over what `released` gives up: everything of it that is not in `target`.
/// Whether each of them changed.
pub(super) fn inherit(
    released: &Wanted,
    plan: &Configuration,
    target: Option<&Wanted>,
    others: &mut [Configuration],
) -> Vec<bool> {
    let before = &plan.before;
    let unchanged: Vec<Before> = others.iter().map(|other| other.before.clone()).collect();
    let in_registry = |other: &Configuration| other.wanted.provider == released.provider;
    things(
        released,
        before,
        target,
        others,
        in_registry,
        |data| &data.organizations,
        |data| &mut data.organizations,
    );
    things(
        released,
        before,
        target,
        others,
        in_registry,
        |data| &data.applications,
        |data| &mut data.applications,
    );
    things(
        released,
        before,
        target,
        others,
        in_registry,
        |data| &data.message_types,
        |data| &mut data.message_types,
    );
    for trio in &released.reference.trios {
        let is_given_up = !target.is_some_and(|target| target.reference.trios.contains(trio));
        if !is_given_up || before.reference.trios.contains(trio) {
            continue;
        }
        let mut heirs = others.iter_mut().filter(|other| in_registry(other));
        if let Some(heir) = heirs.find(|other| other.before.reference.trios.contains(trio)) {
            heir.before.reference.trios.remove(trio);
        }
    }
    client(released, plan, target, others);
    others.iter().zip(unchanged).map(|(other, unchanged)| other.before != unchanged).collect()
}

fn things<K: Ord + Clone, V: Clone + PartialEq>(
    released: &Wanted,
    before: &Before,
    target: Option<&Wanted>,
    others: &mut [Configuration],
    in_registry: impl Fn(&Configuration) -> bool,
    of: fn(&ReferenceData) -> &BTreeMap<K, V>,
    of_mut: fn(&mut ReferenceData) -> &mut BTreeMap<K, V>,
) {
    for (id, put) in of(&released.reference) {
        if target.is_some_and(|target| of(&target.reference).contains_key(id)) {
            continue;
        }
        let mut heirs = others.iter_mut().filter(|other| in_registry(other));
        let Some(heir) = heirs.find(|other| of(&other.before.reference).get(id) == Some(put)) else {
            continue;
        };
        let theirs = of_mut(&mut heir.before.reference);
        match of(&before.reference).get(id) {
            Some(thing) => theirs.insert(id.clone(), thing.clone()),
            None => theirs.remove(id),
        };
    }
}

fn client(released: &Wanted, plan: &Configuration, target: Option<&Wanted>, others: &mut [Configuration]) {
    let (client_id, before) = (&plan.client_id, &plan.before);
    let Some(put) = &released.client else { return };
    let target = target.and_then(|target| target.client.as_ref());
    let mut heirs: Vec<&mut ClientBefore> = others
        .iter_mut()
        .filter(|other| other.client_id.is_some() && other.client_id == *client_id)
        .filter_map(|other| other.before.client.as_mut())
        .collect();
    let was = before.client.as_ref();
    for certificate in &put.certificates {
        let digest = certificate.fingerprint();
        let stays = target.is_some_and(|target| target.certificates.contains(certificate));
        if stays || was.is_some_and(|was| was.certificates.contains(&digest)) {
            continue;
        }
        if let Some(heir) = heirs.iter_mut().find(|heir| heir.certificates.contains(&digest)) {
            heir.certificates.remove(&digest);
        }
    }
    for scope in put.scopes.iter() {
        let stays = target.is_some_and(|target| target.scopes.contains(scope));
        if stays || was.is_some_and(|was| was.scopes.contains(scope)) {
            continue;
        }
        if let Some(heir) = heirs.iter_mut().find(|heir| heir.scopes.contains(scope)) {
            heir.scopes = heir.scopes.iter().filter(|one| *one != scope).collect();
        }
    }
    if target.is_none()
        && !was.is_some_and(|was| was.is_enabled)
        && let Some(heir) = heirs.iter_mut().find(|heir| heir.is_enabled)
    {
        heir.is_enabled = false;
    }
}
