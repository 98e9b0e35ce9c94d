//! Who can receive, and whether anybody reads what comes: registries ask the directory here, and the Federation
//! service that others run.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use async_trait::async_trait;
use ebox_client::EboxDirectory;
use ebox_credential::Scope;
use ebox_domain::{Clock, EboxId, EnterpriseNumber, Fault, Rng, ServiceError, publication::Recipient};
use ebox_federation::{Ebox, Federation};
use ebox_registry::port::Recipients;
use jiff::{SignedDuration, Timestamp};

use super::{neighbours::calling, remembered::Remembered};
use crate::config::OauthServer;

/// How long a sender waits for what others say.
const PATIENCE: Duration = Duration::from_secs(3);
/// How long nobody is asked after no answer came, in seconds.
const PAUSE: u32 = 5;
/// How long an e-Box that somebody opened is one.
const OPENED_HOLDS_FOR: SignedDuration = SignedDuration::from_hours(24);
/// How long one that nobody opened is one.
const UNOPENED_HOLDS_FOR: SignedDuration = SignedDuration::from_secs(30);

/// Which recipients a registry takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RecipientPolicy {
    /// Those on the operator's list that are active, and those of the federation that others run, when that is asked.
    #[default]
    Listed,
    /// Every well-formed number; those on the list that are not active are refused all the same.
    Any,
}

/// The registry asks about recipients.
pub(crate) struct RecipientsFromFederation {
    pub(crate) federation: Arc<Federation>,
    pub(crate) policy: RecipientPolicy,
    /// The federation that others run.
    pub(crate) others: Option<Arc<EboxesOfOthers>>,
}

#[async_trait]
impl Recipients for RecipientsFromFederation {
    async fn recipient(&self, ebox: EboxId) -> Result<Recipient, ServiceError> {
        let known = self.federation.ebox(ebox).await?;
        let here = self.as_known(known.as_ref());
        // Whether an enterprise stopped is the operator's decision, and what was opened once stays so.
        let is_settled = known.is_some_and(|known| !known.is_active || known.last_connection.is_some());
        let (Some(others), EboxId::Enterprise(number), false) = (&self.others, ebox, is_settled) else {
            return Ok(here);
        };
        match (others.has_opened(number).await, here) {
            (Ok(Some(has_opened)), _) => Ok(Recipient::Active { has_opened }),
            (Ok(None), here) => Ok(here),
            // A message is not refused for this; whoever is told too often that nobody reads, sends on paper as well.
            (Err(Silent), here @ Recipient::Active { .. }) => Ok(here),
            (Err(Silent), Recipient::Unknown) => Err(Fault::Unavailable(PAUSE).into()),
        }
    }
}

impl RecipientsFromFederation {
    /// The recipient, as far as the directory here knows.
    fn as_known(&self, known: Option<&Ebox>) -> Recipient {
        match (known, self.policy) {
            (Some(ebox), _) if ebox.is_active => {
                Recipient::Active { has_opened: ebox.last_connection.is_some() }
            }
            (None, RecipientPolicy::Any) => Recipient::Active { has_opened: false },
            _ => Recipient::Unknown,
        }
    }
}

/// Nobody says now whether an e-Box was ever opened.
pub(crate) struct Silent;

/// Asks the Federation service that others run.
pub(crate) struct EboxesOfOthers {
    service: EboxDirectory,
    clock: Arc<dyn Clock>,
    answers: Remembered<EnterpriseNumber, Option<bool>>,
    silent_until: Mutex<Timestamp>,
}

impl EboxesOfOthers {
    /// Nothing is asked yet: a service that is down now may come up later.
    pub(crate) fn new(
        base: &str,
        client: &OauthServer,
        clock: &Arc<dyn Clock>,
        rng: &Arc<dyn Rng>,
    ) -> Result<Self, ServiceError> {
        let (http, tokens) = calling(client.into(), Scope::FederationPreference, clock, rng)?;
        Ok(Self {
            service: EboxDirectory::new(http, tokens, base),
            clock: Arc::clone(clock),
            answers: Remembered::default(),
            silent_until: Mutex::new(Timestamp::MIN),
        })
    }

    /// Whether somebody ever opened the e-Box of an enterprise; `None` when it has none.
    async fn has_opened(&self, enterprise: EnterpriseNumber) -> Result<Option<bool>, Silent> {
        let now = self.clock.now();
        if let Some(answer) = self.answers.get(&enterprise, now) {
            return Ok(answer);
        }
        if now < *self.silent_until.lock().unwrap_or_else(PoisonError::into_inner) {
            return Err(Silent);
        }
        match self.service.preference(enterprise, PATIENCE).await {
            Ok(found) => {
                let answer = found.map(|preference| preference.last_connection.is_some());
                let holds_for = if answer == Some(true) { OPENED_HOLDS_FOR } else { UNOPENED_HOLDS_FOR };
                self.answers.keep(enterprise, answer, now, holds_for);
                Ok(answer)
            }
            Err(error) => {
                tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    "nobody says whether an e-Box was ever opened; what is known here decides"
                );
                let pause = SignedDuration::from_secs(i64::from(PAUSE));
                let until = self.clock.now().checked_add(pause).unwrap_or(Timestamp::MAX);
                *self.silent_until.lock().unwrap_or_else(PoisonError::into_inner) = until;
                Err(Silent)
            }
        }
    }
}
