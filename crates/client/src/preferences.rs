//! The Federation service, as it is asked about e-Boxes.

use std::{sync::Arc, time::Duration};

use ebox_domain::{EboxId, EnterpriseNumber};
use ebox_wire::{
    federation::{EboxIdSameTypeList, EboxPreferences},
    routes::{federation, join},
};
use jiff::Timestamp;

use crate::{
    error::{ClientError, ErrorKind},
    http::{Call, Http, typed},
    token::TokenSource,
};

const CALL: Call<'static> = Call { doing: "ask about an e-Box", whom: "the Federation service" };

/// What an e-Box prefers, and whether anybody reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Preference {
    /// Whether the e-Box is the only channel: no more paper.
    pub is_exclusive: bool,
    /// The day on which somebody last opened it; never, when nobody did.
    pub last_connection: Option<Timestamp>,
}

/// A client of the preferences of the Federation service 1.3.
#[derive(Debug, Clone)]
pub struct EboxDirectory {
    http: Http,
    tokens: Arc<TokenSource>,
    base: String,
}

impl EboxDirectory {
    /// A client of the service at `base`.
    pub fn new(http: Http, tokens: Arc<TokenSource>, base: impl Into<String>) -> Self {
        Self { http, tokens, base: base.into() }
    }

    /// What is known of the e-Box of an enterprise; `None` when there is none. Waits for the answer for as long as
    /// `patience` says.
    pub async fn preference(
        &self,
        enterprise: EnterpriseNumber,
        patience: Duration,
    ) -> Result<Option<Preference>, ClientError> {
        let url = join(&self.base, federation::EBOX_PREFERENCES_SEARCH);
        let asked = EboxIdSameTypeList::of_enterprises([enterprise]);
        let request = || self.http.plain().post(&url).json(&asked);
        let answer = self.http.repeatable_json_within(CALL, &self.tokens, patience, request).await?;
        let found: Vec<EboxPreferences> = typed(CALL, answer)?;
        match found.as_slice() {
            [] => Ok(None),
            [one] if one.ebox_id.is(EboxId::Enterprise(enterprise)) => Ok(Some(Preference {
                is_exclusive: one.exclusively_ebox,
                last_connection: one.last_connection_date.map(|moment| moment.0),
            })),
            _ => {
                Err(CALL
                    .error(ErrorKind::Unexpected("other e-Boxes than the one it was asked for".to_owned())))
            }
        }
    }
}
