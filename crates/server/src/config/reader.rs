//! Reading a TOML table: missing, unknown and wrong members are collected, each with what is expected.

use std::{cell::RefCell, collections::BTreeMap, path::PathBuf, str::FromStr};

use toml::{Table, Value};

/// The mistakes found so far.
#[derive(Default)]
pub(super) struct Mistakes(RefCell<Vec<String>>);

impl Mistakes {
    pub(super) fn into_list(self) -> Vec<String> {
        self.0.into_inner()
    }
}

/// One section of the file.
pub(super) struct Section<'m> {
    path: String,
    table: Table,
    mistakes: &'m Mistakes,
    known: Vec<&'static str>,
}

impl<'m> Section<'m> {
    pub(super) fn new(path: &str, table: Table, mistakes: &'m Mistakes) -> Self {
        Self { path: path.to_owned(), table, mistakes, known: Vec::new() }
    }

    pub(super) fn mistake(&self, text: impl Into<String>) {
        self.mistakes.0.borrow_mut().push(text.into());
    }

    /// Notes what is wrong with a member.
    pub(super) fn mistake_in(&self, name: &str, text: &str) {
        self.mistake(format!("{}: {text}", self.name(name)));
    }

    /// A value, or a note of what is wrong with the member that it is about.
    pub(super) fn noting<T>(&self, read: Result<T, (&'static str, String)>) -> Option<T> {
        read.map_err(|(name, text)| self.mistake_in(name, &text)).ok()
    }

    fn take(&mut self, name: &'static str) -> Option<Value> {
        self.known.push(name);
        self.table.remove(name)
    }

    /// Whether a member is there that was not read yet.
    pub(super) fn has(&self, name: &str) -> bool {
        self.table.contains_key(name)
    }

    fn name(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }

    /// A value that may be left out, read by `read`; `expected` says what it looks like.
    pub(super) fn optional_with<T>(
        &mut self,
        name: &'static str,
        expected: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let value = self.take(name)?;
        let parsed = plain(&value).and_then(|text| read(&text));
        if parsed.is_none() {
            self.mistake(format!("{}: expected {expected}, not {value}", self.name(name)));
        }
        parsed
    }

    pub(super) fn optional<T: FromStr>(&mut self, name: &'static str, expected: &str) -> Option<T> {
        self.optional_with(name, expected, |text| text.parse().ok())
    }

    pub(super) fn required_with<T>(
        &mut self,
        name: &'static str,
        expected: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        if !self.table.contains_key(name) {
            self.known.push(name);
            self.mistake(format!("{}: missing; give {expected}", self.name(name)));
            return None;
        }
        self.optional_with(name, expected, read)
    }

    pub(super) fn required<T: FromStr>(&mut self, name: &'static str, expected: &str) -> Option<T> {
        self.required_with(name, expected, |text| text.parse().ok())
    }

    /// A path that must be there: a text, and not an empty one.
    pub(super) fn path(&mut self, name: &'static str, expected: &str) -> Option<PathBuf> {
        if let Some(value) = self.table.get(name).filter(|value| !value.is_str()).cloned() {
            self.take(name);
            self.mistake(format!("{}: expected {expected} in quotes, not {value}", self.name(name)));
            return None;
        }
        self.required_with(name, expected, |text| (!text.is_empty()).then(|| PathBuf::from(text)))
    }

    /// A list of texts, each read by `read`.
    pub(super) fn list<T>(
        &mut self,
        name: &'static str,
        expected: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<Vec<T>> {
        let value = self.take(name)?;
        let Value::Array(items) = &value else {
            self.mistake(format!("{}: expected a list of {expected}, not {value}", self.name(name)));
            return None;
        };
        let mut list = Vec::new();
        for item in items {
            match plain(item).and_then(|text| read(&text)) {
                Some(one) => list.push(one),
                None => self.mistake(format!("{}: expected {expected}, not {item}", self.name(name))),
            }
        }
        Some(list)
    }

    /// A section that may be left out and then is empty.
    pub(super) fn section(&mut self, name: &'static str) -> Self {
        self.optional_section(name)
            .unwrap_or_else(|| Section::new(&self.name(name), Table::new(), self.mistakes))
    }

    pub(super) fn optional_section(&mut self, name: &'static str) -> Option<Self> {
        match self.take(name)? {
            Value::Table(table) => Some(Section::new(&self.name(name), table, self.mistakes)),
            other => {
                self.mistake(format!("{}: expected a section, not {other}", self.name(name)));
                None
            }
        }
    }

    /// The sections in this one, whatever their names.
    pub(super) fn named_sections(&mut self) -> BTreeMap<String, Section<'m>> {
        let mut sections = BTreeMap::new();
        for (name, value) in std::mem::take(&mut self.table) {
            let path = self.name(&name);
            match value {
                Value::Table(table) => {
                    sections.insert(name, Section::new(&path, table, self.mistakes));
                }
                other => self.mistake(format!("{path}: expected a section, not {other}")),
            }
        }
        sections
    }

    /// Names what nobody asked for.
    pub(super) fn finish(&self) {
        for name in self.table.keys() {
            let known = self.known.join(", ");
            self.mistake(format!("{}: unknown; known here: {known}", self.name(name)));
        }
    }
}

/// Texts, and numbers and flags as they are written.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Integer(number) => Some(number.to_string()),
        Value::Boolean(flag) => Some(flag.to_string()),
        _ => None,
    }
}
