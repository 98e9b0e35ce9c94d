//! `/manage/preferences`: where the enterprise is told that something came, and whether it wants its mail in the e-Box
//! alone.

use askama::Template;
use axum::{extract::State, response::Response};
use ebox_audit::{Effects, Record};
use ebox_domain::{EboxId, EmailAddress};
use ebox_i18n::Texts;
use http::StatusCode;
use serde_json::json;

use super::{
    confirm::{self, Question},
    done::Outcome,
    paths,
};
use crate::{
    Portal,
    failure::Failure,
    fields::{Fields, ManagerPosted},
    form::{Field, Form, Kind},
    layout::{Layout, Part, page_with},
    visitor::{Manager, Visitor},
};

#[derive(Template)]
#[template(path = "manage_preferences.html")]
pub(in crate::pages) struct PreferencesPage {
    pub(in crate::pages) t: Texts,
    pub(in crate::pages) layout: Layout,
    pub(in crate::pages) address: Form,
    pub(in crate::pages) is_exclusive: bool,
    pub(in crate::pages) done: Option<Outcome>,
}

/// The form of the address.
pub(in crate::pages) fn form(t: Texts, address: &str) -> Form {
    let field = Field::new("address", t.say("address"), Kind::Email(EmailAddress::MAX)).optional();
    Form::of(vec![field.hint(t.say("address-hint")).value(address)])
}

fn ebox(manager: &Manager) -> EboxId {
    EboxId::Enterprise(manager.enterprise())
}

/// Shows what is preferred.
pub(in crate::pages) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    manager: Manager,
    query: Fields,
) -> Result<Response, Failure> {
    let address = portal.0.federation.notification_address(ebox(&manager)).await?;
    let address = form(visitor.t, address.as_ref().map_or("", EmailAddress::as_str));
    preferences(&portal, &visitor, &manager, address, Outcome::read(&query)).await
}

async fn preferences(
    portal: &Portal,
    visitor: &Visitor,
    manager: &Manager,
    address: Form,
    done: Option<Outcome>,
) -> Result<Response, Failure> {
    let status = if address.has_mistakes() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let preference = portal.0.federation.preference(ebox(manager)).await?;
    page_with(
        status,
        &PreferencesPage {
            t: visitor.t,
            layout: Layout::new(portal, visitor, Part::Manage),
            address,
            is_exclusive: preference.is_exclusive,
            done,
        },
    )
}

/// Keeps the address; none is kept when the field is empty.
pub(in crate::pages) async fn keep_address(
    State(portal): State<Portal>,
    visitor: Visitor,
    ManagerPosted { manager, fields }: ManagerPosted,
) -> Result<Response, Failure> {
    let t = visitor.t;
    let address = fields.get("address").map(str::parse::<EmailAddress>).transpose();
    let Ok(address) = address else {
        let mut form = form(t, "").filled(&fields);
        form.is_wrong_in("address", t.say("address-unusable"));
        return preferences(&portal, &visitor, &manager, form, None).await;
    };
    let outcome = if address.is_some() { Outcome::ADDRESS_KEPT } else { Outcome::ADDRESS_REMOVED };
    // The record says that there is one, not which: records are kept for ten years.
    let details = json!({ "hasNotificationAddress": address.is_some() });
    let record = Record { details, ..portal.record(manager.session(), "POST", paths::ADDRESS, 303) };
    let effects = Effects::recorded(record);
    portal.0.federation.set_notification_address(ebox(&manager), address, effects).await?;
    Ok(outcome.at(paths::PREFERENCES))
}

/// Chooses the e-Box as the only channel, or not any more; asks before, and says what changes.
pub(in crate::pages) async fn choose(
    State(portal): State<Portal>,
    visitor: Visitor,
    ManagerPosted { manager, fields }: ManagerPosted,
) -> Result<Response, Failure> {
    let is_exclusive = match fields.get("exclusive") {
        Some("yes") => true,
        Some("no") => false,
        _ => return Err(Failure::UnreadableForm),
    };
    if !confirm::is_confirmed(&fields) {
        return confirm::ask(&portal, &visitor, fields, question(visitor.t, is_exclusive));
    }
    let details = json!({ "isExclusive": is_exclusive });
    let record = Record { details, ..portal.record(manager.session(), "POST", paths::EXCLUSIVE, 303) };
    let effects = Effects::recorded(record);
    portal.0.federation.manager_chooses(ebox(&manager), is_exclusive, effects).await?;
    let outcome = if is_exclusive { Outcome::EXCLUSIVE } else { Outcome::NOT_EXCLUSIVE };
    Ok(outcome.at(paths::PREFERENCES))
}

pub(in crate::pages) fn question(t: Texts, is_exclusive: bool) -> Question {
    let (title, means, button) = if is_exclusive {
        (
            t.say("exclusive-title"),
            vec![
                t.say("exclusive-means-paper"),
                t.say("exclusive-means-look"),
                t.say("exclusive-means-back"),
            ],
            t.say("exclusive-choose"),
        )
    } else {
        (t.say("exclusive-not-title"), vec![t.say("exclusive-not-means")], t.say("exclusive-choose-not"))
    };
    Question {
        title: title.to_string(),
        means: means.iter().map(ToString::to_string).collect(),
        button: button.to_string(),
        action: paths::EXCLUSIVE.to_owned(),
        back: paths::PREFERENCES.to_owned(),
    }
}
