//! The secret of a session, and what is kept of it.

use std::{fmt, str::FromStr};

use aws_lc_rs::{digest, rand};
use data_encoding::BASE64URL_NOPAD;
use ebox_domain::Sha256Digest;
use zeroize::Zeroizing;

/// The secret of a session: 256 random bits that only the browser of its person has. `Debug` does not show them.
#[derive(Clone)]
pub struct SessionToken(Zeroizing<[u8; Self::LENGTH]>);

/// Under which key a session is kept: the SHA-256 of its token, from which nobody makes the token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SessionKey(pub Sha256Digest);

/// A text that is no session token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a session token is 32 bytes in base64url")]
pub struct InvalidToken;

/// No random numbers from the system.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("the system gave no random numbers for a secret")]
pub struct NoRandomness;

/// What is hashed before the token for its forms, so that their token says nothing about the session's key.
const OF_FORMS: &[u8] = b"forms of a session";

impl SessionToken {
    const LENGTH: usize = 32;

    /// A new token. Its bytes always come from the system: a generator that repeats itself would betray it.
    pub(crate) fn generate() -> Result<Self, NoRandomness> {
        let mut bytes = Zeroizing::new([0; Self::LENGTH]);
        rand::fill(bytes.as_mut_slice()).map_err(|_| NoRandomness)?;
        Ok(Self(bytes))
    }

    /// Under which key its session is kept.
    pub fn key(&self) -> SessionKey {
        SessionKey(sha256(&[self.0.as_slice()]))
    }

    /// The token of this session's forms (CSRF): whoever sends a form that has it got the form from us.
    pub fn form_token(&self) -> String {
        BASE64URL_NOPAD.encode(sha256(&[OF_FORMS, self.0.as_slice()]).as_bytes())
    }

    /// The token itself, for the browser.
    pub fn secret(&self) -> String {
        BASE64URL_NOPAD.encode(self.0.as_slice())
    }
}

impl FromStr for SessionToken {
    type Err = InvalidToken;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).map(Zeroizing::new).map_err(|_| InvalidToken)?;
        let bytes = <[u8; Self::LENGTH]>::try_from(bytes.as_slice()).map_err(|_| InvalidToken)?;
        Ok(Self(Zeroizing::new(bytes)))
    }
}

impl fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionToken(..)")
    }
}

pub(crate) fn sha256(parts: &[&[u8]]) -> Sha256Digest {
    let mut context = digest::Context::new(&digest::SHA256);
    for part in parts {
        context.update(part);
    }
    let mut hash = [0; 32];
    // SHA-256 always gives 32 bytes.
    for (byte, of_digest) in hash.iter_mut().zip(context.finish().as_ref()) {
        *byte = *of_digest;
    }
    Sha256Digest::new(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_survives_the_browser_and_shows_itself_to_nobody_else() {
        let token = SessionToken::generate().expect("random");
        let back: SessionToken = token.secret().parse().expect("a token");
        assert_eq!(back.key(), token.key());
        assert_eq!(back.form_token(), token.form_token());
        assert_ne!(token.secret(), token.form_token());
        assert_eq!(format!("{token:?}"), "SessionToken(..)");
        assert_ne!(SessionToken::generate().expect("random").key(), token.key());
    }

    #[test]
    fn other_texts_are_no_tokens() {
        for text in ["", "AAAA", &"A".repeat(44), &"=".repeat(43), "é"] {
            assert!(text.parse::<SessionToken>().is_err(), "{text}");
        }
    }
}
