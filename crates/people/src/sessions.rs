//! Who is signed in: sessions of people at the portal.
//!
//! A session is known by a token that only the browser has; the store keeps its hash, so that nobody who reads the
//! store can be somebody. It ends when it is not used for a while, when it is old, when its person signs out, and at
//! once everywhere when its person wants that.

mod identified;
mod token;

use ebox_audit::Effects;
use ebox_domain::{EnterpriseNumber, ServiceError, Ssin};
use jiff::{SignedDuration, Timestamp};

use crate::{People, Person, Role, accounts::Attempts};

pub use identified::IDENTIFICATION_LIFETIME;
pub(crate) use token::sha256;
pub use token::{InvalidToken, NoRandomness, SessionKey, SessionToken};

/// How long sessions last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionLifetime {
    /// Without any use.
    pub idle: SignedDuration,
    /// Whatever the use.
    pub absolute: SignedDuration,
}

impl Default for SessionLifetime {
    fn default() -> Self {
        Self { idle: SignedDuration::from_mins(30), absolute: SignedDuration::from_hours(10) }
    }
}

/// Uses within this time are not noted: nobody needs to know it better, and each is a write.
const USE_PRECISION: SignedDuration = SignedDuration::from_mins(1);

/// A person who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Who.
    pub person: Person,
    /// For which enterprise; another one needs another session.
    pub enterprise: EnterpriseNumber,
    /// What the person now is to the access management of the enterprise.
    pub role: Option<Role>,
    /// When it began.
    pub began: Timestamp,
    /// When it was last used, to the minute.
    pub used: Timestamp,
}

impl Session {
    /// Whether it still holds at a moment.
    pub fn holds(&self, now: Timestamp, lifetime: SessionLifetime) -> bool {
        now.duration_since(self.used) < lifetime.idle && now.duration_since(self.began) < lifetime.absolute
    }
}

/// A session to begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewSession {
    /// Under which key it is kept.
    pub key: SessionKey,
    /// Whose it is.
    pub person: Ssin,
    /// For which enterprise.
    pub enterprise: EnterpriseNumber,
    /// When it begins.
    pub began: Timestamp,
}

impl People {
    /// Signs a person in for an enterprise. Whether they are who they say, and may act for it, was found out before.
    pub async fn sign_in(
        &self,
        person: Ssin,
        enterprise: EnterpriseNumber,
        now: Timestamp,
        effects: Effects,
    ) -> Result<SessionToken, ServiceError> {
        let token = SessionToken::generate().map_err(ServiceError::failed)?;
        let session = NewSession { key: token.key(), person, enterprise, began: now };
        self.store.begin_session(session, effects).await?;
        Ok(token)
    }

    /// The session of a token, when it still holds. Asking counts as a use of it.
    pub async fn session(
        &self,
        token: &SessionToken,
        now: Timestamp,
        lifetime: SessionLifetime,
    ) -> Result<Option<Session>, ServiceError> {
        let Some(session) = self.store.session(token.key()).await? else { return Ok(None) };
        if !session.holds(now, lifetime) {
            return Ok(None);
        }
        if now.duration_since(session.used) >= USE_PRECISION {
            self.store.use_session(token.key(), now).await?;
        }
        Ok(Some(session))
    }

    /// Ends a session. Ending one that is gone changes nothing.
    pub async fn sign_out(&self, token: &SessionToken, effects: Effects) -> Result<(), ServiceError> {
        Ok(self.store.end_session(token.key(), effects).await?)
    }

    /// The sessions of a person that still hold, the last used first.
    pub async fn sessions_of(
        &self,
        person: Ssin,
        now: Timestamp,
        lifetime: SessionLifetime,
    ) -> Result<Vec<Session>, ServiceError> {
        let mut sessions = self.store.sessions_of(person).await?;
        sessions.retain(|session| session.holds(now, lifetime));
        Ok(sessions)
    }

    /// Ends every session of a person, for whatever enterprise, and says how many there were.
    pub async fn sign_out_everywhere(&self, person: Ssin, effects: Effects) -> Result<u64, ServiceError> {
        Ok(self.store.end_sessions_of(person, effects).await?)
    }

    /// Forgets sessions that no longer hold, who showed who they are and went away, and old attempts to sign in. To be
    /// called from time to time; it does not matter how often.
    pub async fn sweep_sessions(
        &self,
        now: Timestamp,
        lifetime: SessionLifetime,
    ) -> Result<u64, ServiceError> {
        // At the beginning of the calendar nothing is old.
        let before = |age| now.checked_sub(age).unwrap_or(Timestamp::MIN);
        self.store.forget_identifications(before(IDENTIFICATION_LIFETIME)).await?;
        self.store.forget_attempts(before(Attempts::FORGIVEN)).await?;
        Ok(self.store.forget_sessions(before(lifetime.idle), before(lifetime.absolute)).await?)
    }
}
