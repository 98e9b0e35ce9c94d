//! What messages of a type may carry for machines.

use jiff::civil::Date;

use crate::{enterprise::EnterpriseNumber, language::LocalizedText, person::Ssin};

/// What the values of a business data key must look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BusinessDataFormat {
    /// Any text.
    Text,
    /// A date, `yyyy-MM-dd`.
    Date,
    /// A decimal number with a point.
    Decimal,
    /// A well-formed enterprise number.
    EnterpriseNumber,
    /// A well-formed SSIN.
    Ssin,
}

impl BusinessDataFormat {
    /// The spelling in stores and files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Date => "date",
            Self::Decimal => "decimal",
            Self::EnterpriseNumber => "enterpriseNumber",
            Self::Ssin => "ssin",
        }
    }

    /// Reads that spelling.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Text, Self::Date, Self::Decimal, Self::EnterpriseNumber, Self::Ssin]
            .into_iter()
            .find(|format| format.as_str() == text)
    }

    /// Whether a value fits.
    pub fn accepts(self, value: &str) -> bool {
        match self {
            Self::Text => true,
            Self::Date => value.parse::<Date>().is_ok(),
            Self::Decimal => value.parse::<f64>().is_ok_and(f64::is_finite) && !value.contains(['e', 'E']),
            Self::EnterpriseNumber => value.parse::<EnterpriseNumber>().is_ok(),
            Self::Ssin => value.parse::<Ssin>().is_ok(),
        }
    }
}

/// A business data key that a message type may carry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BusinessDataKey {
    /// The key in publications (`SSCBECBE`).
    pub key: String,
    /// What people read instead of the key.
    pub name: LocalizedText,
    /// What its values must look like.
    pub format: BusinessDataFormat,
}
