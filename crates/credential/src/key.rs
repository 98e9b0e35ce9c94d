//! Key pairs: private keys that stay private, and the public keys of certificates.

use std::fmt;

use aws_lc_rs::{
    encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der},
    rand::SystemRandom,
    rsa::KeySize,
    signature::{
        ECDSA_P256_SHA256_ASN1_SIGNING, ECDSA_P384_SHA384_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _,
        RSA_PKCS1_SHA256, RsaKeyPair,
    },
};
use jsonwebtoken::{DecodingKey, EncodingKey};
use x509_parser::{
    oid_registry::{OID_EC_P256, OID_NIST_EC_P384},
    x509::SubjectPublicKeyInfo,
};
use zeroize::Zeroizing;

use crate::pem;

/// The fewest bits of an RSA key.
pub(crate) const RSA_BITS: usize = 2048;

/// The kind and size of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyKind {
    /// RSA, with so many bits: the only kind that the public examples use.
    Rsa(usize),
    /// The elliptic curve P-256.
    P256,
    /// The elliptic curve P-384.
    P384,
    /// Anything else; no assertion can be signed with it.
    Other,
}

impl fmt::Display for KeyKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rsa(bits) => write!(f, "RSA {bits}"),
            Self::P256 => f.write_str("EC P-256"),
            Self::P384 => f.write_str("EC P-384"),
            Self::Other => f.write_str("an unsupported kind"),
        }
    }
}

/// Why a private key is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidKey {
    /// No block with a private key.
    #[error("no private key found: expected a PEM block that begins with `-----BEGIN PRIVATE KEY-----`")]
    Missing,
    /// A key behind a passphrase.
    #[error("the private key is encrypted: decrypt it first, or use a PKCS#12 key store")]
    Encrypted,
    /// Neither RSA of 2048 to 8192 bits, nor P-256, nor P-384.
    #[error("the private key is not an RSA key of 2048 bits or more, nor an EC key on P-256 or P-384")]
    Unsupported,
    /// A new key could not be made.
    #[error("no key could be made")]
    NotMade,
}

enum Signer {
    Rsa(RsaKeyPair),
    P256(EcdsaKeyPair),
    P384(EcdsaKeyPair),
}

/// A private key, with its public half.
///
/// `Debug` shows the kind only, and what it holds is overwritten when it is dropped.
pub struct PrivateKey {
    pkcs8: Zeroizing<Vec<u8>>,
    signer: Signer,
}

impl PrivateKey {
    /// Makes a new RSA key of 2048 bits, which every service of the federation takes.
    pub fn generate_rsa() -> Result<Self, InvalidKey> {
        let pair = RsaKeyPair::generate(KeySize::Rsa2048).map_err(|_| InvalidKey::NotMade)?;
        Self::new(Signer::Rsa(pair))
    }

    /// Makes a new key on the curve P-256: faster, but only for services that say they take it.
    pub fn generate_p256() -> Result<Self, InvalidKey> {
        let pair =
            EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).map_err(|_| InvalidKey::NotMade)?;
        Self::new(Signer::P256(pair))
    }

    /// Whether a text file has a private key in it, encrypted or not: somebody is about to give it away.
    pub fn is_in(file: &[u8]) -> bool {
        let text = std::str::from_utf8(file).unwrap_or_default();
        pem::read(text).iter().any(|block| block.label.ends_with("PRIVATE KEY"))
    }

    /// Reads the first private key of a PEM file: PKCS#8, or OpenSSL's older forms.
    pub fn from_pem(text: &str) -> Result<Self, InvalidKey> {
        let block = pem::read(text)
            .into_iter()
            .find(|block| block.label.ends_with("PRIVATE KEY"))
            .ok_or(InvalidKey::Missing)?;
        if block.has_headers || block.label == "ENCRYPTED PRIVATE KEY" {
            return Err(InvalidKey::Encrypted);
        }
        Self::from_der(&block.contents)
    }

    /// Reads a private key in PKCS#8, PKCS#1 (RSA) or SEC 1 (EC).
    pub fn from_der(der: &[u8]) -> Result<Self, InvalidKey> {
        let ec = |algorithm| EcdsaKeyPair::from_private_key_der(algorithm, der);
        let signer = if let Ok(pair) = RsaKeyPair::from_pkcs8(der).or_else(|_| RsaKeyPair::from_der(der)) {
            Signer::Rsa(pair)
        } else if let Ok(pair) = ec(&ECDSA_P256_SHA256_ASN1_SIGNING) {
            Signer::P256(pair)
        } else if let Ok(pair) = ec(&ECDSA_P384_SHA384_ASN1_SIGNING) {
            Signer::P384(pair)
        } else {
            return Err(InvalidKey::Unsupported);
        };
        Self::new(signer)
    }

    fn new(signer: Signer) -> Result<Self, InvalidKey> {
        if matches!(&signer, Signer::Rsa(pair) if pair.public_modulus_len() * 8 < RSA_BITS) {
            return Err(InvalidKey::Unsupported);
        }
        let pkcs8 = match &signer {
            Signer::Rsa(pair) => AsDer::<Pkcs8V1Der<'_>>::as_der(pair).map(|der| der.as_ref().to_vec()),
            Signer::P256(pair) | Signer::P384(pair) => pair.to_pkcs8v1().map(|der| der.as_ref().to_vec()),
        };
        let pkcs8 = pkcs8.map(Zeroizing::new).map_err(|_| InvalidKey::Unsupported)?;
        Ok(Self { pkcs8, signer })
    }

    /// Its kind.
    pub fn kind(&self) -> KeyKind {
        match &self.signer {
            Signer::Rsa(pair) => KeyKind::Rsa(pair.public_modulus_len() * 8),
            Signer::P256(_) => KeyKind::P256,
            Signer::P384(_) => KeyKind::P384,
        }
    }

    /// As a PEM file, in PKCS#8.
    pub fn to_pem(&self) -> Zeroizing<String> {
        pem::write("PRIVATE KEY", &self.pkcs8)
    }

    /// In PKCS#8.
    pub fn to_pkcs8(&self) -> &[u8] {
        &self.pkcs8
    }

    /// Whether this is the private half of a public key.
    pub fn belongs_to(&self, public: &PublicKey) -> bool {
        let own = match &self.signer {
            Signer::Rsa(pair) => pair.public_key().as_ref(),
            Signer::P256(pair) | Signer::P384(pair) => pair.public_key().as_ref(),
        };
        own == public.bytes
    }

    /// The public half as certificates carry it (`SubjectPublicKeyInfo`, DER).
    pub(crate) fn public_info(&self) -> Result<Vec<u8>, InvalidKey> {
        let der: Result<PublicKeyX509Der<'_>, _> = match &self.signer {
            Signer::Rsa(pair) => pair.public_key().as_der(),
            Signer::P256(pair) | Signer::P384(pair) => pair.public_key().as_der(),
        };
        der.map(|der| der.as_ref().to_vec()).map_err(|_| InvalidKey::Unsupported)
    }

    /// Signs a certificate or a request with the key's own algorithm ([`Self::signature_oid`]).
    pub(crate) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, InvalidKey> {
        let random = SystemRandom::new();
        match &self.signer {
            Signer::Rsa(pair) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &random, message, &mut signature).map(|()| signature)
            }
            Signer::P256(pair) | Signer::P384(pair) => {
                pair.sign(&random, message).map(|signature| signature.as_ref().to_vec())
            }
        }
        .map_err(|_| InvalidKey::Unsupported)
    }

    /// The algorithm of [`Self::sign`], as its object identifier.
    pub(crate) const fn signature_oid(&self) -> &'static [u64] {
        match &self.signer {
            Signer::Rsa(_) => &[1, 2, 840, 113_549, 1, 1, 11],
            Signer::P256(_) => &[1, 2, 840, 10045, 4, 3, 2],
            Signer::P384(_) => &[1, 2, 840, 10045, 4, 3, 3],
        }
    }

    /// The key as the JOSE library wants it; that type overwrites itself too.
    pub(crate) fn encoding_key(&self) -> Result<EncodingKey, InvalidKey> {
        match &self.signer {
            Signer::Rsa(_) => {
                EncodingKey::from_rsa_pem(self.to_pem().as_bytes()).map_err(|_| InvalidKey::Unsupported)
            }
            Signer::P256(_) | Signer::P384(_) => Ok(EncodingKey::from_ec_der(&self.pkcs8)),
        }
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PrivateKey({})", self.kind())
    }
}

