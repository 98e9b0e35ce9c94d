//! The languages of messages and of the people who read them.

use std::fmt;

use crate::unseen::is_blank;

/// A language of the federation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// Dutch.
    Nl,
    /// French.
    Fr,
    /// German.
    De,
    /// English: names of providers and the portal; never the text of a message.
    En,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Nl, Self::Fr, Self::De, Self::En];

    /// Those in which the texts of messages come.
    pub const OF_MESSAGES: [Self; 3] = [Self::Nl, Self::Fr, Self::De];

    /// The two-letter code.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Nl => "nl",
            Self::Fr => "fr",
            Self::De => "de",
            Self::En => "en",
        }
    }

    /// Reads a two-letter code.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.as_str() == text)
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A text in one or more languages (the contract's `TranslatedString`).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LocalizedText([Option<String>; 4]);

impl LocalizedText {
    /// A text in one language.
    pub fn in_one(language: Language, text: impl Into<String>) -> Self {
        Self::default().with(language, text)
    }

    /// The same text in Dutch, French and German: names that are not translated.
    pub fn untranslated(text: &str) -> Self {
        Self::default().with(Language::Nl, text).with(Language::Fr, text).with(Language::De, text)
    }

    /// Adds or replaces a language.
    pub fn with(mut self, language: Language, text: impl Into<String>) -> Self {
        self.0[language as usize] = Some(text.into());
        self
    }

    /// Changes languages: to the text that is given, or away where none is. The others keep theirs.
    pub fn changed(mut self, changes: impl IntoIterator<Item = (Language, Option<String>)>) -> Self {
        for (language, text) in changes {
            self.0[language as usize] = text;
        }
        self
    }

    /// The text in a language.
    pub fn get(&self, language: Language) -> Option<&str> {
        self.0[language as usize].as_deref()
    }

    /// The text in a language, else in the first that there is: Dutch, French, German, English.
    pub fn best(&self, language: Language) -> &str {
        self.get(language).or_else(|| self.iter().next().map(|(_, text)| text)).unwrap_or_default()
    }

    /// Every language that is there, with its text.
    pub fn iter(&self) -> impl Iterator<Item = (Language, &str)> {
        Language::ALL.into_iter().filter_map(|language| Some((language, self.get(language)?)))
    }

    /// Whether no language is there.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }

    /// Whether the text of a language has nothing that anybody sees.
    pub fn has_blank(&self) -> bool {
        self.iter().any(|(_, text)| is_blank(text))
    }

    /// Whether more than one language is there.
    pub fn has_several(&self) -> bool {
        self.iter().nth(1).is_some()
    }

    /// The length of the longest text, in Unicode code points.
    pub fn longest(&self) -> usize {
        self.iter().map(|(_, text)| text.chars().count()).max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_gets_a_text_even_when_their_language_is_missing() {
        let text = LocalizedText::in_one(Language::Fr, "Bonjour");
        assert_eq!(text.best(Language::De), "Bonjour");
        assert_eq!(LocalizedText::default().best(Language::De), "");
        assert!(!text.has_several());
        assert!(text.with(Language::Nl, "Dag").has_several());
    }
}
