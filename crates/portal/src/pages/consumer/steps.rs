//! `GET /manage/document-consumer`: how far the enterprise is, and what comes next.

use askama::Template;
use axum::{extract::State, response::Response};
use ebox_credential::Certificate;
use ebox_i18n::Texts;
use ebox_onboarding::{Acceptance, Account, AccountCertificate, AccountState};
use ebox_wire::routes;
use jiff::{SignedDuration, Timestamp};

use super::one_at;
use crate::{
    Portal,
    failure::Failure,
    fields::Fields,
    layout::{Layout, Part, page},
    pages::manage::done::Outcome,
    visitor::{Manager, Visitor},
};

/// Before its end, a certificate is shown as ending for so long.
const ENDS_SOON: SignedDuration = SignedDuration::from_hours(30 * 24);

#[derive(Template)]
#[template(path = "consumer_steps.html")]
pub(in crate::pages) struct StepsPage {
    pub(in crate::pages) t: Texts,
    pub(in crate::pages) layout: Layout,
    pub(in crate::pages) accepted: Option<Accepted>,
    pub(in crate::pages) accounts: Vec<Row>,
    /// The client of the account that was just made.
    pub(in crate::pages) made: Option<String>,
    pub(in crate::pages) addresses: Addresses,
    pub(in crate::pages) done: Option<Outcome>,
}

/// Who accepted the terms, and when.
pub(in crate::pages) struct Accepted {
    pub(in crate::pages) by: String,
    pub(in crate::pages) at: String,
}

/// A webservice account.
pub(in crate::pages) struct Row {
    pub(in crate::pages) name: String,
    pub(in crate::pages) client_id: String,
    /// Where it is changed.
    pub(in crate::pages) href: String,
    pub(in crate::pages) certificates: Vec<CertificateRow>,
    pub(in crate::pages) state: AccountState,
    /// Whether it will soon have no certificate that serves.
    pub(in crate::pages) ends: Ends,
}

/// A certificate of an account.
pub(in crate::pages) struct CertificateRow {
    pub(in crate::pages) name: String,
    pub(in crate::pages) until: String,
    pub(in crate::pages) ends: Ends,
}

/// Whether a certificate still serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::pages) enum Ends {
    Ended,
    Soon,
    Later,
}

impl Ends {
    pub(super) fn of(certificate: &Certificate, now: Timestamp) -> Self {
        let until = certificate.valid_until();
        if until <= now {
            Self::Ended
        } else if until.duration_since(now) < ENDS_SOON {
            Self::Soon
        } else {
            Self::Later
        }
    }

    /// Of an account: the one that serves longest counts.
    pub(in crate::pages) fn of_account(account: &Account, now: Timestamp) -> Self {
        account.certificates.iter().map(|one| Self::of(&one.certificate, now)).max().unwrap_or(Self::Ended)
    }
}

/// Where the enterprise's software calls.
pub(in crate::pages) struct Addresses {
    pub(in crate::pages) token: String,
    pub(in crate::pages) simulation: String,
    pub(in crate::pages) providers: String,
}

impl Addresses {
    pub(in crate::pages) fn below(public_url: &str) -> Self {
        let at = |base: &str, path: &str| format!("{public_url}{base}{path}");
        Self {
            token: at(routes::oauth::BASE, routes::oauth::TOKEN),
            simulation: at(routes::simulation::BASE, ""),
            providers: at(routes::federation::BASE, routes::federation::MESSAGE_PROVIDERS),
        }
    }
}

impl Row {
    fn new(t: Texts, account: &Account, now: Timestamp) -> Self {
        let certificate = |one: &AccountCertificate| CertificateRow {
            name: one.name.clone(),
            until: t.date(one.certificate.valid_until()),
            ends: Ends::of(&one.certificate, now),
        };
        Self {
            name: account.name.clone(),
            client_id: account.client_id.to_string(),
            href: one_at(&account.client_id),
            certificates: account.certificates.iter().map(certificate).collect(),
            state: account.state(),
            ends: Ends::of_account(account, now),
        }
    }
}

/// Shows the steps.
pub(in crate::pages) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    Manager(signed_in): Manager,
    query: Fields,
) -> Result<Response, Failure> {
    let t = visitor.t;
    let enterprise = signed_in.session().enterprise;
    let onboarding = &portal.0.onboarding;
    let accepted = match onboarding.acceptance(enterprise).await? {
        Some(acceptance) => Some(accepted(&portal, t, acceptance).await?),
        None => None,
    };
    let now = portal.0.clock.now();
    let accounts: Vec<Row> =
        onboarding.accounts(enterprise).await?.iter().map(|account| Row::new(t, account, now)).collect();
    let made = query.get("made").map(str::to_owned);
    page(&StepsPage {
        t,
        layout: Layout::new(&portal, &visitor, Part::Manage),
        accepted,
        made: made.filter(|made| accounts.iter().any(|account| account.client_id == *made)),
        accounts,
        addresses: Addresses::below(&portal.0.settings.public_url),
        done: Outcome::read(&query),
    })
}

async fn accepted(portal: &Portal, t: Texts, acceptance: Acceptance) -> Result<Accepted, Failure> {
    let person = portal.0.people.person(acceptance.by).await?;
    Ok(Accepted { by: person.map(|person| person.name).unwrap_or_default(), at: t.moment(acceptance.at) })
}
