//! How values are shown, whatever the page.

use ebox_domain::{Language, LocalizedText, Ssin};

/// A text of somebody else, perhaps in another language than the page: then `lang` says so to screen readers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) text: String,
    pub(crate) lang: Option<&'static str>,
}

impl Said {
    /// A text that belongs to no language: a name, an identifier.
    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), lang: None }
    }
}

/// A text in the reader's language, or else in one that there is.
pub(crate) fn said(text: &LocalizedText, reader: Language) -> Said {
    if let Some(text) = text.get(reader) {
        return Said::plain(text);
    }
    match text.iter().next() {
        Some((language, text)) => Said { text: text.to_owned(), lang: Some(language.as_str()) },
        None => Said::plain(""),
    }
}

/// A name in the reader's language; names are not marked with a language.
pub(crate) fn name(text: &LocalizedText, reader: Language, otherwise: &str) -> String {
    let name = text.best(reader);
    if name.trim().is_empty() { otherwise.to_owned() } else { name.to_owned() }
}

/// An enterprise number as people write it: `0852.093.431`.
pub(crate) fn enterprise(number: &str) -> String {
    match (number.get(..4), number.get(4..7), number.get(7..10)) {
        (Some(one), Some(two), Some(three)) if number.len() == 10 => format!("{one}.{two}.{three}"),
        _ => number.to_owned(),
    }
}

/// A person's number as it is shown to others: enough to tell two people of one name apart, without the day of birth.
pub(crate) fn ssin(number: Ssin) -> String {
    let digits = number.as_str();
    match (digits.get(6..9), digits.get(9..)) {
        (Some(serial), Some(check)) => format!("**.**.**-{serial}.{check}"),
        _ => String::new(),
    }
}

/// A text as one word of a command, whatever is in it.
pub(crate) fn word(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// A text as one part of a path.
pub(crate) fn segment(text: &str) -> String {
    ebox_domain::percent::encode(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_in_another_language_says_so() {
        let text = LocalizedText::in_one(Language::Fr, "Bonjour");
        assert_eq!(said(&text, Language::Fr), Said::plain("Bonjour"));
        assert_eq!(said(&text, Language::Nl).lang, Some("fr"));
        assert_eq!(said(&LocalizedText::default(), Language::Nl), Said::plain(""));
    }

    #[test]
    fn a_word_of_a_command_stays_one() {
        assert_eq!(word("Dienst Proef"), "'Dienst Proef'");
        assert_eq!(word("l'Office; rm -rf $HOME"), r"'l'\''Office; rm -rf $HOME'");
    }

    #[test]
    fn an_enterprise_number_is_written_with_its_dots() {
        assert_eq!(enterprise("0852093431"), "0852.093.431");
        assert_eq!(enterprise("none"), "none");
    }

    #[test]
    fn a_persons_number_does_not_show_the_day_of_birth() {
        assert_eq!(ssin("94022722580".parse().expect("a number")), "**.**.**-225.80");
    }
}
