//! Documents that travel as signed files: a JWS in compact form (RFC 7515) whose `typ` says what it is.
//!
//! Whoever gets such a file knows some certificates beforehand; the file itself cannot say who may sign.

use data_encoding::BASE64URL_NOPAD;
use ebox_domain::Sha256Digest;
use jiff::Timestamp;
use jsonwebtoken::{Algorithm, Header};
use serde::Deserialize;
use serde_json::Value;

use crate::{
    assertion::ALGORITHMS,
    certificate::Certificate,
    key::{InvalidKey, PrivateKey},
    signature,
};

/// The most bytes of a signed file.
pub const MOST_BYTES: usize = 32 << 20;

/// Why a file is not what a signer signed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignedRefusal {
    /// Not three parts of base64url with JSON in the first two, or too long.
    #[error("this is no signed file: a JWS in compact form has three parts of base64url, separated by dots")]
    Malformed,
    /// Something else was signed.
    #[error("the file is of the type `{found}`, not `{expected}`")]
    OtherType {
        /// Its `typ`.
        found: String,
        /// The one that is wanted.
        expected: String,
    },
    /// `none`, HMAC, or something unknown.
    #[error("the algorithm `{0}` is not accepted: sign with one of {list}", list = ALGORITHMS.join(", "))]
    Algorithm(String),
    /// The header demands the understanding of extensions (`crit`).
    #[error("the header has `crit`, but no extension is supported: leave it out")]
    CriticalHeader,
    /// There is nobody whose signature counts.
    #[error("no signer is configured, so nobody's signature counts")]
    NoSigners,
    /// Another key, or changed on the way.
    #[error("the signature is not by the key of a configured signer, or the file was changed")]
    Signature,
    /// The signer's certificate is not valid now.
    #[error("the signer's certificate is valid from {0} until {1}: sign with a valid one")]
    SignerNotValid(Timestamp, Timestamp),
}

/// What a signer signed. Only [`verify`] makes one.
#[derive(Debug, Clone, PartialEq)]
pub struct Signed {
    payload: Value,
    signer: Sha256Digest,
}

impl Signed {
    /// What the file says.
    pub const fn payload(&self) -> &Value {
        &self.payload
    }

    /// The fingerprint of the signer's certificate.
    pub const fn signer(&self) -> Sha256Digest {
        self.signer
    }
}

/// Signs a document of a kind (`typ`) with the algorithm that goes with the key.
pub fn sign(kind: &str, payload: &Value, key: &PrivateKey) -> Result<String, InvalidKey> {
    let header = Header { typ: Some(kind.to_owned()), ..Header::new(signature::algorithm(key)?) };
    signature::make(&header, payload, key)
}

/// Whether a text has the form of a signed file, whoever signed it.
pub fn looks_signed(text: &str) -> bool {
    parts(text.trim()).is_some()
}

/// What a signed file says, whoever signed it: good for looking something up, and for nothing else.
pub fn unverified(text: &str) -> Option<Value> {
    parts(text.trim()).map(|(_, payload)| payload)
}

/// Reads a file of a kind that one of some signers signed, whose certificate is valid at a moment.
pub fn verify(
    text: &str,
    kind: &str,
    signers: &[Certificate],
    at: Timestamp,
) -> Result<Signed, SignedRefusal> {
    let text = text.trim();
    let (head, payload) = parts(text).ok_or(SignedRefusal::Malformed)?;
    if head.crit.is_some() {
        return Err(SignedRefusal::CriticalHeader);
    }
    if !head.typ.eq_ignore_ascii_case(kind) {
        let found = head.typ.chars().take(40).collect();
        return Err(SignedRefusal::OtherType { found, expected: kind.to_owned() });
    }
    let algorithm: Option<Algorithm> =
        if ALGORITHMS.contains(&head.alg.as_str()) { head.alg.parse().ok() } else { None };
    let algorithm = algorithm.ok_or_else(|| SignedRefusal::Algorithm(head.alg.chars().take(20).collect()))?;
    if signers.is_empty() {
        return Err(SignedRefusal::NoSigners);
    }
    let mut refusal = SignedRefusal::Signature;
    for signer in signers.iter().filter(|signer| signature::is_by(text, algorithm, signer.key())) {
        let (from, until) = (signer.valid_from(), signer.valid_until());
        if (from.as_second()..=until.as_second()).contains(&at.as_second()) {
            return Ok(Signed { payload, signer: signer.fingerprint() });
        }
        refusal = SignedRefusal::SignerNotValid(from, until);
    }
    Err(refusal)
}

