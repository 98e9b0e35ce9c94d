//! Forms while they are written: whatever was entered so far, field by field.
//!
//! A form can be left at any moment and be taken up by a colleague, so what is kept is what was entered, not what it
//! means. [`Request`](crate::Request) and [`Form`](crate::Form) read a draft and name everything that is missing or wrong.

use std::collections::{BTreeMap, BTreeSet};

use ebox_domain::Ssin;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::as_text;

/// The most fields of a draft: a hundred message types with ten keys each.
const MOST_FIELDS: usize = 6_000;
/// The most bytes of a field's name.
const LONGEST_NAME: usize = 80;
/// The most bytes of a field: a logo in base64.
const LONGEST_VALUE: usize = 90_000;
/// The most bytes of all fields.
const LARGEST: usize = 1 << 20;

/// What was entered in a form so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    version: u32,
    fields: BTreeMap<String, String>,
    saved: Option<Saved>,
}

/// When a draft was last saved, and by whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// When.
    pub at: Timestamp,
    /// By whom.
    #[serde(with = "as_text")]
    pub by: Ssin,
}

/// Why a draft was not saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unsaved {
    /// A colleague saved the same form meanwhile.
    #[error("somebody else saved this form meanwhile")]
    Newer,
    /// More than a form can hold, or a field that no form has.
    #[error("the form holds more than it can")]
    TooMuch,
}

impl Draft {
    /// A draft that begins with fields of another one.
    pub(crate) fn beginning_with(fields: BTreeMap<String, String>) -> Self {
        Self { fields, ..Self::default() }
    }

    /// Which saving this is; 0 before the first.
    pub const fn version(&self) -> u32 {
        self.version
    }

    /// When it was last saved, and by whom.
    pub const fn saved(&self) -> Option<Saved> {
        self.saved
    }

    /// What was entered in a field; nothing in one that was not filled in.
    pub fn get(&self, field: &str) -> &str {
        self.fields.get(field).map_or("", String::as_str)
    }

    /// Every field with what was entered.
    pub const fn fields(&self) -> &BTreeMap<String, String> {
        &self.fields
    }

    /// The numbers of the entries of a list, in their order: of `types` in `types.0.id` and `types.2.id` 0 and 2.
    pub fn entries(&self, list: &str) -> BTreeSet<u32> {
        let number = |name: &String| {
            let rest = name.strip_prefix(list)?.strip_prefix('.')?;
            rest.split('.').next()?.parse().ok()
        };
        self.fields.keys().filter_map(number).collect()
    }

    /// The draft with all fields anew, by whoever had this version before their eyes. Control characters other than
    /// ends of lines are left out, and so is white space around what was entered.
    pub(crate) fn saved_anew(
        &self,
        seen: u32,
        fields: BTreeMap<String, String>,
        saved: Saved,
    ) -> Result<Self, Unsaved> {
        let fields: BTreeMap<String, String> =
            fields.into_iter().map(|(name, value)| (name, tidy(&value))).collect();
        let is_field = |name: &str| {
            (1..=LONGEST_NAME).contains(&name.len())
                && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.')
        };
        let size: usize = fields.iter().map(|(name, value)| name.len() + value.len()).sum();
        let fits = fields.len() <= MOST_FIELDS
            && size <= LARGEST
            && fields.iter().all(|(name, value)| is_field(name) && value.len() <= LONGEST_VALUE);
        if !fits {
            return Err(Unsaved::TooMuch);
        }
        if fields == self.fields {
            return Ok(self.clone());
        }
        // Whoever sends the same again, as a double click does, has saved it already.
        if seen != self.version {
            return Err(Unsaved::Newer);
        }
        Ok(Self { version: self.version + 1, fields, saved: Some(saved) })
    }
}

fn tidy(value: &str) -> String {
    let text = value.replace("\r\n", "\n").replace('\r', "\n");
    text.trim().chars().filter(|letter| *letter == '\n' || !letter.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    fn now() -> Saved {
        Saved { at: Timestamp::UNIX_EPOCH, by: "71022722580".parse().expect("a number") }
    }

    #[test]
    fn of_two_who_save_at_once_the_second_is_told() {
        let empty = Draft::default();
        let first = empty.saved_anew(0, fields(&[("name", " Werkkaart\u{7} ")]), now()).expect("saved");
        assert_eq!((first.version(), first.get("name")), (1, "Werkkaart"));
        assert_eq!(first.saved_anew(0, fields(&[("name", "Other")]), now()), Err(Unsaved::Newer));
        assert_eq!(
            first.saved_anew(0, fields(&[("name", "Werkkaart")]), now()),
            Ok(first.clone()),
            "the same again"
        );
    }

    #[test]
    fn a_draft_holds_no_more_than_a_form() {
        let too_much = |name: &str, value: &str| {
            Draft::default().saved_anew(0, fields(&[(name, value)]), now()) == Err(Unsaved::TooMuch)
        };
        assert!(
            too_much("a<script>", "x") && too_much("", "x") && too_much("x", &"y".repeat(LONGEST_VALUE + 1))
        );
    }

    #[test]
    fn entries_of_a_list_are_found_by_their_numbers() {
        let draft =
            Draft::beginning_with(fields(&[("types.2.id", ""), ("types.0.id", "A"), ("typesx.1.id", "")]));
        assert_eq!(draft.entries("types").into_iter().collect::<Vec<_>>(), [0, 2]);
        assert_eq!(draft.entries("types.2.keys").len(), 0);
    }
}
