//! The server's side: what an assertion must satisfy, in the order in which it is checked.

use data_encoding::BASE64URL_NOPAD;
use ebox_domain::{EnterpriseNumber, Ssin, ids::ClientId};
use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::Algorithm;
use serde::Deserialize;

use super::ALGORITHMS;
use crate::{certificate::Certificate, signature};

/// How far clocks may differ. A used `jti` is therefore kept until `exp` plus this.
pub const LEEWAY: SignedDuration = SignedDuration::from_secs(60);

/// The longest `jti`, in characters.
const JTI_MAX: usize = 255;

/// Why an assertion is refused. Each text names the claim, the rule and the fix.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AssertionRefusal {
    /// Not three parts of base64url with JSON in the first two.
    #[error("the assertion is not a signed JWT in compact form: three parts of base64url, separated by dots")]
    Malformed,
    /// A claim of another type than RFC 7519 says.
    #[error("the assertion's claims cannot be read: {0}")]
    Claims(String),
    /// `none`, HMAC, or something unknown.
    #[error("the algorithm `{0}` is not accepted: sign with one of {list}", list = ALGORITHMS.join(", "))]
    Algorithm(String),
    /// The header demands the understanding of extensions (`crit`).
    #[error("the header has `crit`, but no extension is supported: leave it out")]
    CriticalHeader,
    /// No `iss`.
    #[error("`iss` is missing: set `iss` and `sub` to the client id")]
    NoIssuer,
    /// `sub` is missing or differs from `iss`.
    #[error("`iss` and `sub` differ: set both to the client id")]
    IssuerUnlikeSubject,
    /// Made by another client than the one that it is verified for.
    #[error("`iss` is not the client id of this request")]
    OtherClient,
    /// No registered certificate verifies it: another key, or changed on the way.
    #[error("the signature is not by the key of a certificate that is registered for this client")]
    Signature,
    /// The certificate of the key has ended.
    #[error("the certificate of the signing key ended on {0}: register a new one")]
    CertificateExpired(Timestamp),
    /// The certificate of the key is not valid yet.
    #[error("the certificate of the signing key is valid only from {0}")]
    CertificateNotYetValid(Timestamp),
    /// The certificate of the key names another enterprise than the client's, or none.
    #[error("the certificate of the signing key does not name the client's enterprise {0}")]
    CertificateOfAnotherEnterprise(EnterpriseNumber),
    /// `aud` is missing or does not contain this server.
    #[error("`aud` does not name this server: set it to {0}")]
    Audience(String),
    /// No `exp`.
    #[error("`exp` is missing: set it a few minutes ahead")]
    NoExpiry,
    /// `exp` has passed.
    #[error("the assertion expired at {0}: make a new one for each request, and check the clock")]
    Expired(Timestamp),
    /// `exp` is too far ahead.
    #[error("`exp` is more than {0:#} ahead: set it a few minutes ahead")]
    ExpiryTooFar(SignedDuration),
    /// `nbf` lies ahead.
    #[error("the assertion is not valid before {0} (`nbf`): check the clock")]
    NotYetValid(Timestamp),
    /// `iat` lies ahead.
    #[error("the assertion says it was issued at {0} (`iat`), in the future: check the clock")]
    IssuedInFuture(Timestamp),
    /// No `jti`.
    #[error("`jti` is missing: set it to a new UUID in each assertion")]
    NoJti,
    /// A statement about a person whose `sub` is no SSIN.
    #[error("`sub` is not an SSIN: set it to the eleven digits of the person")]
    NoPerson,
    /// A statement about a person that does not say for which enterprise they act.
    #[error("`{attr}` is not an enterprise number: set it to the ten digits of the enterprise for which the person acts", attr = EnterpriseNumber::ATTRIBUTE)]
    NoEnterprise,
    /// An empty or overlong `jti`.
    #[error("`jti` must have 1 to {JTI_MAX} characters: a new UUID will do")]
    JtiLength,
}

/// What an assertion is verified against.
#[derive(Debug, Clone, Copy)]
pub struct Expectations<'a> {
    /// The client that was looked up.
    pub client_id: &'a ClientId,
    /// The client's enterprise.
    pub enterprise: EnterpriseNumber,
    /// The certificates that are registered for it.
    pub certificates: &'a [Certificate],
    /// The server's audience: its token URL.
    pub audience: &'a str,
    /// Now.
    pub now: Timestamp,
    /// How far ahead `exp` may be.
    pub max_ahead: SignedDuration,
}

/// An assertion of which nothing is known but its form.
pub struct UnverifiedAssertion<'a> {
    text: &'a str,
    algorithm: Algorithm,
    claims: Payload,
}

