//! What both versions of publication share: everything but the reader of the description and the answer.

use axum::{
    extract::Request,
    http::{HeaderMap, header},
};
use ebox_credential::{
    caller::{Caller, Consultation, Publication},
    mandate::Mandates,
};
use ebox_domain::{Cause, Fault, Rule, ServiceError, message::Message};
use ebox_wire::{Reading, v3, v3::publication::JSON_PART as PUBLICATION};

use super::upload::{self, Description};
use crate::{
    IdempotencyKey, Registry,
    call::Call,
    publish::{Published, Submission},
    reply::says_otherwise,
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
    let submission = receive(registry, request, Description { part: PUBLICATION, read }).await?;
    registry.publish(caller, call, submission).await
}

/// The same of a sender that may read the e-Box as well: what answers one of its messages, and names no other type or
/// application than that has, is an answer.
pub(super) async fn receive_and_publish_or_answer(
    registry: &Registry,
    caller: &Caller<Publication>,
    mandates: &dyn Mandates,
    call: &Call,
    request: Request,
    read: fn(&[u8]) -> Reading,
) -> Result<Published, ServiceError> {
    let submission = receive(registry, request, Description { part: PUBLICATION, read }).await?;
    if let Some((reader, original)) = answered(registry, caller, mandates, &submission).await {
        return registry.reply(&reader, call, original, submission).await;
    }
    registry.publish(caller, call, submission).await
}

async fn answered(
    registry: &Registry,
    caller: &Caller<Publication>,
    mandates: &dyn Mandates,
    submission: &Submission,
) -> Option<(Caller<Consultation>, Message)> {
    let sketch = submission.sketch.as_ref()?;
    let named = sketch.original.as_ref()?;
    let reader = caller.also(mandates).await.ok()?;
    let original = registry.answerable(&reader, named.as_str()).await.ok()?;
    (!says_otherwise(sketch, &original)).then_some((reader, original))
}

/// The same of a caller who may read an e-Box: an answer to one of its messages, which `read` finds named in the
/// description. Anything else is refused with `otherwise`.
pub(super) async fn receive_and_answer(
    registry: &Registry,
    caller: &Caller<Consultation>,
    call: &Call,
    request: Request,
    read: fn(&[u8]) -> Reading,
    otherwise: ServiceError,
) -> Result<Published, ServiceError> {
    let submission = receive(registry, request, Description { part: PUBLICATION, read }).await?;
    let answerable = match submission.sketch.as_ref().map(|sketch| sketch.original.clone()) {
        Some(Some(original)) => registry.answerable(caller, original.as_str()).await,
        Some(None) => Err(otherwise),
        // Nobody can tell what this was to be.
        None => Err(Fault::Invalid(submission.causes.clone()).into()),
    };
    match answerable {
        Ok(original) => registry.reply(caller, call, original, submission).await,
        Err(error) => {
            submission.discard().await;
            Err(error)
        }
    }
}

pub(super) async fn receive_and_reply(
    registry: &Registry,
    caller: &Caller<Consultation>,
    call: &Call,
    id: &str,
    request: Request,
) -> Result<Published, ServiceError> {
    let original = registry.answerable(caller, id).await?;
    let description = Description { part: v3::reply::JSON_PART, read: v3::reply::read };
    let submission = receive(registry, request, description).await?;
    registry.reply(caller, call, original, submission).await
}

async fn receive(
    registry: &Registry,
    request: Request,
    description: Description,
) -> Result<Submission, ServiceError> {
    unencoded(request.headers())?;
    let key = idempotency_key(request.headers())?;
    upload::receive(registry, key, request, description).await
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
