//! What the pages of both sides of a dossier share: the institution's below `/sending`, those of the desk below
//! `/desk`.
//!
//! [`words`] says what steps, fields and test cases are called; [`way`] shows the whole way with its environments,
//! [`standing`] where on it a dossier is; [`asked`] lays a request or a form out as it is read; [`told`] says what
//! happened, with the names of people; [`evidence`] shows tests. `desk_macros.html` and `dossier_macros.html` draw them.
//! [`questions`] are the forms as institutions fill them in, [`glance`] what is to be done by them now. The conversation
//! lies beside the institution's pages ([`conversation`](super::sending::conversation)), and both sides hold it.

pub(in crate::pages) mod asked;
pub(in crate::pages) mod evidence;
pub(in crate::pages) mod glance;
pub(in crate::pages) mod how;
pub(in crate::pages) mod problem;
pub(in crate::pages) mod questions;
pub(in crate::pages) mod refused;
pub(in crate::pages) mod standing;
pub(in crate::pages) mod told;
pub(in crate::pages) mod way;
pub(in crate::pages) mod words;

use std::{collections::BTreeMap, sync::Arc};

use ebox_audit::Record;
use ebox_domain::{ServiceError, Ssin, StoreError};
use ebox_dossier::{Dossier, DossierError, DossierNumber, Dossiers, Party, Visit};

use crate::{Portal, failure::Failure, visitor::SignedIn};

/// The field of a form that says after how many moves of the dossier it was drawn.
pub(in crate::pages) const SEEN: &str = "seen";

/// The names of people, by their numbers.
#[derive(Debug, Default, Clone)]
pub(in crate::pages) struct Names(BTreeMap<Ssin, String>);

impl Names {
    /// The names of those of these people whom somebody registered.
    pub(in crate::pages) async fn of(
        portal: &Portal,
        persons: impl IntoIterator<Item = Ssin>,
    ) -> Result<Self, Failure> {
        let mut numbers: Vec<Ssin> = persons.into_iter().collect();
        numbers.sort_unstable();
        numbers.dedup();
        let persons = portal.0.people.persons(&numbers).await?;
        Ok(Self(persons.into_iter().map(|person| (person.ssin, person.name)).collect()))
    }

    /// The name of a person.
    pub(in crate::pages) fn get(&self, person: Ssin) -> Option<&str> {
        self.0.get(&person).map(String::as_str)
    }
}

impl Portal {
    /// The dossiers; nothing is there where no desk is.
    pub(in crate::pages) fn dossiers(&self) -> Result<&Arc<Dossiers>, Failure> {
        self.0.dossiers.as_ref().ok_or(Failure::NotFound)
    }

    /// Somebody who is signed in comes to dossiers.
    pub(in crate::pages) fn visit(&self, signed_in: &SignedIn, method: &str, path: &str) -> Visit {
        let session = signed_in.session();
        // Of a request that changes nothing no record is kept.
        let record: Record = self.record(session, method, path, 303);
        Visit { person: session.person.ssin, enterprise: session.enterprise, record }
    }

    /// A dossier that an address names, with the party for which somebody comes to it.
    pub(in crate::pages) async fn dossier(
        &self,
        visit: &Visit,
        number: &str,
    ) -> Result<(Dossier, Party), Failure> {
        let number: DossierNumber = number.parse().map_err(|_| Failure::NotFound)?;
        Ok(self.dossiers()?.dossier(visit, number).await?)
    }
}

impl From<DossierError> for Failure {
    /// What pages have no words for. What a reader can put right, a page says itself.
    fn from(error: DossierError) -> Self {
        match error {
            DossierError::NotThere | DossierError::UnknownPerson => Self::NotFound,
            DossierError::NoManager => Self::NotAllowed,
            DossierError::Service(error) => error.into(),
            error => ServiceError::from(StoreError::new("work on a dossier", error)).into(),
        }
    }
}
