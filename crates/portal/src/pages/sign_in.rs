//! `GET` and `POST /sign-in`: who are you?
//!
//! How people show who they are depends on the deployment, a file for each way. Whoever did so then chooses an
//! enterprise ([`enterprise`]), and only that begins a session.

pub(super) mod enterprise;
mod local;
pub(super) mod openid;
mod rehearsal;

use askama::Template;
use axum::{extract::State, response::Response};
use ebox_i18n::Texts;
use ebox_people::SessionToken;
use http::{StatusCode, header};

use crate::{
    Portal, cookies,
    enterprises::{ActsFor, Capacity},
    failure::Failure,
    fields::{Fields, Form},
    layout::{Layout, Part, own_path, page_with},
    settings::SignIn,
    show,
    visitor::Visitor,
};

/// The field that says where to go afterwards.
pub(super) const THEN: &str = "then";
/// The field that says why somebody is here.
pub(super) const WHY: &str = "why";

#[derive(Template)]
#[template(path = "sign_in.html")]
pub(super) struct SignInPage {
    pub(super) t: Texts,
    pub(super) layout: Layout,
    /// How people show who they are.
    pub(super) way: Way,
    /// Where to go afterwards.
    pub(super) then: Option<String>,
    /// Why the reader is here.
    pub(super) why: Option<Why>,
}

/// How people show who they are.
pub(super) enum Way {
    /// They choose who they are.
    Rehearsal(Vec<Choice>),
    /// They type name, password and code.
    Local {
        /// The name that was typed.
        name: String,
        /// What became of an attempt.
        wrong: Option<Wrong>,
    },
    /// They go to the identity provider: a link.
    Provider(String),
}

/// What became of an attempt that did not succeed.
pub(super) enum Wrong {
    /// Something is wrong with it.
    Attempt,
    /// There were too many; when the next one is looked at.
    Paused(String),
}

/// Why somebody is asked to sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// Their session ended by itself.
    Ended,
    /// They signed out here.
    Out,
    /// They signed out everywhere.
    OutEverywhere,
    /// They took too long to choose an enterprise.
    Late,
}

impl Why {
    const ALL: [Self; 4] = [Self::Ended, Self::Out, Self::OutEverywhere, Self::Late];

    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Ended => "ended",
            Self::Out => "out",
            Self::OutEverywhere => "out-everywhere",
            Self::Late => "late",
        }
    }

    fn read(fields: &Fields) -> Option<Self> {
        let said = fields.get(WHY)?;
        Self::ALL.into_iter().find(|why| why.as_str() == said)
    }
}

/// Somebody who acts for an enterprise, to be chosen.
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) person: String,
    pub(super) enterprise: String,
    pub(super) number: String,
    pub(super) capacity: Capacity,
}

impl Choice {
    fn new(value: String, one: ActsFor) -> Self {
        let number = show::enterprise(one.enterprise.as_str());
        Self { value, person: one.person.name, enterprise: one.name, number, capacity: one.capacity }
    }
}

/// Shows how to sign in.
pub(super) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    query: Fields,
) -> Result<Response, Failure> {
    let way = match portal.0.settings.sign_in {
        SignIn::Rehearsal => rehearsal::way(&portal).await?,
        SignIn::LocalAccounts => Way::Local { name: String::new(), wrong: None },
        SignIn::OpenIdConnect(_) => Way::Provider(openid::way(&query)),
    };
    answer(&portal, &visitor, StatusCode::OK, way, &query)
}

/// Finds out who it is.
pub(super) async fn sign_in(
    State(portal): State<Portal>,
    visitor: Visitor,
    Form(fields): Form,
) -> Result<Response, Failure> {
    match portal.0.settings.sign_in {
        SignIn::Rehearsal => rehearsal::sign_in(&portal, &visitor, &fields).await,
        SignIn::LocalAccounts => local::sign_in(&portal, &visitor, &fields).await,
        // Nobody has such a form.
        SignIn::OpenIdConnect(_) => Err(Failure::NotFound),
    }
}

fn answer(
    portal: &Portal,
    visitor: &Visitor,
    status: StatusCode,
    way: Way,
    fields: &Fields,
) -> Result<Response, Failure> {
    let layout = Layout::new(portal, visitor, Part::None);
    let (then, why) = (then(fields).map(str::to_owned), Why::read(fields));
    page_with(status, &SignInPage { t: visitor.t, layout, way, then, why })
}

/// Where a form or an address says to go afterwards: a place of this portal.
fn then(fields: &Fields) -> Option<&str> {
    fields.get(THEN).and_then(own_path)
}

/// Gives the browser the token of its new session.
fn with_session(portal: &Portal, mut response: Response, token: &SessionToken) -> Response {
    let settings = &portal.0.settings;
    let headers = response.headers_mut();
    headers.append(header::SET_COOKIE, cookies::keep_session(settings, token));
    headers.append(header::SET_COOKIE, cookies::drop_identified(settings));
    response
}
