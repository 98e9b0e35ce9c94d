//! Making requests for certificates, and self-signed certificates for tests.
//!
//! The DER is written here, with the writer that rcgen uses, because rcgen's names hold one value for each
//! attribute and the federation's subject has three units.

use ebox_domain::Rng;
use jiff::{Timestamp, fmt::strtime};
use yasna::{DERWriter, Tag, models::ObjectIdentifier, tags};

use crate::{
    certificate::{Certificate, CertificateRequest, sha256},
    key::{InvalidKey, PrivateKey},
    subject::{COUNTRY, Subject},
};

/// Why nothing was made.
#[derive(Debug, thiserror::Error)]
pub enum NotMade {
    /// The key does not sign.
    #[error("the key does not sign")]
    Key(#[from] InvalidKey),
    /// A certificate must begin before it ends, between the years 1950 and 9999.
    #[error("a certificate begins before it ends, between the years 1950 and 9999")]
    Validity,
    /// What came out does not read back: an attribute that X.509 cannot carry.
    #[error("the subject cannot be written as X.509")]
    Subject,
}

/// Asks for a certificate: what goes to a certificate authority, or to the integration team for a check.
pub fn request(subject: &Subject, key: &PrivateKey) -> Result<CertificateRequest, NotMade> {
    let public_info = key.public_info()?;
    let info = yasna::construct_der(|writer| {
        writer.write_sequence(|writer| {
            writer.next().write_u8(0);
            write_name(writer.next(), subject);
            writer.next().write_der(&public_info);
            // No attributes.
            writer.next().write_tagged_implicit(Tag::context(0), |writer| writer.write_set(|_| ()));
        });
    });
    CertificateRequest::from_der(&sign(&info, key)?).map_err(|_| NotMade::Subject)
}

/// Makes a certificate that is signed with its own key: for tests, where no authority is asked.
pub fn self_signed(
    subject: &Subject,
    key: &PrivateKey,
    valid_from: Timestamp,
    valid_until: Timestamp,
    rng: &dyn Rng,
) -> Result<Certificate, NotMade> {
    if valid_from >= valid_until {
        return Err(NotMade::Validity);
    }
    let (from, until) = (Time::of(valid_from)?, Time::of(valid_until)?);
    let public_info = key.public_info()?;
    let mut serial = [0; 16];
    rng.fill(&mut serial);
    let certificate = yasna::construct_der(|writer| {
        writer.write_sequence(|writer| {
            writer.next().write_tagged(Tag::context(0), |writer| writer.write_u8(2));
            writer.next().write_bigint_bytes(&serial, true);
            write_signature_algorithm(writer.next(), key);
            write_name(writer.next(), subject);
            writer.next().write_sequence(|writer| {
                from.write(writer.next());
                until.write(writer.next());
            });
            write_name(writer.next(), subject);
            writer.next().write_der(&public_info);
            writer.next().write_tagged(Tag::context(3), |writer| {
                write_extensions(writer, &public_info);
            });
        });
    });
    Certificate::from_der(&sign(&certificate, key)?).map_err(|_| NotMade::Subject)
}

/// Wraps what is signed (RFC 5280, 4.1; RFC 2986, 4.2): contents, algorithm, signature.
fn sign(contents: &[u8], key: &PrivateKey) -> Result<Vec<u8>, InvalidKey> {
    let signature = key.sign(contents)?;
    Ok(yasna::construct_der(|writer| {
        writer.write_sequence(|writer| {
            writer.next().write_der(contents);
            write_signature_algorithm(writer.next(), key);
            writer.next().write_bitvec_bytes(&signature, signature.len() * 8);
        });
    }))
}

fn write_signature_algorithm(writer: DERWriter<'_>, key: &PrivateKey) {
    writer.write_sequence(|writer| {
        writer.next().write_oid(&ObjectIdentifier::from_slice(key.signature_oid()));
        // RSA has parameters, which are null (RFC 4055); ECDSA has none (RFC 5758).
        if matches!(key.kind(), crate::key::KeyKind::Rsa(_)) {
            writer.next().write_null();
        }
    });
}

fn write_name(writer: DERWriter<'_>, subject: &Subject) {
    const COUNTRY_NAME: u64 = 6;
    const REGION: u64 = 8;
    const LOCALITY: u64 = 7;
    const ORGANIZATION: u64 = 10;
    const UNIT: u64 = 11;
    const COMMON_NAME: u64 = 3;
    let [government, enterprise, environment] = subject.units();
    let attributes = [
        (REGION, subject.region.as_str()),
        (LOCALITY, &subject.city),
        (ORGANIZATION, &subject.legal_name),
        (UNIT, &government),
        (UNIT, &enterprise),
        (UNIT, &environment),
        (COMMON_NAME, &subject.application),
    ];
    let write = |writer: DERWriter<'_>, attribute: u64, value: &dyn Fn(DERWriter<'_>)| {
        writer.write_set(|writer| {
            writer.next().write_sequence(|writer| {
                writer.next().write_oid(&ObjectIdentifier::from_slice(&[2, 5, 4, attribute]));
                value(writer.next());
            });
        });
    };
    writer.write_sequence(|writer| {
        // The one attribute that must be a PrintableString.
        write(writer.next(), COUNTRY_NAME, &|writer| {
            writer.write_printable_string(COUNTRY);
        });
        for (attribute, text) in attributes {
            write(writer.next(), attribute, &|writer| writer.write_utf8_string(text));
        }
    });
}

/// No authority (RFC 5280, 4.2.1.9), for signatures only (4.2.1.3), with a key identifier (4.2.1.2).
fn write_extensions(writer: DERWriter<'_>, public_info: &[u8]) {
    let no_authority = yasna::construct_der(|writer| writer.write_sequence(|_| ()));
    // The first of the usages' bits, without the trailing zeros that DER leaves out.
    let digital_signature = yasna::construct_der(|writer| writer.write_bitvec_bytes(&[0b1000_0000], 1));
    let identifier = sha256(public_info);
    let key_identifier = yasna::construct_der(|writer| writer.write_bytes(&identifier.as_bytes()[..20]));
    let extensions = [(19, true, no_authority), (15, true, digital_signature), (14, false, key_identifier)];
    writer.write_sequence(|writer| {
        for (extension, is_critical, value) in &extensions {
            writer.next().write_sequence(|writer| {
                writer.next().write_oid(&ObjectIdentifier::from_slice(&[2, 5, 29, *extension]));
                if *is_critical {
                    writer.next().write_bool(true);
                }
                writer.next().write_bytes(value);
            });
        }
    });
}

/// A moment as X.509 writes it: two digits of the year until 2049, four from then on (RFC 5280, 4.1.2.5).
struct Time {
    tag: Tag,
    text: String,
}

impl Time {
    fn of(moment: Timestamp) -> Result<Self, NotMade> {
        let date = moment.to_zoned(jiff::tz::TimeZone::UTC);
        let (tag, format) = match date.year() {
            1950..=2049 => (tags::TAG_UTCTIME, "%y%m%d%H%M%SZ"),
            2050..=9999 => (tags::TAG_GENERALIZEDTIME, "%Y%m%d%H%M%SZ"),
            _ => return Err(NotMade::Validity),
        };
        let text = strtime::format(format, &date).map_err(|_| NotMade::Validity)?;
        Ok(Self { tag, text })
    }

    fn write(&self, writer: DERWriter<'_>) {
        writer.write_tagged_implicit(self.tag, |writer| writer.write_bytes(self.text.as_bytes()));
    }
}
