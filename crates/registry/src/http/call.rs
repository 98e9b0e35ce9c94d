//! What an audit record needs of a request.

use std::convert::Infallible;

use axum::{
    extract::{FromRequestParts, OriginalUri},
    http::request::Parts,
};

use ebox_web::attempts;

use crate::call::Call;

impl<S: Send + Sync> FromRequestParts<S> for Call {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Self::Rejection> {
        let path = parts.extensions.get::<OriginalUri>().map_or(parts.uri.path(), |uri| uri.path());
        Ok(Self {
            method: parts.method.to_string(),
            path: path.to_owned(),
            notes: attempts::notes(&parts.extensions),
        })
    }
}
