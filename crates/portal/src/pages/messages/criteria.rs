//! What the reader wants to see of the list, as the address says it.
//!
//! **To add one more** criterion: a name in [`names`], a field of [`Criteria`], what it means in [`Criteria::filter`],
//! and its control in `filters.html`.

use ebox_client::Filter;
use ebox_domain::Language;
use jiff::{ToSpan as _, civil::Date};

use crate::{
    fields::Fields,
    mail::{Place, Position, about_to_expire_before},
};

/// The names of the criteria in addresses.
pub(super) mod names {
    pub(in super::super) const SEARCH: &str = "q";
    pub(in super::super) const SEARCH_LANGUAGE: &str = "in";
    pub(in super::super) const FROM: &str = "from";
    pub(in super::super) const UNTIL: &str = "until";
    pub(in super::super) const SENDER: &str = "sender";
    pub(in super::super) const TYPE: &str = "type";
    pub(in super::super) const PARTITION: &str = "partition";
    pub(in super::super) const STATUS: &str = "status";
    pub(in super::super) const REGISTERED: &str = "registered";
    pub(in super::super) const ACTION: &str = "action";
    pub(in super::super) const EXPIRES: &str = "expires";
    pub(in super::super) const SHOW: &str = "show";
    pub(in super::super) const BOX: &str = "box";
    pub(in super::super) const OLDER: &str = "older";
    pub(in super::super) const NEWER: &str = "newer";
}

/// The longest text to search for, in characters.
pub(super) const LONGEST_SEARCH: usize = 100;

/// What the reader wants to see. What is left out does not narrow.
#[derive(Debug, Clone, Default)]
pub(in crate::pages) struct Criteria {
    /// As they came, with mistakes, to be shown in the form again.
    pub(super) fields: Fields,
    /// The language in which to search.
    pub(super) language: Option<Language>,
    pub(super) from: Option<Date>,
    pub(super) until: Option<Date>,
    pub(super) is_read: Option<bool>,
    pub(super) is_visible: Option<bool>,
    pub(super) is_sent: bool,
    /// Where the page lies.
    pub(super) place: Place,
    /// What cannot be understood.
    pub(super) mistakes: Vec<Mistake>,
}

/// Something that cannot be understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::pages) enum Mistake {
    /// What stands in this field is no date.
    NoDate(&'static str),
    /// The first day is after the last.
    Backwards,
    /// The text to search for is too long.
    LongSearch,
}

