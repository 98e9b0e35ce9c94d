//! A person shows who they are: name, password and second factor, in one step.

use ebox_domain::ServiceError;
use jiff::Timestamp;

use super::{AccountName, AttemptKey, Credential, Factor, Password, RecoveryCode, Safe, TotpCode};
use crate::{
    People, Person,
    port::{Attempted, Shown},
    sessions::{SessionToken, sha256},
};

/// What was typed.
#[derive(Clone, Copy)]
pub struct Entry<'e> {
    /// The name of the account.
    pub name: &'e str,
    /// The password.
    pub password: &'e str,
    /// A code of the authenticator, or a recovery code.
    pub code: &'e str,
}

/// What became of an attempt.
#[derive(Debug)]
pub enum Entered {
    /// The person is known; the token is for choosing an enterprise.
    Known(Person, SessionToken),
    /// Something is wrong. What it is, is not said; nor whether there is such an account.
    Wrong,
    /// There were too many attempts with this name, right or wrong: none is looked at before that moment.
    Paused(Timestamp),
}

impl People {
    /// Finds out who somebody is. Whatever is wrong, it takes as long and says the same.
    pub async fn enter(&self, entry: Entry<'_>, now: Timestamp) -> Result<Entered, ServiceError> {
        let seat = self.hasher.seat().await?;
        let attempt = attempt_key(entry.name);
        if let Attempted::Paused(until) = self.store.begin_attempt(attempt, now).await? {
            tracing::warn!(%until, "too many attempts to sign in with one name");
            return Ok(Entered::Paused(until));
        }
        let name: Option<AccountName> = entry.name.parse().ok();
        let known = match &name {
            Some(name) => self.store.credential(name).await?,
            None => None,
        };
        let Some(password) = Password::typed(entry.password) else { return Ok(Entered::Wrong) };
        let Some((number, person, credential)) = known else {
            seat.work(move || Safe::work_in_vain(&password)).await?;
            return Ok(Entered::Wrong);
        };
        let safe = credential.safe.clone();
        let Some(authenticator) = seat.work(move || safe.open(&password)).await? else {
            return Ok(Entered::Wrong);
        };
        let factor = match entry.code.parse::<TotpCode>() {
            Ok(code) => authenticator.step_of(code, now, credential.last_step).map(Factor::Totp),
            Err(_) => recovery(entry.code, &credential),
        };
        let Some(factor) = factor else { return Ok(Entered::Wrong) };
        let shown = Shown { account: number, salt: credential.safe.salt, factor, attempt };
        if !self.store.accept(shown).await? {
            return Ok(Entered::Wrong);
        }
        let token = self.identify(person.ssin, now).await?;
        Ok(Entered::Known(person, token))
    }
}

/// What cannot be a name has attempts of its own, like every name that nobody has.
fn attempt_key(typed: &str) -> AttemptKey {
    let of_text = |_| AttemptKey(sha256(&[b"no name", typed.as_bytes()]));
    typed.parse::<AccountName>().map_or_else(of_text, |name| name.attempt_key())
}

fn recovery(typed: &str, credential: &Credential) -> Option<Factor> {
    let key = typed.parse::<RecoveryCode>().ok()?.key();
    credential.recovery.contains(&key).then_some(Factor::Recovery(key))
}
