//! What dossiers ask about people.

use std::sync::Arc;

use async_trait::async_trait;
use ebox_domain::{EnterpriseNumber, Ssin, StoreError};
use ebox_dossier::{
    Party,
    port::{Contact, People as AboutPeople, Whom},
};
use ebox_people::People;

use super::asked;

/// Dossiers ask the service of people who somebody is.
pub(crate) struct PeopleForDossiers(pub(crate) Arc<People>);

#[async_trait]
impl AboutPeople for PeopleForDossiers {
    async fn may_manage(&self, person: Ssin, enterprise: EnterpriseNumber) -> Result<bool, StoreError> {
        self.0.may_manage(person, enterprise).await.map_err(|error| asked("about a manager", error))
    }

    async fn staff(&self, _person: Ssin) -> Result<Option<Party>, StoreError> {
        Ok(None)
    }

    async fn reachable(&self, _whom: Whom) -> Result<Vec<Contact>, StoreError> {
        Ok(Vec::new())
    }

    async fn is_known(&self, person: Ssin) -> Result<bool, StoreError> {
        let known = self.0.person(person).await;
        known.map(|known| known.is_some()).map_err(|error| asked("about a person", error))
    }
}
