//! Where and in which language a person is told by e-mail what is to be done.

use ebox_audit::Effects;
use ebox_domain::{EmailAddress, Language, ServiceError, Ssin};

use crate::People;

/// Where a person is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// The address.
    pub address: EmailAddress,
    /// The language of letters.
    pub language: Language,
}

impl People {
    /// Where a person is told; `None` for somebody who wants no e-mail.
    pub async fn contact(&self, person: Ssin) -> Result<Option<Contact>, ServiceError> {
        Ok(self.store.contacts(&[person]).await?.pop().map(|(_, contact)| contact))
    }

    /// Where those of these people are told who want to be, by number.
    pub async fn contacts(&self, persons: &[Ssin]) -> Result<Vec<(Ssin, Contact)>, ServiceError> {
        Ok(self.store.contacts(persons).await?)
    }

    /// Notes where a registered person is told, or that they want no e-mail: their own doing.
    pub async fn set_contact(
        &self,
        person: Ssin,
        contact: Option<Contact>,
        effects: Effects,
    ) -> Result<(), ServiceError> {
        Ok(self.store.set_contact(person, contact, effects).await?)
    }
}
