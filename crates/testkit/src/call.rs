//! Calls in process.

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, StatusCode, header},
};
use http_body_util::BodyExt as _;
use serde_json::Value;
use tower::ServiceExt as _;

use crate::Form;

/// An answer, read whole.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body.
    pub body: Vec<u8>,
}

impl Answer {
    /// Demands a status; shows the body when it is another.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "body: {}", String::from_utf8_lossy(&self.body));
        self
    }

    /// The body as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error} in {}", String::from_utf8_lossy(&self.body)))
    }

    /// A header; empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

/// Calls a router.
pub async fn call(router: &Router, request: Request<Body>) -> Answer {
    let response = router.clone().oneshot(request).await.expect("routers do not fail");
    let (parts, body) = response.into_parts();
    let body = body.collect().await.expect("a whole body").to_bytes().to_vec();
    Answer { status: parts.status, headers: parts.headers, body }
}

fn request(method: &str, path: &str, token: &str) -> axum::http::request::Builder {
    let request = Request::builder().method(method).uri(path);
    if token.is_empty() { request } else { request.header(header::AUTHORIZATION, format!("Bearer {token}")) }
}

/// `GET` with a token; no token when it is empty.
pub async fn get(router: &Router, path: &str, token: &str) -> Answer {
    call(router, request("GET", path, token).body(Body::empty()).expect("a request")).await
}

/// `HEAD` with a token.
pub async fn head(router: &Router, path: &str, token: &str) -> Answer {
    call(router, request("HEAD", path, token).body(Body::empty()).expect("a request")).await
}

/// `PATCH` of a merge patch with a token.
pub async fn patch(router: &Router, path: &str, token: &str, body: &Value) -> Answer {
    let request = request("PATCH", path, token).header(header::CONTENT_TYPE, "application/merge-patch+json");
    call(router, request.body(Body::from(body.to_string())).expect("a request")).await
}

/// `POST` of JSON with a token.
pub async fn post_json(router: &Router, path: &str, token: &str, body: &Value) -> Answer {
    let request = request("POST", path, token).header(header::CONTENT_TYPE, "application/json");
    call(router, request.body(Body::from(body.to_string())).expect("a request")).await
}

/// `POST` of a form with a token.
pub async fn post(router: &Router, path: &str, token: &str, form: Form) -> Answer {
    let request = request("POST", path, token).header(header::CONTENT_TYPE, Form::content_type());
    call(router, request.body(Body::from(form.bytes())).expect("a request")).await
}