impl Criteria {
    /// Reads what an address says, for a reader of a language.
    pub(in crate::pages) fn read(fields: Fields, reader: Language) -> Self {
        let mut mistakes = Vec::new();
        let mut date = |name: &'static str| {
            let text = fields.get(name)?;
            let date = text.parse::<Date>().ok().filter(|date| date.year() > 0);
            if date.is_none() {
                mistakes.push(Mistake::NoDate(name));
            }
            date
        };
        let (from, until) = (date(names::FROM), date(names::UNTIL));
        if from.zip(until).is_some_and(|(from, until)| from > until) {
            mistakes.push(Mistake::Backwards);
        }
        if fields.get(names::SEARCH).is_some_and(|text| text.chars().count() > LONGEST_SEARCH) {
            mistakes.push(Mistake::LongSearch);
        }
        let language = match reader {
            // No message is in English.
            Language::En => fields.get(names::SEARCH_LANGUAGE).and_then(Language::parse),
            other => Some(other),
        };
        let position = |name| fields.get(name).and_then(Position::parse);
        let place = match (position(names::OLDER), position(names::NEWER)) {
            (Some(position), _) => Place::After(position),
            (None, Some(position)) => Place::Before(position),
            (None, None) => Place::Newest,
        };
        Self {
            language: language.filter(|language| *language != Language::En),
            from,
            until,
            is_read: match fields.get(names::STATUS) {
                Some("unread") => Some(false),
                Some("read") => Some(true),
                _ => None,
            },
            is_visible: match fields.get(names::SHOW) {
                Some("hidden") => Some(false),
                Some("all") => None,
                _ => Some(true),
            },
            is_sent: fields.get(names::BOX) == Some("sent"),
            place,
            mistakes,
            fields,
        }
    }

    /// The criteria for registries, on a day.
    pub(super) fn filter(&self, today: Date) -> Filter {
        let text = |name| self.fields.get(name).map(str::to_owned);
        let search = text(names::SEARCH).map(|text| (text, self.language.unwrap_or(Language::Nl)));
        let common = Filter {
            received_after: self.from,
            // The last day belongs to what is asked for.
            received_before: self.until.and_then(|until| until.checked_add(1.day()).ok()),
            message_type: text(names::TYPE),
            is_sent: self.is_sent,
            ..Filter::default()
        };
        if self.is_sent {
            return common;
        }
        let yes = |name| self.is(name, "yes").then_some(true);
        Filter {
            is_read: self.is_read,
            is_visible: self.is_visible,
            is_registered: yes(names::REGISTERED),
            is_for_action: yes(names::ACTION),
            sender_organization: text(names::SENDER),
            partitions: self.fields.all(names::PARTITION).map(str::to_owned).collect(),
            expired_before: self.is(names::EXPIRES, "soon").then(|| about_to_expire_before(today)),
            search,
            ..common
        }
    }

    /// Whether a field has a value.
    pub(super) fn is(&self, name: &str, value: &str) -> bool {
        self.fields.all(name).any(|found| found == value)
    }

    /// What stands in a field.
    pub(super) fn text(&self, name: &str) -> &str {
        self.fields.get(name).unwrap_or_default()
    }

    /// Whether anything narrows the list, apart from where it begins.
    pub(super) fn narrow(&self) -> bool {
        let others = self.anywhere().without(names::BOX);
        !others.without(names::SEARCH_LANGUAGE).is_empty()
    }

    /// What narrows the list, without where the page lies.
    fn anywhere(&self) -> Fields {
        self.fields.clone().without(names::OLDER).without(names::NEWER)
    }

    /// The address of the page that begins after a position.
    pub(super) fn older(&self, position: &Position) -> String {
        self.anywhere().with(names::OLDER, position.to_string()).at("/messages")
    }

    /// The address of the page that ends before a position.
    pub(super) fn newer(&self, position: &Position) -> String {
        self.anywhere().with(names::NEWER, position.to_string()).at("/messages")
    }

    /// Whether the page is the one that begins with the newest.
    pub(super) fn is_newest(&self) -> bool {
        self.place == Place::Newest
    }

    /// The address of this page.
    pub(super) fn here(&self) -> String {
        self.fields.clone().at("/messages")
    }

    /// The address of the page that begins with the newest.
    pub(super) fn newest(&self) -> String {
        self.anywhere().at("/messages")
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn read(query: &str) -> Criteria {
        Criteria::read(Fields::parse(query.as_bytes()), Language::Fr)
    }

    #[test]
    fn the_first_and_the_last_day_belong_to_what_is_asked_for() {
        let filter = read("from=2026-03-01&until=2026-03-31").filter(date(2026, 4, 2));
        assert_eq!(filter.received_after, Some(date(2026, 3, 1)));
        assert_eq!(filter.received_before, Some(date(2026, 4, 1)));
    }

    #[test]
    fn hidden_messages_are_listed_only_when_asked_for() {
        let visible = |query| read(query).filter(date(2026, 4, 2)).is_visible;
        assert_eq!(
            [visible(""), visible("show=hidden"), visible("show=all")],
            [Some(true), Some(false), None]
        );
    }

    #[test]
    fn text_is_searched_in_the_language_of_the_page() {
        let search = |query, reader| Criteria::read(Fields::parse(query), reader).filter(Date::MIN).search;
        assert_eq!(search(b"q=a", Language::Fr), Some(("a".to_owned(), Language::Fr)));
        assert_eq!(search(b"q=a&in=de", Language::Fr), Some(("a".to_owned(), Language::Fr)));
        assert_eq!(search(b"q=a&in=de", Language::En), Some(("a".to_owned(), Language::De)));
        assert_eq!(search(b"q=a&in=en", Language::En), Some(("a".to_owned(), Language::Nl)));
    }

    #[test]
    fn what_cannot_be_understood_is_named() {
        assert_eq!(read("from=yesterday").mistakes, [Mistake::NoDate(names::FROM)]);
        assert_eq!(read("until=-009999-01-01").mistakes, [Mistake::NoDate(names::UNTIL)]);
        assert_eq!(read("from=2026-03-02&until=2026-03-01").mistakes, [Mistake::Backwards]);
        assert_eq!(read(&format!("q={}", "x".repeat(101))).mistakes, [Mistake::LongSearch]);
    }

    #[test]
    fn pages_keep_the_criteria() {
        let criteria = read("q=a&older=2026-03-01T00:00:00Z~nsso~1");
        assert!(criteria.narrow() && !criteria.is_newest());
        assert_eq!(criteria.newest(), "/messages?q=a");
        let next = Position::parse("2026-02-01T00:00:00Z~nsso~2").expect("a position");
        assert_eq!(criteria.older(&next), "/messages?q=a&older=2026-02-01T00%3A00%3A00Z%7Ensso%7E2");
        assert_eq!(criteria.newer(&next), "/messages?q=a&newer=2026-02-01T00%3A00%3A00Z%7Ensso%7E2");
        for place in ["older", "newer"] {
            let criteria = read(&format!("{place}=2026-03-01T00:00:00Z~nsso~1"));
            assert!(!criteria.narrow() && !criteria.is_newest());
            assert_eq!(criteria.older(&next), "/messages?older=2026-02-01T00%3A00%3A00Z%7Ensso%7E2");
        }
        assert!(read("newer=yesterday").is_newest());
    }
}
