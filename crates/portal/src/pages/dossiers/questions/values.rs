//! What was answered, field by field, while it goes to and fro between a draft and a page.

use std::collections::{BTreeMap, BTreeSet};

use ebox_dossier::Draft;

/// What was answered.
#[derive(Debug, Clone, Default)]
pub(in crate::pages) struct Values(BTreeMap<String, String>);

impl Values {
    /// What a draft has.
    pub(in crate::pages) fn of(draft: &Draft) -> Self {
        Self(draft.fields().clone())
    }

    /// What was answered in a field.
    pub(in crate::pages) fn get(&self, field: &str) -> &str {
        self.0.get(field).map_or("", String::as_str)
    }

    /// With an answer.
    pub(in crate::pages) fn set(&mut self, field: &str, value: impl Into<String>) {
        self.0.insert(field.to_owned(), value.into());
    }

    /// The numbers of the entries of a list.
    pub(in crate::pages) fn entries(&self, list: &str) -> BTreeSet<u32> {
        let number = |name: &String| {
            let rest = name.strip_prefix(list)?.strip_prefix('.')?;
            rest.split('.').next()?.parse().ok()
        };
        self.0.keys().filter_map(number).collect()
    }

    /// With this entry of a list, which may be empty still.
    pub(in crate::pages) fn with_entry(&mut self, list: &str, number: u32) {
        self.0.entry(format!("{list}.{number}.")).or_default();
    }

    /// With one entry more at the end of a list; its number.
    pub(in crate::pages) fn add(&mut self, list: &str) -> u32 {
        let number = self.entries(list).last().map_or(0, |last| last.saturating_add(1));
        self.with_entry(list, number);
        number
    }

    /// Without an entry: `types.0`.
    pub(in crate::pages) fn remove(&mut self, entry: &str) {
        let prefix = format!("{entry}.");
        self.0.retain(|name, _| !name.starts_with(&prefix));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_added_at_the_end_and_removed_whole() {
        let mut values = Values::default();
        assert_eq!((values.add("types"), values.add("types")), (0, 1));
        values.set("types.1.keys.0.key", "caseNumber");
        values.set("types.10.id", "WK1");
        assert_eq!(values.entries("types").into_iter().collect::<Vec<_>>(), [0, 1, 10]);
        values.remove("types.1");
        assert_eq!(values.entries("types").into_iter().collect::<Vec<_>>(), [0, 10]);
        assert_eq!((values.add("types"), values.get("types.10.id")), (11, "WK1"));
    }
}
