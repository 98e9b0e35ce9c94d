//! Certificates and requests: made in the expected format, and every deviation from it named.

use ebox_credential::{
    Certificate, KeyKind, PrivateKey, Subject, SystemRandom,
    check::{Expected, Severity, check, check_request},
    make::{request, self_signed},
};
use ebox_domain::Environment;
use jiff::{SignedDuration, Timestamp};

fn now() -> Timestamp {
    "2026-11-21T09:00:00Z".parse().expect("a moment")
}

fn hours(hours: i64) -> Timestamp {
    now() + SignedDuration::from_hours(hours)
}

fn subject() -> Subject {
    Subject {
        legal_name: "Café \"De Toren\" / Dupont, NV+SA".to_owned(),
        enterprise: "0852093431".parse().expect("a number"),
        environment: Environment::Acc,
        application: "employment:job-attest:werkkaart".to_owned(),
        city: "Sint-Niklaas".to_owned(),
        region: "Oost-Vlaanderen".to_owned(),
    }
}

fn certificate(subject: &Subject, key: &PrivateKey) -> Certificate {
    self_signed(subject, key, hours(-1), hours(365 * 24), &SystemRandom).expect("a certificate")
}

fn expected() -> Expected {
    Expected { at: now(), environment: Some(Environment::Acc), enterprise: Some(subject().enterprise) }
}

fn codes(certificate: &Certificate, expected: &Expected) -> Vec<(&'static str, Severity)> {
    check(certificate, expected).into_iter().map(|deviation| (deviation.code, deviation.severity)).collect()
}

#[test]
fn a_made_certificate_has_the_expected_subject_and_deviates_only_by_its_signer() {
    let key = PrivateKey::generate_rsa().expect("a key");
    let made = certificate(&subject(), &key);
    let read = Certificate::read(made.to_pem().as_bytes()).expect("reads back");
    assert_eq!(read, made);
    assert_eq!(read, Certificate::read(made.as_der()).expect("reads back"));
    assert_eq!(read.subject().organizations, [subject().legal_name]);
    assert_eq!(read.subject().units, subject().units());
    assert_eq!(read.subject().units[0], "Belgian Federal Government");
    assert_eq!(read.subject().units[1], "urn:be:fgov:kbo-bce:organization:cbe-number:0852093431");
    assert_eq!(read.subject().units[2], "ACC");
    assert_eq!(read.enterprise(), Some(subject().enterprise));
    assert_eq!(read.key().kind(), KeyKind::Rsa(2048));
    assert_eq!((read.valid_from(), read.valid_until()), (hours(-1), hours(365 * 24)));
    assert!(key.belongs_to(read.key()));
    assert!(!PrivateKey::generate_rsa().expect("a key").belongs_to(read.key()));
    assert_eq!(codes(&read, &expected()), [("self_signed", Severity::Warning)]);
}

#[test]
fn a_request_carries_the_same_subject_and_is_signed_by_its_key() {
    for key in [PrivateKey::generate_rsa(), PrivateKey::generate_p256()] {
        let key = key.expect("a key");
        let made = request(&subject(), &key).expect("a request");
        let read = ebox_credential::CertificateRequest::from_pem(&made.to_pem()).expect("reads back");
        assert_eq!(read.subject().units, subject().units());
        assert!(key.belongs_to(read.key()));
        let errors = check_request(&read, &expected())
            .into_iter()
            .filter(|deviation| deviation.severity == Severity::Error)
            .count();
        assert_eq!(errors, 0);
    }
}

#[test]
fn validity_is_written_before_and_after_2050() {
    let key = PrivateKey::generate_p256().expect("a key");
    let bound = |text: &str| text.parse::<Timestamp>().expect("a moment");
    let (from, until) = (bound("2049-12-31T23:59:59Z"), bound("2050-01-01T00:00:00Z"));
    let made = self_signed(&subject(), &key, from, until, &SystemRandom).expect("a certificate");
    assert_eq!((made.valid_from(), made.valid_until()), (from, until));
    assert!(self_signed(&subject(), &key, until, from, &SystemRandom).is_err());
}

