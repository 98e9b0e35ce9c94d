//! Numbers of dossiers.

use std::{fmt, str::FromStr};

/// The number by which everybody calls a dossier, written `D-000042`. A desk gives each once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DossierNumber(u32);

/// Why a text is no number of a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the number of a dossier looks like D-000042")]
pub struct InvalidDossierNumber;

impl DossierNumber {
    /// The number with this place in the order of opening, which begins with 1.
    pub const fn new(place: u32) -> Self {
        Self(place)
    }

    /// The place in the order of opening.
    pub const fn place(self) -> u32 {
        self.0
    }
}

impl fmt::Display for DossierNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "D-{:06}", self.0)
    }
}

impl FromStr for DossierNumber {
    type Err = InvalidDossierNumber;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.strip_prefix("D-").ok_or(InvalidDossierNumber)?;
        let number = Self(digits.parse().map_err(|_| InvalidDossierNumber)?);
        // One spelling, so that an address names one dossier and a dossier has one address.
        if number.0 > 0 && number.to_string() == text { Ok(number) } else { Err(InvalidDossierNumber) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_one_spelling() {
        assert_eq!(DossierNumber::new(42).to_string(), "D-000042");
        assert_eq!("D-000042".parse(), Ok(DossierNumber::new(42)));
        assert_eq!("D-1234567".parse(), Ok(DossierNumber::new(1_234_567)));
        for wrong in ["", "42", "D-42", "D-0000042", "D-000000", "D-+00042", "d-000042", "D-00004x"] {
            assert_eq!(wrong.parse::<DossierNumber>(), Err(InvalidDossierNumber), "{wrong}");
        }
    }
}
