//! Introducing somebody by number and name.
//!
//! A manager who gives somebody a right knows both. The number alone must not be enough: whoever types numbers would
//! learn whose they are.

use ebox_audit::Effects;
use ebox_domain::{Cause, Fault, Rule, ServiceError, fold::folded};

use crate::{People, Person, persons::check_name};

impl People {
    /// Registers a person whom nobody registered before, and recognizes one who is: under the same name, whatever its
    /// case, accents and order of words. Under another name they are refused, and what the right one is stays unsaid.
    pub async fn introduce(&self, person: Person, effects: Effects) -> Result<Person, ServiceError> {
        check_name(&person)?;
        let known = self.store.introduce(person.clone(), effects).await?;
        if words(&known.name) == words(&person.name) {
            return Ok(known);
        }
        let detail = "under this number somebody is registered with another name; check both";
        Err(Fault::one(Cause::body(Rule::NotFound, "name", detail)).into())
    }
}

/// The words of a name, in an order of their own: people write the family name first or last.
fn words(name: &str) -> Vec<String> {
    let folded = folded(name);
    let mut words: Vec<String> = folded.split_whitespace().map(str::to_owned).collect();
    words.sort_unstable();
    words
}
