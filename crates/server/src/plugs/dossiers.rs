//! What dossiers ask about people, and want of environments.

use std::sync::Arc;

use async_trait::async_trait;
use ebox_domain::{EnterpriseNumber, Environment, Ssin, StoreError, provider::Provider};
use ebox_dossier::{
    DossierNumber, EnvironmentError, Party,
    configuration::{Observed, Reach, Report, Wanted},
    evidence::{Attempt, Checked},
    port::{Contact, Environments, People as AboutPeople, Recipient, Whom},
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

/// The environments of a desk: so far the one that runs here, which cannot be configured yet.
pub(crate) struct EnvironmentsOfDesk {
    pub(crate) here: Environment,
}

impl EnvironmentsOfDesk {
    fn away<T>(&self) -> Result<T, EnvironmentError> {
        Err(EnvironmentError::Away(format!("{} cannot be configured from here yet", self.here).into()))
    }
}

#[async_trait]
impl Environments for EnvironmentsOfDesk {
    fn all(&self) -> Vec<(Environment, Reach)> {
        vec![(self.here, Reach::Directly)]
    }

    async fn preview(&self, _wanted: &Wanted) -> Result<Report, EnvironmentError> {
        self.away()
    }

    async fn configure(&self, _wanted: &Wanted) -> Result<Report, EnvironmentError> {
        self.away()
    }

    async fn undo(&self, _environment: Environment, _dossier: DossierNumber) -> Result<(), EnvironmentError> {
        self.away()
    }

    async fn signed(&self, _wanted: &Wanted) -> Result<Vec<u8>, EnvironmentError> {
        self.away()
    }

    async fn attempts(&self, _observed: &Observed) -> Result<Vec<Attempt>, EnvironmentError> {
        self.away()
    }

    async fn enter(&self, _environment: Environment, _provider: Provider) -> Result<(), EnvironmentError> {
        self.away()
    }

    async fn check(&self, _provider: &Provider) -> Result<Vec<Checked>, EnvironmentError> {
        self.away()
    }

    async fn providers(&self, _environment: Environment) -> Result<Vec<Provider>, EnvironmentError> {
        self.away()
    }

    fn token_url(&self, _environment: Environment) -> Option<String> {
        None
    }

    async fn recipients(&self, _environment: Environment) -> Result<Vec<Recipient>, EnvironmentError> {
        self.away()
    }
}
