//! Writing a form.

use std::collections::BTreeMap;

use crate::{
    Dossier, DossierError, Dossiers, NotDone, Part, Saved, Unsaved, Visit, number::DossierNumber,
    party::Party,
};

impl Dossiers {
    /// Saves a form of a dossier as it now is, whether it is complete or not, by whoever had this version of it before
    /// their eyes. Saving the same again changes nothing.
    pub async fn write(
        &self,
        visit: &Visit,
        number: DossierNumber,
        part: Part,
        seen: u32,
        fields: BTreeMap<String, String>,
    ) -> Result<Dossier, DossierError> {
        let saved = Saved { at: self.parts.clock.now(), by: visit.person };
        let (dossier, _) = self.dossier(visit, number).await?;
        let draft = match part {
            Part::Request => dossier.request(),
            Part::Form => dossier.form(),
        };
        if draft.fields() == &fields && dossier.is_writable(part) {
            return Ok(dossier);
        }
        let written = self
            .change(visit, number, None, |dossier, by| {
                if by.party() != Some(Party::Institution) {
                    return Err(NotDone::NotYours.into());
                }
                Ok(dossier.written(part, seen, fields.clone(), saved)?)
            })
            .await;
        match written {
            Err(DossierError::NotDone(NotDone::Unsaved(Unsaved::Newer))) => {
                let (now, _) = self.dossier(visit, number).await?;
                Err(DossierError::SavedMeanwhile(Box::new(now)))
            }
            written => written,
        }
    }
}
