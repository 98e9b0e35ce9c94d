//! Looking at dossiers.

use ebox_domain::{EnterpriseNumber, Ssin};

use crate::{
    Dossier, DossierError, Dossiers, Event, Visit, conversation::Note, number::DossierNumber, port::Listed,
};

impl Dossiers {
    /// The dossiers of the visitor's enterprise in which they take part, ended ones too, the newest first.
    pub async fn own(&self, visit: &Visit) -> Result<Vec<Dossier>, DossierError> {
        let wanted =
            Listed { institution: Some(visit.enterprise), ended_too: true, most: 200, ..Listed::default() };
        let (mut dossiers, _) = self.parts.store.list(&wanted).await?;
        if !self.parts.people.may_manage(visit.person, visit.enterprise).await? {
            dossiers.retain(|dossier| dossier.colleagues().contains(&visit.person));
        }
        dossiers.sort_by_key(|dossier| std::cmp::Reverse(dossier.number()));
        Ok(dossiers)
    }

    /// The dossiers of everybody that are wanted, and how many there are in all: for the desk alone.
    pub async fn board(&self, visit: &Visit, wanted: &Listed) -> Result<(Vec<Dossier>, u64), DossierError> {
        self.staff(visit).await?.ok_or(DossierError::NotThere)?;
        Ok(self.parts.store.list(wanted).await?)
    }

    /// Who was invited to dossiers of which enterprise: of the dossiers that wait longest. For the rehearsal's sign-in.
    pub async fn first_colleagues(&self) -> Result<Vec<(EnterpriseNumber, Ssin)>, DossierError> {
        let (dossiers, _) = self.parts.store.list(&Listed { most: 200, ..Listed::default() }).await?;
        let pairs = dossiers
            .iter()
            .flat_map(|one| one.colleagues().iter().map(|colleague| (one.institution(), *colleague)));
        Ok(pairs.collect())
    }

    /// Everything that happened to a dossier, in its order.
    pub async fn history(&self, visit: &Visit, number: DossierNumber) -> Result<Vec<Event>, DossierError> {
        self.dossier(visit, number).await?;
        Ok(self.parts.store.history(number).await?)
    }

    /// Everything that was said about a dossier, in its order.
    pub async fn conversation(
        &self,
        visit: &Visit,
        number: DossierNumber,
    ) -> Result<Vec<Note>, DossierError> {
        self.dossier(visit, number).await?;
        Ok(self.parts.store.conversation(number).await?)
    }
}