#[derive(Deserialize)]
struct Head {
    alg: String,
    #[serde(default)]
    typ: String,
    crit: Option<Value>,
}

fn parts(text: &str) -> Option<(Head, Value)> {
    if text.len() > MOST_BYTES {
        return None;
    }
    let mut parts = text.split('.');
    let (head, payload, _signature) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let decode = |part: &str| BASE64URL_NOPAD.decode(part.as_bytes()).ok();
    let head = serde_json::from_slice(&decode(head)?).ok()?;
    let payload = serde_json::from_slice(&decode(payload)?).ok()?;
    Some((head, payload))
}

#[cfg(test)]
mod tests {
    use ebox_domain::Environment;
    use jiff::SignedDuration;
    use serde_json::json;

    use super::*;
    use crate::{Subject, SystemRandom, make::self_signed};

    const KIND: &str = "example+jwt";

    fn signer() -> (PrivateKey, Certificate) {
        let key = PrivateKey::generate_p256().expect("a key");
        let subject = Subject {
            legal_name: "Desk".to_owned(),
            enterprise: "0777777771".parse().expect("a number"),
            environment: Environment::Prd,
            application: "example:desk".to_owned(),
            city: "Namur".to_owned(),
            region: "Namur".to_owned(),
        };
        let until = Timestamp::UNIX_EPOCH + SignedDuration::from_hours(24);
        let certificate =
            self_signed(&subject, &key, Timestamp::UNIX_EPOCH, until, &SystemRandom).expect("made");
        (key, certificate)
    }

    fn noon() -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_hours(12)
    }

    #[test]
    fn what_a_signer_signed_is_read_and_nothing_else() {
        let ((key, certificate), (_, stranger)) = (signer(), signer());
        let payload = json!({ "a": 1 });
        let text = sign(KIND, &payload, &key).expect("signed");
        assert!(looks_signed(&text) && !looks_signed("a: 1\nb: 2"));
        let both = [stranger.clone(), certificate.clone()];
        let read = verify(&format!("{text}\n"), KIND, &both, noon()).expect("the signer's");
        assert_eq!((read.payload(), read.signer()), (&payload, certificate.fingerprint()));

        let refused = |text: &str, signers: &[Certificate], at| verify(text, KIND, signers, at).unwrap_err();
        assert_eq!(refused(&text, &[stranger], noon()), SignedRefusal::Signature);
        assert_eq!(refused(&text, &[], noon()), SignedRefusal::NoSigners);
        assert_eq!(refused("a.b", &both, noon()), SignedRefusal::Malformed);
        let later = noon() + SignedDuration::from_hours(24);
        assert!(matches!(refused(&text, &both, later), SignedRefusal::SignerNotValid(..)));
        let other = sign("other+jwt", &payload, &key).expect("signed");
        assert!(matches!(refused(&other, &both, noon()), SignedRefusal::OtherType { .. }));
    }

    #[test]
    fn a_changed_file_and_one_without_a_signature_are_refused() {
        let (key, certificate) = signer();
        let text = sign(KIND, &json!({ "a": 1 }), &key).expect("signed");
        let mut parts: Vec<String> = text.split('.').map(str::to_owned).collect();
        parts[1] = BASE64URL_NOPAD.encode(b"{\"a\":2}");
        let signers = [certificate];
        assert_eq!(verify(&parts.join("."), KIND, &signers, noon()).unwrap_err(), SignedRefusal::Signature);
        parts[0] = BASE64URL_NOPAD.encode(br#"{"alg":"none","typ":"example+jwt"}"#);
        let refused = verify(&parts.join("."), KIND, &signers, noon()).unwrap_err();
        assert_eq!(refused, SignedRefusal::Algorithm("none".to_owned()));
    }
}
