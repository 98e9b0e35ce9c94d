//! Persons.

use ebox_audit::Effects;
use ebox_domain::{Cause, Fault, Rule, ServiceError, Ssin, unseen::is_blank};

use crate::{People, Person};

/// The most characters (Unicode code points) of a name.
const MAX_NAME: usize = 200;

impl People {
    /// One person.
    pub async fn person(&self, ssin: Ssin) -> Result<Option<Person>, ServiceError> {
        Ok(self.store.person(ssin).await?)
    }

    /// Those of these numbers under which somebody is registered, by number.
    pub async fn persons(&self, numbers: &[Ssin]) -> Result<Vec<Person>, ServiceError> {
        Ok(self.store.persons(numbers).await?)
    }

    /// Registers a person, or changes the name of one.
    pub async fn register_person(&self, person: Person, effects: Effects) -> Result<(), ServiceError> {
        check_name(&person)?;
        Ok(self.store.put_person(person, effects).await?)
    }
}

/// Refuses a name that is none.
pub(crate) fn check_name(person: &Person) -> Result<(), Fault> {
    if is_blank(&person.name) || person.name.chars().count() > MAX_NAME {
        let detail = format!("give a name of 1 to {MAX_NAME} characters");
        return Err(Fault::one(Cause::body(Rule::OutOfRange, "name", detail)));
    }
    Ok(())
}
