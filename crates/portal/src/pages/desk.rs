//! The back office: dossiers as the desk works on them, for the integration team and the NSSO.

pub(super) mod asked;
pub(super) mod board;
pub(super) mod decide;
pub(super) mod environments;
pub(super) mod history;
pub(super) mod meanwhile;
pub(super) mod overview;
pub(super) mod reasons;
pub(super) mod reports;
pub(super) mod talk;
pub(super) mod tests;

use axum::{
    Router,
    routing::{get, post},
};
use ebox_dossier::{Dossier, Party, StepKind};
use ebox_i18n::Texts;

use super::dossiers::{standing::Standing, way::Way, words};
use crate::{Portal, fields::Fields, pages::done::DONE, show, visitor::Staff};

/// The routes of these pages.
pub(super) fn router() -> Router<Portal> {
    Router::new()
        .route(paths::BOARD, get(board::show))
        .route("/desk/{number}", get(overview::show))
        .route("/desk/{number}/owner", post(overview::assign))
        .route("/desk/{number}/asked", get(asked::show))
        .route("/desk/{number}/conversation", get(talk::show))
        .route("/desk/{number}/talk", post(talk::say))
        .route("/desk/{number}/files/{note}/{place}", get(talk::file))
        .route("/desk/{number}/environments", get(environments::show))
        .route("/desk/{number}/environments/{environment}/file", get(environments::file))
        .route("/desk/{number}/environments/{environment}/tests", get(tests::show))
        .route("/desk/{number}/history", get(history::show))
        .route("/desk/{number}/decide/{step}", get(decide::show).post(decide::decide))
}

/// Where a dossier is.
pub(super) mod paths {
    use std::fmt::Display;

    pub(in crate::pages) const BOARD: &str = "/desk";

    pub(in crate::pages) fn dossier(number: impl Display) -> String {
        format!("{BOARD}/{number}")
    }

    pub(in crate::pages) fn below(number: impl Display, page: &str) -> String {
        format!("{BOARD}/{number}/{page}")
    }
}

/// The head of every page about a dossier.
pub(super) struct Head {
    pub(super) number: String,
    pub(super) name: String,
    pub(super) institution: String,
    pub(super) institution_number: String,
    pub(super) kind: String,
    pub(super) standing: Standing,
    pub(super) way: Way,
    /// What was done just now.
    pub(super) done: Option<String>,
}

impl Head {
    pub(super) async fn of(
        portal: &Portal,
        t: Texts,
        dossier: &Dossier,
        query: &Fields,
    ) -> Result<Self, crate::failure::Failure> {
        let ebox = portal.0.federation.ebox(ebox_domain::EboxId::Enterprise(dossier.institution())).await?;
        Ok(Self {
            number: dossier.number().to_string(),
            name: named(t, dossier),
            institution: ebox.map(|ebox| ebox.name).unwrap_or_default(),
            institution_number: show::enterprise(dossier.institution().as_str()),
            kind: ebox_dossier::words::kind(t, dossier.kind()).to_string(),
            standing: Standing::of(t, dossier, portal.0.clock.now()),
            way: Way::of(t, dossier),
            done: done(t, query),
        })
    }
}

/// What the project of a dossier is called.
pub(super) fn named(t: Texts, dossier: &Dossier) -> String {
    let name = dossier.name();
    if name.is_empty() { t.say("dossier-unnamed").to_string() } else { name.to_owned() }
}

/// Codes of what was done that is no step.
pub(super) const ASSIGNED: &str = "assigned";
pub(super) const SAID: &str = "said";

/// What an address says was done: a step or one of two other things, and nothing else.
fn done(t: Texts, query: &Fields) -> Option<String> {
    match query.get(DONE)? {
        ASSIGNED => Some(t.say("desk-done-assigned").to_string()),
        SAID => Some(t.say("desk-done-said").to_string()),
        code => {
            let step = StepKind::parse(code)?;
            Some(t.say("desk-done").with("step", words::step(t, step)).to_string())
        }
    }
}

impl Staff {
    /// The party for which they decide.
    pub(super) const fn party(&self) -> Party {
        match self.role {
            ebox_people::StaffRole::Integration => Party::Integration,
            ebox_people::StaffRole::Nsso => Party::Nsso,
        }
    }
}
