//! What a configuration changes about the OAuth client of its sender.

use std::collections::BTreeSet;

use ebox_credential::{Certificate, Scope, Scopes};
use ebox_domain::{EnterpriseNumber, Sha256Digest, ids::ClientId};
use ebox_wire::operator::{ConfigurationChange, ConfigurationPart as Part, FieldChange, Kind};

use super::{
    ClientBefore, ClientWanted, Wanted,
    port::{Client, ClientWork},
    references::{change, kept, wanted_by},
};

/// What is to become of a client.
pub(super) struct Transition<'t> {
    pub(super) id: &'t ClientId,
    pub(super) enterprise: EnterpriseNumber,
    /// What is wanted from now on; nothing when it is undone.
    pub(super) target: Option<&'t ClientWanted>,
    /// What was put there, and is wanted no longer where it is not in the target.
    pub(super) released: Vec<&'t ClientWanted>,
    /// What it was before; `None` when there was none.
    pub(super) before: Option<&'t ClientBefore>,
    /// What other dossiers of the same sender want. One that wants nothing of the client uses it as it is.
    pub(super) others: Vec<&'t Wanted>,
}

impl Transition<'_> {
    /// What is to be done, if anything, and what that changes.
    pub(super) fn applied_to(&self, now: Option<&Client>) -> (Option<ClientWork>, Vec<ConfigurationChange>) {
        match (now, self.target) {
            (None, None) => (None, Vec::new()),
            (None, Some(target)) => self.made(target),
            (Some(now), _) => self.changed(now),
        }
    }

    fn made(&self, target: &ClientWanted) -> (Option<ClientWork>, Vec<ConfigurationChange>) {
        let work = ClientWork {
            name: target.name.clone(),
            is_new: true,
            scopes: target.scopes,
            is_enabled: true,
            add: target.certificates.clone(),
            ..self.nothing(target.scopes, true)
        };
        let mut changes = vec![change(Part::Client, self.id, Kind::Added, Vec::new())];
        changes.extend(target.certificates.iter().map(|one| certificate(one.fingerprint(), Kind::Added)));
        (Some(work), changes)
    }

    fn changed(&self, now: &Client) -> (Option<ClientWork>, Vec<ConfigurationChange>) {
        let mut work = self.nothing(self.scopes(now.scopes), now.is_enabled);
        let mut changes = Vec::new();
        let has = |digest| now.certificates.iter().any(|one| one.fingerprint() == digest);
        for digest in self.released_certificates().into_iter().filter(|digest| has(*digest)) {
            let other =
                self.wanting(|client| client.certificates.iter().any(|one| one.fingerprint() == digest));
            if let Some(other) = other {
                changes.push(kept(Part::Certificate, digest, wanted_by(&other.dossier)));
            } else {
                work.remove.push(digest);
                changes.push(certificate(digest, Kind::Removed));
            }
        }
        for one in self.target.into_iter().flat_map(|target| &target.certificates) {
            let digest = one.fingerprint();
            if has(digest) {
                changes.push(certificate(digest, Kind::Unchanged));
            } else {
                work.add.push(one.clone());
                changes.push(certificate(digest, Kind::Added));
            }
        }
        if self.target.is_some() {
            work.is_enabled = true;
        } else if !self.before.is_some_and(|before| before.is_enabled) {
            match self.wanting(|_| true) {
                Some(other) if now.is_enabled => {
                    changes.push(kept(Part::Client, self.id, wanted_by(&other.dossier)));
                }
                Some(_) => {}
                None => work.is_enabled = false,
            }
        }
        let fields = self.fields(now, &work);
        if !fields.is_empty() {
            changes.push(change(Part::Client, self.id, Kind::Changed, fields));
        } else if self.target.is_some() {
            changes.push(change(Part::Client, self.id, Kind::Unchanged, Vec::new()));
        }
        changes.sort_by(|one, other| (one.what, &one.id).cmp(&(other.what, &other.id)));
        let is_done = work.add.is_empty()
            && work.remove.is_empty()
            && (work.scopes, work.is_enabled) == (now.scopes, now.is_enabled);
        ((!is_done).then_some(work), changes)
    }

    fn nothing(&self, scopes: Scopes, is_enabled: bool) -> ClientWork {
        ClientWork {
            id: self.id.clone(),
            enterprise: self.enterprise,
            name: String::new(),
            is_new: false,
            scopes,
            is_enabled,
            add: Vec::new(),
            remove: Vec::new(),
        }
    }

    /// Another dossier that wants something of the client. When the client is given up, one that uses it as it is
    /// wants everything of it.
    fn wanting(&self, is_it: impl Fn(&ClientWanted) -> bool) -> Option<&Wanted> {
        let wants = |other: &&Wanted| match &other.client {
            Some(client) => is_it(client),
            None => self.target.is_none(),
        };
        self.others.iter().copied().find(wants)
    }

    /// Certificates that were put there, and are wanted no longer.
    fn released_certificates(&self) -> BTreeSet<Sha256Digest> {
        let of = |client: &ClientWanted| -> BTreeSet<Sha256Digest> {
            client.certificates.iter().map(Certificate::fingerprint).collect()
        };
        let target = self.target.map(of).unwrap_or_default();
        let before = self.before.map(|before| before.certificates.clone()).unwrap_or_default();
        let put = self.released.iter().flat_map(|client| of(client));
        put.filter(|digest| !target.contains(digest) && !before.contains(digest)).collect()
    }

    /// What it is granted from now on: nobody loses what they had before, or what another dossier gave them.
    fn scopes(&self, now: Scopes) -> Scopes {
        let union = |sets: &mut dyn Iterator<Item = Scopes>| -> Scopes {
            sets.flat_map(|set| set.iter().collect::<Vec<_>>()).collect()
        };
        let others = self.others.iter().filter_map(|other| other.client.as_ref());
        let stay = union(
            &mut others
                .map(|client| client.scopes)
                .chain(self.before.map(|before| before.scopes))
                .chain(self.target.map(|target| target.scopes)),
        );
        let released = union(&mut self.released.iter().map(|client| client.scopes));
        let is_used = self.wanting(|_| false).is_some();
        let left = now.iter().filter(|scope| is_used || !released.contains(*scope) || stay.contains(*scope));
        left.chain(self.target.into_iter().flat_map(|target| target.scopes.iter())).collect()
    }

    fn fields(&self, now: &Client, work: &ClientWork) -> Vec<FieldChange> {
        let mut fields = Vec::new();
        let mut differ = |field: &str, before: String, after: String| {
            if before != after {
                fields.push(FieldChange {
                    field: field.to_owned(),
                    before: Some(before),
                    after: Some(after),
                });
            }
        };
        let flag = |is_enabled: bool| is_enabled.to_string();
        differ("isEnabled", flag(now.is_enabled), flag(work.is_enabled));
        differ("scopes", shown(now.scopes), shown(work.scopes));
        fields
    }
}

fn shown(scopes: Scopes) -> String {
    scopes.iter().map(Scope::as_str).collect::<Vec<_>>().join(" ")
}

fn certificate(digest: Sha256Digest, kind: Kind) -> ConfigurationChange {
    change(Part::Certificate, digest.to_hex(), kind, Vec::new())
}
