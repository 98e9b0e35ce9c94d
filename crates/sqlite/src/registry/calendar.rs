//! Brussels days and months as numbers, for counters.

use ebox_domain::time::{in_brussels, start_of_day};
use jiff::{Timestamp, ToSpan, civil::Date};

const EPOCH: Date = Date::constant(1970, 1, 1);

/// The day of a moment, counted from 1970-01-01.
pub(super) fn day_of(moment: Timestamp) -> i64 {
    day_number(in_brussels(moment).date())
}

/// The month of a moment, counted from January 1970, beginning with 1: 0 stands for no month.
pub(super) fn month_of(moment: Timestamp) -> i64 {
    month_number(in_brussels(moment).date())
}

fn day_number(date: Date) -> i64 {
    EPOCH.until(date).map_or(0, |span| i64::from(span.get_days()))
}

fn month_number(date: Date) -> i64 {
    (i64::from(date.year()) - 1970) * 12 + i64::from(date.month())
}

/// The moment at which a month begins.
pub(super) fn start_of_month(month: i64) -> Timestamp {
    let months = (month - 1).clamp(-20_000, 90_000);
    let end = if months < 0 { Timestamp::MIN } else { Timestamp::MAX };
    EPOCH.checked_add(months.months()).map_or(end, start_of_day)
}

/// Whether a moment is the beginning of a day.
pub(super) fn is_midnight(moment: Timestamp) -> bool {
    start_of_day(in_brussels(moment).date()) == moment
}

/// The months that lie wholly between two moments, first and last; `None` when there is none.
pub(super) fn whole_months(from: Option<Timestamp>, until: Option<Timestamp>) -> Option<(i64, i64)> {
    let first = from.map_or(i64::MIN, |from| {
        let month = month_of(from);
        if start_of_month(month) >= from { month } else { month + 1 }
    });
    let last = until.map_or(i64::MAX, |until| month_of(until) - 1);
    (first <= last).then_some((first, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a moment")
    }

    #[test]
    fn days_and_months_are_those_of_brussels() {
        // 23:30 UTC in winter is the next day in Brussels.
        assert_eq!(day_of(at("2026-01-31T23:30:00Z")), day_of(at("2026-02-01T10:00:00Z")));
        assert_eq!(month_of(at("2026-01-31T23:30:00Z")), month_of(at("2026-02-10T10:00:00Z")));
        assert_eq!(start_of_month(month_of(at("2026-02-10T10:00:00Z"))), at("2026-01-31T23:00:00Z"));
        assert!(is_midnight(at("2026-07-14T22:00:00Z")) && !is_midnight(at("2026-07-15T00:00:00Z")));
    }

    #[test]
    fn months_that_are_cut_are_not_whole() {
        let month = |text| month_of(at(text));
        let (from, until) = (at("2026-01-10T00:00:00Z"), at("2026-04-10T00:00:00Z"));
        let whole = whole_months(Some(from), Some(until));
        assert_eq!(whole, Some((month("2026-02-10T00:00:00Z"), month("2026-03-10T00:00:00Z"))));
        assert_eq!(whole_months(Some(from), Some(at("2026-02-10T00:00:00Z"))), None);
        assert_eq!(whole_months(None, None), Some((i64::MIN, i64::MAX)));
        let begins = at("2026-01-31T23:00:00Z");
        assert_eq!(whole_months(Some(begins), None), Some((month("2026-02-10T00:00:00Z"), i64::MAX)));
        assert_eq!(whole_months(None, Some(begins)), Some((i64::MIN, month("2026-01-10T00:00:00Z"))));
    }
}
