//! Bodies of requests: JSON or YAML, whole.

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
};
use ebox_domain::Fault;
use ebox_web::{
    Refusal,
    body::{self, JSON},
};
use ebox_wire::operator::{self, CSV, YAML};
use serde_json::Value;

use super::MAX_BODY;

/// The bytes of a body.
pub(super) struct Whole(pub(super) Bytes);

impl<S: Send + Sync> FromRequest<S> for Whole {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &S) -> Result<Self, Refusal> {
        readable(&request, &[JSON, YAML, CSV])?;
        Ok(Self(body::whole(request, MAX_BODY).await?))
    }
}

/// Refuses a body of a media type that is none of these; one that says nothing is read as what it looks like.
pub(super) fn readable(request: &Request, media_types: &[&str]) -> Result<(), Fault> {
    let given = body::media_type(request);
    if given.is_empty() || media_types.contains(&given.as_str()) {
        Ok(())
    } else {
        Err(Fault::UnsupportedMediaType(JSON))
    }
}

impl Whole {
    /// The body as a value.
    pub(super) fn value(&self) -> Result<Value, Fault> {
        operator::parse(&self.0).map_err(Fault::one)
    }
}
