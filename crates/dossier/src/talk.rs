//! Saying something about a dossier.

use crate::{
    Dossier, DossierError, Dossiers, Visit,
    conversation::{NewFile, NoteKind},
    number::DossierNumber,
};

impl Dossiers {
    /// Says something about a dossier. The number of the note counts from 1.
    pub async fn say(
        &self,
        visit: &Visit,
        number: DossierNumber,
        kind: NoteKind,
        text: &str,
        files: Vec<NewFile>,
    ) -> Result<Dossier, DossierError> {
        let now = self.parts.clock.now();
        self.change(visit, number, None, |dossier, by| {
            Ok(dossier.said(kind, text, files.clone(), by, now)?)
        })
        .await
    }

    /// The bytes of a file of the conversation: by its note, and its place there from 0.
    pub async fn file(
        &self,
        visit: &Visit,
        number: DossierNumber,
        note: u32,
        place: usize,
    ) -> Result<Vec<u8>, DossierError> {
        self.dossier(visit, number).await?;
        self.parts.store.file(number, note, place).await?.ok_or(DossierError::NotThere)
    }
}
