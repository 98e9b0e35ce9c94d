//! Somebody who showed who they are and has not yet chosen for which enterprise they act.

use ebox_audit::Effects;
use ebox_domain::{EnterpriseNumber, ServiceError, Ssin};
use jiff::{SignedDuration, Timestamp};

use super::{NewSession, SessionToken};
use crate::{People, Person};

/// How long somebody may take to choose an enterprise.
pub const IDENTIFICATION_LIFETIME: SignedDuration = SignedDuration::from_mins(10);

impl People {
    /// Notes that a person showed who they are, and gives the token with which they choose an enterprise.
    pub async fn identify(&self, person: Ssin, now: Timestamp) -> Result<SessionToken, ServiceError> {
        let token = SessionToken::generate().map_err(ServiceError::failed)?;
        self.store.put_identification(token.key(), person, now).await?;
        Ok(token)
    }

    /// Who showed who they are, when it still holds.
    pub async fn identified(
        &self,
        token: &SessionToken,
        now: Timestamp,
    ) -> Result<Option<Person>, ServiceError> {
        let identification = self.store.identification(token.key()).await?;
        let holds = |at: Timestamp| now.duration_since(at) < IDENTIFICATION_LIFETIME;
        Ok(identification.filter(|(_, at)| holds(*at)).map(|(person, _)| person))
    }

    /// Signs somebody in who showed who they are, for one enterprise, and gives the token of the session. It is done
    /// once: `None` when nobody is known by the token any more. That the person may act for the enterprise was found
    /// out before.
    pub async fn choose_enterprise(
        &self,
        identified: &SessionToken,
        person: Ssin,
        enterprise: EnterpriseNumber,
        now: Timestamp,
        effects: Effects,
    ) -> Result<Option<SessionToken>, ServiceError> {
        let token = SessionToken::generate().map_err(ServiceError::failed)?;
        let session = NewSession { key: token.key(), person, enterprise, began: now };
        let has_begun = self.store.begin_identified_session(identified.key(), session, effects).await?;
        Ok(has_begun.then_some(token))
    }
}
