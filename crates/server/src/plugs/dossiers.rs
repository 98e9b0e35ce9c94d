//! What dossiers ask about people.

use std::sync::Arc;

use async_trait::async_trait;
use ebox_domain::{EnterpriseNumber, ServiceError, Ssin, StoreError};
use ebox_dossier::{
    Party,
    port::{Contact, People as AboutPeople, Whom},
};
use ebox_people::{People, StaffRole};

use super::asked;

/// Dossiers ask the service of people who somebody is.
pub(crate) struct PeopleForDossiers(pub(crate) Arc<People>);

#[async_trait]
impl AboutPeople for PeopleForDossiers {
    async fn may_manage(&self, person: Ssin, enterprise: EnterpriseNumber) -> Result<bool, StoreError> {
        self.0.may_manage(person, enterprise).await.map_err(|error| asked("about a manager", error))
    }

    async fn staff(&self, person: Ssin) -> Result<Option<Party>, StoreError> {
        let role = self.0.staff_role(person).await.map_err(|error| asked("who works at the desk", error))?;
        Ok(role.map(party))
    }

    async fn reachable(&self, whom: Whom) -> Result<Vec<Contact>, StoreError> {
        let persons = self.persons(whom).await.map_err(|error| asked("who is to be told", error))?;
        let contacts = self.0.contacts(&persons).await;
        let contacts = contacts.map_err(|error| asked("where people are told", error))?;
        let contact = |(person, contact): (Ssin, ebox_people::Contact)| Contact {
            person,
            email: contact.address,
            language: contact.language,
        };
        Ok(contacts.into_iter().map(contact).collect())
    }

    async fn is_known(&self, person: Ssin) -> Result<bool, StoreError> {
        let known = self.0.person(person).await;
        known.map(|known| known.is_some()).map_err(|error| asked("about a person", error))
    }
}

impl PeopleForDossiers {
    /// Who is meant, each once.
    async fn persons(&self, whom: Whom) -> Result<Vec<Ssin>, ServiceError> {
        let mut persons = match whom {
            Whom::Institution(enterprise, colleagues) => {
                let managers = self.0.managers(enterprise).await?;
                managers.into_iter().map(|manager| manager.person.ssin).chain(colleagues).collect()
            }
            Whom::Staff(wanted) => {
                let staff = self.0.staff().await?.into_iter();
                staff.filter(|member| party(member.role) == wanted).map(|member| member.person.ssin).collect()
            }
            Whom::One(person) => vec![person],
        };
        persons.sort_unstable();
        persons.dedup();
        Ok(persons)
    }
}

/// The party for which somebody works at the desk.
const fn party(role: StaffRole) -> Party {
    match role {
        StaffRole::Integration => Party::Integration,
        StaffRole::Nsso => Party::Nsso,
    }
}
