//! Every page, and where it lies.

mod attachment;
mod consumer;
mod contact;
mod desk;
mod done;
mod dossiers;
mod enrolment;
mod logo;
mod manage;
mod message;
mod messages;
mod open;
mod outgoing;
mod partitions;
mod problem;
mod reply;
#[cfg(test)]
pub(crate) mod samples;
mod selected;
mod sending;
mod sessions;
mod sign_in;
mod sign_out;
mod zip;

use axum::{
    Router,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use ebox_domain::Fault;
use ebox_web::Refusal;
use http::HeaderMap;

use crate::{Portal, door::is_browser, failure::Failure, layout::see, openid::BACK, visitor::Visitor};

pub use enrolment::enrolment_path;
pub(crate) use problem::failed;

/// The routes of every page.
pub(crate) fn router() -> Router<Portal> {
    Router::new()
        .route("/", get(home))
        .route("/sign-in", get(sign_in::show).post(sign_in::sign_in))
        .route("/sign-in/begin", get(sign_in::openid::begin))
        .route(BACK, get(sign_in::openid::back))
        .route("/sign-in/enterprise", get(sign_in::enterprise::show).post(sign_in::enterprise::choose))
        .route("/enrolment", get(enrolment::show).post(enrolment::enrol))
        .route("/sessions", get(sessions::show))
        .route("/contact", get(contact::show).post(contact::keep))
        .route("/outgoing-mail", get(outgoing::show))
        .route("/sign-out", post(sign_out::sign_out))
        .route("/messages", get(messages::show))
        .route("/messages/{provider}/{message}", get(message::show))
        .merge(consumer::router())
        .merge(manage::router())
        .merge(sending::router())
        .merge(desk::router())
        .route("/messages/{provider}/{message}/open", post(open::open))
        .route("/messages/{provider}/{message}/action", post(message::change::execute))
        .route("/messages/{provider}/{message}/visibility", post(message::change::show_or_hide))
        .route("/messages/{provider}/{message}/partition", post(message::change::move_to))
        .route("/messages/{provider}/{message}/reply", get(reply::show).post(reply::send))
        .route("/messages/{provider}/{message}/zip", get(zip::show).post(zip::send))
        .route("/messages/selected", post(selected::act))
        .route("/messages/{provider}/{message}/attachments/{attachment}", get(attachment::show))
        .route("/logos/{provider}/{kind}/{owner}/{image}", get(logo::show))
        .method_not_allowed_fallback(async || Failure::NotFound)
}

/// `GET /`
async fn home(visitor: Visitor) -> Response {
    see(visitor.signed_in.as_ref().map_or("/sign-in", |signed_in| signed_in.capacity().home()))
}

/// Whatever has no other answer.
pub(crate) async fn nothing_there(headers: HeaderMap) -> Response {
    if is_browser(&headers) {
        Failure::NotFound.into_response()
    } else {
        Refusal::from(Fault::UnknownPath).into_response()
    }
}

/// Where a message is.
pub(crate) mod paths {
    use crate::show::segment;

    pub(crate) fn message(provider: &str, message: &str) -> String {
        format!("/messages/{}/{}", segment(provider), segment(message))
    }

    pub(crate) fn attachment(provider: &str, message: &str, attachment: &str) -> String {
        format!("{}/attachments/{}", self::message(provider, message), segment(attachment))
    }
}
