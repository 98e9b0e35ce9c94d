//! `GET /manage/document-consumer/accounts/{client}`: a webservice account, and what can be changed of it.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use ebox_credential::{
    Certificate,
    check::{Expected, Severity, check},
};
use ebox_domain::ids::ClientId;
use ebox_i18n::Texts;
use ebox_onboarding::{Account, AccountState};
use http::StatusCode;

use super::{account::Name, certificate::Deviation, one_at, steps::Ends};
use crate::{
    Portal,
    failure::Failure,
    fields::Fields,
    layout::{Layout, Part, page_with},
    pages::manage::done::Outcome,
    visitor::{Manager, Visitor},
};

#[derive(Template)]
#[template(path = "consumer_one.html")]
pub(in crate::pages) struct OnePage {
    pub(in crate::pages) t: Texts,
    pub(in crate::pages) layout: Layout,
    pub(in crate::pages) href: String,
    pub(in crate::pages) name: String,
    pub(in crate::pages) client_id: String,
    pub(in crate::pages) permission: &'static str,
    pub(in crate::pages) state: AccountState,
    pub(in crate::pages) is_enabled: bool,
    /// Who made it, and when.
    pub(in crate::pages) made: String,
    pub(in crate::pages) certificates: Vec<Kept>,
    pub(in crate::pages) ends: Ends,
    /// The name that was entered, and what is wrong with it.
    pub(in crate::pages) entered: String,
    pub(in crate::pages) mistake: Option<Name>,
    pub(in crate::pages) done: Option<Outcome>,
}

/// A certificate.
pub(in crate::pages) struct Kept {
    pub(in crate::pages) name: String,
    pub(in crate::pages) until: String,
    pub(in crate::pages) ends: Ends,
    pub(in crate::pages) fingerprint: String,
    /// Who added it, and when.
    pub(in crate::pages) added: String,
    /// What is unusual about it, though it was taken.
    pub(in crate::pages) warnings: Vec<Deviation>,
}

/// An account of the manager's enterprise.
pub(super) async fn find(portal: &Portal, manager: &Manager, client: &str) -> Result<Account, Failure> {
    let client: ClientId = client.parse().map_err(|_| Failure::NotFound)?;
    let accounts = portal.0.onboarding.accounts(manager.enterprise()).await?;
    accounts.into_iter().find(|account| account.client_id == client).ok_or(Failure::NotFound)
}

/// Shows the account.
pub(in crate::pages) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    manager: Manager,
    Path(client): Path<String>,
    query: Fields,
) -> Result<Response, Failure> {
    let account = find(&portal, &manager, &client).await?;
    let entered = account.name.clone();
    shown(&portal, &visitor, account, (entered, None), Outcome::read(&query)).await
}

pub(super) async fn shown(
    portal: &Portal,
    visitor: &Visitor,
    account: Account,
    (entered, mistake): (String, Option<Name>),
    done: Option<Outcome>,
) -> Result<Response, Failure> {
    let (t, now) = (visitor.t, portal.0.clock.now());
    let mut certificates = Vec::with_capacity(account.certificates.len());
    for one in &account.certificates {
        certificates.push(Kept {
            name: one.name.clone(),
            until: t.date(one.certificate.valid_until()),
            ends: Ends::of(&one.certificate, now),
            fingerprint: one.certificate.fingerprint().to_hex(),
            added: who_and_when(portal, t, one.by, one.at).await?,
            warnings: warnings(portal, &account, &one.certificate),
        });
    }
    let status = if mistake.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    page_with(
        status,
        &OnePage {
            t,
            layout: Layout::new(portal, visitor, Part::Manage),
            href: one_at(&account.client_id),
            permission: account.permission.as_str(),
            state: account.state(),
            is_enabled: account.is_enabled,
            made: who_and_when(portal, t, account.by, account.at).await?,
            certificates,
            ends: Ends::of_account(&account, now),
            entered,
            mistake,
            done,
            client_id: account.client_id.to_string(),
            name: account.name,
        },
    )
}

/// What is unusual about a certificate. That it ends soon is said beside its end.
fn warnings(portal: &Portal, account: &Account, certificate: &Certificate) -> Vec<Deviation> {
    let expected = Expected {
        at: portal.0.clock.now(),
        environment: Some(portal.0.settings.environment),
        enterprise: Some(account.enterprise),
    };
    let found = check(certificate, &expected).into_iter();
    let unusual = found.filter(|one| one.severity == Severity::Warning && one.code != "expires_soon");
    unusual.map(|one| Deviation::of(&one)).collect()
}

async fn who_and_when(
    portal: &Portal,
    t: Texts,
    person: ebox_domain::Ssin,
    at: jiff::Timestamp,
) -> Result<String, Failure> {
    let person = portal.0.people.person(person).await?.map(|person| person.name).unwrap_or_default();
    Ok(t.say("account-by").with("person", person).with("moment", t.moment(at)).to_string())
}
