//! What messages of a type may carry for machines.

use jiff::civil::Date;

use crate::{
    enterprise::{CheckDigits, EnterpriseNumber},
    language::LocalizedText,
    person::Ssin,
};

/// What the values of a business data key must look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BusinessDataFormat {
    /// Any text.
    Text,
    /// A date, `yyyy-MM-dd` and nothing else.
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

    /// Whether a value fits; check digits of numbers under a deployment's choice.
    pub fn accepts(self, value: &str, check: CheckDigits) -> bool {
        match self {
            Self::Text => true,
            Self::Date => is_date(value),
            Self::Decimal => value.parse::<f64>().is_ok_and(f64::is_finite) && !value.contains(['e', 'E']),
            Self::EnterpriseNumber => {
                value.parse::<EnterpriseNumber>().is_ok_and(|number| number.satisfies(check))
            }
            Self::Ssin => value.parse::<Ssin>().is_ok_and(|ssin| ssin.satisfies(check)),
        }
    }
}

/// Whether a text is a day as the contract writes it: the parser knows other spellings, with times and calendars.
fn is_date(text: &str) -> bool {
    text.len() == "yyyy-MM-dd".len() && text.parse::<Date>().is_ok_and(|date| date.to_string() == text)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_accepts_its_one_spelling() {
        use BusinessDataFormat::{Date, Decimal, EnterpriseNumber, Ssin, Text};
        let (strict, pattern) = (CheckDigits::Strict, CheckDigits::Pattern);
        let cases = [
            (Text, "anything", strict, true),
            (Date, "2026-12-01", strict, true),
            (Date, "2026-02-29", strict, false),
            (Date, "20261201", strict, false),
            (Date, "2026-12-01T10:00:00", strict, false),
            (Date, "2026-12-01[u-ca=hebrew]", strict, false),
            (Date, " 2026-12-1", strict, false),
            (Date, "20261201T1", strict, false),
            (Decimal, "-12.50", strict, true),
            (Decimal, "1e3", strict, false),
            (EnterpriseNumber, "0852093431", strict, true),
            (EnterpriseNumber, "0852093432", strict, false),
            (EnterpriseNumber, "0852093432", pattern, true),
            (EnterpriseNumber, "BE0852093431", pattern, false),
            (Ssin, "94022722580", strict, true),
            (Ssin, "94022722581", strict, false),
            (Ssin, "94022722581", pattern, true),
        ];
        for (format, value, check, expected) in cases {
            assert_eq!(format.accepts(value, check), expected, "{value:?} as {}", format.as_str());
        }
    }
}
