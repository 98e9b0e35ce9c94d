//! The page when there is no page: what happened, and what to do now.

use askama::Template;
use axum::response::{IntoResponse, Response};
use ebox_client::ClientError;
use ebox_i18n::Texts;
use http::{StatusCode, header};

use super::{
    reply::{MAX_FILE, MAX_FILES},
    sign_in::{THEN, WHY, Why},
};
use crate::{
    Portal, cookies,
    failure::Failure,
    fields::Fields,
    layout::{Layout, Part, page_with, see},
    openid::NotVouched,
    visitor::Visitor,
};

#[derive(Template)]
#[template(path = "problem.html")]
pub(super) struct Problem {
    pub(super) t: Texts,
    pub(super) layout: Layout,
    pub(super) kind: Kind,
}

/// What happened.
#[derive(Clone)]
pub(super) enum Kind {
    /// Nobody was signed in when a form came; the place where the form is.
    Ended(String),
    NoEnterprise,
    NotVouched(NotVouched),
    Busy,
    NotFound,
    NotAllowed,
    NotNaming,
    NoMail,
    NoPartition,
    NotStaff,
    StaleForm,
    UnreadableForm,
    TooLarge,
    Registry(String),
    NotOffered(String),
    Failed,
}

/// The answer to a failure.
pub(crate) fn failed(portal: &Portal, visitor: &Visitor, failure: &Failure) -> Response {
    let kind = match failure {
        Failure::NotSignedIn if visitor.is_sending => return nothing_changed(portal, visitor),
        Failure::NotSignedIn => return to_sign_in(portal, visitor),
        Failure::NoEnterprise => Kind::NoEnterprise,
        Failure::NotVouched(why) => Kind::NotVouched(*why),
        Failure::Busy => Kind::Busy,
        Failure::NotFound => Kind::NotFound,
        Failure::NotAllowed => Kind::NotAllowed,
        Failure::NotNaming => Kind::NotNaming,
        Failure::NoMail => Kind::NoMail,
        Failure::NoPartition => Kind::NoPartition,
        Failure::NotStaff => Kind::NotStaff,
        Failure::StaleForm | Failure::ForeignForm => Kind::StaleForm,
        Failure::UnreadableForm => Kind::UnreadableForm,
        Failure::TooLarge => Kind::TooLarge,
        Failure::Registry(error) => Kind::Registry(told(error)),
        Failure::NotOffered(provider) => Kind::NotOffered(provider.clone()),
        Failure::Service(error) => {
            tracing::error!(error = &**error as &dyn std::error::Error, "a page failed");
            Kind::Failed
        }
        Failure::Disk | Failure::Template | Failure::NoVisitor => {
            tracing::error!(?failure, "a page failed");
            Kind::Failed
        }
    };
    let problem = Problem { t: visitor.t, layout: Layout::new(portal, visitor, Part::None), kind };
    let response = page_with(failure.status(), &problem);
    let mut response = response.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response());
    // An attempt to sign in ends when the provider has answered, whatever it says.
    if matches!(failure, Failure::NotVouched(_) | Failure::NoEnterprise) {
        let cookie = cookies::drop_attempt(&portal.0.settings);
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// Logs a registry's answer; the reader learns whose it is.
fn told(error: &ClientError) -> String {
    tracing::warn!(provider = error.whom(), error = error.chain(), "a registry failed a page");
    error.whom().to_owned()
}

/// A form of somebody who is not signed in any more changed nothing. They learn that, and how to go on.
fn nothing_changed(portal: &Portal, visitor: &Visitor) -> Response {
    let kind = Kind::Ended(back_to(visitor).at("/sign-in"));
    let problem = Problem { t: visitor.t, layout: Layout::new(portal, visitor, Part::None), kind };
    let response = page_with(StatusCode::FORBIDDEN, &problem);
    let mut response = response.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response());
    response.headers_mut().append(header::SET_COOKIE, cookies::drop_session(&portal.0.settings));
    response
}

/// What leads back, after signing in, to where somebody is.
fn back_to(visitor: &Visitor) -> Fields {
    let fields = Fields::default();
    if visitor.place == "/messages" { fields } else { fields.with(THEN, visitor.place.as_str()) }
}

/// Sends somebody who is not signed in to do so, and afterwards back to where they wanted to be.
fn to_sign_in(portal: &Portal, visitor: &Visitor) -> Response {
    let fields = back_to(visitor);
    if !visitor.had_session {
        return see(&fields.at("/sign-in"));
    }
    let mut response = see(&fields.with(WHY, Why::Ended.as_str()).at("/sign-in"));
    response.headers_mut().append(header::SET_COOKIE, cookies::drop_session(&portal.0.settings));
    response
}
