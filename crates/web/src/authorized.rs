//! The extractor that proves a caller.

use std::sync::Arc;

use axum::extract::{FromRef, FromRequestParts};
use ebox_credential::{
    caller::{Caller, Permit, TokenVerifier, VerifiedToken},
    mandate::{self, Mandates, OrToConsult, OrToPublish, OwnName},
};
use ebox_domain::{Cause, EnterpriseNumber, Fault, Rule};
use http::{HeaderMap, header::AUTHORIZATION, request::Parts};

use crate::{
    Refusal,
    attempts::{self, Who},
    limits,
};

/// A caller whose access token was verified and has a scope of `P`.
///
/// A handler that takes it cannot run without that proof. Tokens are taken from the `Authorization` header
/// only (RFC 6750, section 2.1), never from a query or a form. Whoever names another enterprise in
/// [`mandate::HEADER`] acts in its name, with the scope for that and a mandate.
pub struct Authorized<P: Permit>(pub Caller<P>);

/// Longer tokens are not ours.
const MAX_TOKEN: usize = 4096;

/// Where an operation finds out about mandates: in the router's state, when it can be done on behalf of another
/// enterprise. One that is done in one's own name only needs none there, and does not know the header.
pub trait MandatesIn<S> {
    /// Who knows the mandates.
    fn mandates(state: &S) -> Option<Arc<dyn Mandates>>;
}

impl<S> MandatesIn<S> for OwnName {
    fn mandates(_: &S) -> Option<Arc<dyn Mandates>> {
        None
    }
}

impl<S> MandatesIn<S> for OrToPublish
where
    Arc<dyn Mandates>: FromRef<S>,
{
    fn mandates(state: &S) -> Option<Arc<dyn Mandates>> {
        Some(FromRef::from_ref(state))
    }
}

impl<S> MandatesIn<S> for OrToConsult
where
    Arc<dyn Mandates>: FromRef<S>,
{
    fn mandates(state: &S) -> Option<Arc<dyn Mandates>> {
        Some(FromRef::from_ref(state))
    }
}

impl<S, P> FromRequestParts<S> for Authorized<P>
where
    S: Send + Sync,
    P: Permit,
    P::Behalf: MandatesIn<S>,
    Arc<dyn TokenVerifier>: FromRef<S>,
{
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let token = bearer_token(parts)?;
        let verifier = Arc::<dyn TokenVerifier>::from_ref(state);
        let confirmed = verifier.verify(token).await.map_err(Fault::from)?;
        let (client, who) = (confirmed.client_id.clone(), Who::from(&confirmed));
        let caller = caller(confirmed, parts, state).await;
        match caller {
            Ok(caller) => {
                limits::enter(&parts.extensions, &client)?;
                attempts::identify(&parts.extensions, &caller);
                Ok(Self(caller))
            }
            // Known, and not let in.
            Err(error) => {
                attempts::identify(&parts.extensions, who);
                Err(error)
            }
        }
    }
}

async fn caller<S, P>(confirmed: VerifiedToken, parts: &Parts, state: &S) -> Result<Caller<P>, Refusal>
where
    P: Permit,
    P::Behalf: MandatesIn<S>,
{
    let mandates = P::Behalf::mandates(state);
    let principal = if mandates.is_some() { principal(&parts.headers)? } else { None };
    match mandates.zip(principal) {
        Some((mandates, principal)) => Ok(Caller::on_behalf(confirmed, principal, &*mandates).await?),
        None => Ok(Caller::authorize(confirmed)?),
    }
}

/// The enterprise in whose name the caller wants to act, when it names one.
fn principal(headers: &HeaderMap) -> Result<Option<EnterpriseNumber>, Fault> {
    let wrong = |detail: &str| Fault::one(Cause::header(Rule::InvalidValue, mandate::HEADER, detail));
    let mut values = headers.get_all(mandate::HEADER).iter();
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => {
            let number = value.to_str().ok().and_then(|text| text.trim().parse().ok());
            let detail = "an enterprise number is ten digits that begin with 0 or 1: name the enterprise on whose \
                          behalf you act";
            number.map(Some).ok_or_else(|| wrong(detail))
        }
        (Some(_), Some(_)) => Err(wrong("the header is there more than once; name one enterprise")),
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
