//! Checking a certificate, or a request for one, against the federation's format.
//!
//! Everything that deviates is named at once, each with what to do about it, because a certificate costs
//! money and days.

use ebox_domain::{EnterpriseNumber, Environment};
use jiff::{SignedDuration, Timestamp};

use crate::{
    certificate::{Certificate, CertificateRequest},
    key::{KeyKind, PublicKey, RSA_BITS},
    subject::{COUNTRY, GOVERNMENT_UNIT, Name},
};

/// What the public format calls an environment; the last five have no services of this federation.
const ENVIRONMENT_UNITS: [&str; 9] = ["PRD", "SIM", "ACC", "INT", "TST", "DEV", "SIC", "LOCAL", "OTHER"];
/// The most characters of each attribute (X.520, upper bounds).
const BOUNDS: [(&str, usize); 4] = [("O", 64), ("CN", 64), ("L", 128), ("S", 128)];
/// How long before its end a certificate should be replaced.
const RENEWAL: SignedDuration = SignedDuration::from_hours(30 * 24);

/// How bad a deviation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It works here; somebody may object, or will soon.
    Warning,
    /// It is not accepted.
    Error,
}

/// Where a certificate differs from the format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deviation {
    /// A stable name, in snake case.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What was found.
    pub what: String,
    /// What to do.
    pub fix: String,
}

/// What a certificate is checked against besides its format.
#[derive(Debug, Clone, Copy)]
pub struct Expected {
    /// The moment at which it must be valid.
    pub at: Timestamp,
    /// The environment that it is for, when that is known.
    pub environment: Option<Environment>,
    /// The enterprise that it is for, when that is known.
    pub enterprise: Option<EnterpriseNumber>,
}

/// Every deviation of a certificate, in the order of the format's description. None: it fits.
pub fn check(certificate: &Certificate, expected: &Expected) -> Vec<Deviation> {
    let mut found = Findings::default();
    found.subject(certificate.subject(), expected);
    found.key(certificate.key());
    found.validity(certificate, expected.at);
    if certificate.is_self_signed() {
        found.warn(
            "self_signed",
            "the certificate is signed with its own key",
            "order one from an official issuer before acceptance or production; for rehearsal it will do",
        );
    }
    found.0
}

/// Every deviation of a request, before money is spent on it.
pub fn check_request(request: &CertificateRequest, expected: &Expected) -> Vec<Deviation> {
    let mut found = Findings::default();
    found.subject(request.subject(), expected);
    found.key(request.key());
    found.0
}

#[derive(Default)]
struct Findings(Vec<Deviation>);

impl Findings {
    fn push(
        &mut self,
        severity: Severity,
        code: &'static str,
        what: impl Into<String>,
        fix: impl Into<String>,
    ) {
        self.0.push(Deviation { code, severity, what: what.into(), fix: fix.into() });
    }

    fn error(&mut self, code: &'static str, what: impl Into<String>, fix: impl Into<String>) {
        self.push(Severity::Error, code, what, fix);
    }

    fn warn(&mut self, code: &'static str, what: impl Into<String>, fix: impl Into<String>) {
        self.push(Severity::Warning, code, what, fix);
    }

    fn subject(&mut self, subject: &Name, expected: &Expected) {
        if subject.countries != [COUNTRY] {
            self.error(
                "country",
                format!("C is {}", shown(&subject.countries)),
                format!("set C={COUNTRY}, once"),
            );
        }
        self.one("organization", "O", &subject.organizations, "the legal name");
        if !subject.units.iter().any(|unit| unit == GOVERNMENT_UNIT) {
            self.error(
                "government_unit",
                format!("no OU is `{GOVERNMENT_UNIT}`"),
                format!("add OU={GOVERNMENT_UNIT}"),
            );
        }
        self.enterprise_unit(subject, expected.enterprise);
        self.environment_unit(subject, expected.environment);
        self.application(&subject.common_names);
        self.place("city", "L", &subject.localities);
        self.place("region", "S", &subject.regions);
    }

    fn enterprise_unit(&mut self, subject: &Name, expected: Option<EnterpriseNumber>) {
        let wanted = expected.map_or_else(|| "<10 digits>".to_owned(), |number| number.to_string());
        let fix = format!("set one OU={}:{wanted}", EnterpriseNumber::ATTRIBUTE);
        let named: Vec<&str> = subject.enterprise_units().collect();
        match named.as_slice() {
            [] => self.error("enterprise_unit", "no OU names the enterprise", fix),
            [number] => match (number.parse::<EnterpriseNumber>(), expected) {
                (Err(_), _) => self.error(
                    "enterprise_unit",
                    format!("OU gives `{number}` as the enterprise number, which is not ten digits that begin with 0 or 1"),
                    fix,
                ),
                (Ok(found), Some(expected)) if found != expected => self.error(
                    "other_enterprise",
                    format!("the certificate names enterprise {found}, not {expected}"),
                    fix,
                ),
                (Ok(_), _) => {}
            },
            several => self.error(
                "enterprise_unit",
                format!("{} OUs name an enterprise", several.len()),
                fix,
            ),
        }
    }

