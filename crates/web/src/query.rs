//! Reading query parameters: every mistake of a query is named at once.

use std::{collections::BTreeMap, str::FromStr};

use ebox_domain::{Cause, Causes, Fault, Rule, page::PageRequest, percent, time::start_of_day};
use jiff::{Timestamp, civil::Date};
use utoipa::IntoParams;

/// `page` and `pageSize` as [`Query::page`] reads them, for OpenAPI documents.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageParameters {
    /// The page, counted from 1.
    #[param(minimum = 1, default = 1)]
    pub page: Option<i32>,
    /// Items a page.
    #[param(rename = "pageSize", minimum = 1, maximum = 100, default = 25)]
    pub page_size: Option<i32>,
}

/// The parameters of a query. Unknown ones are left alone: other versions of the contract may know them.
#[derive(Debug, Default)]
pub struct Query {
    values: BTreeMap<String, Vec<String>>,
    causes: Causes,
}

impl Query {
    /// Reads a raw query string (without `?`).
    pub fn new(raw: Option<&str>) -> Self {
        let mut values = BTreeMap::<String, Vec<String>>::new();
        for pair in raw.unwrap_or_default().split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            values.entry(decoded(name)).or_default().push(decoded(value));
        }
        Self { values, causes: Causes::default() }
    }

    /// Whether a parameter is there.
    pub fn has(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }

    /// The value of a parameter that may be given once.
    pub fn text(&mut self, name: &str) -> Option<String> {
        let values = self.values.get(name)?;
        if values.len() > 1 {
            let detail = "the parameter is there more than once; give it once";
            self.causes.push(Cause::query(Rule::InvalidValue, name, detail));
            return None;
        }
        values.first().cloned()
    }

    /// Every value of a parameter that may be repeated.
    pub fn all<T>(&mut self, name: &str, expected: &str) -> Vec<T>
    where
        T: FromStr,
    {
        let values = self.values.get(name).cloned().unwrap_or_default();
        values.iter().filter_map(|value| self.parsed(name, value, expected)).collect()
    }

    /// A value of a type, whose form `expected` tells in words.
    pub fn value<T: FromStr>(&mut self, name: &str, expected: &str) -> Option<T> {
        let value = self.text(name)?;
        self.parsed(name, &value, expected)
    }

    /// A value that must be there.
    pub fn required<T: FromStr>(&mut self, name: &str, expected: &str) -> Option<T> {
        if !self.has(name) {
            self.refuse(Cause::query(
                Rule::Required,
                name,
                format!("the parameter is missing; give {expected}"),
            ));
        }
        self.value(name, expected)
    }

    fn parsed<T: FromStr>(&mut self, name: &str, value: &str, expected: &str) -> Option<T> {
        let parsed = value.parse().ok();
        if parsed.is_none() {
            let cause = Cause::query(Rule::InvalidValue, name, format!("give {expected}"));
            self.causes.push(cause.with_value(value));
        }
        parsed
    }

    /// `true` or `false`.
    pub fn flag(&mut self, name: &str) -> Option<bool> {
        self.value(name, "true or false")
    }

    /// The moment at which a Brussels day (`yyyy-MM-dd`) begins.
    pub fn day(&mut self, name: &str) -> Option<Timestamp> {
        self.value::<StrictDate>(name, "a date as in 2026-07-01").map(|day| start_of_day(day.0))
    }

    /// `page` (from 1) and `pageSize` (1 to 100).
    pub fn page(&mut self) -> PageRequest {
        let limits = |most: u32| format!("a whole number from 1 to {most}");
        let page = self.within("page", 1, i32::MAX.unsigned_abs(), &limits(i32::MAX.unsigned_abs()));
        let most = PageRequest::MAX_SIZE;
        let size = self.within("pageSize", PageRequest::DEFAULT_SIZE, most, &limits(most));
        PageRequest::new(page, size).unwrap_or_default()
    }

    fn within(&mut self, name: &str, default: u32, most: u32, expected: &str) -> u32 {
        let Some(text) = self.text(name) else {
            return default;
        };
        match text.parse::<u32>() {
            Ok(number) if (1..=most).contains(&number) => number,
            outcome => {
                let rule = if outcome.is_ok() { Rule::OutOfRange } else { Rule::InvalidValue };
                self.refuse(Cause::query(rule, name, format!("give {expected}")).with_value(&text));
                default
            }
        }
    }

    /// Adds a cause of the caller's own.
    pub fn refuse(&mut self, cause: Cause) {
        self.causes.push(cause);
    }

    /// Ends the reading: every cause that was found, or nothing.
    pub fn finish(self) -> Result<(), Fault> {
        if self.causes.is_empty() { Ok(()) } else { Err(Fault::Invalid(self.causes)) }
    }
}

/// A date in exactly the contract's form.
struct StrictDate(Date);

impl FromStr for StrictDate {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let is_plain = text.len() == 10 && text.as_bytes()[4] == b'-' && text.as_bytes()[7] == b'-';
        text.parse().ok().filter(|_| is_plain).map(Self).ok_or(())
    }
}

/// Percent-decoding as `application/x-www-form-urlencoded` has it; what is no UTF-8 is replaced.
fn decoded(text: &str) -> String {
    String::from_utf8_lossy(&percent::decode(&text.replace('+', " "))).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn causes(query: Query) -> Vec<String> {
        match query.finish() {
            Err(Fault::Invalid(causes)) => causes.into_iter().map(|cause| cause.field).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn every_mistake_is_named_at_once() {
        let mut query =
            Query::new(Some("page=0&pageSize=101&readStatus=maybe&receivedAfter=2026-13-01&extra=1"));
        let _ = (query.page(), query.flag("readStatus"), query.day("receivedAfter"));
        assert_eq!(causes(query), ["page", "pageSize", "readStatus", "receivedAfter"]);
    }

    #[test]
    fn a_day_begins_at_brussels_midnight() {
        let mut query = Query::new(Some("receivedAfter=2026-07-01"));
        assert_eq!(
            query.day("receivedAfter").map(|moment| moment.to_string()),
            Some("2026-06-30T22:00:00Z".into())
        );
        assert!(query.finish().is_ok());
    }

    proptest! {
        #[test]
        fn any_query_is_answered(raw in "\\PC{0,80}") {
            let mut query = Query::new(Some(&raw));
            let _ = (query.page(), query.flag("a"), query.day("b"), query.all::<u8>("c", "numbers"));
            let _ = query.finish();
        }
    }
}
