//! `/manage/document-consumer/rehearsal`: every screen on the way to a Document Consumer, and what would change. Nothing
//! is kept.

use askama::Template;
use axum::{extract::State, response::Response};
use ebox_domain::{Fault, ServiceError};
use ebox_i18n::Texts;
use ebox_onboarding::Permission;

use super::{
    REHEARSED_ACCOUNT,
    account::{self, Mistakes},
    terms::{self, Shown},
};
use crate::{
    Portal,
    failure::Failure,
    fields::{Fields, ManagerPosted},
    layout::{Layout, Part, page, see},
    uploaded::Uploaded,
    visitor::{Manager, Visitor},
};

#[derive(Template)]
#[template(path = "consumer_rehearsal.html")]
pub(in crate::pages) struct RehearsalPage {
    pub(in crate::pages) t: Texts,
    pub(in crate::pages) layout: Layout,
}

#[derive(Template)]
#[template(path = "consumer_report.html")]
pub(in crate::pages) struct ReportPage {
    pub(in crate::pages) t: Texts,
    pub(in crate::pages) layout: Layout,
    /// Whether the terms are accepted already.
    pub(in crate::pages) is_accepted: bool,
    pub(in crate::pages) person: String,
    pub(in crate::pages) enterprise: String,
    pub(in crate::pages) version: String,
    pub(in crate::pages) account: String,
    pub(in crate::pages) permission: &'static str,
    pub(in crate::pages) certificate: String,
    pub(in crate::pages) until: String,
    pub(in crate::pages) fingerprint: String,
    pub(in crate::pages) scopes: Vec<String>,
}

/// Says what a rehearsal is.
pub(in crate::pages) async fn begin(
    State(portal): State<Portal>,
    visitor: Visitor,
    _: Manager,
) -> Result<Response, Failure> {
    page(&RehearsalPage { t: visitor.t, layout: Layout::new(&portal, &visitor, Part::Manage) })
}

/// Shows the terms.
pub(in crate::pages) async fn terms(
    State(portal): State<Portal>,
    visitor: Visitor,
    Manager(signed_in): Manager,
) -> Result<Response, Failure> {
    terms::terms(&portal, &visitor, &signed_in, Shown { is_rehearsal: true, ..Shown::default() }).await
}

/// Goes on as if they were accepted.
pub(in crate::pages) async fn go_on(
    State(portal): State<Portal>,
    visitor: Visitor,
    ManagerPosted { manager: Manager(signed_in), fields }: ManagerPosted,
) -> Result<Response, Failure> {
    if fields.get("accept") == Some("yes") {
        return Ok(see(REHEARSED_ACCOUNT));
    }
    terms::terms(&portal, &visitor, &signed_in, Shown { is_rehearsal: true, is_unconfirmed: true }).await
}

/// Shows the form of an account.
pub(in crate::pages) async fn account(
    State(portal): State<Portal>,
    visitor: Visitor,
    _: Manager,
) -> Result<Response, Failure> {
    account::form(&portal, &visitor, &Fields::default(), Mistakes::default(), true)
}

/// Checks the form and says what would change.
pub(in crate::pages) async fn report(
    State(portal): State<Portal>,
    visitor: Visitor,
    Uploaded { manager: Manager(signed_in), fields, file }: Uploaded,
) -> Result<Response, Failure> {
    let (t, session) = (visitor.t, signed_in.session());
    let onboarding = &portal.0.onboarding;
    let wanted = account::wanted(session, &fields, &file);
    let certificate = match onboarding.rehearse_account(&wanted).await {
        Ok(certificate) => certificate,
        Err(ServiceError::Refused(Fault::Invalid(causes))) => {
            return account::form(&portal, &visitor, &fields, Mistakes::of(&causes), true);
        }
        Err(error) => return Err(error.into()),
    };
    page(&ReportPage {
        t,
        layout: Layout::new(&portal, &visitor, Part::Manage),
        is_accepted: onboarding.acceptance(session.enterprise).await?.is_some(),
        person: session.person.name.clone(),
        enterprise: signed_in.enterprise_name().to_owned(),
        version: onboarding.settings().terms.to_string(),
        account: wanted.name,
        permission: Permission::DocumentConsumer.as_str(),
        certificate: wanted.certificate_name,
        until: t.date(certificate.valid_until()),
        fingerprint: certificate.fingerprint().to_hex(),
        scopes: wanted.permission.scopes().iter().map(|scope| scope.as_str().to_owned()).collect(),
    })
}
