//! `/manage/people/manager`: naming a further manager, and taking a manager's role away. An access manager does; a
//! co-access manager sees that they do not.

use axum::{extract::State, response::Response};
use ebox_domain::{Fault, ServiceError};
use ebox_i18n::Texts;
use ebox_people::Role;
use serde_json::json;

use super::{
    person_fields,
    rights::{about, introduced},
};
use crate::{
    Portal,
    failure::Failure,
    fields::ManagerPosted,
    form::{Choice, Field, Form, Kind},
    pages::manage::{
        confirm::{self, Question},
        done::Outcome,
        form_page,
        form_page::Around,
        is_gone, paths,
    },
    visitor::{Manager, Visitor},
};

/// The field that names a manager.
const PERSON: &str = "person";

pub(in crate::pages) fn form(t: Texts) -> Form {
    let role = |role: Role, name: String, means: String| Choice::new(role.as_str(), name).that_means(means);
    let roles = vec![
        role(
            Role::CoAccessManager,
            t.say("role-co-manager").to_string(),
            t.say("role-co-manager-means").to_string(),
        ),
        role(Role::AccessManager, t.say("role-manager").to_string(), t.say("role-manager-means").to_string()),
    ];
    let role = Field::new("role", t.say("role"), Kind::Radios(roles));
    Form::of(person_fields(t).into_iter().chain([role]).collect())
}

pub(in crate::pages) fn around(t: Texts) -> Around {
    Around {
        title: t.say("manager-name").to_string(),
        lead: Some(t.say("manager-name-lead").to_string()),
        back: (paths::PEOPLE, t.say("section-people").to_string()),
        action: paths::MANAGER.to_owned(),
        hidden: Vec::new(),
        button: t.say("manager-name").to_string(),
        also: None,
        other: None,
    }
}

/// Refuses whoever does not name managers.
fn demand_access_manager(manager: &Manager) -> Result<(), Failure> {
    if manager.session().role == Some(Role::AccessManager) { Ok(()) } else { Err(Failure::NotNaming) }
}

/// Shows the form.
pub(in crate::pages) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    manager: Manager,
) -> Result<Response, Failure> {
    demand_access_manager(&manager)?;
    form_page::show(&portal, &visitor, around(visitor.t), form(visitor.t))
}

/// Names the manager.
pub(in crate::pages) async fn name(
    State(portal): State<Portal>,
    visitor: Visitor,
    ManagerPosted { manager, fields }: ManagerPosted,
) -> Result<Response, Failure> {
    demand_access_manager(&manager)?;
    let t = visitor.t;
    let mut form = form(t).filled(&fields);
    let role = fields.get("role").and_then(|role| role.parse::<Role>().ok());
    if role.is_none() {
        form.is_wrong_in("role", t.say("role-missing"));
    }
    let person = introduced(&portal, &manager, &fields, t, &mut form).await?;
    let session = manager.session();
    if let (Some(role), Some(person)) = (role, person) {
        // Nobody gives the own role away by a number that was mistyped.
        if person == session.person.ssin {
            form.is_wrong_in("ssin", t.say("manager-is-you"));
            return form_page::show(&portal, &visitor, around(t), form);
        }
        let details = json!({ "personHash": portal.key_of(person), "role": role.as_str() });
        let effects = about(&portal, &manager, paths::MANAGER, details);
        let by = session.person.ssin;
        portal.0.people.name_manager(by, session.enterprise, person, role, effects).await?;
        return Ok(Outcome::NAMED.at(paths::PEOPLE));
    }
    form_page::show(&portal, &visitor, around(t), form)
}

/// Takes a manager's role away; asks before.
pub(in crate::pages) async fn dismiss(
    State(portal): State<Portal>,
    visitor: Visitor,
    ManagerPosted { manager, fields }: ManagerPosted,
) -> Result<Response, Failure> {
    demand_access_manager(&manager)?;
    let (t, session) = (visitor.t, manager.session());
    let key = fields.get(PERSON).ok_or(Failure::UnreadableForm)?;
    let managers = portal.0.people.managers(session.enterprise).await?;
    let Some(found) = managers.into_iter().find(|one| portal.key_of(one.person.ssin) == key) else {
        return Ok(Outcome::GONE.at(paths::PEOPLE));
    };
    if !confirm::is_confirmed(&fields) {
        let is_reader = found.person.ssin == session.person.ssin;
        let means =
            if is_reader { t.say("manager-dismiss-self-means") } else { t.say("manager-dismiss-means") };
        let question = Question {
            title: t.say("manager-dismiss-title").with("person", found.person.name).to_string(),
            means: vec![means.to_string()],
            button: t.say("manager-dismiss").to_string(),
            action: paths::DISMISS.to_owned(),
            back: paths::PEOPLE.to_owned(),
        };
        return confirm::ask(&portal, &visitor, fields, question);
    }
    let effects = about(&portal, &manager, paths::DISMISS, json!({ "personHash": key }));
    let person = found.person.ssin;
    let by = session.person.ssin;
    let dismissed = portal.0.people.dismiss_manager(by, session.enterprise, person, effects).await;
    if is_gone(&dismissed) {
        return Ok(Outcome::GONE.at(paths::PEOPLE));
    }
    match dismissed {
        // Whoever steps down sees these pages no more.
        Ok(()) if person == by => Ok(crate::layout::see("/messages")),
        Ok(()) => Ok(Outcome::DISMISSED.at(paths::PEOPLE)),
        Err(ServiceError::Refused(Fault::Conflict(_))) => Ok(Outcome::LAST_MANAGER.at(paths::PEOPLE)),
        Err(error) => Err(error.into()),
    }
}
