//! What both versions of publication share: everything but the reader of the description and the answer.

use axum::{
    extract::Request,
    http::{HeaderMap, header},
};
use ebox_credential::caller::{Caller, Consultation, Permit, Publication};
use ebox_domain::{Cause, Fault, Rule, ServiceError};
use ebox_wire::{Reading, v3, v3::publication::JSON_PART as PUBLICATION};

use super::upload::{self, Description};
use crate::{
    IdempotencyKey, Registry,
    call::Call,
    publish::{Published, Submission},
};

/// The header that makes a publication repeatable (an HTTP working group draft; its value is of RFC 8941).
const IDEMPOTENCY_KEY: &str = "idempotency-key";

pub(super) async fn receive_and_publish(
    registry: &Registry,
    caller: &Caller<Publication>,
    call: &Call,
    request: Request,
    read: fn(&[u8]) -> Reading,
) -> Result<Published, ServiceError> {
    let description = Description { part: PUBLICATION, read };
    let submission = receive(registry, caller, call, request, description).await?;
    registry.publish(caller, call, submission).await
}

pub(super) async fn receive_and_reply(
    registry: &Registry,
    caller: &Caller<Consultation>,
    call: &Call,
    id: &str,
    request: Request,
) -> Result<Published, ServiceError> {
    let original = match registry.answerable(caller, id).await {
        Ok(original) => original,
        Err(error) => return refuse(registry, caller, call, error).await,
    };
    let description = Description { part: v3::reply::JSON_PART, read: v3::reply::read };
    let submission = receive(registry, caller, call, request, description).await?;
    registry.reply(caller, call, original, submission).await
}

async fn receive<P: Permit>(
    registry: &Registry,
    caller: &Caller<P>,
    call: &Call,
    request: Request,
    description: Description,
) -> Result<Submission, ServiceError> {
    let received = match unencoded(request.headers()).and_then(|()| idempotency_key(request.headers())) {
        Ok(key) => upload::receive(registry, key, request, description).await,
        Err(fault) => Err(fault.into()),
    };
    match received {
        Ok(submission) => Ok(submission),
        Err(error) => refuse(registry, caller, call, error).await,
    }
}

/// What is refused before it is complete leaves its record too.
async fn refuse<P: Permit, T>(
    registry: &Registry,
    caller: &Caller<P>,
    call: &Call,
    error: ServiceError,
) -> Result<T, ServiceError> {
    if let ServiceError::Refused(fault) = &error {
        registry.record_refusal(caller, call, fault).await?;
    }
    Err(error)
}

/// A compressed body would be read as a form that is malformed, and its files as others than they are.
fn unencoded(headers: &HeaderMap) -> Result<(), Fault> {
    let is_encoded = headers.get_all(header::CONTENT_ENCODING).iter().any(|value| {
        value.as_bytes().split(|byte| *byte == b',').any(|coding| {
            let coding = coding.trim_ascii();
            !coding.is_empty() && !coding.eq_ignore_ascii_case(b"identity")
        })
    });
    if is_encoded { Err(Fault::ContentEncoding) } else { Ok(()) }
}

fn idempotency_key(headers: &HeaderMap) -> Result<Option<IdempotencyKey>, Fault> {
    let mut values = headers.get_all(IDEMPOTENCY_KEY).iter();
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => IdempotencyKey::from_header(value.as_bytes()).map(Some),
        (Some(_), Some(_)) => {
            let detail = "the header is there more than once; send one key";
            Err(Fault::one(Cause::header(Rule::InvalidValue, "Idempotency-Key", detail)))
        }
    }
}
