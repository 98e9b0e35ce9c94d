//! Randomness as an argument.

/// A source of random bytes.
///
/// Operation uses the system's generator (`ebox_credential::SystemRandom`); the rehearsal uses a seeded
/// one, so that two runs make the same identifiers.
pub trait Rng: Send + Sync {
    /// Fills `bytes`.
    fn fill(&self, bytes: &mut [u8]);
}
