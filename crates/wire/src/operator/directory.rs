//! The directory of e-Boxes: which exist, and which are active.

mod csv;

use ebox_domain::{Cause, Causes, EboxId, Rule};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::{
    moment::Moment,
    read::{Collected, Field},
};

pub use csv::from_csv;

pub(super) const ACTIVE: &str = "active";
pub(super) const INACTIVE: &str = "inactive";
const NUMBER: &str =
    "give the ten digits of an enterprise number, or the eleven of an SSIN, in quotation marks";

/// A line of the operator's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EboxLine {
    /// Whose e-Box.
    pub id: EboxId,
    /// The name of whose it is.
    pub name: String,
    /// Whether it takes messages.
    pub is_active: bool,
}

/// An e-Box of the directory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Ebox)]
pub struct EboxEntry {
    /// The enterprise number of an enterprise, or the SSIN of a citizen.
    #[schema(example = "0852093431")]
    pub number: String,
    /// The name of whose it is.
    pub name: String,
    /// `active`: it takes messages; `inactive`: it does not. Active when left out.
    #[serde(default = "active")]
    #[schema(required = false, default = "active")]
    pub status: String,
    /// When somebody last opened it; in answers only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub last_connection: Option<Moment>,
}

fn active() -> String {
    ACTIVE.to_owned()
}

impl EboxEntry {
    /// An entry as it is answered.
    pub fn new(id: EboxId, name: &str, is_active: bool, last_connection: Option<jiff::Timestamp>) -> Self {
        Self {
            number: id.number().to_owned(),
            name: name.to_owned(),
            status: if is_active { ACTIVE } else { INACTIVE }.to_owned(),
            last_connection: last_connection.map(Moment),
        }
    }
}

/// A list of e-Boxes: all that are sent, or a page of those that are known.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Eboxes {
    /// The e-Boxes.
    pub items: Vec<EboxEntry>,
    /// How many there are over all pages; in answers only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<u64>,
}

impl Eboxes {
    /// Reads a list, and names every mistake.
    pub fn read(value: &Value) -> Result<Vec<EboxLine>, Causes> {
        let causes = Collected::default();
        let mut lines = Vec::new();
        if let Some(mut object) = Field::body(value, &causes).object() {
            let items = object.required("items", "the list of e-Boxes");
            for field in items.and_then(|field| field.elements_by("number")).unwrap_or_default() {
                lines.extend(line(&field));
            }
            object.finish();
        }
        finished(lines, causes)
    }
}

fn line(field: &Field<'_, '_>) -> Option<EboxLine> {
    let mut object = field.object()?;
    let id = object.required("number", NUMBER).and_then(|field| {
        let id = EboxId::from_key(field.string()?);
        if id.is_none() {
            field.refuse_value(Rule::InvalidValue, NUMBER);
        }
        id
    });
    let name = object.required("name", "the name of whose it is").and_then(|field| {
        let name = field.string()?.trim();
        if name.is_empty() {
            field.refuse(Rule::Required, "give the name of whose it is");
        }
        Some(name.to_owned())
    });
    let is_left_out = !object.has("status");
    let status = object.optional("status").and_then(|field| {
        let status = status(field.string()?);
        if status.is_none() {
            field.refuse_value(Rule::InvalidValue, "write active or inactive");
        }
        status
    });
    object.finish();
    Some(EboxLine { id: id?, name: name?, is_active: status.or(is_left_out.then_some(true))? })
}

fn status(text: &str) -> Option<bool> {
    match text {
        ACTIVE => Some(true),
        INACTIVE => Some(false),
        _ => None,
    }
}

/// The lines when nothing is wrong with any; a number that is there twice is.
fn finished(lines: Vec<EboxLine>, causes: Collected) -> Result<Vec<EboxLine>, Causes> {
    let mut seen = std::collections::HashSet::new();
    for line in lines.iter().filter(|line| !seen.insert(line.id)) {
        let field = format!("items[{}].number", line.id.number());
        causes.add(Cause::body(Rule::InvalidValue, field, "the number is there twice; leave one out"));
    }
    let causes = causes.into_list();
    if causes.is_empty() { Ok(lines) } else { Err(causes) }
}

/// What an import changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct ImportReport {
    /// E-Boxes that were not known.
    pub added: u64,
    /// E-Boxes of which something else is known now.
    pub changed: u64,
    /// E-Boxes of which the same was known.
    pub unchanged: u64,
}
