//! `GET` and `POST /enrolment`: a person makes a local account theirs.
//!
//! Nothing is kept until everything is right: the page carries the secret of the authenticator itself, which its
//! reader sees anyway, and the code of the operator, which holds until then.

mod qr;

use askama::Template;
use axum::{extract::State, response::Response};
use ebox_audit::{Effects, Record};
use ebox_i18n::Texts;
use ebox_people::accounts::{
    Account, Authenticator, Choice, ChoiceMistake, Enrolled, EnrolmentCode, MAX_PASSWORD, MIN_PASSWORD,
    WeakPassword,
};
use http::StatusCode;

pub(super) use qr::Picture;

use crate::{
    Portal,
    failure::Failure,
    fields::{Fields, Form},
    layout::{Layout, Part, page, page_with},
    settings::SignIn,
    visitor::Visitor,
};

/// What authenticator apps call these accounts.
const ISSUER: &str = "e-Box Enterprise";
const PATH: &str = "/enrolment";
const CODE: &str = "code";

/// Where a person uses an enrolment code, below the address of the portal.
pub fn enrolment_path(code: &str) -> String {
    Fields::default().with(CODE, code).at(PATH)
}

/// Asks for the code of the operator.
#[derive(Template)]
#[template(path = "enrolment_code.html")]
pub(super) struct CodePage {
    pub(super) t: Texts,
    pub(super) layout: Layout,
    /// Whether one was given that does not hold.
    pub(super) is_gone: bool,
}

/// Asks for everything else.
#[derive(Template)]
#[template(path = "enrolment.html")]
pub(super) struct EnrolmentPage {
    pub(super) t: Texts,
    pub(super) layout: Layout,
    pub(super) account: String,
    pub(super) person: String,
    pub(super) code: String,
    pub(super) secret: String,
    pub(super) link: String,
    pub(super) picture: Option<Picture>,
    pub(super) mistakes: Vec<ChoiceMistake>,
}

impl EnrolmentPage {
    fn of_password(&self) -> Option<WeakPassword> {
        self.mistakes.iter().find_map(|mistake| match mistake {
            ChoiceMistake::Password(weak) => Some(*weak),
            _ => None,
        })
    }

    fn has(&self, mistake: ChoiceMistake) -> bool {
        self.mistakes.contains(&mistake)
    }
}

/// Shows the recovery codes, once.
#[derive(Template)]
#[template(path = "enrolled.html")]
pub(super) struct EnrolledPage {
    pub(super) t: Texts,
    pub(super) layout: Layout,
    pub(super) account: String,
    pub(super) codes: Vec<String>,
}

/// Shows the form, when the code holds.
pub(super) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    query: Fields,
) -> Result<Response, Failure> {
    let Some(typed) = offered(&portal)?.then(|| query.get(CODE)).flatten() else {
        return code_page(&portal, &visitor, false);
    };
    match holding(&portal, typed).await? {
        Some((code, account)) => {
            let app = portal.0.people.new_authenticator()?;
            form(&portal, &visitor, StatusCode::OK, (&code, &account), &app, Vec::new())
        }
        None => code_page(&portal, &visitor, true),
    }
}

/// Makes the account its person's.
pub(super) async fn enrol(
    State(portal): State<Portal>,
    visitor: Visitor,
    Form(fields): Form,
) -> Result<Response, Failure> {
    offered(&portal)?;
    let typed = |field| fields.get(field).unwrap_or_default();
    let Some((code, account)) = holding(&portal, typed(CODE)).await? else {
        return code_page(&portal, &visitor, true);
    };
    let app: Authenticator = typed("secret").parse().map_err(|_| Failure::UnreadableForm)?;
    let choice = Choice {
        password: typed("new-password"),
        repeated: typed("repeated-password"),
        authenticator: app.clone(),
        code: typed("shown"),
    };
    let now = portal.0.clock.now();
    let record = Record {
        person: Some(portal.0.person_key.hash(account.person.ssin)),
        details: serde_json::json!({ "account": account.number }),
        ..Record::new(now, "POST", PATH, 200)
    };
    match portal.0.people.enrol(&code, choice, now, Effects::recorded(record)).await? {
        Enrolled::Done(codes) => page(&EnrolledPage {
            t: visitor.t,
            layout: Layout::new(&portal, &visitor, Part::None),
            account: account.name.to_string(),
            codes: codes.iter().map(ebox_people::accounts::RecoveryCode::secret).collect(),
        }),
        Enrolled::Mistaken(mistakes) => {
            form(&portal, &visitor, StatusCode::BAD_REQUEST, (&code, &account), &app, mistakes)
        }
        Enrolled::Gone => code_page(&portal, &visitor, true),
    }
}

/// Whether there are local accounts here; without them there is no such page.
fn offered(portal: &Portal) -> Result<bool, Failure> {
    if portal.0.settings.sign_in == SignIn::LocalAccounts { Ok(true) } else { Err(Failure::NotFound) }
}

async fn holding(portal: &Portal, typed: &str) -> Result<Option<(EnrolmentCode, Account)>, Failure> {
    let Ok(code) = typed.parse::<EnrolmentCode>() else { return Ok(None) };
    let account = portal.0.people.enrolling(&code, portal.0.clock.now()).await?;
    Ok(account.map(|account| (code, account)))
}

fn code_page(portal: &Portal, visitor: &Visitor, is_gone: bool) -> Result<Response, Failure> {
    let layout = Layout::new(portal, visitor, Part::None);
    let status = if is_gone { StatusCode::GONE } else { StatusCode::OK };
    page_with(status, &CodePage { t: visitor.t, layout, is_gone })
}

fn form(
    portal: &Portal,
    visitor: &Visitor,
    status: StatusCode,
    (code, account): (&EnrolmentCode, &Account),
    app: &Authenticator,
    mistakes: Vec<ChoiceMistake>,
) -> Result<Response, Failure> {
    let link = app.link(ISSUER, account.name.as_str());
    page_with(
        status,
        &EnrolmentPage {
            t: visitor.t,
            layout: Layout::new(portal, visitor, Part::None),
            account: account.name.to_string(),
            person: account.person.name.clone(),
            code: code.secret(),
            secret: app.secret(),
            picture: Picture::of(&link),
            link: link.to_string(),
            mistakes,
        },
    )
}
