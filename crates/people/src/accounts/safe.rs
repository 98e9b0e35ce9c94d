//! What is kept of a password, and of the authenticator behind it.
//!
//! Argon2id makes 64 bytes of the password. The first half is kept, and says whether a password is right. The second
//! half is the key under which the authenticator's secret is sealed: who reads the store has neither factor.

use aws_lc_rs::{
    aead::{AES_256_GCM, Aad, NONCE_LEN, Nonce, RandomizedNonceKey},
    rand,
};
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

use super::{Authenticator, Password};

const SALT: usize = 16;
const HALF: usize = 32;

/// How much work a password is. It is kept with each, so that a later choice shuts nobody out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB.
    pub memory: u32,
    /// Passes over it.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Cost {
    /// The second recommendation of RFC 9106: 64 MiB, three passes, four lanes.
    pub const PRESENT: Self = Self { memory: 64 << 10, passes: 3, lanes: 4 };
}

/// A password's hash, and the secret of an authenticator that only the password opens. `Debug` shows neither.
#[derive(Clone, PartialEq, Eq)]
pub struct Safe {
    /// How much work the password is.
    pub cost: Cost,
    /// The salt of the hash.
    pub salt: [u8; SALT],
    /// The hash.
    pub verifier: [u8; HALF],
    /// The sealed secret, after its nonce.
    pub sealed: Vec<u8>,
}

/// The library refused to do what it does all day.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("the cryptographic library did not {0}")]
pub(super) struct CryptoFailed(&'static str);

impl Safe {
    /// Locks an authenticator behind a password. Slow on purpose.
    pub(super) fn lock(password: &Password, authenticator: &Authenticator) -> Result<Self, CryptoFailed> {
        let failed = |_| CryptoFailed("seal a secret");
        let mut salt = [0; SALT];
        rand::fill(&mut salt).map_err(|_| CryptoFailed("give random numbers"))?;
        let stretched = stretch(password, &salt, Cost::PRESENT)?;
        let mut sealed = authenticator.as_bytes().to_vec();
        let nonce =
            key(&stretched)?.seal_in_place_append_tag(Aad::from(&salt), &mut sealed).map_err(failed)?;
        let sealed = [nonce.as_ref().as_slice(), &sealed].concat();
        Ok(Self { cost: Cost::PRESENT, salt, verifier: verifier(&stretched), sealed })
    }

    /// What lies behind the password; `None` for a wrong one. As slow either way.
    pub(super) fn open(&self, password: &Password) -> Result<Option<Authenticator>, CryptoFailed> {
        let stretched = stretch(password, &self.salt, self.cost)?;
        if !bool::from(verifier(&stretched).ct_eq(&self.verifier)) {
            return Ok(None);
        }
        let unreadable = || CryptoFailed("open a sealed secret");
        let (nonce, sealed) = self.sealed.split_at_checked(NONCE_LEN).ok_or_else(unreadable)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| unreadable())?;
        let mut sealed = Zeroizing::new(sealed.to_vec());
        let opened = key(&stretched)?
            .open_in_place(nonce, Aad::from(&self.salt), &mut sealed)
            .map_err(|_| unreadable())?;
        Authenticator::from_bytes(opened).map(Some).ok_or_else(unreadable)
    }

    /// Does the work of [`open`](Self::open) where there is nothing to be opened, so that the time of an answer does
    /// not tell whether an account exists.
    pub(super) fn work_in_vain(password: &Password) -> Result<(), CryptoFailed> {
        stretch(password, &[0; SALT], Cost::PRESENT).map(drop)
    }
}

impl std::fmt::Debug for Safe {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Safe").field("cost", &self.cost).finish_non_exhaustive()
    }
}

type Stretched = Zeroizing<[u8; 2 * HALF]>;

fn stretch(password: &Password, salt: &[u8], cost: Cost) -> Result<Stretched, CryptoFailed> {
    let failed = |_| CryptoFailed("hash a password");
    let params = argon2::Params::new(cost.memory, cost.passes, cost.lanes, Some(2 * HALF)).map_err(failed)?;
    let argon2 = argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params);
    let mut stretched = Zeroizing::new([0; 2 * HALF]);
    argon2.hash_password_into(password.as_bytes(), salt, stretched.as_mut_slice()).map_err(failed)?;
    Ok(stretched)
}

fn verifier(stretched: &Stretched) -> [u8; HALF] {
    let mut verifier = [0; HALF];
    verifier.copy_from_slice(&stretched[..HALF]);
    verifier
}

fn key(stretched: &Stretched) -> Result<RandomizedNonceKey, CryptoFailed> {
    RandomizedNonceKey::new(&AES_256_GCM, &stretched[HALF..]).map_err(|_| CryptoFailed("take a key"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn password(text: &str) -> Password {
        Password::typed(text).expect("a password")
    }

    #[test]
    fn only_the_right_password_opens_it_and_nothing_shows_what_is_in_it() {
        let secret = Authenticator::generate().expect("random");
        let safe = Safe::lock(&password("een brood per dag"), &secret).expect("locked");
        assert_eq!(safe.open(&password("een brood per dag")).expect("opened"), Some(secret.clone()));
        assert_eq!(safe.open(&password("twee broden per dag")).expect("opened"), None);
        assert!(!safe.sealed.windows(8).any(|window| secret.as_bytes().starts_with(window)));
        let again = Safe::lock(&password("een brood per dag"), &secret).expect("locked");
        assert_ne!((again.verifier, again.sealed), (safe.verifier, safe.sealed.clone()), "another salt");
        assert_eq!(format!("{safe:?}").matches("..").count(), 1);
    }

    #[test]
    fn a_safe_that_was_tampered_with_is_a_failure_and_no_wrong_password() {
        let secret = Authenticator::generate().expect("random");
        let mut safe = Safe::lock(&password("een brood per dag"), &secret).expect("locked");
        safe.sealed[NONCE_LEN] ^= 1;
        assert!(safe.open(&password("een brood per dag")).is_err());
        safe.sealed.truncate(3);
        assert!(safe.open(&password("een brood per dag")).is_err());
    }
}
