//! A person makes an account theirs.

use ebox_audit::Effects;
use ebox_domain::ServiceError;
use jiff::Timestamp;

use super::{
    Account, AccountState, Authenticator, Credential, EnrolmentCode, Password, RecoveryCode, RecoveryCodes,
    Safe, TotpCode, TotpStep, WeakPassword,
};
use crate::{People, sessions::NoRandomness};

/// What a person chose and showed.
pub struct Choice<'c> {
    /// The password.
    pub password: &'c str,
    /// The password once more.
    pub repeated: &'c str,
    /// The authenticator, whose secret the person was shown.
    pub authenticator: Authenticator,
    /// The code that it now shows.
    pub code: &'c str,
}

/// What is wrong with a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChoiceMistake {
    /// The password is not taken.
    Password(WeakPassword),
    /// The password was not repeated as it was chosen.
    Repeated,
    /// The authenticator shows another code.
    Code,
}

/// What became of an enrolment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Enrolled {
    /// The account is the person's. The codes are shown this once.
    Done(RecoveryCodes),
    /// Nothing was kept; all that is wrong.
    Mistaken(Vec<ChoiceMistake>),
    /// The enrolment code does not hold any more.
    Gone,
}

impl People {
    /// The account of an enrolment code that holds.
    pub async fn enrolling(
        &self,
        code: &EnrolmentCode,
        now: Timestamp,
    ) -> Result<Option<Account>, ServiceError> {
        let account = self.store.enrolling(code.key()).await?;
        let holds =
            |account: &Account| matches!(account.state, AccountState::Enrolling(until) if now < until);
        Ok(account.filter(holds))
    }

    /// A new authenticator, for a person to connect an app with.
    pub fn new_authenticator(&self) -> Result<Authenticator, ServiceError> {
        Authenticator::generate().map_err(ServiceError::failed)
    }

    /// Makes an account its person's. The enrolment code holds no more then.
    pub async fn enrol(
        &self,
        code: &EnrolmentCode,
        choice: Choice<'_>,
        now: Timestamp,
        effects: Effects,
    ) -> Result<Enrolled, ServiceError> {
        let Some(account) = self.enrolling(code, now).await? else { return Ok(Enrolled::Gone) };
        let password = Password::chosen(choice.password, &account.name);
        let shown: Option<TotpCode> = choice.code.parse().ok();
        let step = shown.and_then(|shown| choice.authenticator.step_of(shown, now, TotpStep(0)));
        let (password, step) = match (password, step) {
            (Ok(password), Some(step)) if choice.password == choice.repeated => (password, step),
            (password, step) => {
                let mut mistakes = Vec::new();
                mistakes.extend(password.err().map(ChoiceMistake::Password));
                mistakes.extend((choice.password != choice.repeated).then_some(ChoiceMistake::Repeated));
                mistakes.extend(step.is_none().then_some(ChoiceMistake::Code));
                return Ok(Enrolled::Mistaken(mistakes));
            }
        };
        let authenticator = choice.authenticator;
        let safe = self.hasher.seat().await?.work(move || Safe::lock(&password, &authenticator)).await?;
        let codes = recovery_codes().map_err(ServiceError::failed)?;
        let recovery = codes.iter().map(RecoveryCode::key).collect();
        // The code that was just shown does not sign anybody in.
        let credential = Credential { safe, last_step: step, recovery };
        let is_kept = self.store.enrol(code.key(), credential, effects).await?;
        Ok(if is_kept { Enrolled::Done(codes) } else { Enrolled::Gone })
    }
}

fn recovery_codes() -> Result<RecoveryCodes, NoRandomness> {
    let one = RecoveryCode::generate;
    Ok([one()?, one()?, one()?, one()?, one()?, one()?, one()?, one()?, one()?, one()?])
}