/// The public key of a certificate.
#[derive(Clone, PartialEq, Eq)]
pub struct PublicKey {
    kind: KeyKind,
    /// `RSAPublicKey` (RFC 8017) or the uncompressed point.
    bytes: Vec<u8>,
}

impl PublicKey {
    pub(crate) fn of(info: &SubjectPublicKeyInfo<'_>) -> Self {
        let curve = || {
            let parameters = info.algorithm.parameters.as_ref()?;
            parameters.as_oid().ok()
        };
        let kind = match info.parsed() {
            Ok(x509_parser::public_key::PublicKey::RSA(key)) => KeyKind::Rsa(key.key_size()),
            Ok(x509_parser::public_key::PublicKey::EC(_)) => match curve() {
                Some(oid) if oid == OID_EC_P256 => KeyKind::P256,
                Some(oid) if oid == OID_NIST_EC_P384 => KeyKind::P384,
                _ => KeyKind::Other,
            },
            _ => KeyKind::Other,
        };
        Self { kind, bytes: info.subject_public_key.data.to_vec() }
    }

    /// Its kind.
    pub const fn kind(&self) -> KeyKind {
        self.kind
    }

    /// The key as the JOSE library wants it; `None` for kinds that sign no assertion.
    pub(crate) fn decoding_key(&self) -> Option<DecodingKey> {
        match self.kind {
            KeyKind::Rsa(_) => Some(DecodingKey::from_rsa_der(&self.bytes)),
            KeyKind::P256 | KeyKind::P384 => Some(DecodingKey::from_ec_der(&self.bytes)),
            KeyKind::Other => None,
        }
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({})", self.kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_reads_back_from_its_file_and_never_shows_itself() {
        for key in [PrivateKey::generate_rsa(), PrivateKey::generate_p256()] {
            let key = key.expect("a key");
            let again = PrivateKey::from_pem(&key.to_pem()).expect("reads back");
            assert_eq!(again.to_pkcs8(), key.to_pkcs8());
            assert_eq!(format!("{key:?}"), format!("PrivateKey({})", key.kind()));
        }
    }

    #[test]
    fn a_file_without_a_usable_key_says_what_is_wrong() {
        let reason = |text: &str| PrivateKey::from_pem(text).err();
        assert_eq!(reason(""), Some(InvalidKey::Missing));
        let certificate = pem::write("CERTIFICATE", b"x");
        assert_eq!(reason(&certificate), Some(InvalidKey::Missing));
        let encrypted = pem::write("ENCRYPTED PRIVATE KEY", b"x");
        assert_eq!(reason(&encrypted), Some(InvalidKey::Encrypted));
        let old = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES,1\n\nAAAA\n-----END RSA PRIVATE KEY-----\n";
        assert_eq!(reason(old), Some(InvalidKey::Encrypted));
        let nonsense = pem::write("PRIVATE KEY", b"nonsense");
        assert_eq!(reason(&nonsense), Some(InvalidKey::Unsupported));
    }
}
