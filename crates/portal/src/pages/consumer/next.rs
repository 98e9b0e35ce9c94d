//! `GET` and `POST /manage/document-consumer/accounts/{client}/certificate`: the certificate that comes next.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use ebox_domain::{Fault, ServiceError};
use ebox_i18n::Texts;
use ebox_onboarding::Account;

use super::{
    account::Mistakes,
    changes::{choice, effects},
    one::find,
    one_at,
};
use crate::{
    Portal,
    failure::Failure,
    layout::{Layout, Part, page_with},
    pages::manage::done::Outcome,
    uploaded::Uploaded,
    visitor::{Manager, Visitor},
};

#[derive(Template)]
#[template(path = "consumer_next.html")]
pub(in crate::pages) struct NextPage {
    pub(in crate::pages) t: Texts,
    pub(in crate::pages) layout: Layout,
    pub(in crate::pages) href: String,
    pub(in crate::pages) account: String,
    pub(in crate::pages) certificate_name: String,
    pub(in crate::pages) mistakes: Mistakes,
}

/// Shows the form.
pub(in crate::pages) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    manager: Manager,
    Path(client): Path<String>,
) -> Result<Response, Failure> {
    let account = find(&portal, &manager, &client).await?;
    form(&portal, &visitor, account, String::new(), Mistakes::default())
}

fn form(
    portal: &Portal,
    visitor: &Visitor,
    account: Account,
    certificate_name: String,
    mistakes: Mistakes,
) -> Result<Response, Failure> {
    let layout = Layout::new(portal, visitor, Part::Manage);
    let href = one_at(&account.client_id);
    let account = account.name;
    page_with(
        mistakes.status(),
        &NextPage { t: visitor.t, layout, href, account, certificate_name, mistakes },
    )
}

/// Adds the certificate.
pub(in crate::pages) async fn add(
    State(portal): State<Portal>,
    visitor: Visitor,
    Path(client): Path<String>,
    Uploaded { manager, fields, file }: Uploaded,
) -> Result<Response, Failure> {
    let account = find(&portal, &manager, &client).await?;
    let name = fields.get("certificate_name").unwrap_or_default().to_owned();
    let effects = effects(&portal, &manager, &account, "certificate");
    let given = (&*file, name.clone());
    match portal.0.onboarding.add_certificate(choice(&manager, &account), given, effects).await {
        Ok(_) => Ok(Outcome::CERTIFICATE_ADDED.at(&one_at(&account.client_id))),
        Err(ServiceError::Refused(Fault::Invalid(causes))) => {
            form(&portal, &visitor, account, name, Mistakes::of(&causes))
        }
        Err(error) => Err(error.into()),
    }
}
