//! Local accounts: how people show who they are where the operator has no identity provider.
//!
//! The operator opens an account for a person and hands over an enrolment code, which holds for a while and once.
//! With it the person chooses a password, connects an authenticator app and gets recovery codes; only then the account
//! can be used. Whoever lost all of that gets a new enrolment code: nothing of the account can be asked back.
//!
//! Signing in takes the name, the password and a second factor in one step, so that no answer says which of them was
//! wrong. Wrong attempts make the next one wait, longer each time, whether the account exists or not.
//!
//! What is kept: of the password a hash, of the codes their hashes, of the authenticator the secret, sealed under a
//! key that only the right password makes ([`Safe`]).

mod code;
mod enrol;
mod enter;
mod hasher;
mod manage;
mod name;
mod password;
mod patience;
mod safe;
mod totp;

use ebox_domain::Sha256Digest;
use jiff::{SignedDuration, Timestamp};

use crate::Person;

pub use code::{EnrolmentCode, InvalidCode, RecoveryCode, RecoveryCodes};
pub use enrol::{Choice, ChoiceMistake, Enrolled};
pub use enter::{Entered, Entry};
pub(crate) use hasher::Hasher;
pub use manage::Opened;
pub use name::{AccountName, InvalidAccountName};
pub use password::{MAX_PASSWORD, MIN_PASSWORD, Password, WeakPassword};
pub use patience::Attempts;
pub use safe::{Cost, Safe};
pub use totp::{Authenticator, TotpCode, TotpStep};

/// How long an enrolment code holds: over a weekend.
pub const ENROLMENT_LIFETIME: SignedDuration = SignedDuration::from_hours(72);

/// An account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its number, by which records and addresses name it.
    pub number: u64,
    /// Its name, which the person types.
    pub name: AccountName,
    /// Whose it is.
    pub person: Person,
    /// How it stands.
    pub state: AccountState,
}

/// How an account stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountState {
    /// The person has a code, which holds until then, and has not used it.
    Enrolling(Timestamp),
    /// The person signs in with it.
    Active {
        /// How many recovery codes are left.
        recovery_codes: u64,
    },
}

/// Under which key an enrolment is kept: the SHA-256 of its code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct EnrolmentKey(pub Sha256Digest);

/// Under which key a recovery code is kept: the SHA-256 of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RecoveryKey(pub Sha256Digest);

/// Under which key attempts to sign in are counted: the SHA-256 of the name that was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct AttemptKey(pub Sha256Digest);

/// An enrolment that waits for its person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Enrolment {
    /// Under which key it is kept.
    pub key: EnrolmentKey,
    /// Until when its code holds.
    pub until: Timestamp,
}

/// What a person shows to sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// The password's hash, and the authenticator's secret.
    pub safe: Safe,
    /// The step of the last code of the authenticator that was taken.
    pub last_step: TotpStep,
    /// The recovery codes.
    pub recovery: Vec<RecoveryKey>,
}

/// A second factor that was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Factor {
    /// A code of the authenticator, of this step.
    Totp(TotpStep),
    /// A recovery code.
    Recovery(RecoveryKey),
}
