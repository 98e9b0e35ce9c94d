//! The page when there is no page: what happened, and what to do now.

use askama::Template;
use axum::response::{IntoResponse, Response};
use ebox_client::ClientError;
use ebox_i18n::Texts;
use http::{StatusCode, header};

use crate::{
    Portal, cookies,
    failure::Failure,
    fields::Fields,
    layout::{Layout, Part, page_with, see},
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
    NotFound,
    NotAllowed,
    StaleForm,
    UnreadableForm,
    Registry(String),
    NotOffered(String),
    Failed,
}

/// The answer to a failure.
pub(crate) fn failed(portal: &Portal, visitor: &Visitor, failure: &Failure) -> Response {
    let kind = match failure {
        Failure::NotSignedIn => return to_sign_in(portal, visitor),
        Failure::NotFound => Kind::NotFound,
        Failure::NotAllowed => Kind::NotAllowed,
        Failure::StaleForm | Failure::ForeignForm => Kind::StaleForm,
        Failure::UnreadableForm => Kind::UnreadableForm,
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
    page_with(failure.status(), &problem)
        .unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

/// Logs a registry's answer; the reader learns whose it is.
fn told(error: &ClientError) -> String {
    tracing::warn!(provider = error.whom(), error = error.chain(), "a registry failed a page");
    error.whom().to_owned()
}

/// Sends somebody who is not signed in to do so, and afterwards back to where they wanted to be.
fn to_sign_in(portal: &Portal, visitor: &Visitor) -> Response {
    let mut fields = Fields::default();
    if visitor.place != "/messages" {
        fields = fields.with("then", visitor.place.as_str());
    }
    if !visitor.had_session {
        return see(&fields.at("/sign-in"));
    }
    let mut response = see(&fields.with("ended", "yes").at("/sign-in"));
    response.headers_mut().append(header::SET_COOKIE, cookies::drop_session(&portal.0.settings));
    response
}
