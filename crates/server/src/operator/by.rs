//! Who calls, and the record of the call.

use axum::{
    extract::{FromRequestParts, OriginalUri},
    http::request::Parts,
};
use ebox_audit::{Effects, Record};
use ebox_credential::caller::Operate;
use ebox_domain::EnterpriseNumber;
use ebox_oauth::Author;
use ebox_web::{Authorized, Refusal};
use jiff::Timestamp;
use serde_json::Value;

use super::OperatorState;

/// How records name who works on the data folder itself.
const AT_FOLDER: &str = "data-folder";

/// A call of the operator: with a token of its client, or through the data folder. A handler that takes it cannot
/// run without either.
pub(super) struct By {
    author: Author,
    enterprise: Option<EnterpriseNumber>,
    at: Timestamp,
    method: String,
    path: String,
}

impl FromRequestParts<OperatorState> for By {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &OperatorState) -> Result<Self, Refusal> {
        let (author, enterprise) = if state.is_at_folder {
            (Author { client: AT_FOLDER.parse().ok(), token: None }, None)
        } else {
            let Authorized(caller) = Authorized::<Operate>::from_request_parts(parts, state).await?;
            let author =
                Author { client: Some(caller.client_id().clone()), token: Some(caller.token_hash()) };
            (author, Some(caller.actor()))
        };
        let path = parts.extensions.get::<OriginalUri>().map_or(parts.uri.path(), |uri| uri.path());
        Ok(Self {
            author,
            enterprise,
            at: state.services.setup().clock.now(),
            method: parts.method.to_string(),
            path: path.to_owned(),
        })
    }
}

impl By {
    /// Who calls, for services that write records of their own.
    pub(super) const fn author(&self) -> &Author {
        &self.author
    }

    /// When the call came in.
    pub(super) const fn at(&self) -> Timestamp {
        self.at
    }

    /// The effects of a change that this call makes: its record, with what changed.
    pub(super) fn effects(&self, details: Value) -> Effects {
        Effects::recorded(Record {
            token: self.author.token,
            client_id: self.author.client.as_ref().map(ToString::to_string),
            enterprise: self.enterprise,
            details,
            ..Record::new(self.at, self.method.clone(), self.path.clone(), 200)
        })
    }
}