/// An assertion that a client made for this server, now. Only [`UnverifiedAssertion::verify`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifiedAssertion {
    client_id: ClientId,
    jti: String,
    expires_at: Timestamp,
}

impl VerifiedAssertion {
    /// The client that made it.
    pub const fn client_id(&self) -> &ClientId {
        &self.client_id
    }

    /// Its identifier, unique for the client.
    pub fn jti(&self) -> &str {
        &self.jti
    }

    /// The moment until which its `jti` must not be accepted again: `exp` plus the leeway.
    pub fn spent_until(&self) -> Timestamp {
        self.expires_at.saturating_add(LEEWAY).unwrap_or(Timestamp::MAX)
    }
}

/// A statement about a person that a portal made for this server, now. Only
/// [`UnverifiedAssertion::verify_statement`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifiedStatement {
    /// The person who signed in.
    pub person: Ssin,
    /// The enterprise that the person chose.
    pub enterprise: EnterpriseNumber,
    assertion: VerifiedAssertion,
}

impl VerifiedStatement {
    /// Its identifier, unique for the client among its statements and assertions.
    pub fn jti(&self) -> &str {
        self.assertion.jti()
    }

    /// The moment until which its `jti` must not be accepted again.
    pub fn spent_until(&self) -> Timestamp {
        self.assertion.spent_until()
    }
}

/// The claims that matter; others are ignored (RFC 7519, section 4).
#[derive(Deserialize)]
struct Payload {
    iss: Option<String>,
    sub: Option<String>,
    aud: Option<Audience>,
    jti: Option<String>,
    exp: Option<NumericDate>,
    nbf: Option<NumericDate>,
    iat: Option<NumericDate>,
    #[serde(rename = "urn:be:fgov:kbo-bce:organization:cbe-number")]
    enterprise: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

impl Audience {
    fn contains(&self, expected: &str) -> bool {
        match self {
            Self::One(audience) => audience == expected,
            Self::Several(audiences) => audiences.iter().any(|audience| audience == expected),
        }
    }
}

/// Seconds since 1970, with or without a fraction (RFC 7519, section 2).
#[derive(Deserialize, Clone, Copy)]
#[serde(from = "f64")]
struct NumericDate(Timestamp);

impl From<f64> for NumericDate {
    fn from(seconds: f64) -> Self {
        let end = if seconds < 0.0 { Timestamp::MIN } else { Timestamp::MAX };
        let moment = SignedDuration::try_from_secs_f64(seconds)
            .ok()
            .and_then(|since| Timestamp::UNIX_EPOCH.checked_add(since).ok());
        // Moments beyond the calendar are as good as its ends: too far ahead, or long gone.
        Self(moment.unwrap_or(end))
    }
}

/// The header members that matter, read apart from the JOSE library's, which knows no `none`.
#[derive(Deserialize)]
struct Head {
    alg: String,
    crit: Option<serde_json::Value>,
}

impl<'a> UnverifiedAssertion<'a> {
    /// Reads the form of an assertion and nothing of its truth.
    pub fn parse(text: &'a str) -> Result<Self, AssertionRefusal> {
        let mut parts = text.split('.');
        let (Some(head), Some(payload), Some(_), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(AssertionRefusal::Malformed);
        };
        let decode = |part: &str| BASE64URL_NOPAD.decode(part.as_bytes());
        let (Ok(head), Ok(payload)) = (decode(head), decode(payload)) else {
            return Err(AssertionRefusal::Malformed);
        };
        let head: Head = serde_json::from_slice(&head).map_err(|_| AssertionRefusal::Malformed)?;
        if head.crit.is_some() {
            return Err(AssertionRefusal::CriticalHeader);
        }
        if !ALGORITHMS.contains(&head.alg.as_str()) {
            return Err(AssertionRefusal::Algorithm(head.alg.chars().take(20).collect()));
        }
        let algorithm = head.alg.parse().map_err(|_| AssertionRefusal::Algorithm(head.alg))?;
        let claims =
            serde_json::from_slice(&payload).map_err(|error| AssertionRefusal::Claims(error.to_string()))?;
        Ok(Self { text, algorithm, claims })
    }

    /// The client that it claims to be from: good for looking it up, and for nothing else.
    pub fn claimed_client(&self) -> Result<&str, AssertionRefusal> {
        let issuer = self.claims.iss.as_deref().ok_or(AssertionRefusal::NoIssuer)?;
        if self.claims.sub.as_deref() == Some(issuer) {
            Ok(issuer)
        } else {
            Err(AssertionRefusal::IssuerUnlikeSubject)
        }
    }

