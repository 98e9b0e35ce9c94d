//! Names of accounts.

use std::{fmt, str::FromStr};

use super::AttemptKey;
use crate::sessions::sha256;

/// The name of an account, as its person types it: small letters, digits and `.`, `-`, `_`, `+`, `@`, so that an
/// address of e-mail is one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountName(String);

/// A text that is no name of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a user name has 3 to 100 letters, digits or . - _ + @, and begins with a letter or digit")]
pub struct InvalidAccountName;

impl AccountName {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Under which key attempts with this name are counted.
    pub fn attempt_key(&self) -> AttemptKey {
        AttemptKey(sha256(&[b"attempts", self.0.as_bytes()]))
    }
}

impl FromStr for AccountName {
    type Err = InvalidAccountName;

    /// Capitals are taken as small letters: nobody remembers how they wrote it.
    fn from_str(text: &str) -> Result<Self, InvalidAccountName> {
        let fits = |c: char| c.is_ascii_alphanumeric() || ".-_+@".contains(c);
        let begins = text.starts_with(|c: char| c.is_ascii_alphanumeric());
        if (3..=100).contains(&text.len()) && begins && text.chars().all(fits) {
            Ok(Self(text.to_ascii_lowercase()))
        } else {
            Err(InvalidAccountName)
        }
    }
}

impl fmt::Display for AccountName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for AccountName {
    /// A name may be an address of e-mail: it stays out of logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccountName(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_do_not_matter_and_addresses_are_names() {
        let name: AccountName = "Anna.Peeters@Bakery.example".parse().expect("a name");
        assert_eq!(name.as_str(), "anna.peeters@bakery.example");
        for wrong in ["", "an", ".anna", "anna peeters", "anna<script>", "élise", &"a".repeat(101)] {
            assert!(wrong.parse::<AccountName>().is_err(), "{wrong}");
        }
    }
}
