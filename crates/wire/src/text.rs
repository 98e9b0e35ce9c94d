//! Texts in the languages of the federation.

use ebox_domain::{Language, LocalizedText};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A text in Dutch, French and German.
///
/// The portal of the federation needs all three, so an answer carries another language's text where one is
/// missing ([`TranslatedString::complete`]); a publication carries one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct TranslatedString {
    /// In Dutch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nl: Option<String>,
    /// In French.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fr: Option<String>,
    /// In German.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub de: Option<String>,
}

impl TranslatedString {
    /// A text as answers carry it: in all three languages, the missing ones filled with another's.
    pub fn complete(text: &LocalizedText) -> Self {
        let best = |language| (!text.is_empty()).then(|| text.best(language).to_owned());
        Self { nl: best(Language::Nl), fr: best(Language::Fr), de: best(Language::De) }
    }

    /// The same; nothing when the text has no language at all.
    pub fn complete_if_any(text: &LocalizedText) -> Option<Self> {
        (!text.is_empty()).then(|| Self::complete(text))
    }

    /// A text as publications carry it: in the languages that it has.
    pub fn exact(text: &LocalizedText) -> Self {
        let get = |language| text.get(language).map(str::to_owned);
        Self { nl: get(Language::Nl), fr: get(Language::Fr), de: get(Language::De) }
    }
}

impl From<TranslatedString> for LocalizedText {
    fn from(text: TranslatedString) -> Self {
        [(Language::Nl, text.nl), (Language::Fr, text.fr), (Language::De, text.de)]
            .into_iter()
            .filter_map(|(language, text)| Some((language, text?)))
            .fold(Self::default(), |all, (language, text)| all.with(language, text))
    }
}

/// A text in Dutch, French, German and English, as the provider registry carries them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = TranslatedString)]
pub struct TranslatedStringWithEnglish {
    /// In Dutch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nl: Option<String>,
    /// In French.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fr: Option<String>,
    /// In German.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub de: Option<String>,
    /// In English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

impl From<&LocalizedText> for TranslatedStringWithEnglish {
    fn from(text: &LocalizedText) -> Self {
        let get = |language| text.get(language).map(str::to_owned);
        Self { nl: get(Language::Nl), fr: get(Language::Fr), de: get(Language::De), en: get(Language::En) }
    }
}

impl TranslatedStringWithEnglish {
    /// A name as the provider registry answers it: Dutch, French and German are there, the missing ones filled with
    /// another language's text; English where there is some.
    pub fn complete(text: &LocalizedText) -> Self {
        let TranslatedString { nl, fr, de } = TranslatedString::complete(text);
        Self { nl, fr, de, ..text.into() }
    }
}

impl From<TranslatedStringWithEnglish> for LocalizedText {
    fn from(text: TranslatedStringWithEnglish) -> Self {
        let three = TranslatedString { nl: text.nl, fr: text.fr, de: text.de };
        match text.en {
            Some(english) => Self::from(three).with(Language::En, english),
            None => three.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_has_all_three_languages_of_the_portal() {
        let text = LocalizedText::in_one(Language::Fr, "Bonjour");
        assert_eq!(
            serde_json::to_value(TranslatedString::complete(&text)).expect("serialisable"),
            serde_json::json!({"nl": "Bonjour", "fr": "Bonjour", "de": "Bonjour"})
        );
        assert_eq!(
            serde_json::to_value(TranslatedString::exact(&text)).expect("serialisable"),
            serde_json::json!({"fr": "Bonjour"})
        );
    }
}
