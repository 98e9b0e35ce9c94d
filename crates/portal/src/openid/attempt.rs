//! What a browser keeps while its person is at the identity provider, sealed: nobody else can make one, and none can
//! be made of another portal's.

use aws_lc_rs::{
    aead::{AES_256_GCM, Aad, NONCE_LEN, Nonce, RandomizedNonceKey},
    rand,
};
use data_encoding::BASE64URL_NOPAD;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// The most characters of the place to go to afterwards: cookies are small.
const MAX_PLACE: usize = 1000;

/// An attempt to sign in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Attempt {
    /// What the provider sends back as it is.
    pub(super) state: String,
    /// What the ID token has to have.
    pub(super) nonce: String,
    /// What the code's exchange has to show (PKCE).
    pub(super) verifier: String,
    /// Where to go afterwards.
    pub(super) then: Option<String>,
    /// When it began.
    pub(super) began: Timestamp,
}

/// The library refused to do what it does all day.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("the cryptographic library did not {0}")]
pub(super) struct CryptoFailed(&'static str);

/// Seals attempts. Its key lives as long as the process: whoever was away while it restarted begins again.
pub(super) struct Sealer(RandomizedNonceKey);

impl Sealer {
    pub(super) fn new() -> Result<Self, CryptoFailed> {
        let mut key = Zeroizing::new([0; 32]);
        rand::fill(key.as_mut_slice()).map_err(|_| CryptoFailed("give random numbers"))?;
        let key = RandomizedNonceKey::new(&AES_256_GCM, key.as_slice());
        key.map(Self).map_err(|_| CryptoFailed("take a key"))
    }

    pub(super) fn seal(&self, attempt: &Attempt) -> Result<String, CryptoFailed> {
        let place = attempt.then.clone().filter(|place| place.len() <= MAX_PLACE);
        let attempt = Attempt { then: place, ..attempt.clone() };
        let mut sealed = serde_json::to_vec(&attempt).map_err(|_| CryptoFailed("write an attempt"))?;
        let nonce = self
            .0
            .seal_in_place_append_tag(Aad::empty(), &mut sealed)
            .map_err(|_| CryptoFailed("seal an attempt"))?;
        Ok(BASE64URL_NOPAD.encode(&[nonce.as_ref().as_slice(), &sealed].concat()))
    }

    /// Opens what this sealed; `None` for anything else.
    pub(super) fn open(&self, sealed: &str) -> Option<Attempt> {
        let mut bytes = BASE64URL_NOPAD.decode(sealed.as_bytes()).ok()?;
        let (nonce, sealed) = bytes.split_at_mut_checked(NONCE_LEN)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let opened = self.0.open_in_place(nonce, Aad::empty(), sealed).ok()?;
        serde_json::from_slice(opened).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attempt(then: &str) -> Attempt {
        Attempt {
            state: "state".to_owned(),
            nonce: "nonce".to_owned(),
            verifier: "verifier".to_owned(),
            then: Some(then.to_owned()),
            began: Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn an_attempt_opens_where_it_was_sealed_and_nowhere_else() {
        let sealer = Sealer::new().expect("random");
        let cookie = sealer.seal(&attempt("/messages")).expect("sealed");
        assert_eq!(sealer.open(&cookie), Some(attempt("/messages")));
        assert_eq!(Sealer::new().expect("random").open(&cookie), None);
        let changed = cookie.replacen(|c: char| c != 'A', "A", 1);
        for other in [changed.as_str(), "", "AAAA", "é"] {
            assert_eq!(sealer.open(other), None, "{other}");
        }
    }

    #[test]
    fn a_place_that_is_too_long_for_a_cookie_is_left_out() {
        let sealer = Sealer::new().expect("random");
        let cookie = sealer.seal(&attempt(&format!("/{}", "a".repeat(5000)))).expect("sealed");
        assert!(cookie.len() < 2000);
        assert_eq!(sealer.open(&cookie).and_then(|attempt| attempt.then), None);
    }
}
