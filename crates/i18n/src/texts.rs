//! Looking texts up.

use std::{borrow::Borrow, fmt, sync::LazyLock};

use ebox_domain::Language;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use unic_langid::LanguageIdentifier;

use crate::{areas::AREAS, numbers};

type Bundle = FluentBundle<FluentResource>;

/// The texts of each language, read once, in the order of [`Language::ALL`].
static BUNDLES: LazyLock<[Bundle; 4]> = LazyLock::new(|| Language::ALL.map(bundle));

fn bundle(language: Language) -> Bundle {
    // The codes of the four languages are well formed; without a locale only plurals would suffer.
    let locale: LanguageIdentifier = language.as_str().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![locale]);
    // Marks around arguments are for texts in two directions of writing, which these languages are not.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match language {
        Language::Nl => |value, _| grouped(Language::Nl, value),
        Language::Fr => |value, _| grouped(Language::Fr, value),
        Language::De => |value, _| grouped(Language::De, value),
        Language::En => |value, _| grouped(Language::En, value),
    }));
    for area in AREAS {
        // What cannot be read is left out here, and fails the tests.
        let resource = FluentResource::try_new(area.in_language(language).to_owned());
        let (Ok(resource) | Err((resource, _))) = resource;
        if let Err(errors) = bundle.add_resource(resource) {
            tracing::error!(area = area.name, %language, ?errors, "texts are there twice");
        }
    }
    bundle
}

/// Counts are integers; they are written as the language groups digits.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "only whole numbers that are not negative become arguments"
)]
fn grouped(language: Language, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(numbers::grouped(language, number.value as u64)),
        _ => None,
    }
}

/// Everything that can be said in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Texts {
    language: Language,
}

impl Texts {
    /// The texts of a language.
    pub const fn of(language: Language) -> Self {
        Self { language }
    }

    /// The language that these texts speak.
    pub const fn language(self) -> Language {
        self.language
    }

    /// A text. Where it has arguments, give each with [`Phrase::with`].
    pub const fn say(self, key: &'static str) -> Phrase {
        Phrase { language: self.language, key, arguments: Vec::new() }
    }

    /// A count, as the language writes it: `1.234`.
    pub fn number(self, number: impl Borrow<u64>) -> String {
        numbers::grouped(self.language, *number.borrow())
    }

    /// A size in bytes, rounded as people say it: `1,2 MB`.
    pub fn size(self, bytes: impl Borrow<u64>) -> String {
        numbers::size(self.language, *bytes.borrow())
    }
}

/// What a placeable of a text stands for.
#[derive(Debug, Clone)]
pub enum Argument {
    /// A count: the language chooses its plural and groups its digits.
    Count(u64),
    /// A text.
    Text(String),
}

impl From<u64> for Argument {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

impl From<u32> for Argument {
    fn from(count: u32) -> Self {
        Self::Count(count.into())
    }
}

impl From<usize> for Argument {
    fn from(count: usize) -> Self {
        // The compiler knows no machine on which this would lose anything.
        Self::Count(count as u64)
    }
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// Templates hand over references.
impl<T: Clone> From<&T> for Argument
where
    Self: From<T>,
{
    fn from(argument: &T) -> Self {
        Self::from(argument.clone())
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// A text with its arguments. `Display` writes it.
#[derive(Debug, Clone)]
pub struct Phrase {
    language: Language,
    key: &'static str,
    arguments: Vec<(&'static str, Argument)>,
}

impl Phrase {
    /// Says what a placeable of the text stands for.
    pub fn with(mut self, name: &'static str, argument: impl Into<Argument>) -> Self {
        self.arguments.push((name, argument.into()));
        self
    }
}

impl From<Phrase> for String {
    fn from(phrase: Phrase) -> Self {
        phrase.to_string()
    }
}

impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bundle = &BUNDLES[self.language as usize];
        let Some(pattern) = bundle.get_message(self.key).and_then(|message| message.value()) else {
            tracing::error!(key = self.key, language = %self.language, "a text is missing");
            return f.write_str(self.key);
        };
        let mut arguments = FluentArgs::with_capacity(self.arguments.len());
        for (name, argument) in &self.arguments {
            match argument {
                // Counts beyond 2^53 do not occur; Fluent knows no other numbers.
                #[expect(clippy::cast_precision_loss, reason = "nobody counts that far")]
                Argument::Count(count) => arguments.set(*name, *count as f64),
                Argument::Text(text) => arguments.set(*name, text.as_str()),
            }
        }
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&arguments), &mut errors);
        if !errors.is_empty() {
            tracing::error!(key = self.key, language = %self.language, ?errors, "a text lacks an argument");
        }
        f.write_str(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_nobody_wrote_is_its_key_and_no_panic() {
        assert_eq!(Texts::of(Language::De).say("no-such-text").to_string(), "no-such-text");
    }

    #[test]
    fn a_count_is_grouped_and_in_its_plural() {
        let say =
            |language, count: u64| Texts::of(language).say("messages-total").with("count", count).to_string();
        assert_eq!(say(Language::En, 1), "1 message");
        assert_eq!(say(Language::En, 1234), "1,234 messages");
        assert_eq!(say(Language::Nl, 1234), "1.234 berichten");
        assert_eq!(say(Language::Fr, 0), "0 message");
        assert_eq!(say(Language::De, 2_000_000), "2.000.000 Nachrichten");
    }
}
