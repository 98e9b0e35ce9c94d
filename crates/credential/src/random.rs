//! The random numbers of the system.

use ebox_domain::Rng;

/// The system's generator, by way of AWS-LC.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandom;

impl Rng for SystemRandom {
    fn fill(&self, bytes: &mut [u8]) {
        // AWS-LC ends the process itself when the system has no entropy to give; there is nothing to retry.
        aws_lc_rs::rand::fill(bytes).expect("the system gives random numbers");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_draws_differ() {
        let (mut one, mut two) = ([0; 32], [0; 32]);
        SystemRandom.fill(&mut one);
        SystemRandom.fill(&mut two);
        assert_ne!(one, two);
    }
}
