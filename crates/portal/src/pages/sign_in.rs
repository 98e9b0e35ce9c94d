//! `GET` and `POST /sign-in`: who are you, and for which enterprise?

use askama::Template;
use axum::{extract::State, response::Response};
use ebox_audit::Effects;
use ebox_domain::{EboxId, EnterpriseNumber, Ssin};
use ebox_i18n::Texts;
use ebox_people::{Membership, Role};
use http::header;

use crate::{
    Portal, cookies,
    failure::Failure,
    fields::{Fields, Form},
    layout::{Layout, Part, own_path, page, see},
    settings::SignIn,
    show,
    visitor::Visitor,
};

/// Separates person and enterprise in the value of a choice.
const SEPARATOR: char = '@';

#[derive(Template)]
#[template(path = "sign_in.html")]
pub(super) struct SignInPage {
    pub(super) t: Texts,
    pub(super) layout: Layout,
    /// Who may be chosen.
    pub(super) choices: Vec<Choice>,
    /// Where to go afterwards.
    pub(super) then: Option<String>,
    /// Whether a session ended.
    pub(super) has_ended: bool,
}

/// Somebody who may be chosen in the rehearsal.
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) person: String,
    pub(super) enterprise: String,
    pub(super) number: String,
    pub(super) role: Role,
}

/// Shows who may be chosen.
pub(super) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    query: Fields,
) -> Result<Response, Failure> {
    let mut choices = Vec::new();
    match portal.0.settings.sign_in {
        SignIn::Rehearsal => {
            for membership in portal.0.people.first_memberships().await? {
                choices.push(choice(&portal, membership).await?);
            }
        }
    }
    page(&SignInPage {
        t: visitor.t,
        layout: Layout::new(&portal, &visitor, Part::None),
        choices,
        then: query.get("then").and_then(own_path).map(str::to_owned),
        has_ended: query.get("ended").is_some(),
    })
}

async fn choice(portal: &Portal, membership: Membership) -> Result<Choice, Failure> {
    let Membership { person, enterprise, role } = membership;
    let ebox = portal.0.federation.ebox(EboxId::Enterprise(enterprise)).await?;
    Ok(Choice {
        value: format!("{}{SEPARATOR}{enterprise}", person.ssin),
        person: person.name,
        enterprise: ebox.map(|ebox| ebox.name).unwrap_or_default(),
        number: show::enterprise(enterprise.as_str()),
        role,
    })
}

/// Signs in whoever was chosen.
pub(super) async fn sign_in(
    State(portal): State<Portal>,
    visitor: Visitor,
    Form(fields): Form,
) -> Result<Response, Failure> {
    let (person, enterprise) = match portal.0.settings.sign_in {
        SignIn::Rehearsal => chosen(&fields).ok_or(Failure::UnreadableForm)?,
    };
    let memberships = portal.0.people.memberships(person).await?;
    if !memberships.iter().any(|membership| membership.enterprise == enterprise) {
        return Err(Failure::UnreadableForm);
    }
    let now = portal.0.clock.now();
    // Another session of this browser ends: one browser, one enterprise.
    if let Some(before) = &visitor.signed_in {
        let record = portal.record(before.session(), "POST", "/sign-out", 303);
        portal.0.people.sign_out(before.token(), Effects::recorded(record)).await?;
    }
    let record = portal.record_of(person, enterprise, "POST", "/sign-in", 303);
    let token = portal.0.people.sign_in(person, enterprise, now, Effects::recorded(record)).await?;
    let mut response = see(fields.get("then").and_then(own_path).unwrap_or("/messages"));
    response.headers_mut().append(header::SET_COOKIE, cookies::keep_session(&portal.0.settings, &token));
    Ok(response)
}

fn chosen(fields: &Fields) -> Option<(Ssin, EnterpriseNumber)> {
    let (person, enterprise) = fields.get("who")?.split_once(SEPARATOR)?;
    Some((person.parse().ok()?, enterprise.parse().ok()?))
}
