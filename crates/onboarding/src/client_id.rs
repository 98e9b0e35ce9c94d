//! Client identifiers of webservice accounts.

use ebox_domain::{Rng, ids::ClientId};

/// Characters that nobody takes for one another; as many as five bits tell apart.
const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// A new identifier: `self_service_chaman_<sender number>_<10 random characters>`.
pub(crate) fn new(sender_number: u32, rng: &dyn Rng) -> ClientId {
    let mut random = [0; 10];
    rng.fill(&mut random);
    let suffix: String = random.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect();
    let id = format!("self_service_chaman_{sender_number}_{suffix}");
    id.parse().expect("a number and ten letters make a client identifier")
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Counting;
    impl Rng for Counting {
        fn fill(&self, bytes: &mut [u8]) {
            for (byte, value) in bytes.iter_mut().zip(28..) {
                *byte = value;
            }
        }
    }

    #[test]
    fn an_identifier_has_the_published_shape() {
        assert_eq!(new(100_001, &Counting).as_str(), "self_service_chaman_100001_6789abcdef");
    }
}
