//! Social security identification numbers (SSIN: NISS/INSZ).

use std::{fmt, str::FromStr};

use crate::enterprise::CheckDigits;

/// An eleven-digit SSIN (Belgif `Ssin`, `^\d{11}$`).
///
/// It is personal data: `Debug` shows only its last two digits, and logs must never carry it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ssin([u8; 11]);

/// Why a text is no SSIN.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an SSIN has eleven digits")]
pub struct InvalidSsin;

impl Ssin {
    /// The eleven digits.
    pub fn as_str(&self) -> &str {
        // Only ASCII digits are ever stored.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Whether the check digits hold: 97 minus the first nine modulo 97, where numbers of people born
    /// from 2000 on are read with a 2 in front.
    pub fn has_valid_check_digits(&self) -> bool {
        let number = self.0.iter().fold(0_u64, |sum, digit| sum * 10 + u64::from(digit - b'0'));
        let (first, check) = (number / 100, number % 100);
        97 - first % 97 == check || 97 - (2_000_000_000 + first) % 97 == check
    }

    /// Whether this number is acceptable under a deployment's choice of check.
    pub fn satisfies(&self, check: CheckDigits) -> bool {
        check == CheckDigits::Pattern || self.has_valid_check_digits()
    }
}

impl FromStr for Ssin {
    type Err = InvalidSsin;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits: [u8; 11] = text.as_bytes().try_into().map_err(|_| InvalidSsin)?;
        if digits.iter().all(u8::is_ascii_digit) { Ok(Self(digits)) } else { Err(InvalidSsin) }
    }
}

impl fmt::Display for Ssin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Ssin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ssin(*********{})", &self.as_str()[9..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_number_is_not_shown_when_debugged() {
        let ssin: Ssin = "94022722580".parse().expect("well formed");
        assert_eq!(format!("{ssin:?}"), "Ssin(*********80)");
        assert_eq!(ssin.to_string(), "94022722580");
    }

    proptest! {
        #[test]
        fn both_centuries_check(nine in 0_u64..1_000_000_000) {
            for base in [0, 2_000_000_000] {
                let text = format!("{:09}{:02}", nine, 97 - (base + nine) % 97);
                prop_assert!(text.parse::<Ssin>().expect("well formed").has_valid_check_digits());
            }
        }

        #[test]
        fn anything_but_eleven_digits_is_refused(text in "[0-9]{0,10}|[0-9]{12,14}|[0-9]{10}[^0-9]") {
            prop_assert!(text.parse::<Ssin>().is_err());
        }
    }
}
