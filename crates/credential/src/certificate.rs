//! X.509 certificates and requests for them.

use std::fmt;

use aws_lc_rs::digest;
use ebox_domain::{EnterpriseNumber, Sha256Digest};
use jiff::Timestamp;
use x509_parser::{
    certification_request::X509CertificationRequest,
    prelude::{FromDer, X509Certificate},
};

use crate::{key::PublicKey, pem, subject::Name};

/// Why something is no certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidCertificate {
    /// No block with one.
    #[error(
        "no certificate found: expected a PEM block that begins with `-----BEGIN CERTIFICATE-----`, or DER"
    )]
    Missing,
    /// Not X.509.
    #[error("the certificate cannot be read: it is not X.509 in DER")]
    Unreadable,
}

/// A certificate, parsed once.
#[derive(Clone, PartialEq, Eq)]
pub struct Certificate {
    der: Vec<u8>,
    fingerprint: Sha256Digest,
    subject: Name,
    issuer: String,
    valid_from: Timestamp,
    valid_until: Timestamp,
    key: PublicKey,
}

impl Certificate {
    /// Reads the first certificate of a PEM file, or one in DER.
    pub fn read(file: &[u8]) -> Result<Self, InvalidCertificate> {
        // DER begins with the tag of a sequence, which no text begins with.
        if file.first() == Some(&0x30) {
            return Self::from_der(file);
        }
        let text = std::str::from_utf8(file).map_err(|_| InvalidCertificate::Missing)?;
        Self::from_pem(text)
    }

    /// Reads the first certificate of a PEM file.
    pub fn from_pem(text: &str) -> Result<Self, InvalidCertificate> {
        let block = pem::read(text)
            .into_iter()
            .find(|block| block.label == "CERTIFICATE")
            .ok_or(InvalidCertificate::Missing)?;
        Self::from_der(&block.contents)
    }

    /// Reads a certificate in DER; nothing may follow it.
    pub fn from_der(der: &[u8]) -> Result<Self, InvalidCertificate> {
        let parsed = parse(der)?;
        let moment = |seconds| Timestamp::from_second(seconds).map_err(|_| InvalidCertificate::Unreadable);
        Ok(Self {
            fingerprint: sha256(der),
            subject: Name::of(parsed.subject()),
            issuer: parsed.issuer().to_string(),
            valid_from: moment(parsed.validity().not_before.timestamp())?,
            valid_until: moment(parsed.validity().not_after.timestamp())?,
            key: PublicKey::of(parsed.public_key()),
            der: der.to_vec(),
        })
    }

    /// In DER.
    pub fn as_der(&self) -> &[u8] {
        &self.der
    }

    /// As a PEM file.
    pub fn to_pem(&self) -> String {
        pem::write("CERTIFICATE", &self.der).as_str().to_owned()
    }

    /// The SHA-256 of the DER, by which it is named.
    pub const fn fingerprint(&self) -> Sha256Digest {
        self.fingerprint
    }

    /// Whose it is.
    pub const fn subject(&self) -> &Name {
        &self.subject
    }

    /// Who signed it, as one line.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// The first moment of its validity.
    pub const fn valid_from(&self) -> Timestamp {
        self.valid_from
    }

    /// The last second of its validity.
    pub const fn valid_until(&self) -> Timestamp {
        self.valid_until
    }

    /// Its public key.
    pub const fn key(&self) -> &PublicKey {
        &self.key
    }

    /// The enterprise, when the subject names exactly one.
    pub fn enterprise(&self) -> Option<EnterpriseNumber> {
        self.subject.enterprise()
    }

    /// Whether it was signed with its own key. Verifies the signature, so it costs what that costs.
    pub fn is_self_signed(&self) -> bool {
        parse(&self.der)
            .is_ok_and(|parsed| parsed.subject() == parsed.issuer() && parsed.verify_signature(None).is_ok())
    }
}

impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Certificate")
            .field("fingerprint", &self.fingerprint)
            .field("subject", &self.subject)
            .finish_non_exhaustive()
    }
}

fn parse(der: &[u8]) -> Result<X509Certificate<'_>, InvalidCertificate> {
    match X509Certificate::from_der(der) {
        Ok(([], parsed)) => Ok(parsed),
        _ => Err(InvalidCertificate::Unreadable),
    }
}

pub(crate) fn sha256(bytes: &[u8]) -> Sha256Digest {
    let digest = digest::digest(&digest::SHA256, bytes);
    let mut array = [0; 32];
    array.copy_from_slice(digest.as_ref());
    Sha256Digest::new(array)
}

/// Why something is no request for a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidRequest {
    /// No block with one.
    #[error("no request found: expected a PEM block that begins with `-----BEGIN CERTIFICATE REQUEST-----`")]
    Missing,
    /// Not PKCS#10.
    #[error("the request cannot be read: it is not PKCS#10 in DER")]
    Unreadable,
    /// Signed with another key than the one it asks a certificate for.
    #[error("the request's signature is not by its own key")]
    BadSignature,
}

/// A request for a certificate (CSR), parsed, with its signature verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateRequest {
    der: Vec<u8>,
    subject: Name,
    key: PublicKey,
}

impl CertificateRequest {
    /// Reads the first request of a PEM file.
    pub fn from_pem(text: &str) -> Result<Self, InvalidRequest> {
        let block = pem::read(text)
            .into_iter()
            .find(|block| block.label.ends_with("CERTIFICATE REQUEST"))
            .ok_or(InvalidRequest::Missing)?;
        Self::from_der(&block.contents)
    }

    /// Reads a request in DER; nothing may follow it.
    pub fn from_der(der: &[u8]) -> Result<Self, InvalidRequest> {
        let Ok(([], parsed)) = X509CertificationRequest::from_der(der) else {
            return Err(InvalidRequest::Unreadable);
        };
        parsed.verify_signature().map_err(|_| InvalidRequest::BadSignature)?;
        let info = &parsed.certification_request_info;
        Ok(Self {
            subject: Name::of(&info.subject),
            key: PublicKey::of(&info.subject_pki),
            der: der.to_vec(),
        })
    }

    /// As a PEM file.
    pub fn to_pem(&self) -> String {
        pem::write("CERTIFICATE REQUEST", &self.der).as_str().to_owned()
    }

    /// Whose certificate it asks for.
    pub const fn subject(&self) -> &Name {
        &self.subject
    }

    /// For which key.
    pub const fn key(&self) -> &PublicKey {
        &self.key
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn arbitrary_bytes_are_refused_and_never_panic(mut bytes in proptest::collection::vec(any::<u8>(), 0..400), tagged: bool) {
            if let (true, Some(first)) = (tagged, bytes.first_mut()) {
                *first = 0x30;
            }
            prop_assert!(Certificate::read(&bytes).is_err());
            prop_assert!(CertificateRequest::from_der(&bytes).is_err());
        }
    }
}
