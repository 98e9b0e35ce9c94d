//! Digests and sizes, as both versions of the contract write them.

use data_encoding::{BASE64URL, BASE64URL_NOPAD};
use ebox_domain::Sha256Digest;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::schemas::digest_method_schema;

/// The only method of the contract.
pub const METHOD: &str = "sha_256";

/// The digest of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Digest {
    /// How it was computed.
    #[schema(schema_with = digest_method_schema)]
    pub digest_method: String,
    /// The digest in base64url (RFC 4648 section 5), with or without padding.
    #[schema(example = "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU")]
    pub digest_value: String,
}

impl Digest {
    /// The digest inside, when it is a SHA-256 in base64url.
    pub fn sha256(&self) -> Option<Sha256Digest> {
        (self.digest_method == METHOD).then(|| decode(&self.digest_value)).flatten()
    }
}

impl From<Sha256Digest> for Digest {
    fn from(digest: Sha256Digest) -> Self {
        Self { digest_method: METHOD.to_owned(), digest_value: encode(&digest) }
    }
}

/// A SHA-256 in base64url without padding.
pub fn encode(digest: &Sha256Digest) -> String {
    BASE64URL_NOPAD.encode(digest.as_bytes())
}

/// Reads a SHA-256 in base64url, with or without padding.
pub fn decode(text: &str) -> Option<Sha256Digest> {
    let bytes = if text.ends_with('=') {
        BASE64URL.decode(text.as_bytes())
    } else {
        BASE64URL_NOPAD.decode(text.as_bytes())
    };
    Some(Sha256Digest::new(bytes.ok()?.try_into().ok()?))
}

/// Bytes as the contract counts sizes: in kB of 1024 bytes, with a fraction.
pub fn kilobytes(bytes: u64) -> f64 {
    #[expect(
        clippy::cast_precision_loss,
        reason = "exact below 8 PiB, and a number of the contract in any case"
    )]
    let bytes = bytes as f64;
    bytes / 1024.0
}

/// Bytes of a size in kB; `None` for what is no size. Providers may round, so this is no proof of length.
pub fn bytes(kilobytes: f64) -> Option<u64> {
    let bytes = (kilobytes * 1024.0).round();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is checked")]
    (0.0..=9.0e15).contains(&bytes).then_some(bytes as u64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_digest_reads_back_with_and_without_padding(raw: [u8; 32]) {
            let digest = Sha256Digest::new(raw);
            prop_assert_eq!(Digest::from(digest).sha256(), Some(digest));
            prop_assert!(!encode(&digest).contains('='));
            prop_assert_eq!(decode(&BASE64URL.encode(&raw)), Some(digest));
        }

        #[test]
        fn hexadecimal_and_other_lengths_are_no_digest(raw in proptest::collection::vec(any::<u8>(), 0..64)) {
            prop_assume!(raw.len() != 32);
            prop_assert_eq!(decode(&BASE64URL_NOPAD.encode(&raw)), None);
            prop_assert_eq!(decode(&Sha256Digest::new([7; 32]).to_hex()), None);
        }

        #[test]
        fn a_size_reads_back(size in 0_u64..1 << 50) {
            prop_assert_eq!(bytes(kilobytes(size)), Some(size));
        }
    }

    #[test]
    fn what_is_no_size_is_none() {
        for kilobytes in [-1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(bytes(kilobytes), None);
        }
    }
}
