//! The version of the contract that a router speaks, and how its faults are written.

use std::sync::Arc;

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use ebox_domain::{Cause, Environment, Fault, Place, Rule};
use ebox_wire::{federation::FederationStatusMessage, render};
use http::{HeaderValue, Method, StatusCode, header};
use serde::Serialize;
use uuid::Uuid;

use crate::{
    Refusal, accept,
    attempts::{self, Attempts},
    body::JSON,
    refusal::Refused,
    trace::TraceId,
};

/// Of answers that may be somebody's mail: no cache between the service and its caller may keep them.
const NOT_KEPT: HeaderValue = HeaderValue::from_static("private, no-store");

/// How a router's faults are written.
#[derive(Debug, Clone)]
pub enum Face {
    /// v2.1: `StatusMessage` as `application/json`.
    StatusMessage {
        /// The helpdesk's address.
        contact: Option<String>,
        /// The environment that answers.
        environment: Environment,
    },
    /// Federation 1.3: the same with the environment in capitals.
    FederationStatusMessage {
        /// The helpdesk's address.
        contact: Option<String>,
        /// The environment that answers.
        environment: Environment,
    },
    /// v3 and the federation's newer services: problems (RFC 9457) as `application/problem+json`.
    Problem,
}

/// Gives the router of a service a face: its faults, unknown paths and wrong methods are answered in that version,
/// callers who do not accept JSON are refused (406), and no cache keeps an answer that does not say for itself that
/// it may.
pub fn face(router: Router, face: Face) -> Router {
    written(router.fallback(nothing_there), Written { face, is_json_only: true, attempts: None })
}

/// The same, of a service that keeps a record of each call that may change something and was refused
/// ([`attempts`]). What stands around a router costs each request a little; this stands around it once.
pub fn recorded_face(router: Router, attempts: Attempts, face: Face) -> Router {
    written(router.fallback(nothing_there), Written { face, is_json_only: true, attempts: Some(attempts) })
}

/// The answer of a path on which nothing is.
pub async fn nothing_there() -> Refusal {
    Refusal::from(Fault::UnknownPath)
}

/// The face of everything together, which has pages as well: faults are answered in it, and nothing else. What
/// answers unknown paths is the router's own ([`nothing_there`], or a page).
pub fn outer_face(router: Router, face: Face) -> Router {
    written(router, Written { face, is_json_only: false, attempts: None })
}

/// How a router answers.
struct Written {
    face: Face,
    /// Whether everything but content is JSON.
    is_json_only: bool,
    /// Where refusals leave their records, if they do.
    attempts: Option<Attempts>,
}

fn written(router: Router, written: Written) -> Router {
    router
        .method_not_allowed_fallback(|| async { Refusal::from(Fault::MethodNotAllowed) })
        .layer(middleware::from_fn_with_state(Arc::new(written), answer))
}

async fn answer(State(written): State<Arc<Written>>, request: Request, next: Next) -> Response {
    let trace = request.extensions().get::<TraceId>().map_or(Uuid::nil(), |trace| trace.0);
    let is_head = request.method() == Method::HEAD;
    let mut response = if written.is_json_only && !accept::is_acceptable(&request) {
        Refusal::from(Fault::NotAcceptable(JSON)).into_response()
    } else {
        match &written.attempts {
            Some(attempts) if attempts::may_change(&request) => attempts.recorded(request, next).await,
            _ => next.run(request).await,
        }
    };
    let Some(fault) = fault_of(&mut response) else {
        if written.is_json_only {
            // What a service says is for whoever asked, unless the answer itself says otherwise.
            response.headers_mut().entry(header::CACHE_CONTROL).or_insert(NOT_KEPT);
        }
        return response;
    };
    write(&written.face, &fault, trace, &response, is_head)
}

/// The fault of a response. Answers of the framework itself (a path that cannot be decoded, a time-out) have
/// none of ours yet and get the one that their status means.
fn fault_of(response: &mut Response) -> Option<Arc<Fault>> {
    if let Some(Refused(fault)) = response.extensions_mut().remove::<Refused>() {
        return Some(fault);
    }
    let is_written = response.headers().contains_key(header::CONTENT_TYPE)
        && !response.headers()[header::CONTENT_TYPE].as_bytes().starts_with(b"text/plain");
    if is_written {
        return None;
    }
    let malformed = || {
        Fault::one(Cause::at(Place::Path, Rule::Malformed, "path", "the path cannot be decoded; encode it"))
    };
    Some(Arc::new(match response.status() {
        StatusCode::BAD_REQUEST => malformed(),
        StatusCode::NOT_FOUND => Fault::UnknownPath,
        StatusCode::METHOD_NOT_ALLOWED => Fault::MethodNotAllowed,
        StatusCode::REQUEST_TIMEOUT => Fault::Unavailable(1),
        status if status.is_server_error() => Fault::Internal,
        _ => return None,
    }))
}

fn write(face: &Face, fault: &Fault, trace: Uuid, original: &Response, is_head: bool) -> Response {
    let (body, media_type) = match face {
        Face::StatusMessage { contact, environment } => {
            let message = render::status_message(fault, trace, contact.as_deref(), *environment);
            (json(&message), "application/json")
        }
        Face::FederationStatusMessage { contact, environment } => {
            let message = render::status_message(fault, trace, contact.as_deref(), *environment);
            (json(&FederationStatusMessage::from(message)), "application/json")
        }
        Face::Problem => (json(&render::problem(fault, trace)), "application/problem+json"),
    };
    let body = if is_head { Body::empty() } else { Body::from(body) };
    let mut response = (original.status(), body).into_response();
    // What the handler set besides the body stays (Allow, Content-Range).
    response.headers_mut().extend(original.headers().clone());
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_LENGTH);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    for (name, value) in fault_headers(fault) {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(name, value);
        }
    }
    response
}

fn json(body: &impl Serialize) -> Vec<u8> {
    // Bodies of faults are plain texts and numbers, which always serialise.
    serde_json::to_vec(body).unwrap_or_default()
}

fn fault_headers(fault: &Fault) -> Vec<(header::HeaderName, String)> {
    let challenge =
        |parameters: &str| vec![(header::WWW_AUTHENTICATE, format!("Bearer realm=\"e-Box\"{parameters}"))];
    match fault {
        Fault::NoToken => challenge(""),
        Fault::InvalidToken => challenge(", error=\"invalid_token\""),
        Fault::ExpiredToken => {
            challenge(", error=\"invalid_token\", error_description=\"the access token has expired\"")
        }
        Fault::MissingScope(scopes) => {
            challenge(&format!(", error=\"insufficient_scope\", scope=\"{}\"", scopes.join(" ")))
        }
        Fault::RangeNotSatisfiable(size) => vec![(header::CONTENT_RANGE, format!("bytes */{size}"))],
        Fault::TooManyRequests(seconds) | Fault::Unavailable(seconds) => {
            vec![(header::RETRY_AFTER, seconds.to_string())]
        }
        // What was not read of the body makes the connection useless for another request.
        Fault::TooLarge { .. } => vec![(header::CONNECTION, "close".to_owned())],
        _ => Vec::new(),
    }
}
