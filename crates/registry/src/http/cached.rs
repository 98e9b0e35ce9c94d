//! Answers that caches may keep: reference data and logos.

use axum::{
    body::{Body, Bytes},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use ebox_domain::{Fault, Sha256Digest};
use ebox_web::{
    Answer,
    range::{self, Wanted},
};
use serde::Serialize;

/// As the documentation of the federation has it: everybody sees the same, for a day.
const CACHE_CONTROL: HeaderValue =
    HeaderValue::from_static("public, no-transform, proxy-revalidate, max-age=86400");

/// A whole answer with its validator, made once and given to everybody who asks.
#[derive(Debug, Clone)]
pub(super) struct Rendered {
    bytes: Bytes,
    digest: Sha256Digest,
    media_type: &'static str,
}

impl Rendered {
    /// Bytes of a media type.
    pub(super) fn new(bytes: Bytes, media_type: &'static str) -> Self {
        Self { digest: ebox_content::sha256(&bytes), bytes, media_type }
    }

    /// A body as JSON.
    pub(super) fn json(body: &impl Serialize) -> Self {
        // Texts, numbers and lists of them always serialise.
        let bytes = serde_json::to_vec(body).unwrap_or_default();
        Self::new(bytes.into(), "application/json")
    }

    /// What identifies the bytes.
    pub(super) const fn digest(&self) -> Sha256Digest {
        self.digest
    }

    /// The answer to a request with these headers: 304 when the caller has it already.
    pub(super) fn answer(&self, headers: &HeaderMap) -> Answer {
        let tag = range::entity_tag(&self.digest);
        let mut response = match range::wanted(headers, &tag, self.bytes.len() as u64) {
            Ok(Wanted::NotModified) => StatusCode::NOT_MODIFIED.into_response(),
            Ok(Wanted::PreconditionFailed) => return Err(Fault::PreconditionFailed.into()),
            // Too small for ranges: whoever asks for one gets all of it, which HTTP allows.
            _ => Response::new(Body::from(self.bytes.clone())),
        };
        let own = response.headers_mut();
        if let Ok(tag) = HeaderValue::from_str(&tag) {
            own.insert(header::ETAG, tag);
        }
        own.insert(header::CACHE_CONTROL, CACHE_CONTROL);
        if response.status() == StatusCode::OK {
            let own = response.headers_mut();
            own.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.media_type));
            own.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
            own.insert(
                HeaderName::from_static("cross-origin-resource-policy"),
                HeaderValue::from_static("cross-origin"),
            );
        }
        Ok(response)
    }
}
