//! What every store keeps in the same form: the [`document`] of a message, texts, reference data.
//!
//! Readers ignore members they do not know, and members added later have defaults: old rows stay readable.

mod document;
mod payment;
mod reference;

use std::error::Error;

use ebox_domain::{Language, LocalizedText};
use serde::{Deserialize, Serialize};

pub use document::{Columns, message_from_document, message_to_document};
pub use reference::{reference_from_json, reference_to_json};

/// A document that cannot be read back: written by a newer version, or damaged.
#[derive(Debug, thiserror::Error)]
#[error("the stored document has an unreadable {what}")]
pub struct Unreadable {
    what: &'static str,
    #[source]
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl Unreadable {
    fn because(what: &'static str, source: impl Error + Send + Sync + 'static) -> Self {
        Self { what, source: Some(Box::new(source)) }
    }
}

fn unreadable(what: &'static str) -> Unreadable {
    Unreadable { what, source: None }
}

/// A text by language. Languages that this version does not know are ignored.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredText {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    nl: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fr: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    de: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    en: Option<String>,
}

impl StoredText {
    /// Whether no language is there.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Translates a text for storage.
pub fn store_text(text: &LocalizedText) -> StoredText {
    let of = |language| text.get(language).map(str::to_owned);
    StoredText { nl: of(Language::Nl), fr: of(Language::Fr), de: of(Language::De), en: of(Language::En) }
}

/// Reads a stored text.
pub fn read_text(stored: StoredText) -> LocalizedText {
    [
        (Language::Nl, stored.nl),
        (Language::Fr, stored.fr),
        (Language::De, stored.de),
        (Language::En, stored.en),
    ]
    .into_iter()
    .filter_map(|(language, text)| Some((language, text?)))
    .fold(LocalizedText::default(), |all, (language, text)| all.with(language, text))
}

/// A text as JSON.
pub fn text_to_json(text: &LocalizedText) -> String {
    serde_json::to_string(&store_text(text)).unwrap_or_default()
}

/// A text from JSON.
pub fn text_from_json(json: &str) -> Result<LocalizedText, Unreadable> {
    let stored: StoredText =
        serde_json::from_str(json).map_err(|source| Unreadable::because("text", source))?;
    Ok(read_text(stored))
}
