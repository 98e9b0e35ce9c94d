//! Reading small bodies: with a limit, and of the media type that the operation takes.

use axum::{body::to_bytes, extract::Request};
use bytes::Bytes;
use ebox_domain::{Cause, Fault, Rule};
use http::header;

/// The most bytes of a small body.
const LIMIT: usize = 1024 * 1024;

/// The media type of JSON.
pub const JSON: &str = "application/json";
/// The media type of a merge patch (RFC 7396).
pub const MERGE_PATCH: &str = "application/merge-patch+json";

/// The media type of a body, in lower case and without parameters; empty when it is not said.
pub fn media_type(request: &Request) -> String {
    let value = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    value.unwrap_or_default().split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// A whole body of one of these media types, the first of which a refusal names.
pub async fn read(request: Request, media_types: &[&'static str]) -> Result<Bytes, Fault> {
    let given = media_type(&request);
    if !media_types.contains(&given.as_str()) {
        return Err(Fault::UnsupportedMediaType(media_types.first().copied().unwrap_or(JSON)));
    }
    if request.headers().contains_key(header::CONTENT_ENCODING) {
        return Err(Fault::ContentEncoding);
    }
    whole(request, LIMIT).await
}

/// A whole body of at most so many bytes. One that says that it is larger is not read.
pub async fn whole(request: Request, limit: usize) -> Result<Bytes, Fault> {
    let too_large = || Fault::TooLarge { what: "request body".to_owned(), limit: limit as u64 };
    let declared = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    if declared.and_then(|text| text.parse::<usize>().ok()).is_some_and(|length| length > limit) {
        return Err(too_large());
    }
    to_bytes(request.into_body(), limit).await.map_err(|error| {
        let source = std::error::Error::source(&error);
        if source.is_some_and(<dyn std::error::Error>::is::<http_body_util::LengthLimitError>) {
            return too_large();
        }
        let detail = "the body ends before its end; send it again, whole";
        Fault::one(Cause::body(Rule::Malformed, "body", detail))
    })
}
