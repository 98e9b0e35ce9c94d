//! The directory of e-Boxes: who can receive, and who ever looked.

use ebox_audit::Effects;
use ebox_domain::{
    Cause, Causes, EboxId, Fault, Rule, ServiceError,
    page::{Page, PageRequest},
    time::in_brussels,
    unseen::is_blank,
};
use jiff::Timestamp;

use crate::Federation;

/// What the federation knows of an e-Box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ebox {
    /// Whose it is.
    pub id: EboxId,
    /// The enterprise's or the citizen's name.
    pub name: String,
    /// Whether it takes messages: an enterprise that stopped does not.
    pub is_active: bool,
    /// When somebody last opened it; never, for `NO_DIGITAL_USER`.
    pub last_connection: Option<Timestamp>,
}

/// What the operator's list says of an e-Box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Whose it is.
    pub id: EboxId,
    /// The enterprise's or the citizen's name.
    pub name: String,
    /// Whether it takes messages.
    pub is_active: bool,
}

/// What an import changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Imported {
    /// E-Boxes that were not known.
    pub added: u64,
    /// E-Boxes of which something else is known now.
    pub changed: u64,
    /// E-Boxes of which the same was known.
    pub unchanged: u64,
}

impl Imported {
    /// Both together.
    pub const fn and(self, other: Self) -> Self {
        Self {
            added: self.added + other.added,
            changed: self.changed + other.changed,
            unchanged: self.unchanged + other.unchanged,
        }
    }
}

impl Federation {
    /// An e-Box, when it is known. Asked by registries, before they take a message for it.
    pub async fn ebox(&self, id: EboxId) -> Result<Option<Ebox>, ServiceError> {
        Ok(self.store.ebox(id).await?)
    }

    /// Notes that somebody entered an e-Box as `known` through a portal. What is told of it is the day, so that one note
    /// a Brussels day is enough.
    pub async fn entered(&self, known: &Ebox, now: Timestamp) -> Result<(), ServiceError> {
        let day = |moment| in_brussels(moment).date();
        if known.last_connection.is_some_and(|last| day(last) >= day(now)) {
            return Ok(());
        }
        Ok(self.store.note_opened(known.id, now).await?)
    }

    /// Enters an e-Box into the directory, or replaces what is known of it.
    pub async fn register_ebox(&self, ebox: Ebox, effects: Effects) -> Result<(), ServiceError> {
        if is_blank(&ebox.name) {
            let cause = Cause::body(Rule::Required, "name", "give the name of whose e-Box it is");
            return Err(Fault::one(cause).into());
        }
        Ok(self.store.put_ebox(ebox, effects).await?)
    }

    /// A page of the directory, by number.
    pub async fn eboxes(&self, page: PageRequest) -> Result<Page<Ebox>, ServiceError> {
        Ok(self.store.eboxes(page).await?)
    }

    /// Enters what a list says. What the list does not name stays as it is, and so does when an e-Box was last
    /// opened. A long list is entered in steps; each leaves a record, and doing all of it again changes nothing.
    pub async fn import_eboxes(
        &self,
        listed: Vec<Listed>,
        effects: impl Fn(usize) -> Effects,
    ) -> Result<Imported, ServiceError> {
        let blank = listed.iter().filter(|one| is_blank(&one.name));
        let causes: Causes = blank.map(|one| nameless(one.id)).collect();
        if !causes.is_empty() {
            return Err(Fault::Invalid(causes).into());
        }
        let mut imported = Imported::default();
        for step in listed.chunks(STEP) {
            let done = self.store.put_listed(step.to_vec(), effects(step.len())).await?;
            imported = imported.and(done);
        }
        Ok(imported)
    }
}

/// How many e-Boxes one unit of work enters: a million at once would keep everybody else waiting.
const STEP: usize = 5_000;

fn nameless(id: EboxId) -> Cause {
    let field = format!("eboxes[{}].name", id.number());
    Cause::body(Rule::Required, field, "give the name of whose e-Box it is")
}
