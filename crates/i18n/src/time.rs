//! Moments and days as each language writes them, in Brussels time.

use std::borrow::Borrow;

use ebox_domain::{Language, time::in_brussels};
use jiff::{Timestamp, civil::Date};

use crate::Texts;

/// The names of the months, in the order of [`Language::ALL`].
const MONTHS: [[&str; 12]; 4] = [
    [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
];

impl Texts {
    /// The day of a moment, in words: `3 maart 2026`.
    pub fn date(self, moment: impl Borrow<Timestamp>) -> String {
        self.day(in_brussels(*moment.borrow()).date())
    }

    /// A day, in words: `3 maart 2026`.
    pub fn day(self, day: Date) -> String {
        let language = self.language();
        let month = usize::try_from(day.month()).ok().and_then(|month| month.checked_sub(1)).unwrap_or(0);
        let month = MONTHS[language as usize][month];
        let number = match (language, day.day()) {
            (Language::Fr, 1) => "1er".to_owned(),
            (Language::De, number) => format!("{number}."),
            (_, number) => number.to_string(),
        };
        format!("{number} {month} {}", day.year())
    }

    /// The day of a moment, in figures, for lists: `03/03/2026`.
    pub fn short_date(self, moment: impl Borrow<Timestamp>) -> String {
        let pattern = if self.language() == Language::De { "%d.%m.%Y" } else { "%d/%m/%Y" };
        in_brussels(*moment.borrow()).strftime(pattern).to_string()
    }

    /// The time of day of a moment: `14:05`.
    pub fn time(self, moment: impl Borrow<Timestamp>) -> String {
        in_brussels(*moment.borrow()).strftime("%H:%M").to_string()
    }

    /// A moment to the minute: `3 maart 2026, 14:05`.
    pub fn moment(self, moment: impl Borrow<Timestamp>) -> String {
        let moment = moment.borrow();
        format!("{}, {}", self.date(moment), self.time(moment))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment() -> Timestamp {
        "2026-03-31T22:30:00Z".parse().expect("a moment")
    }

    #[test]
    fn a_moment_is_written_in_brussels_time_and_in_the_language_of_the_reader() {
        let written = |language| Texts::of(language).moment(moment());
        assert_eq!(written(Language::Nl), "1 april 2026, 00:30");
        assert_eq!(written(Language::Fr), "1er avril 2026, 00:30");
        assert_eq!(written(Language::De), "1. April 2026, 00:30");
        assert_eq!(written(Language::En), "1 April 2026, 00:30");
    }

    #[test]
    fn lists_have_the_day_in_figures() {
        assert_eq!(Texts::of(Language::Fr).short_date(moment()), "01/04/2026");
        assert_eq!(Texts::of(Language::De).short_date(moment()), "01.04.2026");
    }
}
