//! Codes of an authenticator app (TOTP, RFC 6238): SHA-1, six digits, thirty seconds, as every app makes them.

use std::{fmt, str::FromStr};

use aws_lc_rs::hmac;
use jiff::Timestamp;
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

use super::code::{InvalidCode, Secret};
use crate::sessions::NoRandomness;

/// The length of a step in seconds.
const STEP: i64 = 30;
const DIGITS: usize = 6;
const MODULUS: u32 = 1_000_000;
/// How many steps a clock may be off, either way.
const DRIFT: u64 = 1;

/// The number of a step: so many times thirty seconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TotpStep(pub u64);

impl TotpStep {
    fn at(moment: Timestamp) -> Self {
        Self(u64::try_from(moment.as_second().div_euclid(STEP)).unwrap_or(0))
    }
}

/// A code of an authenticator, as it was typed: six digits. `Debug` does not show them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct TotpCode([u8; DIGITS]);

impl FromStr for TotpCode {
    type Err = InvalidCode;

    /// Spaces do not count: apps show two groups.
    fn from_str(text: &str) -> Result<Self, InvalidCode> {
        let digits: Vec<u8> = text.bytes().filter(|byte| *byte != b' ').take(DIGITS + 1).collect();
        let digits: [u8; DIGITS] = digits.try_into().map_err(|_| InvalidCode)?;
        if digits.iter().all(u8::is_ascii_digit) { Ok(Self(digits)) } else { Err(InvalidCode) }
    }
}

impl fmt::Display for TotpCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|digit| write!(f, "{}", char::from(*digit)))
    }
}

impl fmt::Debug for TotpCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TotpCode(..)")
    }
}

/// The secret that an authenticator app shares with an account: 160 random bits. `Debug` does not show them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authenticator(Secret<20>);

impl Authenticator {
    /// A new one.
    pub(super) fn generate() -> Result<Self, NoRandomness> {
        Secret::generate().map(Self)
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        Secret::from_bytes(bytes).map(Self)
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// The secret in groups, for who types it into the app.
    pub fn secret(&self) -> String {
        self.0.in_groups()
    }

    /// The link that an app opens, and that a QR code shows. `issuer` says whose account it is.
    pub fn link(&self, issuer: &str, account: &str) -> Zeroizing<String> {
        let (issuer, account) = (encoded(issuer), encoded(account));
        let secret = self.0.to_base32();
        Zeroizing::new(format!("otpauth://totp/{issuer}:{account}?secret={}&issuer={issuer}", *secret))
    }

    /// The code of a step.
    pub fn code_at(&self, step: TotpStep) -> TotpCode {
        let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, self.as_bytes());
        let tag = hmac::sign(&key, &step.0.to_be_bytes());
        let tag = tag.as_ref();
        // RFC 4226, 5.3: the last four bits say where the code begins.
        let offset = usize::from(tag.last().copied().unwrap_or_default() & 0x0f);
        let word = tag.iter().skip(offset).take(4).fold(0_u32, |word, byte| word << 8 | u32::from(*byte));
        let mut code = (word & 0x7fff_ffff) % MODULUS;
        let mut digits = [b'0'; DIGITS];
        for digit in digits.iter_mut().rev() {
            // A digit is below ten.
            *digit += u8::try_from(code % 10).unwrap_or_default();
            code /= 10;
        }
        TotpCode(digits)
    }

    /// The step of a code, when it is one of now and is later than the last one that was taken.
    pub fn step_of(&self, code: TotpCode, now: Timestamp, last: TotpStep) -> Option<TotpStep> {
        let TotpStep(present) = TotpStep::at(now);
        let mut found = None;
        for step in present.saturating_sub(DRIFT)..=present.saturating_add(DRIFT) {
            let step = TotpStep(step);
            if bool::from(self.code_at(step).0.ct_eq(&code.0)) && step > last && found.is_none() {
                found = Some(step);
            }
        }
        found
    }
}

impl FromStr for Authenticator {
    type Err = InvalidCode;

    fn from_str(text: &str) -> Result<Self, InvalidCode> {
        text.parse().map(Self)
    }
}

/// Percent-encoded for a label: letters, digits and `-._~` stay (RFC 3986, unreserved).
fn encoded(text: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let one = |byte: u8| if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    text.bytes().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of the test vectors (RFC 6238, appendix B).
    fn of_the_rfc() -> Authenticator {
        Authenticator::from_bytes(b"12345678901234567890").expect("20 bytes")
    }

    fn code(text: &str) -> TotpCode {
        text.parse().expect("a code")
    }

    fn second(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("a moment")
    }

    #[test]
    fn codes_are_those_of_the_rfc() {
        let vectors = [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ];
        for (at, expected) in vectors {
            assert_eq!(of_the_rfc().code_at(TotpStep::at(second(at))), code(expected), "{at}");
        }
    }

    #[test]
    fn a_clock_may_be_one_step_off_and_no_code_is_taken_twice() {
        let (app, now) = (of_the_rfc(), 1_234_567_890);
        let typed = code("005924");
        let step = TotpStep::at(second(now));
        for seconds in [-STEP, 0, STEP] {
            assert_eq!(app.step_of(typed, second(now + seconds), TotpStep(0)), Some(step), "{seconds}");
        }
        for seconds in [-2 * STEP, 2 * STEP] {
            assert_eq!(app.step_of(typed, second(now + seconds), TotpStep(0)), None, "{seconds}");
        }
        assert_eq!(app.step_of(typed, second(now), step), None, "taken before");
        assert_eq!(app.step_of(code("005925"), second(now), TotpStep(0)), None);
    }

    #[test]
    fn a_code_is_six_digits() {
        assert_eq!(code("005 924"), code("005924"));
        for wrong in ["", "12345", "1234567", "12345a", "١٢٣٤٥٦"] {
            assert!(wrong.parse::<TotpCode>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_link_has_the_secret_and_whose_it_is() {
        let link = of_the_rfc().link("e-Box Enterprise", "anna@bakery.example");
        let expected = "otpauth://totp/e-Box%20Enterprise:anna%40bakery.example\
                        ?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=e-Box%20Enterprise";
        assert_eq!(*link, expected);
        assert_eq!(of_the_rfc().secret().parse(), Ok(of_the_rfc()));
    }
}
