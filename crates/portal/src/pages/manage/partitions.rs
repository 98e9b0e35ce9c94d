//! `GET /manage/partitions`: how the e-Box is divided.

pub(in crate::pages) mod new;
pub(in crate::pages) mod one;

use askama::Template;
use axum::{extract::State, response::Response};
use ebox_domain::{Language, LocalizedText, partition::Extent};
use ebox_i18n::Texts;
use ebox_partition::{Arrangement, Partition};

use super::{done::Outcome, paths};
use crate::{
    Portal,
    failure::Failure,
    fields::Fields,
    form::{Field, Form, Kind},
    layout::{Layout, Part, page},
    show,
    visitor::{Manager, Visitor},
};

/// The most characters of a name.
const MAX_NAME: usize = 100;

/// The fields of the names, each with its language.
const NAMES: [(&str, Language); 4] = [
    ("name_nl", Language::Nl),
    ("name_fr", Language::Fr),
    ("name_de", Language::De),
    ("name_en", Language::En),
];

#[derive(Template)]
#[template(path = "manage_partitions.html")]
pub(in crate::pages) struct PartitionsPage {
    pub(in crate::pages) t: Texts,
    pub(in crate::pages) layout: Layout,
    pub(in crate::pages) partitions: Vec<Row>,
    pub(in crate::pages) done: Option<Outcome>,
}

/// A partition in the table.
pub(in crate::pages) struct Row {
    pub(in crate::pages) id: String,
    pub(in crate::pages) name: String,
    /// How many people may see it, besides those who see everything.
    pub(in crate::pages) people: usize,
    /// How many rules lead to it.
    pub(in crate::pages) rules: usize,
    /// Where it is changed; `GENERAL` never is.
    pub(in crate::pages) href: Option<String>,
    /// Whether it is being deleted.
    pub(in crate::pages) is_closed: bool,
}

impl Row {
    fn new(t: Texts, partition: &Partition, arrangement: &Arrangement) -> Self {
        let id = &partition.id;
        let kept = arrangement.find(id);
        let here = Extent::Partition(id.clone());
        Self {
            id: id.to_string(),
            name: show::name(&partition.name, t.language(), id.as_str()),
            people: arrangement.rights.iter().filter(|right| right.extent == here).count(),
            rules: arrangement.rules.iter().filter(|rule| rule.target == *id).count(),
            href: (!id.is_general()).then(|| paths::partition(id)),
            is_closed: kept.is_some_and(|kept| kept.is_closed),
        }
    }
}

/// Shows the partitions.
pub(in crate::pages) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    manager: Manager,
    query: Fields,
) -> Result<Response, Failure> {
    let (partitions, arrangement) = portal.0.partitions.arrangement(manager.enterprise()).await?;
    let t = visitor.t;
    page(&PartitionsPage {
        t,
        layout: Layout::new(&portal, &visitor, Part::Manage),
        partitions: partitions.iter().map(|one| Row::new(t, one, &arrangement)).collect(),
        done: Outcome::read(&query),
    })
}

/// The fields in which a partition is named, in each language.
fn name_fields(t: Texts) -> Vec<Field> {
    NAMES
        .into_iter()
        .map(|(field, language)| {
            let label = match language {
                Language::Nl => t.say("partition-name-nl"),
                Language::Fr => t.say("partition-name-fr"),
                Language::De => t.say("partition-name-de"),
                Language::En => t.say("partition-name-en"),
            };
            Field::new(field, label, Kind::Text(MAX_NAME, Some(language.as_str()))).optional()
        })
        .collect()
}

/// The name that a form gives.
fn name_in(fields: &Fields) -> LocalizedText {
    LocalizedText::default().changed(names_in(fields))
}

/// The same language by language: none where its field was left empty.
fn names_in(fields: &Fields) -> [(Language, Option<String>); 4] {
    NAMES.map(|(field, language)| (language, fields.get(field).map(str::to_owned)))
}

/// The field that a cause of the service is about, and what is wrong with it.
fn mistake(t: Texts, cause: &ebox_domain::Cause) -> (&'static str, String) {
    let of_language = |(field, language): &(&'static str, Language)| {
        (cause.field == format!("name.{language}")).then_some(*field)
    };
    match cause.field.as_str() {
        "partitionId" if cause.value.as_deref() == Some("GENERAL") => {
            ("id", t.say("partition-id-general").to_string())
        }
        "partitionId" => ("id", t.say("partition-id-taken").to_string()),
        "name" => (NAMES[0].0, t.say("partition-name-missing").to_string()),
        _ => {
            let field = NAMES.iter().find_map(of_language).unwrap_or(NAMES[0].0);
            (field, t.say("partition-name-unusable").with("most", MAX_NAME).to_string())
        }
    }
}

/// A form that has the fields of a name, filled in.
fn named(mut form: Form, name: &LocalizedText) -> Form {
    for field in &mut form.fields {
        let of = NAMES.iter().find(|(one, _)| *one == field.name);
        if let Some(text) = of.and_then(|(_, language)| name.get(*language)) {
            text.clone_into(&mut field.value);
        }
    }
    form
}
