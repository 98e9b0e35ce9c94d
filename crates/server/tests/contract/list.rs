//! The lists of allowed differences.

use std::collections::BTreeSet;

use serde::Deserialize;

/// The differences that are allowed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Allowed {
    #[serde(default)]
    difference: Vec<Entry>,
}

/// Differences that have one reason.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    /// The differences, as the comparison says them; a `*` stands for any text.
    what: Vec<String>,
    kind: Kind,
    reason: String,
}

/// What kind of difference it is.
#[derive(Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    /// The contract has it; this project will have it.
    NotYet,
    /// This project has decided otherwise.
    Deliberate,
    /// More than the contract; a client that does not know it never notices.
    Extension,
}

impl Allowed {
    pub(crate) fn read(text: &str) -> Self {
        let allowed: Self = toml::from_str(text).unwrap_or_else(|error| panic!("{error}"));
        for entry in &allowed.difference {
            assert!(!entry.reason.trim().is_empty(), "no reason for {:?}", entry.what);
            let is_added = |what: &String| what.ends_with("is added");
            assert!(
                (entry.kind == Kind::Extension) == entry.what.iter().all(is_added),
                "what is added is an extension, and nothing else is: {:?}",
                entry.what
            );
        }
        allowed
    }

    /// What was found and is not listed, and what is listed and was not found.
    pub(crate) fn judge(&self, found: &BTreeSet<String>) -> (Vec<String>, Vec<String>) {
        let patterns: Vec<&String> = self.difference.iter().flat_map(|entry| &entry.what).collect();
        let unlisted = found.iter().filter(|one| !patterns.iter().any(|pattern| matches(pattern, one)));
        let stale = patterns.iter().filter(|pattern| !found.iter().any(|one| matches(pattern, one)));
        (unlisted.cloned().collect(), stale.map(|pattern| (*pattern).clone()).collect())
    }
}

/// Whether a text is as a pattern says, in which `*` stands for any text.
fn matches(pattern: &str, text: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == text,
        Some((head, tail)) => {
            let Some(rest) = text.strip_prefix(head) else { return false };
            (0..=rest.len()).any(|at| rest.get(at..).is_some_and(|rest| matches(tail, rest)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(sentences: &[&str]) -> BTreeSet<String> {
        sentences.iter().map(|sentence| (*sentence).to_owned()).collect()
    }

    #[test]
    fn what_is_not_listed_and_what_is_listed_in_vain_both_come_out() {
        let allowed = Allowed::read(
            "[[difference]]\nwhat = [\"GET *: answer 403 is added\", \"schema A: property b is added\"]\n\
             kind = \"extension\"\nreason = \"r\"\n",
        );
        let found = found(&[
            "GET /a: answer 403 is added",
            "GET /b: answer 403 is added",
            "GET /a: answer 409 is added",
        ]);
        let (unlisted, stale) = allowed.judge(&found);
        assert_eq!(unlisted, ["GET /a: answer 409 is added"]);
        assert_eq!(stale, ["schema A: property b is added"]);
    }

    #[test]
    fn a_star_stands_for_any_text_and_nothing_else_does() {
        for (pattern, text, is_match) in [
            ("a*c", "abc", true),
            ("a*c", "ac", true),
            ("*", "", true),
            ("a*c*e", "abcde", true),
            ("a*c", "abd", false),
            ("abc", "abcd", false),
        ] {
            assert_eq!(matches(pattern, text), is_match, "{pattern} {text}");
        }
    }
}
