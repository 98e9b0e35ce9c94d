//! Long numbers, as the full-text index has them besides.
//!
//! Trigrams of digits are few, so that each stands in a great part of all messages, and the number of a file would be
//! found by going through all of them. Therefore every run of digits is indexed once more with three digits a
//! character: a trigram of these stands for five digits in a row, and those are rare.

use std::{borrow::Cow, fmt::Write as _};

use ebox_registry::search::SEPARATOR;

/// The character that stands for `000`; none of them is given to anybody.
const FIRST: u32 = 0xF_0000;
/// The fewest digits of which there is a trigram.
const FEWEST: usize = 5;

/// A text as it is indexed.
pub(super) fn indexed(text: &str) -> Cow<'_, str> {
    let mut runs = runs(text).peekable();
    if runs.peek().is_none() {
        return Cow::Borrowed(text);
    }
    let mut indexed = text.to_owned();
    for run in runs {
        indexed.push(SEPARATOR);
        indexed.extend(packed(run));
    }
    Cow::Owned(indexed)
}

/// What an index is asked for a text: phrases that all must be there, the rarest first.
pub(super) fn phrases(text: &str) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut phrases = String::new();
    for run in runs(text) {
        if !phrases.is_empty() {
            phrases.push_str(" AND ");
        }
        let _ = write!(phrases, "\"{}\"", packed(run).collect::<String>());
        if run.len() == text.len() {
            return phrases;
        }
    }
    if phrases.is_empty() { quoted(text) } else { format!("({phrases} AND {})", quoted(text)) }
}

fn runs(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !character.is_ascii_digit()).filter(|run| run.len() >= FEWEST)
}

fn packed(run: &str) -> impl Iterator<Item = char> {
    run.as_bytes().windows(3).filter_map(|three| {
        let number = three.iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0'));
        char::from_u32(FIRST + number)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_long_numbers_are_indexed_twice() {
        assert_eq!(indexed("dossier 2026"), "dossier 2026");
        assert_eq!(indexed("nr. 12345"), format!("nr. 12345{SEPARATOR}\u{F007B}\u{F00EA}\u{F0159}"));
    }

    #[test]
    fn a_number_alone_is_asked_for_by_its_digits_and_within_a_text_besides() {
        assert_eq!(phrases("say \"no\""), "\"say \"\"no\"\"\"");
        assert_eq!(phrases("12345"), "\"\u{F007B}\u{F00EA}\u{F0159}\"");
        assert_eq!(phrases("nr 12345"), "(\"\u{F007B}\u{F00EA}\u{F0159}\" AND \"nr 12345\")");
    }
}
