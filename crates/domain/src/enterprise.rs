//! Enterprise numbers of the Crossroads Bank for Enterprises (BCE/KBO).

use std::{fmt, str::FromStr};

/// A ten-digit enterprise number that begins with 0 or 1 (Belgif `EnterpriseNumber`, `^[0-1]\d{9}$`).
///
/// The last two digits are a check: 97 minus the first eight modulo 97. Whether they must hold is a
/// choice of each deployment, because the public documentation uses placeholders that fail it; see
/// [`CheckDigits`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EnterpriseNumber([u8; 10]);

/// Why a text is no enterprise number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an enterprise number has ten digits and begins with 0 or 1")]
pub struct InvalidEnterpriseNumber;

/// Whether check digits of enterprise numbers and SSINs must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CheckDigits {
    /// They must hold: operation.
    #[default]
    Strict,
    /// Only the pattern counts: rehearsal with the documentation's placeholder numbers.
    Pattern,
}

impl EnterpriseNumber {
    /// The attribute under which certificates and tokens carry the number.
    pub const ATTRIBUTE: &'static str = "urn:be:fgov:kbo-bce:organization:cbe-number";

    /// The ten digits.
    pub fn as_str(&self) -> &str {
        // Only ASCII digits are ever stored.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Reads a number that may have lost its leading zeros, as OAuth introspection answers may carry it.
    pub fn from_unpadded(text: &str) -> Result<Self, InvalidEnterpriseNumber> {
        if text.is_empty() || text.len() > 10 {
            return Err(InvalidEnterpriseNumber);
        }
        format!("{text:0>10}").parse()
    }

    /// Whether the check digits hold.
    pub fn has_valid_check_digits(&self) -> bool {
        let number = self.0.iter().fold(0_u64, |sum, digit| sum * 10 + u64::from(digit - b'0'));
        97 - (number / 100) % 97 == number % 100
    }

    /// Whether this number is acceptable under a deployment's choice of check.
    pub fn satisfies(&self, check: CheckDigits) -> bool {
        check == CheckDigits::Pattern || self.has_valid_check_digits()
    }
}

impl FromStr for EnterpriseNumber {
    type Err = InvalidEnterpriseNumber;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits: [u8; 10] = text.as_bytes().try_into().map_err(|_| InvalidEnterpriseNumber)?;
        if !digits.iter().all(u8::is_ascii_digit) || digits[0] > b'1' {
            return Err(InvalidEnterpriseNumber);
        }
        Ok(Self(digits))
    }
}

impl fmt::Display for EnterpriseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for EnterpriseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EnterpriseNumber({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_documentations_examples_check_as_documented() {
        let number = |text: &str| text.parse::<EnterpriseNumber>().expect("well formed");
        assert!(number("0852093431").has_valid_check_digits());
        assert!(!number("0852093432").has_valid_check_digits());
        assert!(!number("0123456789").has_valid_check_digits());
        assert!(number("0123456789").satisfies(CheckDigits::Pattern));
    }

    #[test]
    fn leading_zeros_are_restored() {
        assert_eq!(
            EnterpriseNumber::from_unpadded("852093431").map(|n| n.to_string()),
            Ok("0852093431".to_owned())
        );
        assert!(EnterpriseNumber::from_unpadded("").is_err());
    }

    proptest! {
        #[test]
        fn a_well_formed_number_reads_back(text in "[01][0-9]{9}") {
            prop_assert_eq!(text.parse::<EnterpriseNumber>().map(|n| n.to_string()), Ok(text));
        }

        #[test]
        fn anything_else_is_refused(text in "[2-9][0-9]{9}|[0-9]{0,9}|[0-9]{11,14}|[01][0-9]{8}[^0-9]|\\PC{0,12}") {
            prop_assume!(!(text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit()) && text.as_bytes()[0] <= b'1'));
            prop_assert!(text.parse::<EnterpriseNumber>().is_err());
        }

        #[test]
        fn one_wrong_digit_breaks_the_check(eight in 0_u64..20_000_000, place in 0_usize..10, shift in 1_u8..10) {
            let number = format!("{:08}{:02}", eight, 97 - eight % 97);
            let mut digits = number.clone().into_bytes();
            digits[place] = b'0' + (digits[place] - b'0' + shift) % 10;
            let changed = String::from_utf8(digits).expect("digits");
            prop_assert!(number.parse::<EnterpriseNumber>().expect("well formed").has_valid_check_digits());
            if let Ok(changed) = changed.parse::<EnterpriseNumber>() {
                prop_assert!(!changed.has_valid_check_digits());
            }
        }
    }
}
