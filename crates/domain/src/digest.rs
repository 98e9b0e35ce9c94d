//! SHA-256 digests: how content is named and how senders prove what they sent.

use std::fmt;

/// A SHA-256 digest (FIPS 180-4), 32 bytes.
///
/// This crate only carries digests; `ebox-content` computes them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sha256Digest([u8; 32]);

impl Sha256Digest {
    /// Wraps the 32 bytes of a computed digest.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The raw bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Lower-case hexadecimal, as `sha256sum` prints it.
    pub fn to_hex(&self) -> String {
        let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or_default();
        let mut text = String::with_capacity(64);
        for byte in self.0 {
            text.extend([digit(byte >> 4), digit(byte & 0xf)]);
        }
        text
    }

    /// Reads 64 hexadecimal characters.
    pub fn from_hex(text: &str) -> Option<Self> {
        let text = text.as_bytes();
        if text.len() != 64 {
            return None;
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(text.chunks_exact(2)) {
            let high = char::from(pair[0]).to_digit(16)?;
            let low = char::from(pair[1]).to_digit(16)?;
            *byte = u8::try_from(high * 16 + low).ok()?;
        }
        Some(Self(bytes))
    }
}

impl fmt::Display for Sha256Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_hex())
    }
}

impl fmt::Debug for Sha256Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sha256Digest({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn hexadecimal_reads_back(bytes: [u8; 32]) {
            let digest = Sha256Digest::new(bytes);
            prop_assert_eq!(Sha256Digest::from_hex(&digest.to_hex()), Some(digest));
        }

        #[test]
        fn nothing_else_is_a_digest(text in "[0-9a-f]{0,63}|[g-z]{64}|[0-9a-f]{65,80}") {
            prop_assert_eq!(Sha256Digest::from_hex(&text), None);
        }
    }
}
