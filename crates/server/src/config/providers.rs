//! The choices of Document Providers: those of all of them, and what one has differently.

use std::collections::BTreeSet;

use ebox_domain::{
    Language, enterprise::CheckDigits, provider::ProviderId, publication::PublicationSettings,
};
use ebox_registry::Settings;

use super::reader::Section;
use crate::services::ProviderSetup;

/// What was said about the choices of a provider; what was not is the reference provider's choice.
#[derive(Debug, Clone, Default)]
pub(super) struct Choices {
    max_file_size: Option<u64>,
    max_files: Option<usize>,
    check_digits: Option<CheckDigits>,
    languages: Option<BTreeSet<Language>>,
    several_languages: Option<bool>,
    titles: Option<bool>,
    dynamic_expiry: Option<bool>,
    payment_data: Option<bool>,
    broadcast: Option<bool>,
}

impl Choices {
    /// Number and size of files.
    pub(super) fn of_limits(limits: &mut Section<'_>) -> Self {
        Self {
            max_file_size: limits.optional_with("max_file_size", "a size such as 100MiB", |text| {
                text.parse::<bytesize::ByteSize>().ok().map(|size| size.as_u64()).filter(|size| *size > 0)
            }),
            max_files: limits.optional_with("max_files", "a number from 1 to 100", |text| {
                text.parse::<usize>().ok().filter(|number| (1..=100).contains(number))
            }),
            ..Self::default()
        }
    }

    /// Everything else.
    pub(super) fn of_rules(registry: &mut Section<'_>) -> Self {
        let check_digits = registry.optional_with("check_digits", "strict or pattern", |text| match text {
            "strict" => Some(CheckDigits::Strict),
            "pattern" => Some(CheckDigits::Pattern),
            _ => None,
        });
        let languages = registry.list("languages", "some of nl, fr and de", |text| {
            Language::OF_MESSAGES.into_iter().find(|language| language.as_str() == text)
        });
        if languages.as_ref().is_some_and(Vec::is_empty) {
            registry
                .mistake_in("languages", "empty, so that no text would be taken; name some of nl, fr and de");
        }
        let mut flag = |name| registry.optional(name, "true or false");
        Self {
            check_digits,
            languages: languages.map(BTreeSet::from_iter),
            several_languages: flag("several_languages"),
            titles: flag("titles"),
            dynamic_expiry: flag("dynamic_expiry"),
            payment_data: flag("payment_data"),
            broadcast: flag("broadcast"),
            ..Self::default()
        }
    }

    /// Adds what others say, which goes first.
    pub(super) fn add(&mut self, others: Self) {
        *self = Self {
            max_file_size: others.max_file_size.or(self.max_file_size),
            max_files: others.max_files.or(self.max_files),
            check_digits: others.check_digits.or(self.check_digits),
            languages: others.languages.or_else(|| self.languages.take()),
            several_languages: others.several_languages.or(self.several_languages),
            titles: others.titles.or(self.titles),
            dynamic_expiry: others.dynamic_expiry.or(self.dynamic_expiry),
            payment_data: others.payment_data.or(self.payment_data),
            broadcast: others.broadcast.or(self.broadcast),
        };
    }

    fn settings(self) -> Settings {
        let mut settings = Settings::default();
        settings.max_file_size = self.max_file_size.unwrap_or(settings.max_file_size);
        settings.broadcast = self.broadcast.unwrap_or(settings.broadcast);
        let rules = &mut settings.publication;
        rules.max_files = self.max_files.unwrap_or(rules.max_files);
        rules.check_digits = self.check_digits.unwrap_or(rules.check_digits);
        if let Some(languages) = self.languages {
            rules.languages = languages;
        }
        rules.several_languages = self.several_languages.unwrap_or(rules.several_languages);
        rules.titles = self.titles.unwrap_or(rules.titles);
        rules.dynamic_expiry = self.dynamic_expiry.unwrap_or(rules.dynamic_expiry);
        rules.payment_data = self.payment_data.unwrap_or(rules.payment_data);
        settings
    }
}

/// Reads the sections `provider.ID`, each of which says what one provider has differently from `common`.
pub(super) fn read(root: &mut Section<'_>, providers: &[ProviderId], common: &Choices) -> Vec<ProviderSetup> {
    let mut sections = root.section("provider").named_sections();
    let setups = providers.iter().map(|id| {
        let mut choices = common.clone();
        if let Some(mut section) = sections.remove(id.as_str()) {
            choices.add(Choices::of_limits(&mut section));
            choices.add(Choices::of_rules(&mut section));
            section.finish();
        }
        ProviderSetup { id: id.clone(), settings: choices.settings() }
    });
    let setups = setups.collect();
    for (name, section) in &sections {
        section.mistake(format!(
            "provider.{name}: no provider of this process; add it to providers, or correct it"
        ));
    }
    setups
}

impl ProviderSetup {
    /// The choices of the provider, by the names and in the forms that they have in a configuration.
    pub fn choices(&self) -> Vec<(&'static str, String)> {
        let Settings { publication, max_file_size, broadcast } = &self.settings;
        let PublicationSettings {
            check_digits,
            max_files,
            languages,
            several_languages,
            titles,
            dynamic_expiry,
            payment_data,
        } = publication;
        let check_digits = match check_digits {
            CheckDigits::Strict => "strict",
            CheckDigits::Pattern => "pattern",
        };
        let languages: Vec<&str> = languages.iter().map(|language| language.as_str()).collect();
        vec![
            ("max_file_size", format!("{max_file_size}B")),
            ("max_files", max_files.to_string()),
            ("check_digits", check_digits.to_owned()),
            ("languages", languages.join(" ")),
            ("several_languages", several_languages.to_string()),
            ("titles", titles.to_string()),
            ("dynamic_expiry", dynamic_expiry.to_string()),
            ("payment_data", payment_data.to_string()),
            ("broadcast", broadcast.to_string()),
        ]
    }
}
