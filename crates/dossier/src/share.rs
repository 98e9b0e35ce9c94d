//! Who takes part in a dossier.

use ebox_domain::{EnterpriseNumber, Ssin};

use crate::{Dossier, DossierError, Dossiers, Party, Visit, number::DossierNumber};

impl Dossiers {
    /// Has somebody of the integration team look after a dossier, or nobody: the doing of that team.
    pub async fn assign(
        &self,
        visit: &Visit,
        number: DossierNumber,
        owner: Option<Ssin>,
    ) -> Result<Dossier, DossierError> {
        if let Some(owner) = owner
            && self.parts.people.staff(owner).await? != Some(Party::Integration)
        {
            return Err(DossierError::UnknownPerson);
        }
        let now = self.parts.clock.now();
        self.change(visit, number, None, |dossier, by| Ok(dossier.assigned(owner, by, now)?)).await
    }

    /// Invites a colleague of the institution to a dossier.
    pub async fn invite(
        &self,
        visit: &Visit,
        number: DossierNumber,
        colleague: Ssin,
    ) -> Result<Dossier, DossierError> {
        if !self.parts.people.is_known(colleague).await? {
            return Err(DossierError::UnknownPerson);
        }
        self.share(visit, number, colleague, true).await
    }

    /// Ends that a colleague takes part.
    pub async fn uninvite(
        &self,
        visit: &Visit,
        number: DossierNumber,
        colleague: Ssin,
    ) -> Result<Dossier, DossierError> {
        self.share(visit, number, colleague, false).await
    }

    async fn share(
        &self,
        visit: &Visit,
        number: DossierNumber,
        colleague: Ssin,
        is_invited: bool,
    ) -> Result<Dossier, DossierError> {
        let now = self.parts.clock.now();
        self.change(visit, number, None, |dossier, by| Ok(dossier.shared(colleague, is_invited, by, now)?))
            .await
    }

    /// The enterprises with a dossier that is shared with a person, by number: they may sign in for these.
    pub async fn enterprises_of(&self, person: Ssin) -> Result<Vec<EnterpriseNumber>, DossierError> {
        Ok(self.parts.store.enterprises_of(person).await?)
    }
}
