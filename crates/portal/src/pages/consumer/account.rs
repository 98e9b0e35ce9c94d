//! `GET` and `POST /manage/document-consumer/account`: a new webservice account.

use askama::Template;
use axum::{extract::State, response::Response};
use ebox_audit::Effects;
use ebox_domain::{Cause, Fault, ServiceError};
use ebox_i18n::Texts;
use ebox_onboarding::{NewAccount, Permission};
use ebox_people::Session;
use http::StatusCode;

use super::{
    ACCOUNT, STEPS, TERMS,
    certificate::{Deviation, deviation},
};
use crate::{
    Portal,
    failure::Failure,
    fields::Fields,
    layout::{Layout, Part, page_with, see},
    uploaded::Uploaded,
    visitor::{Manager, Visitor},
};

#[derive(Template)]
#[template(path = "consumer_account.html")]
pub(in crate::pages) struct AccountPage {
    pub(in crate::pages) t: Texts,
    pub(in crate::pages) layout: Layout,
    pub(in crate::pages) permission: &'static str,
    pub(in crate::pages) name: String,
    pub(in crate::pages) certificate_name: String,
    /// What is wrong with what was filled in.
    pub(in crate::pages) mistakes: Mistakes,
    /// Whether nothing is made.
    pub(in crate::pages) is_rehearsal: bool,
}

/// What is wrong with a form, field by field.
#[derive(Default)]
pub(in crate::pages) struct Mistakes {
    pub(in crate::pages) name: Option<Name>,
    pub(in crate::pages) certificate_name: Option<Name>,
    pub(in crate::pages) certificate: Vec<Deviation>,
}

/// What is wrong with a name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::pages) enum Name {
    /// Missing, too long, or with characters that are no text.
    Unusable,
    /// Another account has it.
    Taken,
}

impl Mistakes {
    /// The mistakes that the service found.
    pub(super) fn of(causes: &[Cause]) -> Self {
        let mut mistakes = Self::default();
        for cause in causes {
            let name = if cause.value.is_some() { Name::Taken } else { Name::Unusable };
            match cause.field.as_str() {
                "name" => mistakes.name = Some(name),
                "certificateName" => mistakes.certificate_name = Some(name),
                _ => mistakes.certificate.extend(deviation(cause)),
            }
        }
        mistakes
    }

    /// The answer's status.
    pub(super) const fn status(&self) -> StatusCode {
        if self.are_none() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }

    /// Whether there is none.
    pub(in crate::pages) const fn are_none(&self) -> bool {
        self.name.is_none() && self.certificate_name.is_none() && self.certificate.is_empty()
    }
}

/// Shows the form.
pub(in crate::pages) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    Manager(signed_in): Manager,
) -> Result<Response, Failure> {
    // No account comes before the terms.
    if portal.0.onboarding.acceptance(signed_in.session().enterprise).await?.is_none() {
        return Ok(see(TERMS));
    }
    form(&portal, &visitor, &Fields::default(), Mistakes::default(), false)
}

pub(super) fn form(
    portal: &Portal,
    visitor: &Visitor,
    fields: &Fields,
    mistakes: Mistakes,
    is_rehearsal: bool,
) -> Result<Response, Failure> {
    let status = mistakes.status();
    let text = |name| fields.get(name).unwrap_or_default().to_owned();
    page_with(
        status,
        &AccountPage {
            t: visitor.t,
            layout: Layout::new(portal, visitor, Part::Manage),
            permission: Permission::DocumentConsumer.as_str(),
            name: text("name"),
            certificate_name: text("certificate_name"),
            mistakes,
            is_rehearsal,
        },
    )
}

/// What a form says of a new account.
pub(super) fn wanted(session: &Session, fields: &Fields, file: &[u8]) -> NewAccount {
    let text = |name| fields.get(name).unwrap_or_default().to_owned();
    NewAccount {
        enterprise: session.enterprise,
        by: session.person.ssin,
        name: text("name"),
        permission: Permission::DocumentConsumer,
        certificate: file.to_vec(),
        certificate_name: text("certificate_name"),
    }
}

/// Makes the account.
pub(in crate::pages) async fn add(
    State(portal): State<Portal>,
    visitor: Visitor,
    Uploaded { manager: Manager(signed_in), fields, file }: Uploaded,
) -> Result<Response, Failure> {
    let session = signed_in.session();
    if portal.0.onboarding.acceptance(session.enterprise).await?.is_none() {
        return Ok(see(TERMS));
    }
    let account = wanted(session, &fields, &file);
    let effects = Effects::recorded(portal.record(session, "POST", ACCOUNT, 303));
    match portal.0.onboarding.add_account(account, effects).await {
        Ok(account) => Ok(see(&Fields::default().with("made", account.client_id.to_string()).at(STEPS))),
        Err(ServiceError::Refused(Fault::Invalid(causes))) => {
            form(&portal, &visitor, &fields, Mistakes::of(&causes), false)
        }
        Err(error) => Err(error.into()),
    }
}