#[test]
fn time_decides_between_not_yet_soon_over_and_over() {
    let key = PrivateKey::generate_p256().expect("a key");
    let at = |from, until| {
        let made = self_signed(&subject(), &key, hours(from), hours(until), &SystemRandom);
        let codes = codes(&made.expect("a certificate"), &expected());
        codes.into_iter().find(|(code, _)| !matches!(*code, "self_signed" | "key_kind"))
    };
    assert_eq!(at(1, 9999), Some(("not_yet_valid", Severity::Error)));
    assert_eq!(at(-9, -1), Some(("expired", Severity::Error)));
    assert_eq!(at(-9, 24), Some(("expires_soon", Severity::Warning)));
    assert_eq!(at(-9, 9999), None);
}

#[test]
fn another_environment_or_enterprise_is_named() {
    let key = PrivateKey::generate_rsa().expect("a key");
    let other = Subject {
        environment: Environment::Prd,
        enterprise: "0534530277".parse().expect("a number"),
        ..subject()
    };
    let made = certificate(&other, &key);
    let found = check(&made, &expected());
    let named: Vec<_> = found.iter().map(|deviation| deviation.code).collect();
    assert_eq!(named, ["other_enterprise", "other_environment", "self_signed"]);
    assert_eq!(found[0].what, "the certificate names enterprise 0534530277, not 0852093431");
    assert_eq!(found[0].fix, "set one OU=urn:be:fgov:kbo-bce:organization:cbe-number:0852093431");
    let simulation = Expected { environment: Some(Environment::Sim), enterprise: None, ..expected() };
    assert_eq!(
        codes(&made, &simulation),
        [("self_signed", Severity::Warning)],
        "the simulation takes production's clients"
    );
}

#[test]
fn a_name_that_is_no_urn_or_longer_than_standards_allow_is_warned_of() {
    let key = PrivateKey::generate_p256().expect("a key");
    let of = |subject: &Subject| -> Vec<String> {
        let found = check(&certificate(subject, &key), &expected());
        assert!(found.iter().all(|one| one.severity == Severity::Warning), "{found:?}");
        let meant = |code| matches!(code, "common_name" | "organization" | "city" | "region");
        found.into_iter().filter(|one| meant(one.code)).map(|one| one.what).collect()
    };
    let fits = Subject { legal_name: "é".repeat(64), city: "L".repeat(128), ..subject() };
    assert_eq!(of(&fits), Vec::<String>::new());
    let odd = Subject {
        legal_name: "é".repeat(65),
        application: "a b".to_owned(),
        city: "L".repeat(129),
        region: "S".repeat(300),
        ..subject()
    };
    assert_eq!(
        of(&odd),
        [
            "O has 65 characters, and standards allow 64",
            "CN is `a b`, and a URN has no spaces",
            "L has 129 characters, and standards allow 128",
            "S has 300 characters, and standards allow 128",
        ]
    );
}

#[test]
fn every_deviation_of_a_foreign_certificate_is_named_at_once() {
    let key = rcgen::KeyPair::generate_for(&rcgen::PKCS_ECDSA_P256_SHA256).expect("a key");
    let mut parameters = rcgen::CertificateParams::default();
    parameters.distinguished_name = rcgen::DistinguishedName::new();
    let mut name = |kind, value: &str| parameters.distinguished_name.push(kind, value);
    name(rcgen::DnType::CountryName, "NL");
    name(rcgen::DnType::OrganizationalUnitName, "urn:be:fgov:kbo-bce:organization:cbe-number:852093431");
    name(rcgen::DnType::LocalityName, "St. Niklaas");
    name(rcgen::DnType::StateOrProvinceName, "BXL");
    let made = parameters.self_signed(&key).expect("a certificate");
    let made = Certificate::from_der(made.der()).expect("reads");
    assert_eq!(
        codes(&made, &expected()),
        [
            ("country", Severity::Error),
            ("organization", Severity::Error),
            ("government_unit", Severity::Error),
            ("enterprise_unit", Severity::Error),
            ("environment_unit", Severity::Error),
            ("common_name", Severity::Error),
            ("city", Severity::Warning),
            ("region", Severity::Warning),
            ("key_kind", Severity::Warning),
            ("self_signed", Severity::Warning),
        ]
    );
}
