//! Passwords.

use std::{collections::BTreeSet, fmt};

use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use super::AccountName;

/// The fewest characters of a password. Length is what counts: no kinds of characters are demanded.
pub const MIN_PASSWORD: usize = 12;
/// The most characters of a password: enough for any sentence, and no burden to hash.
pub const MAX_PASSWORD: usize = 128;

/// The fewest characters that differ.
const MIN_DIFFERENT: usize = 5;
/// The most bytes of a text that is read as a password; normalising may make it longer.
const MAX_BYTES: usize = MAX_PASSWORD * 4;

/// A password as it was typed, in one form of Unicode whatever the keyboard. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(Zeroizing<String>);

/// Why a password is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassword {
    /// It is too short.
    #[error("a password has {MIN_PASSWORD} characters at least")]
    Short,
    /// It is too long.
    #[error("a password has {MAX_PASSWORD} characters at most")]
    Long,
    /// It is, or has in it, the name of the account; or it is a few characters again and again.
    #[error("a password that can be guessed")]
    Guessable,
}

impl Password {
    /// Reads what was typed to sign in: any text that a password might be.
    pub fn typed(text: &str) -> Option<Self> {
        (!text.is_empty() && text.len() <= MAX_BYTES).then(|| Self(Zeroizing::new(text.nfkc().collect())))
    }

    /// Reads what was typed as a new password of an account.
    pub fn chosen(text: &str, name: &AccountName) -> Result<Self, WeakPassword> {
        let password = Self::typed(text).ok_or(match text {
            "" => WeakPassword::Short,
            _ => WeakPassword::Long,
        })?;
        let text = &password.0;
        match text.chars().count() {
            ..MIN_PASSWORD => return Err(WeakPassword::Short),
            MIN_PASSWORD..=MAX_PASSWORD => {}
            _ => return Err(WeakPassword::Long),
        }
        let different: BTreeSet<char> = text.chars().collect();
        let small = Zeroizing::new(text.to_lowercase());
        let own = name.as_str().split('@').next().unwrap_or_default();
        if different.len() < MIN_DIFFERENT || (own.len() > 3 && small.contains(own)) {
            return Err(WeakPassword::Guessable);
        }
        Ok(password)
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(text: &str) -> Result<Password, WeakPassword> {
        Password::chosen(text, &"anna@bakery.example".parse().expect("a name"))
    }

    #[test]
    fn a_long_password_is_taken_and_a_weak_one_is_not() {
        assert!(chosen("een brood per dag").is_ok());
        assert_eq!(chosen(""), Err(WeakPassword::Short));
        assert_eq!(chosen("elf tekens!"), Err(WeakPassword::Short));
        assert_eq!(chosen(&"é".repeat(12)), Err(WeakPassword::Guessable));
        assert_eq!(chosen("Anna 1994 Peeters"), Err(WeakPassword::Guessable));
        assert!(chosen(&"abcdefgh".repeat(16)).is_ok());
        assert_eq!(chosen(&"abcdefgh".repeat(17)), Err(WeakPassword::Long));
        assert_eq!(chosen(&"x".repeat(1 << 20)), Err(WeakPassword::Long));
    }

    #[test]
    fn a_password_is_the_same_on_every_keyboard_and_shows_itself_nowhere() {
        let composed = Password::typed("caf\u{e9} cr\u{e8}me").expect("typed");
        let decomposed = Password::typed("cafe\u{301} cre\u{300}me").expect("typed");
        assert_eq!(composed, decomposed);
        assert_eq!(format!("{composed:?}"), "Password(..)");
    }
}
