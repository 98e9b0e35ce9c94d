//! `GET` and `POST /manage/document-consumer/terms`: the terms of use, and their acceptance, which cannot be undone.
//!
//! Whoever has script accepts only after they scrolled to the end of the text; whoever has none finds the form after
//! all of it.

use askama::Template;
use axum::{extract::State, response::Response};
use ebox_audit::Effects;
use ebox_i18n::Texts;
use http::StatusCode;

use super::{STEPS, TERMS};
use crate::{
    Portal,
    failure::Failure,
    fields::Posted,
    layout::{Layout, Part, page_with, see},
    visitor::{Manager, SignedIn, Visitor},
};

#[derive(Template)]
#[template(path = "consumer_terms.html")]
pub(in crate::pages) struct TermsPage {
    pub(in crate::pages) t: Texts,
    pub(in crate::pages) layout: Layout,
    pub(in crate::pages) enterprise: String,
    pub(in crate::pages) version: String,
    /// Whether the enterprise accepted them before.
    pub(in crate::pages) is_accepted: bool,
    /// Whether the form came without the confirmation.
    pub(in crate::pages) is_unconfirmed: bool,
    /// Whether nothing is kept.
    pub(in crate::pages) is_rehearsal: bool,
}

/// How the terms are shown.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Shown {
    pub(super) is_unconfirmed: bool,
    pub(super) is_rehearsal: bool,
}

/// Shows the terms.
pub(in crate::pages) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    Manager(signed_in): Manager,
) -> Result<Response, Failure> {
    terms(&portal, &visitor, &signed_in, Shown::default()).await
}

pub(super) async fn terms(
    portal: &Portal,
    visitor: &Visitor,
    signed_in: &SignedIn,
    shown: Shown,
) -> Result<Response, Failure> {
    let Shown { is_unconfirmed, is_rehearsal } = shown;
    let onboarding = &portal.0.onboarding;
    let status = if is_unconfirmed { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    page_with(
        status,
        &TermsPage {
            t: visitor.t,
            layout: Layout::new(portal, visitor, Part::Manage),
            enterprise: signed_in.enterprise_name().to_owned(),
            version: onboarding.settings().terms.to_string(),
            // Whoever rehearses sees the form all the same.
            is_accepted: !is_rehearsal
                && onboarding.acceptance(signed_in.session().enterprise).await?.is_some(),
            is_unconfirmed,
            is_rehearsal,
        },
    )
}

/// Accepts them for the enterprise.
pub(in crate::pages) async fn accept(
    State(portal): State<Portal>,
    visitor: Visitor,
    Posted { signed_in, fields }: Posted,
) -> Result<Response, Failure> {
    if signed_in.session().role.is_none() {
        return Err(Failure::NotAllowed);
    }
    let session = signed_in.session();
    if fields.get("accept") != Some("yes") {
        let shown = Shown { is_unconfirmed: true, ..Shown::default() };
        return terms(&portal, &visitor, &signed_in, shown).await;
    }
    // Other terms than those that are in force were read: they are shown again.
    let Some(version) = fields.get("version").and_then(|version| version.parse().ok()) else {
        return Ok(see(TERMS));
    };
    if version != portal.0.onboarding.settings().terms {
        return Ok(see(TERMS));
    }
    let effects = Effects::recorded(portal.record(session, "POST", TERMS, 303));
    portal.0.onboarding.accept_terms(session.enterprise, session.person.ssin, version, effects).await?;
    Ok(see(STEPS))
}
