//! Who calls, and the record of the call.

use axum::{
    extract::{FromRequestParts, OriginalUri},
    http::request::Parts,
};
use ebox_audit::{Effects, Record};
use ebox_credential::caller::Operate;
use ebox_oauth::Author;
use ebox_web::{
    Authorized, Refusal,
    attempts::{self, Who},
};
use jiff::Timestamp;
use serde_json::Value;

use super::OperatorState;

/// A call of the operator: with a token of its client, or through the data folder. A handler that takes it cannot
/// run without either.
pub(super) struct By {
    who: Who,
    at: Timestamp,
    method: String,
    path: String,
}

impl FromRequestParts<OperatorState> for By {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &OperatorState) -> Result<Self, Refusal> {
        let who = if let Some(within) = state.within {
            let who = Who { client_id: Some(within.to_owned()), ..Who::default() };
            attempts::identify(&parts.extensions, who.clone());
            who
        } else {
            let Authorized(caller) = Authorized::<Operate>::from_request_parts(parts, state).await?;
            Who::from(&caller)
        };
        let path = parts.extensions.get::<OriginalUri>().map_or(parts.uri.path(), |uri| uri.path());
        Ok(Self {
            who,
            at: state.services.setup().clock.now(),
            method: parts.method.to_string(),
            path: path.to_owned(),
        })
    }
}

impl By {
    /// Who calls, for services that write records of their own.
    pub(super) fn author(&self) -> Author {
        Author {
            client: self.who.client_id.as_ref().and_then(|id| id.parse().ok()),
            enterprise: self.who.enterprise,
            token: self.who.token,
            call: Some((self.method.clone(), self.path.clone())),
        }
    }

    /// When the call came in.
    pub(super) const fn at(&self) -> Timestamp {
        self.at
    }

    /// The effects of a change that this call makes: its record, with what changed.
    pub(super) fn effects(&self, details: Value) -> Effects {
        self.effects_with(200, details)
    }

    /// The same, of a call that made something new.
    pub(super) fn effects_of_new(&self, details: Value) -> Effects {
        self.effects_with(201, details)
    }

    /// The record of a call that succeeded, before it is known what it changed.
    pub(super) fn record(&self) -> Record {
        Record {
            token: self.who.token,
            client_id: self.who.client_id.clone(),
            enterprise: self.who.enterprise,
            ..Record::new(self.at, self.method.clone(), self.path.clone(), 200)
        }
    }

    fn effects_with(&self, status: u16, details: Value) -> Effects {
        Effects::recorded(Record { status, details, ..self.record() })
    }
}
