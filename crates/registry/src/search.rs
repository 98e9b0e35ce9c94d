//! Text search: `q` in the language `qlang`, as one literal string.
//!
//! Searched are the texts that people see in a list: subject, values of business data, attention line, and the
//! names and descriptions of the organization, the application and the message type. Bodies and documents are
//! not. Everything is compared folded ([`ebox_domain::fold`]).
//!
//! The texts of a message are in the store's index. Those of reference data are not: they are few, they are in
//! memory, and they change without the messages; a search looks them up first and asks the store for messages
//! that have the text **or** one of these organizations, applications and types.

use ebox_domain::{
    ApplicationId, EnterpriseNumber, Language, LocalizedText, MessageTypeId, fold::folded, message::Message,
    reference::ReferenceData,
};

/// Stands between two texts of a message, so that nothing is found across them. Folded texts have no control
/// characters, so neither has what is searched for.
pub const SEPARATOR: char = '\u{1f}';

/// The languages of texts that are searched.
pub const LANGUAGES: [Language; 3] = [Language::Nl, Language::Fr, Language::De];

/// What is searched for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search {
    /// Folded; never empty.
    text: String,
    language: Language,
    /// Organizations whose names or descriptions have the text.
    pub organizations: Vec<EnterpriseNumber>,
    /// Applications whose names or descriptions have it.
    pub applications: Vec<ApplicationId>,
    /// Message types whose names or descriptions have it.
    pub message_types: Vec<MessageTypeId>,
}

impl Search {
    /// A search for `text` in a language, with what of the reference data has it. `None` for a text of which
    /// nothing is left when it is folded: every text has it.
    pub fn new(text: &str, language: Language, data: &ReferenceData) -> Option<Self> {
        let text = folded(text);
        if text.is_empty() {
            return None;
        }
        let has =
            |texts: &[&LocalizedText]| texts.iter().any(|one| folded(one.best(language)).contains(&text));
        let organizations = data.organizations.values();
        let applications = data.applications.values();
        let message_types = data.message_types.values();
        Some(Self {
            organizations: organizations
                .filter(|one| has(&[&one.short_name, &one.long_name]))
                .map(|one| one.id)
                .collect(),
            applications: applications
                .filter(|one| has(&[&one.name, &one.description]))
                .map(|one| one.id.clone())
                .collect(),
            message_types: message_types
                .filter(|one| has(&[&one.name, &one.description]))
                .map(|one| one.id.clone())
                .collect(),
            text,
            language,
        })
    }

    /// The folded text; never empty, without control characters.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The language that is searched.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// Whether any of the reference data has the text.
    pub fn has_reference(&self) -> bool {
        !(self.organizations.is_empty() && self.applications.is_empty() && self.message_types.is_empty())
    }

    /// Whether a message is found: the definition that every store's index must agree with.
    pub fn finds(&self, message: &Message) -> bool {
        Texts::of(message).have(self)
            || self.organizations.contains(&message.sender.enterprise)
            || self.applications.contains(&message.sender.application)
            || self.message_types.contains(&message.message_type)
    }
}

/// The folded texts of a message that a store indexes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Texts {
    /// Those that are seen in one language only, in the order of [`LANGUAGES`].
    pub by_language: [String; 3],
    /// Those that are seen whatever the language: the attention line, and texts that exist in one language.
    pub every: String,
}

impl Texts {
    /// The texts of a message.
    pub fn of(message: &Message) -> Self {
        let mut texts = Self::default();
        texts.add(&message.subject);
        for value in message.business_data.iter().flat_map(|data| &data.values) {
            texts.add(value);
        }
        if let Some(attention) = &message.attention {
            let ssin = attention.ssin.map(|ssin| ssin.to_string());
            for text in ssin.iter().chain(&attention.label) {
                push(&mut texts.every, text);
            }
        }
        texts
    }

    fn add(&mut self, text: &LocalizedText) {
        if text.has_several() {
            for (place, language) in LANGUAGES.into_iter().enumerate() {
                push(&mut self.by_language[place], text.best(language));
            }
        } else if let Some((_, text)) = text.iter().next() {
            push(&mut self.every, text);
        }
    }

    /// Whether these texts have what is searched for.
    pub fn have(&self, search: &Search) -> bool {
        let own = LANGUAGES.into_iter().position(|language| language == search.language);
        own.is_some_and(|place| self.by_language[place].contains(search.text()))
            || self.every.contains(search.text())
    }
}

fn push(texts: &mut String, text: &str) {
    if !texts.is_empty() {
        texts.push(SEPARATOR);
    }
    texts.push_str(&folded(text));
}
