//! A page that is a form.

use askama::Template;
use axum::response::Response;
use ebox_i18n::Texts;
use http::StatusCode;

use crate::{
    Portal,
    failure::Failure,
    form::{Form, Kind},
    layout::{Layout, Part, page_with},
    visitor::Visitor,
};

#[derive(Template)]
#[template(path = "manage_form.html")]
pub(in crate::pages) struct FormPage {
    pub(in crate::pages) t: Texts,
    pub(in crate::pages) layout: Layout,
    pub(in crate::pages) around: Around,
    pub(in crate::pages) form: Form,
    /// Why something else than filling it in was not done.
    pub(in crate::pages) refused: Option<Refused>,
}

/// Why something was not done.
pub(in crate::pages) struct Refused {
    pub(in crate::pages) why: String,
    /// Where that can be put right, and what the link says.
    pub(in crate::pages) remedy: Option<(String, String)>,
}

/// What stands around a form.
pub(in crate::pages) struct Around {
    pub(in crate::pages) title: String,
    pub(in crate::pages) lead: Option<String>,
    /// The page from which somebody came: its address and name.
    pub(in crate::pages) back: (&'static str, String),
    /// Where the form goes.
    pub(in crate::pages) action: String,
    /// What the form says besides its fields.
    pub(in crate::pages) hidden: Vec<(&'static str, String)>,
    /// What its button says.
    pub(in crate::pages) button: String,
    /// What else can be done with what is filled in: the value of `do`, and what the button says.
    pub(in crate::pages) also: Option<(&'static str, String)>,
    /// What else can be done from here: where, and what the button says.
    pub(in crate::pages) other: Option<(String, String)>,
}

/// Shows a form; one with mistakes as what could not be accepted.
pub(in crate::pages) fn show(
    portal: &Portal,
    visitor: &Visitor,
    around: Around,
    form: Form,
) -> Result<Response, Failure> {
    let status = if form.has_mistakes() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let layout = Layout::new(portal, visitor, Part::Manage);
    page_with(status, &FormPage { t: visitor.t, layout, around, form, refused: None })
}

/// Shows a form with why something was not done.
pub(in crate::pages) fn refused(
    portal: &Portal,
    visitor: &Visitor,
    around: Around,
    form: Form,
    why: Refused,
) -> Result<Response, Failure> {
    let layout = Layout::new(portal, visitor, Part::Manage);
    page_with(StatusCode::CONFLICT, &FormPage { t: visitor.t, layout, around, form, refused: Some(why) })
}
