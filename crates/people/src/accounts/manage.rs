//! The operator opens, renews and removes accounts.

use ebox_audit::Effects;
use ebox_domain::{Cause, Fault, Rule, ServiceError};
use jiff::Timestamp;

use super::{Account, AccountName, AccountState, ENROLMENT_LIFETIME, Enrolment, EnrolmentCode};
use crate::{People, Person, persons::check_name, port::Opening};

/// An account that waits for its person, with the code that the operator hands over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The account.
    pub account: Account,
    /// The code; nobody can ask for it again.
    pub code: EnrolmentCode,
}

impl People {
    /// Every account, by name.
    pub async fn accounts(&self) -> Result<Vec<Account>, ServiceError> {
        Ok(self.store.accounts().await?)
    }

    /// Opens an account for a person, whom it registers. Name and person may have no account.
    pub async fn open_account(
        &self,
        name: AccountName,
        person: Person,
        now: Timestamp,
        effects: Effects,
    ) -> Result<Opened, ServiceError> {
        check_name(&person)?;
        let (code, enrolment) = new_enrolment(now)?;
        let taken = |field, detail: &str| Fault::one(Cause::body(Rule::InvalidValue, field, detail));
        match self.store.open_account(name.clone(), person.clone(), enrolment, effects).await? {
            Opening::Opened(number) => {
                let state = AccountState::Enrolling(enrolment.until);
                Ok(Opened { account: Account { number, name, person, state }, code })
            }
            Opening::NameTaken => Err(taken("userName", "somebody has an account of this name").into()),
            Opening::PersonHasOne => {
                Err(taken("ssin", "this person has an account; give it a new enrolment code, or remove it")
                    .into())
            }
        }
    }

    /// Begins an account anew, for somebody who lost what they sign in with: password, authenticator, recovery codes
    /// and sessions end at once, and there is a new enrolment code.
    pub async fn renew_account(
        &self,
        number: u64,
        now: Timestamp,
        effects: Effects,
    ) -> Result<Opened, ServiceError> {
        let (code, enrolment) = new_enrolment(now)?;
        match self.store.renew_account(number, enrolment, effects).await? {
            Some(account) => Ok(Opened { account, code }),
            None => Err(no_such(number).into()),
        }
    }

    /// Removes an account, and ends the sessions of its person, who stays registered with every right.
    pub async fn remove_account(&self, number: u64, effects: Effects) -> Result<(), ServiceError> {
        if self.store.remove_account(number, effects).await? {
            return Ok(());
        }
        Err(no_such(number).into())
    }
}

fn new_enrolment(now: Timestamp) -> Result<(EnrolmentCode, Enrolment), ServiceError> {
    let code = EnrolmentCode::generate().map_err(ServiceError::failed)?;
    let until = now.checked_add(ENROLMENT_LIFETIME).map_err(ServiceError::failed)?;
    let enrolment = Enrolment { key: code.key(), until };
    Ok((code, enrolment))
}

fn no_such(number: u64) -> Fault {
    Fault::NotFound { what: "Account", name: "accountNumber", value: number.to_string() }
}
