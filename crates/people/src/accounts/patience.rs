//! How long to wait after wrong attempts.

use jiff::{SignedDuration, Timestamp};

/// Attempts to sign in with one name since the last one that was right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attempts {
    /// How many.
    pub count: u32,
    /// When the last one was.
    pub last: Timestamp,
}

/// So many attempts follow each other without a pause: people mistype.
const FREE: u32 = 5;
/// The first pause; each further one is twice as long.
const FIRST_PAUSE: SignedDuration = SignedDuration::from_secs(30);
/// The longest pause. A longer one would let anybody keep a person out for a day.
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_mins(15);

impl Attempts {
    /// After this time without an attempt nothing is held against anybody.
    pub const FORGIVEN: SignedDuration = SignedDuration::from_hours(24);

    /// When the next attempt may be made.
    pub fn next_at(&self) -> Timestamp {
        let pause = match self.count.checked_sub(FREE) {
            None => SignedDuration::ZERO,
            Some(doublings) => {
                let factor = 1_i32.checked_shl(doublings.min(30)).unwrap_or(i32::MAX);
                FIRST_PAUSE.checked_mul(factor).unwrap_or(LONGEST_PAUSE).min(LONGEST_PAUSE)
            }
        };
        self.last.checked_add(pause).unwrap_or(Timestamp::MAX)
    }

    /// The same with an attempt now; `before` is what is known of earlier ones.
    pub fn one_more(before: Option<Self>, now: Timestamp) -> Self {
        let held = before.filter(|before| now.duration_since(before.last) < Self::FORGIVEN);
        Self { count: held.map_or(0, |held| held.count).saturating_add(1), last: now }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_up_to_a_quarter_of_an_hour_and_a_day_forgives() {
        let last = Timestamp::UNIX_EPOCH;
        let pause = |count| Attempts { count, last }.next_at().duration_since(last).as_secs();
        let pauses = [1, 4, 5, 6, 7, 9, 10, 11, u32::MAX].map(pause);
        assert_eq!(pauses, [0, 0, 30, 60, 120, 480, 900, 900, 900]);
        let held = Some(Attempts { count: 7, last });
        let after = |hours| Attempts::one_more(held, last + SignedDuration::from_hours(hours)).count;
        assert_eq!((after(1), after(23), after(24)), (8, 8, 1));
    }
}
