//! What is to be paid with a message (the contract's `PaymentData`).

use std::{fmt, str::FromStr};

use jiff::Timestamp;

use crate::enterprise::CheckDigits;

/// The most characters (Unicode code points) of the identifier of payment data.
pub const MAX_PAYMENT_ID: usize = 100;
/// The most bytes of a payment reference, as JSON.
pub const MAX_REFERENCE: usize = 1000;

/// What is to be paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentData {
    /// Its identifier, as the sender gave it.
    pub id: String,
    /// The amount without VAT.
    pub amount: Amount,
    /// The VAT.
    pub vat: Amount,
    /// The currency of both.
    pub currency: Currency,
    /// Until when it is to be paid.
    pub due: Timestamp,
    /// To which account.
    pub iban: Iban,
    /// At which bank.
    pub bic: Option<Bic>,
    /// What belongs on the payment: a JSON object, in the sender's own terms.
    pub reference: Option<String>,
}

/// An amount of money: not negative, with at most three decimals, which is what the currencies of ISO 4217 have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(u64);

/// Why a number is no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an amount is not negative, has at most three decimals, and is at most 999999999999")]
pub struct InvalidAmount;

impl Amount {
    const MAX: f64 = 999_999_999_999.0;

    /// An amount from a number as JSON has it.
    pub fn new(number: f64) -> Result<Self, InvalidAmount> {
        if !(0.0..=Self::MAX).contains(&number) {
            return Err(InvalidAmount);
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a whole number between 0 and 10^15, as was just checked"
        )]
        let amount = Self((number * 1000.0).round() as u64);
        // A decimal of three places is the number that is nearest to it, and no other one is.
        if amount.number().total_cmp(&number).is_eq() { Ok(amount) } else { Err(InvalidAmount) }
    }

    /// An amount from its thousandths, as it is kept.
    pub const fn from_thousandths(thousandths: u64) -> Self {
        Self(thousandths)
    }

    /// Its thousandths.
    pub const fn thousandths(self) -> u64 {
        self.0
    }

    /// The number, as JSON has it.
    pub fn number(self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "below 10^15 every whole number is exact")]
        let thousandths = self.0 as f64;
        thousandths / 1000.0
    }
}

/// Declares texts of ASCII letters and digits with a rule of their own.
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident, $error:ident, $rule:literal, $holds:path;)+) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, PartialEq, Eq, Hash)]
            pub struct $name(String);

            #[doc = concat!("Why a text is none: ", $rule, ".")]
            #[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
            #[error($rule)]
            pub struct $error;

            impl $name {
                /// The text.
                pub fn as_str(&self) -> &str {
                    &self.0
                }
            }

            impl FromStr for $name {
                type Err = $error;

                fn from_str(text: &str) -> Result<Self, $error> {
                    if $holds(text.as_bytes()) { Ok(Self(text.to_owned())) } else { Err($error) }
                }
            }

            impl fmt::Display for $name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str(&self.0)
                }
            }
        )+
    };
}

codes! {
    /// A currency (ISO 4217).
    Currency, InvalidCurrency, "a currency is three capital letters, as in EUR", is_currency;
    /// An account (ISO 13616) in its electronic form.
    Iban, InvalidIban,
        "an IBAN is a country, two check digits and up to 30 capital letters or digits, without spaces", is_iban;
    /// A bank (ISO 9362).
    Bic, InvalidBic, "a BIC is 8 or 11 capital letters or digits, as in GEBABEBB", is_bic;
}

fn is_currency(text: &[u8]) -> bool {
    text.len() == 3 && text.iter().all(u8::is_ascii_uppercase)
}

const fn is_capital_or_digit(byte: u8) -> bool {
    byte.is_ascii_uppercase() || byte.is_ascii_digit()
}

fn is_iban(text: &[u8]) -> bool {
    (15..=34).contains(&text.len())
        && text[..2].iter().all(u8::is_ascii_uppercase)
        && text[2..4].iter().all(u8::is_ascii_digit)
        && text[4..].iter().copied().all(is_capital_or_digit)
}

fn is_bic(text: &[u8]) -> bool {
    [8, 11].contains(&text.len())
        && text[..6].iter().all(u8::is_ascii_uppercase)
        && text[6..].iter().copied().all(is_capital_or_digit)
}

impl Iban {
    /// Whether the check digits hold: with the first four characters at the end and letters as the numbers from 10
    /// on, it is 1 modulo 97.
    pub fn has_valid_check_digits(&self) -> bool {
        let (head, tail) = self.0.as_bytes().split_at(4);
        let rest = tail.iter().chain(head).fold(0_u32, |rest, byte| match byte {
            b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
            _ => (rest * 100 + u32::from(byte - b'A') + 10) % 97,
        });
        rest == 1
    }

    /// Whether this number is acceptable under a deployment's choice of check.
    pub fn satisfies(&self, check: CheckDigits) -> bool {
        check == CheckDigits::Pattern || self.has_valid_check_digits()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn check_digits_of_accounts_hold_or_do_not() {
        let iban = |text: &str| text.parse::<Iban>().expect("well formed");
        for right in ["BE68539007547034", "NL91ABNA0417164300", "DE89370400440532013000"] {
            assert!(iban(right).has_valid_check_digits(), "{right}");
        }
        assert!(!iban("BE68539007547035").has_valid_check_digits());
        assert!(iban("BE68539007547035").satisfies(CheckDigits::Pattern));
        for wrong in ["BE68 5390 0754 7034", "be68539007547034", "BE6853900754", "6868539007547034", ""] {
            assert!(wrong.parse::<Iban>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn codes_have_their_forms() {
        assert!("EUR".parse::<Currency>().is_ok() && "eur".parse::<Currency>().is_err());
        assert!("GEBABEBB".parse::<Bic>().is_ok() && "GEBABEBB36A".parse::<Bic>().is_ok());
        assert!("GEBABEBB36".parse::<Bic>().is_err());
    }

    #[test]
    fn an_amount_is_money() {
        assert_eq!(Amount::new(12.1).map(Amount::thousandths), Ok(12_100));
        assert_eq!(Amount::new(0.0).map(Amount::number), Ok(0.0));
        for wrong in [-0.01, 0.0001, 1e-9, 12.3456, f64::NAN, f64::INFINITY, 1e12] {
            assert_eq!(Amount::new(wrong), Err(InvalidAmount), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn an_amount_comes_back_as_it_was_written(thousandths in 0_u64..=999_999_999_999_000) {
            let amount = Amount::from_thousandths(thousandths);
            prop_assert_eq!(Amount::new(amount.number()), Ok(amount));
        }

        #[test]
        fn any_text_is_read(text in "\\PC{0,40}") {
            let _ = (text.parse::<Iban>().map(|iban| iban.has_valid_check_digits()), text.parse::<Bic>());
        }
    }
}
