//! `/manage/people/right`: giving somebody a right, and withdrawing one.

use axum::{
    extract::{Path, State},
    response::Response,
};
use ebox_audit::{Effects, Record};
use ebox_domain::{
    Fault, PartitionId, ServiceError, Ssin,
    partition::{Extent, UserRightId},
};
use ebox_i18n::Texts;
use ebox_people::Person;
use serde_json::{Value, json};

use super::{MAX_NAME, person_fields, ssin_in};
use crate::{
    Portal,
    failure::Failure,
    fields::{Fields, ManagerPosted},
    form::{Choice, Field, Form, Kind},
    pages::manage::{done::Outcome, form_page, form_page::Around, is_gone, paths},
    show,
    visitor::{Manager, Visitor},
};

/// The value that stands for all of the e-Box; no partition has such an identifier.
const WHOLE: &str = "*";
/// The field that names somebody who is known already.
const PERSON: &str = "person";

/// Somebody who is known already: the key, and what they are called.
pub(in crate::pages) type Known = (String, String);

/// The form; for somebody who is known it asks only for the right.
pub(in crate::pages) fn form(t: Texts, partitions: &[(String, String)], known: Option<&Known>) -> Form {
    let whole = Choice::new(WHOLE, t.say("right-whole").to_string());
    let one = |(id, name): &(String, String)| {
        Choice::new(id, t.say("right-partition").with("partition", name.as_str()).to_string())
    };
    let choices = std::iter::once(whole.that_means(t.say("right-whole-means").to_string()));
    let choices = choices.chain(partitions.iter().map(one)).collect();
    let extent = Field::new("extent", t.say("right-extent"), Kind::Radios(choices));
    let person = if known.is_some() { Vec::new() } else { person_fields(t) };
    Form::of(person.into_iter().chain([extent]).collect())
}

pub(in crate::pages) fn around(t: Texts, known: Option<Known>) -> Around {
    Around {
        title: t.say("right-give").to_string(),
        lead: Some(match &known {
            Some((_, name)) => t.say("right-give-to").with("person", name.as_str()).to_string(),
            None => t.say("right-give-lead").to_string(),
        }),
        back: (paths::PEOPLE, t.say("section-people").to_string()),
        action: paths::RIGHT.to_owned(),
        hidden: known.map(|(key, _)| (PERSON, key)).into_iter().collect(),
        button: t.say("right-give").to_string(),
        also: None,
        other: None,
    }
}

/// What can be given: the partitions that are open.
async fn partitions(
    portal: &Portal,
    visitor: &Visitor,
    manager: &Manager,
) -> Result<Vec<(String, String)>, Failure> {
    let (partitions, arrangement) = portal.0.partitions.arrangement(manager.enterprise()).await?;
    let open = partitions.into_iter().filter(|one| arrangement.takes(&one.id));
    let language = visitor.t.language();
    Ok(open.map(|one| (one.id.to_string(), show::name(&one.name, language, one.id.as_str()))).collect())
}

/// Somebody who has a right here already, by the key that a form or an address has.
async fn known(
    portal: &Portal,
    manager: &Manager,
    fields: &Fields,
) -> Result<Option<(Ssin, Known)>, Failure> {
    let Some(key) = fields.get(PERSON) else { return Ok(None) };
    let (_, arrangement) = portal.0.partitions.arrangement(manager.enterprise()).await?;
    let found = arrangement.rights.iter().map(|right| right.person).find(|one| portal.key_of(*one) == key);
    let ssin = found.ok_or(Failure::NotFound)?;
    let name = portal.0.people.person(ssin).await?.map_or_else(|| show::ssin(ssin), |person| person.name);
    Ok(Some((ssin, (key.to_owned(), name))))
}

/// Shows the form.
pub(in crate::pages) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    manager: Manager,
    query: Fields,
) -> Result<Response, Failure> {
    let known = known(&portal, &manager, &query).await?.map(|(_, known)| known);
    let partitions = partitions(&portal, &visitor, &manager).await?;
    let form = form(visitor.t, &partitions, known.as_ref());
    form_page::show(&portal, &visitor, around(visitor.t, known), form)
}

