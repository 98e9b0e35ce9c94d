//! Bodies of requests: JSON or YAML, whole.

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
};
use ebox_domain::Fault;
use ebox_web::{Refusal, body};
use ebox_wire::operator;
use serde_json::Value;

use super::MAX_BODY;

/// The bytes of a body.
pub(super) struct Whole(pub(super) Bytes);

impl<S: Send + Sync> FromRequest<S> for Whole {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &S) -> Result<Self, Refusal> {
        Ok(Self(body::whole(request, MAX_BODY).await?))
    }
}

impl Whole {
    /// The body as a value.
    pub(super) fn value(&self) -> Result<Value, Fault> {
        operator::parse(&self.0).map_err(Fault::one)
    }
}
