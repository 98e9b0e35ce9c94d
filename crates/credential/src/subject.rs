//! The subject of a certificate: as the federation wants it, and as one was found.

use ebox_domain::{EnterpriseNumber, Environment};
use x509_parser::x509::{AttributeTypeAndValue, X509Name};

/// The country of every certificate.
pub(crate) const COUNTRY: &str = "BE";
/// The unit that every certificate carries.
pub(crate) const GOVERNMENT_UNIT: &str = "Belgian Federal Government";

/// A subject in the expected format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The legal name (`O`).
    pub legal_name: String,
    /// The enterprise, named in a unit (`OU`).
    pub enterprise: EnterpriseNumber,
    /// The environment, named in a unit (`OU`).
    pub environment: Environment,
    /// The application's URN from the request form (`CN`), such as `employment:job-attest:werkkaart`.
    pub application: String,
    /// The city, not abbreviated (`L`).
    pub city: String,
    /// The region, not abbreviated (`S`).
    pub region: String,
}

impl Subject {
    /// The three units, in the order of the public documentation.
    pub fn units(&self) -> [String; 3] {
        [
            GOVERNMENT_UNIT.to_owned(),
            format!("{}:{}", EnterpriseNumber::ATTRIBUTE, self.enterprise),
            self.environment.in_certificates().to_owned(),
        ]
    }
}

/// A subject as it was found: every value of each attribute that the format speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Name {
    /// `C`.
    pub countries: Vec<String>,
    /// `O`.
    pub organizations: Vec<String>,
    /// `OU`.
    pub units: Vec<String>,
    /// `CN`.
    pub common_names: Vec<String>,
    /// `L`.
    pub localities: Vec<String>,
    /// `S`, also written `ST`.
    pub regions: Vec<String>,
}

impl Name {
    pub(crate) fn of(name: &X509Name<'_>) -> Self {
        Self {
            countries: name.iter_country().map(text).collect(),
            organizations: name.iter_organization().map(text).collect(),
            units: name.iter_organizational_unit().map(text).collect(),
            common_names: name.iter_common_name().map(text).collect(),
            localities: name.iter_locality().map(text).collect(),
            regions: name.iter_state_or_province().map(text).collect(),
        }
    }

    /// What the units give as enterprise numbers, well formed or not.
    pub(crate) fn enterprise_units(&self) -> impl Iterator<Item = &str> {
        self.units.iter().filter_map(|unit| unit.strip_prefix(EnterpriseNumber::ATTRIBUTE)?.strip_prefix(':'))
    }

    /// The enterprise, when the units name exactly one.
    pub fn enterprise(&self) -> Option<EnterpriseNumber> {
        let mut named = self.enterprise_units();
        match (named.next(), named.next()) {
            (Some(number), None) => number.parse().ok(),
            _ => None,
        }
    }
}

fn text(attribute: &AttributeTypeAndValue<'_>) -> String {
    attribute
        .as_str()
        .map_or_else(|_| String::from_utf8_lossy(attribute.as_slice()).into_owned(), ToOwned::to_owned)
}
