//! The extractor that proves a caller.

use std::sync::Arc;

use axum::extract::{FromRef, FromRequestParts};
use ebox_credential::caller::{Caller, Permit, TokenVerifier};
use ebox_domain::Fault;
use http::{header::AUTHORIZATION, request::Parts};

use crate::Refusal;

/// A caller whose access token was verified and has a scope of `P`.
///
/// A handler that takes it cannot run without that proof. Tokens are taken from the `Authorization` header
/// only (RFC 6750, section 2.1), never from a query or a form.
pub struct Authorized<P: Permit>(pub Caller<P>);

/// Longer tokens are not ours.
const MAX_TOKEN: usize = 4096;

impl<S, P> FromRequestParts<S> for Authorized<P>
where
    S: Send + Sync,
    P: Permit,
    Arc<dyn TokenVerifier>: FromRef<S>,
{
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let token = bearer_token(parts)?;
        let verifier = Arc::<dyn TokenVerifier>::from_ref(state);
        let confirmed = verifier.verify(token).await.map_err(Fault::from)?;
        Ok(Self(Caller::authorize(confirmed)?))
    }
}

fn bearer_token(parts: &Parts) -> Result<&str, Fault> {
    let mut headers = parts.headers.get_all(AUTHORIZATION).iter();
    let (Some(header), None) = (headers.next(), headers.next()) else {
        return Err(if parts.headers.contains_key(AUTHORIZATION) {
            Fault::InvalidToken
        } else {
            Fault::NoToken
        });
    };
    let (scheme, token) = header.to_str().ok().and_then(|text| text.split_once(' ')).ok_or(Fault::NoToken)?;
    let token = token.trim();
    if !scheme.eq_ignore_ascii_case("bearer") || token.is_empty() {
        return Err(Fault::NoToken);
    }
    if token.len() > MAX_TOKEN { Err(Fault::InvalidToken) } else { Ok(token) }
}
