//! Who comes to a dossier, and for which party.

use ebox_audit::{Effects, Record};
use ebox_domain::{EnterpriseNumber, Ssin};
use serde_json::json;

use crate::{Author, Change, Dossier, DossierError, Dossiers, Party, number::DossierNumber};

/// The most times that a change is tried again because something else changed meanwhile.
const MOST_TRIES: usize = 8;

/// Somebody who comes to dossiers, signed in for an enterprise.
#[derive(Debug, Clone)]
pub struct Visit {
    /// Who.
    pub person: Ssin,
    /// For which enterprise.
    pub enterprise: EnterpriseNumber,
    /// The record of the call, as it is kept when something changes.
    pub record: Record,
}

impl Visit {
    /// What a change brings about: the record of the call, with what it was about.
    pub(crate) fn effects(&self, number: DossierNumber, what: &str) -> Effects {
        let details = json!({ "dossier": number.to_string(), "what": what });
        Effects::recorded(Record { details, ..self.record.clone() })
    }
}

impl Dossiers {
    /// The party at the desk for which a person came; none for everybody who did not come for the desk.
    pub async fn staff(&self, visit: &Visit) -> Result<Option<Party>, DossierError> {
        if visit.enterprise != self.parts.settings.desk {
            return Ok(None);
        }
        Ok(self.parts.people.staff(visit.person).await?)
    }

    /// A dossier with the party for which a person comes to it. Whoever has no part in it learns nothing about it.
    pub async fn dossier(
        &self,
        visit: &Visit,
        number: DossierNumber,
    ) -> Result<(Dossier, Party), DossierError> {
        let dossier = self.parts.store.dossier(number).await?.ok_or(DossierError::NotThere)?;
        let party = self.party(visit, &dossier).await?.ok_or(DossierError::NotThere)?;
        Ok((dossier, party))
    }

    async fn party(&self, visit: &Visit, dossier: &Dossier) -> Result<Option<Party>, DossierError> {
        if let Some(party) = self.staff(visit).await? {
            return Ok(Some(party));
        }
        let is_own = dossier.institution() == visit.enterprise;
        let takes_part = is_own
            && (dossier.colleagues().contains(&visit.person)
                || self.parts.people.may_manage(visit.person, visit.enterprise).await?);
        Ok(takes_part.then_some(Party::Institution))
    }

    /// Changes a dossier as `make` says of how it is now. With `seen`, only as long as it did not move since.
    pub(crate) async fn change(
        &self,
        visit: &Visit,
        number: DossierNumber,
        seen: Option<u32>,
        make: impl Fn(&Dossier, Author) -> Result<Change, DossierError>,
    ) -> Result<Dossier, DossierError> {
        for _ in 0..MOST_TRIES {
            let (dossier, party) = self.dossier(visit, number).await?;
            if seen.is_some_and(|seen| seen != dossier.moves()) {
                return Err(DossierError::SomebodyWasFaster(Box::new(dossier)));
            }
            let change = make(&dossier, Author::person(visit.person, party))?;
            let what = change.event().map_or("changed", |event| event.what.as_str());
            let effects = visit.effects(number, what).with_letters(self.letters(&change).await?);
            let after = change.after().clone();
            if self.parts.store.change(change, effects).await? {
                return Ok(after);
            }
        }
        let (dossier, _) = self.dossier(visit, number).await?;
        Err(DossierError::SomebodyWasFaster(Box::new(dossier)))
    }
}
