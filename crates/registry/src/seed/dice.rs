//! Numbers that the same seed repeats (SplitMix64).

use ebox_domain::Rng;

/// Numbers of one message.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) const fn new(seed: u64, number: u64) -> Self {
        Self(seed ^ (number + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mixed(self.0)
    }

    pub(super) const fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    /// Whether it happened, which it does once in so many times.
    pub(super) const fn once_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }

    pub(super) fn one_of<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.index(of.len())]
    }

    /// One of several, of which each is rarer than the one before it.
    pub(super) fn mostly_first<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.index(of.len()).min(self.index(of.len()))]
    }

    fn index(&mut self, length: usize) -> usize {
        usize::try_from(self.below(length as u64)).unwrap_or(0)
    }
}

const fn mixed(seed: u64) -> u64 {
    let mut mixed = seed;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

impl Rng for Dice {
    fn fill(&self, bytes: &mut [u8]) {
        let mut seed = self.0;
        for chunk in bytes.chunks_mut(8) {
            seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let random = mixed(seed).to_le_bytes();
            chunk.copy_from_slice(&random[..chunk.len()]);
        }
    }
}
