//! Certificates of clients.

use std::ops::Range;

use ebox_credential::{Certificate, PrivateKey, Subject, SystemRandom, make::self_signed};
use ebox_domain::Environment;
use jiff::Timestamp;

/// A certificate of an enterprise for an environment, valid within some time.
pub fn certificate(
    enterprise: &str,
    environment: Environment,
    key: &PrivateKey,
    valid: Range<Timestamp>,
) -> Certificate {
    let subject = Subject {
        legal_name: "Example".to_owned(),
        enterprise: enterprise.parse().expect("a number"),
        environment,
        application: "example:application".to_owned(),
        city: "Namur".to_owned(),
        region: "Namur".to_owned(),
    };
    self_signed(&subject, key, valid.start, valid.end, &SystemRandom).expect("a certificate")
}
