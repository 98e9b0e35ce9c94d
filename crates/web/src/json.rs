//! Long answers.

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use serde::Serialize;

/// What a page of a list usually needs.
const CAPACITY: usize = 128 * 1024;

/// A long JSON answer, such as a page of a list: written into one buffer that is large enough from the start.
/// `axum::Json` grows its buffer with every member, which costs a quarter of the time of a page.
pub struct LongJson<T>(pub T);

impl<T: Serialize> IntoResponse for LongJson<T> {
    fn into_response(self) -> Response {
        let mut bytes = Vec::with_capacity(CAPACITY);
        match serde_json::to_writer(&mut bytes, &self.0) {
            Ok(()) => {
                let json = HeaderValue::from_static("application/json");
                ([(header::CONTENT_TYPE, json)], bytes).into_response()
            }
            // Published types have text keys and finite numbers, which always serialise.
            Err(error) => {
                tracing::error!(error = &error as &dyn std::error::Error, "an answer was not written");
                StatusCode::INTERNAL_SERVER_ERROR.into_response()
            }
        }
    }
}
