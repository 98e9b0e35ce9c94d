//! `GET` and `POST /sign-in/enterprise`: for which enterprise?
//!
//! Whoever showed who they are has a token of their own for this, which holds for minutes and once. A session begins
//! here and nowhere else, with a token that nobody had before.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse as _, Response},
};
use ebox_audit::Effects;
use ebox_domain::EnterpriseNumber;
use ebox_i18n::Texts;
use ebox_people::{Person, SessionToken};
use http::{HeaderMap, header};
use subtle::ConstantTimeEq as _;

use super::{Choice, THEN, WHY, Why, then, with_session};
use crate::{
    Portal, cookies,
    failure::Failure,
    fields::{Fields, Form, TOKEN},
    layout::{Layout, Part, page, see},
    visitor::Visitor,
};

#[derive(Template)]
#[template(path = "enterprise.html")]
pub(in crate::pages) struct EnterprisePage {
    pub(in crate::pages) t: Texts,
    pub(in crate::pages) layout: Layout,
    /// Who is asked.
    pub(in crate::pages) person: String,
    /// What may be chosen.
    pub(in crate::pages) choices: Vec<Choice>,
    /// Where to go afterwards.
    pub(in crate::pages) then: Option<String>,
    /// The token of the form.
    pub(in crate::pages) token: String,
}

/// Goes on with somebody who showed who they are: whoever has one enterprise need not choose.
pub(super) async fn identified(
    portal: &Portal,
    visitor: &Visitor,
    person: &Person,
    token: &SessionToken,
    then: Option<&str>,
) -> Result<Response, Failure> {
    let enterprises = portal.enterprises_of(person).await?;
    match enterprises.as_slice() {
        [] => Err(Failure::NoEnterprise),
        [only] => {
            let then = then.unwrap_or(only.capacity.home());
            begin(portal, visitor, person, token, only.enterprise, then).await
        }
        _ => {
            let mut fields = Fields::default();
            if let Some(then) = then {
                fields = fields.with(THEN, then);
            }
            let mut response = see(&fields.at("/sign-in/enterprise"));
            let cookie = cookies::keep_identified(&portal.0.settings, token);
            response.headers_mut().append(header::SET_COOKIE, cookie);
            Ok(response)
        }
    }
}

/// Shows what may be chosen.
pub(in crate::pages) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    headers: HeaderMap,
    query: Fields,
) -> Result<Response, Failure> {
    let Some((token, person)) = known(&portal, &headers).await? else { return Ok(too_late(&portal, &query)) };
    let enterprises = portal.enterprises_of(&person).await?;
    if enterprises.is_empty() {
        return Err(Failure::NoEnterprise);
    }
    let choice = |one: crate::enterprises::ActsFor| Choice::new(one.enterprise.to_string(), one);
    page(&EnterprisePage {
        t: visitor.t,
        layout: Layout::new(&portal, &visitor, Part::None),
        person: person.name,
        choices: enterprises.into_iter().map(choice).collect(),
        then: then(&query).map(str::to_owned),
        token: token.form_token(),
    })
}

/// Begins a session for the enterprise that was chosen.
pub(in crate::pages) async fn choose(
    State(portal): State<Portal>,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form,
) -> Result<Response, Failure> {
    let Some((token, person)) = known(&portal, &headers).await? else {
        return Ok(too_late(&portal, &fields));
    };
    let given = fields.get(TOKEN).unwrap_or_default();
    if !bool::from(given.as_bytes().ct_eq(token.form_token().as_bytes())) {
        return Err(Failure::StaleForm);
    }
    let chosen = fields.get("enterprise").and_then(|number| number.parse().ok());
    let chosen: EnterpriseNumber = chosen.ok_or(Failure::UnreadableForm)?;
    let capacity = portal.may_act(person.ssin, chosen).await?.ok_or(Failure::NotAllowed)?;
    let then = then(&fields).unwrap_or(capacity.home());
    begin(&portal, &visitor, &person, &token, chosen, then).await
}

async fn begin(
    portal: &Portal,
    visitor: &Visitor,
    person: &Person,
    identified: &SessionToken,
    enterprise: EnterpriseNumber,
    then: &str,
) -> Result<Response, Failure> {
    end_session_before(portal, visitor).await?;
    let record = portal.record_of(person.ssin, enterprise, "POST", "/sign-in", 303);
    let (people, now) = (&portal.0.people, portal.0.clock.now());
    let begun =
        people.choose_enterprise(identified, person.ssin, enterprise, now, Effects::recorded(record)).await?;
    Ok(match begun {
        Some(token) => with_session(portal, see(then), &token),
        None => too_late(portal, &Fields::default()),
    })
}

/// Another session of this browser ends: one browser, one enterprise.
pub(super) async fn end_session_before(portal: &Portal, visitor: &Visitor) -> Result<(), Failure> {
    if let Some(before) = &visitor.signed_in {
        let record = portal.record(before.session(), "POST", "/sign-out", 303);
        portal.0.people.sign_out(before.token(), Effects::recorded(record)).await?;
    }
    Ok(())
}

async fn known(portal: &Portal, headers: &HeaderMap) -> Result<Option<(SessionToken, Person)>, Failure> {
    let Some(token) = cookies::identified(&portal.0.settings, headers) else { return Ok(None) };
    let person = portal.0.people.identified(&token, portal.0.clock.now()).await?;
    Ok(person.map(|person| (token, person)))
}

/// Sends somebody who took too long, or who chose already, to begin again.
fn too_late(portal: &Portal, fields: &Fields) -> Response {
    let mut to = Fields::default().with(WHY, Why::Late.as_str());
    if let Some(then) = then(fields) {
        to = to.with(THEN, then);
    }
    let cookie = cookies::drop_identified(&portal.0.settings);
    ([(header::SET_COOKIE, cookie)], see(&to.at("/sign-in"))).into_response()
}
