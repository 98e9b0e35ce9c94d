//! Idempotency keys: a publication repeated with the same key is answered, not made again.

use ebox_domain::{Cause, Fault, Rule};

/// The value of an `Idempotency-Key` header: an RFC 8941 string of 1 to 255 characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct IdempotencyKey(String);

const FIX: &str = "send a quoted string (RFC 8941) of 1 to 255 characters, such as \
                   Idempotency-Key: \"8e03978e-40d5-43e8-bc93-6894a57f9324\"";

impl IdempotencyKey {
    /// Reads a header value. The double quotes belong to it.
    pub fn from_header(value: &[u8]) -> Result<Self, Fault> {
        let refused =
            |detail: String| Fault::one(Cause::header(Rule::InvalidValue, "Idempotency-Key", detail));
        let item = sfv::Parser::new(value)
            .parse::<sfv::Item>()
            .map_err(|_| refused(format!("the value is no quoted string; {FIX}")))?;
        match item.bare_item {
            sfv::BareItem::String(key) if (1..=255).contains(&key.as_str().len()) => {
                Ok(Self(key.as_str().to_owned()))
            }
            sfv::BareItem::String(_) => Err(refused(format!("the key is empty or too long; {FIX}"))),
            _ => Err(refused(format!("the value has no double quotes; {FIX}"))),
        }
    }

    /// The key without its quotes.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::str::FromStr for IdempotencyKey {
    type Err = InvalidKey;

    fn from_str(key: &str) -> Result<Self, InvalidKey> {
        let is_string = key.bytes().all(|byte| (0x20..=0x7e).contains(&byte));
        if is_string && (1..=255).contains(&key.len()) { Ok(Self(key.to_owned())) } else { Err(InvalidKey) }
    }
}

/// Why a text is no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an idempotency key has 1 to 255 ASCII characters")]
pub struct InvalidKey;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_bare_value_is_refused_with_the_fix() {
        for bare in [&b"8e03978e-40d5-43e8-bc93-6894a57f9324"[..], b"abc", b"\"\"", b"", b"\"open"] {
            let Err(Fault::Invalid(causes)) = IdempotencyKey::from_header(bare) else {
                panic!("{bare:?} was taken")
            };
            assert!(causes[0].detail.contains("Idempotency-Key: \""), "{}", causes[0].detail);
        }
    }

    proptest! {
        #[test]
        fn a_quoted_key_is_read(key in "[a-zA-Z0-9 -]{1,255}") {
            let read = IdempotencyKey::from_header(format!("\"{key}\"").as_bytes()).expect("read");
            prop_assert_eq!(read.as_str(), key);
        }

        #[test]
        fn any_bytes_are_answered(bytes: Vec<u8>) {
            let _ = IdempotencyKey::from_header(&bytes);
        }
    }
}
