//! Bodies of requests: JSON or YAML, whole.

use axum::{
    body::{Bytes, to_bytes},
    extract::{FromRequest, Request},
};
use ebox_domain::Fault;
use ebox_web::Refusal;
use ebox_wire::operator;
use serde_json::Value;

use super::MAX_BODY;

/// The bytes of a body.
pub(super) struct Whole(pub(super) Bytes);

impl<S: Send + Sync> FromRequest<S> for Whole {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &S) -> Result<Self, Refusal> {
        let too_large = || Fault::TooLarge { what: "request body".to_owned(), limit: MAX_BODY as u64 };
        to_bytes(request.into_body(), MAX_BODY).await.map(Self).map_err(|_| too_large().into())
    }
}

impl Whole {
    /// The body as a value.
    pub(super) fn value(&self) -> Result<Value, Fault> {
        operator::parse(&self.0).map_err(Fault::one)
    }
}
