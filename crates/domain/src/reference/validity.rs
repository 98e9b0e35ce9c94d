//! How long messages of a type stay.

use jiff::{Span, Timestamp, civil::date};

use crate::time::in_brussels;

/// The unit of a validity period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ValidityUnit {
    /// Calendar days.
    Day,
    /// Calendar months.
    Month,
    /// Calendar years.
    Year,
}

impl ValidityUnit {
    /// The published spelling (`day`, `month`, `year`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// Reads the published spelling.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Day, Self::Month, Self::Year].into_iter().find(|unit| unit.as_str() == text)
    }
}

/// How long messages of a type stay in an e-Box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ValidityPeriod {
    number: u16,
    unit: ValidityUnit,
}

/// A period of nothing, or beyond a century.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a validity period is at least one day and at most 100 years")]
pub struct InvalidPeriod;

impl ValidityPeriod {
    /// A period of at least one day and at most 100 years.
    pub const fn new(number: u16, unit: ValidityUnit) -> Result<Self, InvalidPeriod> {
        let most = match unit {
            ValidityUnit::Day => 36_500,
            ValidityUnit::Month => 1_200,
            ValidityUnit::Year => 100,
        };
        if number == 0 || number > most { Err(InvalidPeriod) } else { Ok(Self { number, unit }) }
    }

    /// How many units.
    pub const fn number(self) -> u16 {
        self.number
    }

    /// Of which unit.
    pub const fn unit(self) -> ValidityUnit {
        self.unit
    }

    /// When a message received at `receipt` expires: the same time of day in Brussels, so many calendar
    /// days, months or years later; the last day of the month where the day does not exist there.
    pub fn expiry_of(self, receipt: Timestamp) -> Timestamp {
        in_brussels(receipt).checked_add(self.span()).map_or(Timestamp::MAX, |expiry| expiry.timestamp())
    }

    /// The fewest days that it lasts, whenever in a year it begins.
    pub fn fewest_days(self) -> i32 {
        // A year without a leap day, and the next one.
        let starts = (1..=12).map(|month| date(2025, month, 1));
        let lengths = starts
            .filter_map(|start| Some(start.until(start.checked_add(self.span()).ok()?).ok()?.get_days()));
        lengths.min().unwrap_or(i32::MAX)
    }

    fn span(self) -> Span {
        match self.unit {
            ValidityUnit::Day => Span::new().days(i32::from(self.number)),
            ValidityUnit::Month => Span::new().months(i32::from(self.number)),
            ValidityUnit::Year => Span::new().years(i16::try_from(self.number).unwrap_or(100)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn expiry(number: u16, unit: ValidityUnit, receipt: &str) -> String {
        let period = ValidityPeriod::new(number, unit).expect("a period");
        in_brussels(period.expiry_of(receipt.parse().expect("a moment"))).strftime("%FT%T%:z").to_string()
    }

    #[test]
    fn validity_counts_calendar_days_months_and_years_in_brussels() {
        // 23:30 UTC is already the next day in Brussels.
        assert_eq!(expiry(1, ValidityUnit::Month, "2026-01-30T23:30:00Z"), "2026-02-28T00:30:00+01:00");
        assert_eq!(expiry(1, ValidityUnit::Year, "2024-02-29T12:00:00Z"), "2025-02-28T13:00:00+01:00");
        // Across the change to summer time the wall clock stays.
        assert_eq!(expiry(1, ValidityUnit::Day, "2026-03-28T11:00:00Z"), "2026-03-29T12:00:00+02:00");
    }

    #[test]
    fn the_shortest_months_count_where_days_must_fit() {
        let fewest = |number, unit| ValidityPeriod::new(number, unit).expect("a period").fewest_days();
        assert_eq!(fewest(30, ValidityUnit::Day), 30);
        assert_eq!([1, 2, 3].map(|months| fewest(months, ValidityUnit::Month)), [28, 59, 89]);
        assert_eq!(fewest(1, ValidityUnit::Year), 365);
    }

    #[test]
    fn a_period_of_nothing_cannot_be_written() {
        assert!(ValidityPeriod::new(0, ValidityUnit::Year).is_err());
        assert!(ValidityPeriod::new(101, ValidityUnit::Year).is_err());
    }

    proptest! {
        #[test]
        fn a_message_never_expires_before_it_is_received(
            number in 1_u16..1200, seconds in 0_i64..4_000_000_000, unit in 0_usize..3,
        ) {
            let unit = [ValidityUnit::Day, ValidityUnit::Month, ValidityUnit::Year][unit];
            prop_assume!(unit != ValidityUnit::Year || number <= 100);
            let receipt = Timestamp::from_second(seconds).expect("in range");
            prop_assert!(ValidityPeriod::new(number, unit).expect("a period").expiry_of(receipt) > receipt);
        }
    }
}
