//! Asking before something is done that cannot simply be taken back. Without script: the form comes back with
//! everything that it said, and one field more.

use askama::Template;
use axum::response::Response;
use ebox_i18n::Texts;

use crate::{
    Portal,
    failure::Failure,
    fields::{Fields, TOKEN},
    layout::{Layout, Part, page},
    visitor::Visitor,
};

/// The field that says that somebody means it.
const CONFIRMED: &str = "confirmed";

/// What is asked.
pub(in crate::pages) struct Question {
    pub(in crate::pages) title: String,
    /// What follows from it.
    pub(in crate::pages) means: Vec<String>,
    /// What the button that does it says.
    pub(in crate::pages) button: String,
    /// Where the form goes.
    pub(in crate::pages) action: String,
    /// Where somebody goes who does not mean it.
    pub(in crate::pages) back: String,
}

#[derive(Template)]
#[template(path = "manage_confirm.html")]
pub(in crate::pages) struct ConfirmPage {
    pub(in crate::pages) t: Texts,
    pub(in crate::pages) layout: Layout,
    pub(in crate::pages) question: Question,
    /// What the form said.
    pub(in crate::pages) fields: Vec<(String, String)>,
}

/// Whether somebody means it.
pub(in crate::pages) fn is_confirmed(fields: &Fields) -> bool {
    fields.get(CONFIRMED) == Some("yes")
}

/// Asks a manager.
pub(in crate::pages) fn ask(
    portal: &Portal,
    visitor: &Visitor,
    fields: Fields,
    question: Question,
) -> Result<Response, Failure> {
    ask_in(portal, visitor, Part::Manage, fields, question)
}

/// Asks in a part of the portal.
pub(in crate::pages) fn ask_in(
    portal: &Portal,
    visitor: &Visitor,
    part: Part,
    fields: Fields,
    question: Question,
) -> Result<Response, Failure> {
    let said = fields.without(TOKEN).with(CONFIRMED, "yes");
    let fields = said.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let layout = Layout::new(portal, visitor, part);
    page(&ConfirmPage { t: visitor.t, layout, question, fields })
}
