//! `GET /manage/people`: who manages the e-Box, and who may see what of it.
//!
//! People are shown by name. In forms and addresses each is named by the keyed hash that audit records use: nobody's
//! number leaves the server.

pub(in crate::pages) mod managers;
pub(in crate::pages) mod rights;

use std::collections::BTreeMap;

use askama::Template;
use axum::{extract::State, response::Response};
use ebox_domain::{Ssin, fold::folded, partition::Extent};
use ebox_i18n::Texts;
use ebox_partition::Partition;
use ebox_people::{Manager as Managing, Role};

use super::{done::Outcome, paths};
use crate::{
    Portal,
    failure::Failure,
    fields::Fields,
    form::{Field, Kind},
    layout::{Layout, Part, page},
    show,
    visitor::{Manager, Visitor},
};

/// How many people a page has.
const PAGE: usize = 50;
/// The longest name to look for, in characters.
const LONGEST_SEARCH: usize = 100;
/// The most characters of a name.
const MAX_NAME: usize = 200;

#[derive(Template)]
#[template(path = "manage_people.html")]
pub(in crate::pages) struct PeoplePage {
    pub(in crate::pages) t: Texts,
    pub(in crate::pages) layout: Layout,
    pub(in crate::pages) managers: Vec<ManagerRow>,
    /// Whether the reader names and dismisses managers: an access manager does, a co-access manager does not.
    pub(in crate::pages) may_name: bool,
    pub(in crate::pages) people: Vec<PersonRow>,
    /// How many there are, on all pages.
    pub(in crate::pages) total: usize,
    /// What name is looked for.
    pub(in crate::pages) search: String,
    pub(in crate::pages) earlier: Option<String>,
    pub(in crate::pages) later: Option<String>,
    pub(in crate::pages) done: Option<Outcome>,
}

/// Somebody who manages the e-Box.
pub(in crate::pages) struct ManagerRow {
    pub(in crate::pages) key: String,
    pub(in crate::pages) name: String,
    pub(in crate::pages) number: String,
    pub(in crate::pages) role: Role,
    pub(in crate::pages) is_reader: bool,
}

/// Somebody with rights.
pub(in crate::pages) struct PersonRow {
    pub(in crate::pages) key: String,
    /// Unknown of somebody to whom a program gave a right.
    pub(in crate::pages) name: Option<String>,
    pub(in crate::pages) number: String,
    pub(in crate::pages) rights: Vec<RightRow>,
}

/// What somebody may see.
pub(in crate::pages) struct RightRow {
    pub(in crate::pages) id: String,
    /// The partition; nothing when it is all of the e-Box.
    pub(in crate::pages) partition: Option<String>,
}

impl ManagerRow {
    fn new(portal: &Portal, reader: &Manager, managing: Managing) -> Self {
        let ssin = managing.person.ssin;
        Self {
            key: portal.key_of(ssin),
            name: managing.person.name,
            number: show::ssin(ssin),
            role: managing.role,
            is_reader: ssin == reader.session().person.ssin,
        }
    }
}

impl PersonRow {
    /// What they are called: the masked number of somebody whose name is not known.
    pub(in crate::pages) fn called(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.number)
    }
}

impl Portal {
    /// How forms and addresses name a person.
    fn key_of(&self, person: Ssin) -> String {
        self.0.person_key.hash(person).to_string()
    }
}

/// Shows them.
pub(in crate::pages) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    manager: Manager,
    query: Fields,
) -> Result<Response, Failure> {
    let managers = portal.0.people.managers(manager.enterprise()).await?;
    let search: String = query.get("q").unwrap_or_default().chars().take(LONGEST_SEARCH).collect();
    let mut people = with_rights(&portal, &visitor, &manager).await?;
    let wanted = folded(&search);
    people.retain(|person| folded(person.name.as_deref().unwrap_or_default()).contains(&wanted));
    let number = query.get("page").and_then(|page| page.parse::<usize>().ok()).unwrap_or(1).max(1);
    let total = people.len();
    let begin = number.saturating_sub(1).saturating_mul(PAGE);
    let at = |number: usize| Fields::default().with("q", search.clone()).with("page", number.to_string());
    page(&PeoplePage {
        t: visitor.t,
        layout: Layout::new(&portal, &visitor, Part::Manage),
        may_name: manager.session().role == Some(Role::AccessManager),
        managers: managers.into_iter().map(|one| ManagerRow::new(&portal, &manager, one)).collect(),
        people: people.into_iter().skip(begin).take(PAGE).collect(),
        total,
        earlier: (number > 1).then(|| at(number - 1).at(paths::PEOPLE)),
        later: (begin.saturating_add(PAGE) < total).then(|| at(number + 1).at(paths::PEOPLE)),
        search,
        done: Outcome::read(&query),
    })
}

/// Everybody with rights of their own, by name; whoever has none last, by number.
async fn with_rights(
    portal: &Portal,
    visitor: &Visitor,
    manager: &Manager,
) -> Result<Vec<PersonRow>, Failure> {
    let (partitions, arrangement) = portal.0.partitions.arrangement(manager.enterprise()).await?;
    let language = visitor.t.language();
    let name = |partition: &Partition| show::name(&partition.name, language, partition.id.as_str());
    let names: BTreeMap<_, _> = partitions.iter().map(|one| (one.id.clone(), name(one))).collect();
    let mut rights: BTreeMap<Ssin, Vec<RightRow>> = BTreeMap::new();
    for right in arrangement.rights {
        let partition = match &right.extent {
            Extent::WholeEbox => None,
            Extent::Partition(id) => Some(names.get(id).cloned().unwrap_or_else(|| id.to_string())),
        };
        rights.entry(right.person).or_default().push(RightRow { id: right.id.to_string(), partition });
    }
    let numbers: Vec<Ssin> = rights.keys().copied().collect();
    let known = portal.0.people.persons(&numbers).await?;
    let known: BTreeMap<Ssin, String> = known.into_iter().map(|person| (person.ssin, person.name)).collect();
    let row = |(ssin, rights)| PersonRow {
        key: portal.key_of(ssin),
        name: known.get(&ssin).cloned(),
        number: show::ssin(ssin),
        rights,
    };
    let mut people: Vec<PersonRow> = rights.into_iter().map(row).collect();
    people.sort_by_cached_key(|person| {
        (person.name.is_none(), folded(person.name.as_deref().unwrap_or_default()))
    });
    Ok(people)
}

/// The fields that say who somebody is.
fn person_fields(t: Texts) -> Vec<Field> {
    vec![
        Field::new("ssin", t.say("person-ssin"), Kind::Digits(15)).hint(t.say("person-ssin-hint")),
        Field::new("name", t.say("person-name"), Kind::Text(MAX_NAME, None)).hint(t.say("person-name-hint")),
    ]
}

/// The number in a form, however it is divided: `94.02.27-225.80`.
fn ssin_in(fields: &Fields) -> Option<Ssin> {
    let digits = fields.get("ssin")?.chars().filter(|c| !matches!(c, '.' | '-' | ' '));
    digits.collect::<String>().parse().ok()
}
