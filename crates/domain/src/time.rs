//! Time as an argument, and days as the law counts them: in Brussels.

use std::sync::LazyLock;

use jiff::{Timestamp, Zoned, civil::Date, tz::TimeZone};

/// A source of the present moment.
///
/// Nothing else in this project may ask what time it is: the rehearsal travels in time, tests stand still.
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> Timestamp;
}

/// The clock of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// Europe/Brussels, in which legal days begin and end.
///
/// Falls back to UTC on a machine without any time zone data; the bundled data makes that unreachable.
pub fn brussels() -> TimeZone {
    // Looked up once: every date-time of every answer asks.
    static BRUSSELS: LazyLock<TimeZone> =
        LazyLock::new(|| TimeZone::get("Europe/Brussels").unwrap_or(TimeZone::UTC));
    BRUSSELS.clone()
}

/// A moment as people in Belgium read it.
pub fn in_brussels(moment: Timestamp) -> Zoned {
    moment.to_zoned(brussels())
}

/// The moment at which a Brussels day begins. The first days and the last of the calendar begin beyond what a
/// moment can say: they begin at its first and its last.
pub fn start_of_day(day: Date) -> Timestamp {
    let end = if day.year() < 0 { Timestamp::MIN } else { Timestamp::MAX };
    day.to_zoned(brussels()).map_or(end, |midnight| midnight.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_begin_at_brussels_midnight_in_winter_and_summer() {
        let start = |text: &str| start_of_day(text.parse().expect("a date")).to_string();
        assert_eq!(start("2026-01-15"), "2026-01-14T23:00:00Z");
        assert_eq!(start("2026-07-15"), "2026-07-14T22:00:00Z");
    }

    #[test]
    fn the_ends_of_the_calendar_are_days_as_well() {
        let start = |text: &str| start_of_day(text.parse().expect("a date"));
        assert!(start("9999-12-31") > start("9999-12-30"));
        assert!(start_of_day(Date::MIN) < start("0000-01-01"));
    }
}
