//! Which fields of two things differ: as operators write them.

use std::collections::BTreeMap;

use ebox_domain::reference::{MessageType, SenderApplication, SenderOrganization};
use ebox_wire::{operator::FieldChange, reference_file as file};
use serde::Serialize;
use serde_json::Value;

/// The most characters of a value that are shown.
const MOST: usize = 200;

/// A thing that has fields.
pub(super) trait Fields {
    /// It as JSON, as in the operator's file.
    fn to_json(&self) -> Value;
}

fn json(thing: impl Serialize) -> Value {
    // Texts, numbers and lists of them always serialise.
    serde_json::to_value(thing).unwrap_or_default()
}

impl Fields for SenderOrganization {
    fn to_json(&self) -> Value {
        json(file::Organization::from(self))
    }
}

impl Fields for SenderApplication {
    fn to_json(&self) -> Value {
        json(file::Application::from(self))
    }
}

impl Fields for MessageType {
    fn to_json(&self) -> Value {
        json(file::MessageType::from(self))
    }
}

/// The fields in which two things differ, by path.
pub(super) fn differences<T: Fields>(before: &T, after: &T) -> Vec<FieldChange> {
    let (mut old, mut new) = (BTreeMap::new(), BTreeMap::new());
    flatten(&before.to_json(), String::new(), &mut old);
    flatten(&after.to_json(), String::new(), &mut new);
    let mut fields: Vec<&String> = old.keys().chain(new.keys()).collect();
    fields.sort();
    fields.dedup();
    let shown =
        |values: &BTreeMap<String, String>, field: &str| values.get(field).map(|value| short(field, value));
    fields
        .into_iter()
        .filter(|field| old.get(*field) != new.get(*field))
        .map(|field| FieldChange {
            field: field.clone(),
            before: shown(&old, field),
            after: shown(&new, field),
        })
        .collect()
}

fn flatten(value: &Value, path: String, into: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                flatten(member, path, into);
            }
        }
        Value::Array(elements) => {
            for (place, element) in elements.iter().enumerate() {
                flatten(element, format!("{path}[{place}]"), into);
            }
        }
        Value::String(text) => {
            into.insert(path, text.clone());
        }
        other => {
            into.insert(path, other.to_string());
        }
    }
}

/// Images are shown by their length alone.
fn short(field: &str, value: &str) -> String {
    if field.rsplit('.').next() == Some("image") {
        return format!("an image of {} bytes", value.trim_end_matches('=').len() * 3 / 4);
    }
    if value.chars().count() <= MOST {
        return value.to_owned();
    }
    value.chars().take(MOST).chain(['…']).collect()
}
