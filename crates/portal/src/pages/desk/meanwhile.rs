//! The page for whoever decides about a dossier that is elsewhere by now, or that is for another service to decide.

use askama::Template;
use axum::response::Response;
use ebox_dossier::{Dossier, Visit};
use ebox_i18n::Texts;
use http::StatusCode;

use super::{Head, paths};
use crate::{
    Portal,
    failure::Failure,
    fields::Fields,
    layout::{Layout, Part, page_with},
    pages::dossiers::{
        Names,
        told::{self, Happened},
    },
    visitor::Visitor,
};

#[derive(Template)]
#[template(path = "desk_meanwhile.html")]
pub(in crate::pages) struct MeanwhilePage {
    pub(in crate::pages) t: Texts,
    pub(in crate::pages) layout: Layout,
    pub(in crate::pages) head: Head,
    pub(in crate::pages) why: Why,
    /// What happened last.
    pub(in crate::pages) last: Vec<Happened>,
    pub(in crate::pages) back: String,
}

/// Why nothing was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::pages) enum Why {
    /// Somebody else decided first.
    Faster,
    /// The dossier is not where this step begins.
    NotNow,
    /// Another party decides.
    NotYours,
}

/// Shows where the dossier is now.
pub(super) async fn answer(
    portal: &Portal,
    visitor: &Visitor,
    visit: &Visit,
    dossier: &Dossier,
    why: Why,
) -> Result<Response, Failure> {
    let t = visitor.t;
    let history = portal.dossiers()?.history(visit, dossier.number()).await?;
    let last = history.last().map(std::slice::from_ref).unwrap_or_default();
    let names = Names::of(portal, told::people_in(last)).await?;
    let status = if why == Why::NotYours { StatusCode::FORBIDDEN } else { StatusCode::CONFLICT };
    page_with(
        status,
        &MeanwhilePage {
            t,
            layout: Layout::new(portal, visitor, Part::Desk),
            head: Head::of(portal, t, dossier, &Fields::default()).await?,
            why,
            last: last.iter().map(|event| told::happened(t, event, &names)).collect(),
            back: paths::dossier(dossier.number()),
        },
    )
}

impl Why {
    /// Whether somebody else decided first.
    pub(in crate::pages) fn is_faster(self) -> bool {
        self == Self::Faster
    }

    /// What the page is called.
    pub(in crate::pages) fn said(self, t: Texts) -> String {
        match self {
            Self::Faster => t.say("desk-faster"),
            Self::NotNow => t.say("desk-not-now"),
            Self::NotYours => t.say("desk-not-yours"),
        }
        .to_string()
    }
}
