//! Codes that people type or keep on paper: random bytes in base32, in groups of four.

use std::{fmt, str::FromStr};

use aws_lc_rs::rand;
use data_encoding::BASE32_NOPAD;
use zeroize::Zeroizing;

use super::{EnrolmentKey, RecoveryKey};
use crate::sessions::{NoRandomness, sha256};

/// A text that is no such code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a code of this kind")]
pub struct InvalidCode;

/// How many characters stand together.
const GROUP: usize = 4;
/// The most characters of a text that is read as a code: every group may stand apart.
const MAX_TEXT: usize = 100;

/// So many random bytes. `Debug` does not show them.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Secret<const N: usize>(Zeroizing<[u8; N]>);

impl<const N: usize> Secret<N> {
    /// New ones. They always come from the system: a generator that repeats itself would betray them.
    pub(super) fn generate() -> Result<Self, NoRandomness> {
        let mut bytes = Zeroizing::new([0; N]);
        rand::fill(bytes.as_mut_slice()).map_err(|_| NoRandomness)?;
        Ok(Self(bytes))
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(|bytes| Self(Zeroizing::new(bytes)))
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        self.0.as_slice()
    }

    /// In base32, whole.
    pub(super) fn to_base32(&self) -> Zeroizing<String> {
        Zeroizing::new(BASE32_NOPAD.encode(self.as_bytes()))
    }

    /// In groups, for eyes.
    pub(super) fn in_groups(&self) -> String {
        let text = self.to_base32();
        let groups = text.as_bytes().chunks(GROUP).map(String::from_utf8_lossy);
        groups.collect::<Vec<_>>().join("-")
    }
}

impl<const N: usize> FromStr for Secret<N> {
    type Err = InvalidCode;

    /// Reads what people type: small letters, spaces and hyphens anywhere.
    fn from_str(text: &str) -> Result<Self, InvalidCode> {
        if text.len() > MAX_TEXT {
            return Err(InvalidCode);
        }
        let letters = text.chars().filter(|c| !c.is_whitespace() && *c != '-');
        let letters: Zeroizing<String> = Zeroizing::new(letters.map(|c| c.to_ascii_uppercase()).collect());
        let bytes = BASE32_NOPAD.decode(letters.as_bytes()).map(Zeroizing::new).map_err(|_| InvalidCode)?;
        Self::from_bytes(&bytes).ok_or(InvalidCode)
    }
}

impl<const N: usize> fmt::Debug for Secret<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(..)")
    }
}

/// What the operator hands to a person so that the account becomes theirs: 160 random bits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnrolmentCode(Secret<20>);

impl EnrolmentCode {
    pub(super) fn generate() -> Result<Self, NoRandomness> {
        Secret::generate().map(Self)
    }

    /// Under which key its enrolment is kept.
    pub fn key(&self) -> EnrolmentKey {
        EnrolmentKey(sha256(&[b"enrolment", self.0.as_bytes()]))
    }

    /// The code itself, for the person.
    pub fn secret(&self) -> String {
        self.0.in_groups()
    }
}

impl FromStr for EnrolmentCode {
    type Err = InvalidCode;

    fn from_str(text: &str) -> Result<Self, InvalidCode> {
        text.parse().map(Self)
    }
}

/// What a person shows once instead of a code of the authenticator: 80 random bits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecoveryCode(Secret<10>);

/// The recovery codes of a person, shown once.
pub type RecoveryCodes = [RecoveryCode; 10];

impl RecoveryCode {
    pub(super) fn generate() -> Result<Self, NoRandomness> {
        Secret::generate().map(Self)
    }

    /// Under which key it is kept.
    pub fn key(&self) -> RecoveryKey {
        RecoveryKey(sha256(&[b"recovery", self.0.as_bytes()]))
    }

    /// The code itself, for the person.
    pub fn secret(&self) -> String {
        self.0.in_groups()
    }
}

impl FromStr for RecoveryCode {
    type Err = InvalidCode;

    fn from_str(text: &str) -> Result<Self, InvalidCode> {
        text.parse().map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_back_as_people_type_it() {
        let code = RecoveryCode::generate().expect("random");
        let text = code.secret();
        assert_eq!(text.len(), 16 + 3, "{text}");
        for typed in [text.clone(), text.to_lowercase(), text.replace('-', " "), text.replace('-', "")] {
            assert_eq!(typed.parse::<RecoveryCode>().map(|read| read.key()), Ok(code.key()), "{typed}");
        }
        assert_ne!(RecoveryCode::generate().expect("random"), code);
        assert!(!format!("{code:?}").contains(&text[..4]));
    }

    #[test]
    fn other_texts_are_no_codes() {
        for text in ["", "123456", "AAAA-AAAA-AAAA-AAA1", "é", &"A".repeat(17), &"-".repeat(5000)] {
            assert!(text.parse::<RecoveryCode>().is_err(), "{text}");
        }
        assert!(RecoveryCode::generate().expect("random").secret().parse::<EnrolmentCode>().is_err());
    }
}
