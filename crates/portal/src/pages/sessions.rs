//! `GET /sessions`: where the reader is signed in.

use askama::Template;
use axum::{extract::State, response::Response};
use ebox_domain::EboxId;
use ebox_i18n::Texts;

use crate::{
    Portal,
    failure::Failure,
    layout::{Layout, Part, page},
    show,
    visitor::{SignedIn, Visitor},
};

#[derive(Template)]
#[template(path = "sessions.html")]
pub(super) struct SessionsPage {
    pub(super) t: Texts,
    pub(super) layout: Layout,
    /// The last used first.
    pub(super) rows: Vec<Row>,
}

/// A session.
pub(super) struct Row {
    pub(super) enterprise: String,
    pub(super) number: String,
    pub(super) began: String,
    pub(super) used: String,
}

/// Shows every session of the reader.
pub(super) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    signed_in: SignedIn,
) -> Result<Response, Failure> {
    let (person, t) = (signed_in.session().person.ssin, visitor.t);
    let (now, lifetime) = (portal.0.clock.now(), portal.0.settings.lifetime);
    let mut rows = Vec::new();
    for session in portal.0.people.sessions_of(person, now, lifetime).await? {
        let ebox = portal.0.federation.ebox(EboxId::Enterprise(session.enterprise)).await?;
        rows.push(Row {
            enterprise: ebox.map(|ebox| ebox.name).unwrap_or_default(),
            number: show::enterprise(session.enterprise.as_str()),
            began: t.moment(session.began),
            used: t.moment(session.used),
        });
    }
    page(&SessionsPage { t, layout: Layout::new(&portal, &visitor, Part::None), rows })
}