    /// Verifies it: signature and certificate, then what it says.
    pub fn verify(self, expected: &Expectations<'_>) -> Result<VerifiedAssertion, AssertionRefusal> {
        self.claimed_client()?;
        self.verify_by_issuer(expected)
    }

    /// Verifies it as a statement about a person: `iss` is the client that signed it, `sub` the person, and the
    /// attribute of enterprise numbers says for whom they act.
    pub fn verify_statement(
        self,
        expected: &Expectations<'_>,
    ) -> Result<VerifiedStatement, AssertionRefusal> {
        let read = |claim: &Option<String>| claim.as_deref().unwrap_or_default().to_owned();
        let (person, enterprise) = (read(&self.claims.sub), read(&self.claims.enterprise));
        // Whose it is comes first: what a stranger says is not worth an answer.
        let assertion = self.verify_by_issuer(expected)?;
        Ok(VerifiedStatement {
            person: person.parse().map_err(|_| AssertionRefusal::NoPerson)?,
            enterprise: enterprise.parse().map_err(|_| AssertionRefusal::NoEnterprise)?,
            assertion,
        })
    }

    fn verify_by_issuer(self, expected: &Expectations<'_>) -> Result<VerifiedAssertion, AssertionRefusal> {
        let issuer = self.claims.iss.as_deref().ok_or(AssertionRefusal::NoIssuer)?;
        if issuer != expected.client_id.as_str() {
            return Err(AssertionRefusal::OtherClient);
        }
        self.verify_signature(expected)?;
        let expires_at = self.verify_claims(expected)?;
        let jti = self.claims.jti.ok_or(AssertionRefusal::NoJti)?;
        if jti.is_empty() || jti.chars().count() > JTI_MAX {
            return Err(AssertionRefusal::JtiLength);
        }
        Ok(VerifiedAssertion { client_id: expected.client_id.clone(), jti, expires_at })
    }

    /// Two certificates may carry one key, after a renewal; any valid one of them will do.
    fn verify_signature(&self, expected: &Expectations<'_>) -> Result<(), AssertionRefusal> {
        let mut refusal = AssertionRefusal::Signature;
        for certificate in expected.certificates {
            if signature::is_by(self.text, self.algorithm, certificate.key()) {
                match verify_certificate(certificate, expected) {
                    Ok(()) => return Ok(()),
                    Err(reason) => refusal = reason,
                }
            }
        }
        Err(refusal)
    }

    fn verify_claims(&self, expected: &Expectations<'_>) -> Result<Timestamp, AssertionRefusal> {
        let claims = &self.claims;
        if !claims.aud.as_ref().is_some_and(|aud| aud.contains(expected.audience)) {
            return Err(AssertionRefusal::Audience(expected.audience.to_owned()));
        }
        let plus = |duration| expected.now.saturating_add(duration).unwrap_or(Timestamp::MAX);
        let NumericDate(expires_at) = claims.exp.ok_or(AssertionRefusal::NoExpiry)?;
        if expected.now >= expires_at.saturating_add(LEEWAY).unwrap_or(Timestamp::MAX) {
            return Err(AssertionRefusal::Expired(expires_at));
        }
        if expires_at > plus(expected.max_ahead) {
            return Err(AssertionRefusal::ExpiryTooFar(expected.max_ahead));
        }
        let tolerated = plus(LEEWAY);
        if let Some(NumericDate(not_before)) = claims.nbf.filter(|nbf| nbf.0 > tolerated) {
            return Err(AssertionRefusal::NotYetValid(not_before));
        }
        if let Some(NumericDate(issued_at)) = claims.iat.filter(|iat| iat.0 > tolerated) {
            return Err(AssertionRefusal::IssuedInFuture(issued_at));
        }
        Ok(expires_at)
    }
}

fn verify_certificate(
    certificate: &Certificate,
    expected: &Expectations<'_>,
) -> Result<(), AssertionRefusal> {
    if certificate.enterprise() != Some(expected.enterprise) {
        return Err(AssertionRefusal::CertificateOfAnotherEnterprise(expected.enterprise));
    }
    // `valid_until` is a whole second, and that second is part of the validity (RFC 5280, 4.1.2.5).
    if expected.now.as_second() > certificate.valid_until().as_second() {
        return Err(AssertionRefusal::CertificateExpired(certificate.valid_until()));
    }
    if expected.now < certificate.valid_from() {
        return Err(AssertionRefusal::CertificateNotYetValid(certificate.valid_from()));
    }
    Ok(())
}