    fn environment_unit(&mut self, subject: &Name, expected: Option<Environment>) {
        let named: Vec<&str> = subject
            .units
            .iter()
            .map(String::as_str)
            .filter(|unit| ENVIRONMENT_UNITS.contains(unit))
            .collect();
        let accepted: &[&str] = match expected {
            // The simulation has no OAuth server of its own: its clients are those of production.
            Some(Environment::Sim) => &["SIM", "PRD"],
            Some(Environment::Prd) => &["PRD"],
            Some(Environment::Acc) => &["ACC"],
            Some(Environment::Int) => &["INT"],
            None => &ENVIRONMENT_UNITS,
        };
        let fix = format!("set one OU={}", accepted.join(" or "));
        match named.as_slice() {
            [] => self.error("environment_unit", "no OU names the environment", fix),
            [unit] if !accepted.contains(unit) => self.error(
                "other_environment",
                format!("the certificate is for {unit}"),
                format!("{fix}: each environment has a certificate of its own"),
            ),
            [_] => {}
            several => self.error(
                "environment_unit",
                format!("{} OUs name an environment: {}", several.len(), several.join(", ")),
                fix,
            ),
        }
    }

    fn one(&mut self, code: &'static str, attribute: &str, values: &[String], meaning: &str) {
        match values {
            [value] if !value.trim().is_empty() => self.length(code, attribute, value),
            _ => self.error(
                code,
                format!("{attribute} is {}", shown(values)),
                format!("set {attribute} once, to {meaning}"),
            ),
        }
    }

    fn length(&mut self, code: &'static str, attribute: &str, value: &str) {
        let bound =
            BOUNDS.iter().find(|(name, _)| *name == attribute).map_or(usize::MAX, |(_, bound)| *bound);
        let length = value.chars().count();
        if length > bound {
            self.warn(
                code,
                format!("{attribute} has {length} characters, and standards allow {bound}"),
                format!("shorten it to {bound} characters: some issuers and services refuse longer ones"),
            );
        }
    }

    fn application(&mut self, values: &[String]) {
        const MEANING: &str =
            "the application's URN from the request form, such as employment:job-attest:werkkaart";
        self.one("common_name", "CN", values, MEANING);
        if let [name] = values
            && !name.trim().is_empty()
            && name.contains(char::is_whitespace)
        {
            self.warn(
                "common_name",
                format!("CN is `{name}`, and a URN has no spaces"),
                format!("set it to {MEANING}"),
            );
        }
    }

    fn place(&mut self, code: &'static str, attribute: &str, values: &[String]) {
        let before = self.0.len();
        self.one(code, attribute, values, &format!("the {code}'s full name"));
        if self.0.len() == before && values.iter().any(|value| looks_abbreviated(value)) {
            self.warn(
                code,
                format!("{attribute} is {}, which looks abbreviated", shown(values)),
                format!("write the {code}'s full name"),
            );
        }
    }

    fn key(&mut self, key: &PublicKey) {
        let fix = format!("make a new RSA key of at least {RSA_BITS} bits, and a new request");
        match key.kind() {
            KeyKind::Rsa(bits) if bits < RSA_BITS => {
                self.error("key_size", format!("the RSA key has {bits} bits"), fix);
            }
            KeyKind::Rsa(_) => {}
            kind @ (KeyKind::P256 | KeyKind::P384) => self.warn(
                "key_kind",
                format!("the key is {kind}; public examples of the federation use RSA only"),
                fix,
            ),
            KeyKind::Other => self.error("key_kind", "the key can sign no assertion", fix),
        }
    }

    fn validity(&mut self, certificate: &Certificate, at: Timestamp) {
        let (from, until) = (certificate.valid_from(), certificate.valid_until());
        if at < from {
            self.error(
                "not_yet_valid",
                format!("the certificate is valid from {from}"),
                "wait until then, or check the clock of this machine",
            );
        } else if at.as_second() > until.as_second() {
            self.error(
                "expired",
                format!("the certificate ended on {until}"),
                "order a new one and register it",
            );
        } else if at.checked_add(RENEWAL).is_ok_and(|soon| soon > until) {
            self.warn(
                "expires_soon",
                format!("the certificate ends on {until}"),
                "order a new one now and register it beside this one, so that nothing stops",
            );
        }
    }
}

fn shown(values: &[String]) -> String {
    if values.is_empty() { "missing".to_owned() } else { format!("`{}`", values.join("`, `")) }
}

/// A full stop, or only capitals: `St. Niklaas`, `BXL`.
fn looks_abbreviated(place: &str) -> bool {
    place.contains('.') || (place.len() < 4 && place.chars().all(char::is_uppercase))
}
