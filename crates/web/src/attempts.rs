//! The record of a call that was refused.
//!
//! The record of a change travels in the unit of work of that change. What was refused changed nothing and has
//! no such unit: its record is written here, for every operation of every service alike, so that no handler
//! and no use case can forget it. The audit rules want one of each call that may change something and whose caller
//! is known (`docs/contract.md`, audit trail); a `GET` that failed leaves none, and neither does one who was not
//! let in.

use std::sync::{Arc, OnceLock};

use axum::{
    extract::{OriginalUri, Request},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use ebox_audit::{Notes, PersonKey, Record, RecordSink};
use ebox_credential::{
    caller::{Caller, Permit, VerifiedToken},
    permit::About,
};
use ebox_domain::{Clock, EboxId, EnterpriseNumber, Fault, Sha256Digest, Ssin};
use ebox_wire::render::rule_name;
use http::Extensions;
use serde_json::{Value, json};

use crate::{Refusal, refusal::Refused};

/// How paths end whose `POST` only looks for something (Belgif guide): nothing can change by it.
const SEARCH: &str = "/search";

/// Where records of refused calls are kept.
#[derive(Clone)]
pub struct Attempts {
    /// The audit trail.
    pub records: Arc<dyn RecordSink>,
    /// Tells when calls come in.
    pub clock: Arc<dyn Clock>,
    /// Under which key records name people.
    pub person_key: PersonKey,
}

/// Who made a call, as its record names them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Who {
    /// The SHA-256 of the access token.
    pub token: Option<Sha256Digest>,
    /// The OAuth client.
    pub client_id: Option<String>,
    /// The enterprise.
    pub enterprise: Option<EnterpriseNumber>,
    /// The person behind it.
    pub person: Option<Ssin>,
    /// The e-Box that the call is about, where that is known before the call is read.
    pub ebox: Option<EboxId>,
}

impl<P: Permit> From<&Caller<P>> for Who {
    fn from(caller: &Caller<P>) -> Self {
        Self {
            token: Some(caller.token_hash()),
            client_id: Some(caller.client_id().to_string()),
            enterprise: Some(caller.actor()),
            person: caller.person(),
            ebox: (P::ABOUT == About::OwnEbox).then(|| caller.ebox()),
        }
    }
}

impl From<&VerifiedToken> for Who {
    fn from(token: &VerifiedToken) -> Self {
        Self {
            token: Some(token.token_hash),
            client_id: Some(token.client_id.to_string()),
            enterprise: Some(token.enterprise),
            person: token.person,
            ebox: None,
        }
    }
}

/// The caller of a request, once somebody found out.
#[derive(Clone, Default)]
struct Known(Arc<OnceLock<Who>>);

/// Says who makes a call. [`Authorized`](crate::Authorized) does, for whoever it lets in.
pub fn identify(extensions: &Extensions, who: impl Into<Who>) {
    if let Some(Known(known)) = extensions.get::<Known>() {
        // Several extractors may find out the same.
        let _ = known.set(who.into());
    }
}

/// Where what becomes known of a call is noted for its record.
pub fn notes(extensions: &Extensions) -> Notes {
    extensions.get::<Notes>().cloned().unwrap_or_default()
}

/// Whether a request may change something.
pub(crate) fn may_change(request: &Request) -> bool {
    !request.method().is_safe() && !path(request).ends_with(SEARCH)
}

fn path(request: &Request) -> &str {
    request.extensions().get::<OriginalUri>().map_or(request.uri().path(), |uri| uri.path())
}

impl Attempts {
    /// Answers a request that may change something, and keeps a record of it when it is refused.
    pub(crate) async fn recorded(&self, mut request: Request, next: Next) -> Response {
        let came_in = Record::new(self.clock.now(), request.method().as_str(), path(&request), 0);
        let known = Known::default();
        request.extensions_mut().insert(known.clone());
        let notes = Notes::of_call(came_in.at);
        request.extensions_mut().insert(notes.clone());
        let response = next.run(request).await;
        let is_refused = response.status().is_client_error() || response.status().is_server_error();
        let fault = response.extensions().get::<Refused>().map(|Refused(fault)| &**fault);
        match known.0.get() {
            Some(who) if is_refused && !is_recorded(fault) => {
                let mut record = refusal(self, came_in, who, response.status().as_u16(), fault);
                record.details = notes.with(record.details);
                match self.records.keep(&[record]).await {
                    Ok(()) => response,
                    Err(error) => Refusal::from(ebox_domain::ServiceError::from(error)).into_response(),
                }
            }
            _ => response,
        }
    }
}

/// That a publication was made before is found out by the store, which notes it in the same unit of work.
const fn is_recorded(fault: Option<&Fault>) -> bool {
    matches!(fault, Some(Fault::DuplicatePublication { .. }))
}

fn refusal(attempts: &Attempts, came_in: Record, who: &Who, status: u16, fault: Option<&Fault>) -> Record {
    Record {
        token: who.token,
        client_id: who.client_id.clone(),
        enterprise: who.enterprise,
        person: who.person.map(|person| attempts.person_key.hash(person)),
        ebox: who.ebox,
        status,
        refusal: fault.map(|fault| fault.code().to_owned()),
        details: fault.map_or_else(|| json!({}), details),
        ..came_in
    }
}

/// Fields and the rules that they break, never values: a value can be personal.
fn details(fault: &Fault) -> Value {
    match fault {
        Fault::Invalid(causes) => {
            let fields: Vec<&str> = causes.iter().map(|cause| cause.field.as_str()).collect();
            let rules: Vec<&str> = causes.iter().map(|cause| rule_name(&cause.rule)).collect();
            json!({ "fields": fields, "rules": rules })
        }
        _ => json!({}),
    }
}

#[cfg(test)]
mod tests;