/// Gives the right.
pub(in crate::pages) async fn grant(
    State(portal): State<Portal>,
    visitor: Visitor,
    ManagerPosted { manager, fields }: ManagerPosted,
) -> Result<Response, Failure> {
    let t = visitor.t;
    let known = known(&portal, &manager, &fields).await?;
    let partitions = partitions(&portal, &visitor, &manager).await?;
    let of_known = known.as_ref().map(|(_, known)| known.clone());
    let mut form = form(t, &partitions, of_known.as_ref()).filled(&fields);
    let extent = extent_in(&fields);
    match &extent {
        None => form.is_wrong_in("extent", t.say("right-extent-missing")),
        // Before anybody is introduced for nothing.
        Some(Extent::Partition(id)) if !partitions.iter().any(|(open, _)| open == id.as_str()) => {
            form.is_wrong_in("extent", t.say("right-partition-gone"));
        }
        Some(_) => {}
    }
    let person = match known {
        Some((ssin, _)) => Some(ssin),
        None => introduced(&portal, &manager, &fields, t, &mut form).await?,
    };
    if let (Some(extent), Some(person), false) = (extent, person, form.has_mistakes()) {
        let by = portal.by(&manager, "POST", paths::RIGHT);
        match portal.0.partitions.grant(&by, person, extent).await {
            Ok(_) => return Ok(Outcome::GRANTED.at(paths::PEOPLE)),
            Err(ServiceError::Refused(Fault::Invalid(_))) => {
                form.is_wrong_in("extent", t.say("right-partition-gone"));
            }
            Err(ServiceError::Refused(Fault::Conflict(_))) => {
                form.is_wrong_in("extent", t.say("right-too-many"));
            }
            Err(error) => return Err(error.into()),
        }
    }
    form_page::show(&portal, &visitor, around(t, of_known), form)
}

fn extent_in(fields: &Fields) -> Option<Extent> {
    match fields.get("extent")? {
        WHOLE => Some(Extent::WholeEbox),
        id => id.parse::<PartitionId>().ok().map(Extent::Partition),
    }
}

/// The effects of something that is about a person. The record names them as it names everybody.
pub(super) fn about(portal: &Portal, manager: &Manager, path: &str, details: Value) -> Effects {
    Effects::recorded(Record { details, ..portal.record(manager.session(), "POST", path, 303) })
}

/// Who a form names by number and name. What is wrong with them is noted in the form, and then nobody is registered.
pub(super) async fn introduced(
    portal: &Portal,
    manager: &Manager,
    fields: &Fields,
    t: Texts,
    form: &mut Form,
) -> Result<Option<Ssin>, Failure> {
    let ssin = ssin_in(fields);
    if ssin.is_none() {
        form.is_wrong_in("ssin", t.say("person-ssin-unusable"));
    }
    let name = fields.get("name").unwrap_or_default().to_owned();
    if name.is_empty() || name.chars().count() > MAX_NAME {
        form.is_wrong_in("name", t.say("person-name-missing"));
    }
    let (Some(ssin), false) = (ssin, form.has_mistakes()) else { return Ok(None) };
    let effects = about(portal, manager, paths::PEOPLE, json!({ "personHash": portal.key_of(ssin) }));
    match portal.0.people.introduce(Person { ssin, name }, effects).await {
        Ok(person) => Ok(Some(person.ssin)),
        Err(ServiceError::Refused(Fault::Invalid(_))) => {
            form.is_wrong_in("name", t.say("person-name-differs"));
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

/// Withdraws a right.
pub(in crate::pages) async fn withdraw(
    State(portal): State<Portal>,
    Path(path): Path<String>,
    ManagerPosted { manager, .. }: ManagerPosted,
) -> Result<Response, Failure> {
    let id: UserRightId = path.parse().map_err(|_| Failure::NotFound)?;
    let by = portal.by(&manager, "POST", paths::RIGHT);
    let withdrawn = portal.0.partitions.withdraw(&by, id).await;
    if is_gone(&withdrawn) {
        return Ok(Outcome::GONE.at(paths::PEOPLE));
    }
    withdrawn?;
    Ok(Outcome::WITHDRAWN.at(paths::PEOPLE))
}
