//! Letters by e-mail to people who work with a service.

use std::fmt;

use jiff::Timestamp;

use crate::{email::EmailAddress, language::Language};

/// A letter to one person, already in words: plain text in their language.
///
/// It is personal data: `Debug` shows nothing of its words, and logs must never carry them.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// When it was written.
    pub at: Timestamp,
    /// To whom.
    pub to: EmailAddress,
    /// In which language.
    pub language: Language,
    subject: String,
    text: String,
}

impl Letter {
    /// The most characters (Unicode code points) of a subject.
    pub const MAX_SUBJECT: usize = 200;
    /// The most characters of a text.
    pub const MAX_TEXT: usize = 20_000;

    /// A letter. Its subject becomes one line; what is longer than a letter may be is cut off, and control characters
    /// are left out, so that words of others in it change nothing but the words.
    pub fn new(at: Timestamp, to: EmailAddress, language: Language, subject: &str, text: &str) -> Self {
        let subject = subject.split_whitespace().collect::<Vec<_>>().join(" ");
        let subject = subject.chars().filter(|c| !c.is_control()).take(Self::MAX_SUBJECT).collect();
        let is_text = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
        let text = text.chars().filter(is_text).take(Self::MAX_TEXT).collect();
        Self { at, to, language, subject, text }
    }

    /// What it is about, in one line.
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// What it says. Lines end in `\n`.
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl fmt::Debug for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Letter")
            .field("at", &self.at)
            .field("to", &self.to)
            .field("language", &self.language)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(subject: &str, text: &str) -> Letter {
        let to = "anna@korenaar.example".parse().expect("an address");
        Letter::new(Timestamp::UNIX_EPOCH, to, Language::En, subject, text)
    }

    #[test]
    fn a_subject_is_one_line_and_a_text_is_text() {
        let letter = letter("Agreed:\r\nBcc: evil@example.be \u{7}now", "One\r\nTwo\n\u{0}Three\tFour");
        assert_eq!(letter.subject(), "Agreed: Bcc: evil@example.be now");
        assert_eq!(letter.text(), "One\nTwo\nThree\tFour");
    }

    #[test]
    fn what_is_too_long_is_cut_off_and_nothing_of_it_is_shown_in_logs() {
        let letter = letter(&"é".repeat(300), &"secret ".repeat(4000));
        assert_eq!(letter.subject().chars().count(), Letter::MAX_SUBJECT);
        assert_eq!(letter.text().chars().count(), Letter::MAX_TEXT);
        let shown = format!("{letter:?}");
        assert!(!shown.contains("secret") && !shown.contains("anna") && !shown.contains('é'), "{shown}");
    }
}
