//! Reading a draft: what each field means, with everything that is missing or wrong.

use ebox_domain::{Language, LocalizedText};

use crate::draft::Draft;

/// Something missing or wrong in a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The field, as the draft calls it.
    pub field: String,
    /// What is the matter with it.
    pub problem: Problem,
}

/// What can be the matter with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// It has to be filled in.
    Missing,
    /// It has more characters than this.
    TooLong(usize),
    /// It is no number between these.
    NoNumber(u32, u32),
    /// It is none of the choices.
    NoChoice,
    /// It is no identifier: letters, digits and `: . _ -`, up to so many.
    NoIdentifier(usize),
    /// It stands in this form twice.
    Twice,
    /// The list has no entry.
    NoEntry,
    /// It names an application that this form does not have.
    UnknownApplication,
    /// It is no e-mail address.
    NoEmail,
    /// It is no address that begins with `https://`.
    NoAddress,
    /// It leads to the desk's own machine or network, or is not encrypted.
    NotPublic,
    /// Paths cannot be added to this address.
    NoBaseAddress,
    /// The image is no PNG, GIF or JPEG, not square, or too large.
    NoLogo,
    /// It is no identifier of a Document Provider: small letters, digits and hyphens.
    NoProvider,
    /// Another organisation has it already.
    Taken,
    /// It is no file of the conversation.
    NoFile,
}

/// Whether the name of a host ends here.
fn ends_host(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with([':', '/'])
}

/// Reads fields and gathers mistakes.
pub(crate) struct Reader<'d> {
    draft: &'d Draft,
    pub(crate) mistakes: Vec<Mistake>,
}

impl<'d> Reader<'d> {
    pub(crate) const fn of(draft: &'d Draft) -> Self {
        Self { draft, mistakes: Vec::new() }
    }

    pub(crate) fn mistake(&mut self, field: &str, problem: Problem) {
        self.mistakes.push(Mistake { field: field.to_owned(), problem });
    }

    pub(crate) fn get(&self, field: &str) -> &'d str {
        self.draft.get(field)
    }

    pub(crate) fn entries(&self, list: &str) -> Vec<u32> {
        self.draft.entries(list).into_iter().collect()
    }

    /// A text that may be missing, of so many characters at most.
    pub(crate) fn optional(&mut self, field: &str, most: usize) -> Option<String> {
        let text = self.get(field);
        if text.chars().count() > most {
            self.mistake(field, Problem::TooLong(most));
        }
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// A text that has to be there.
    pub(crate) fn text(&mut self, field: &str, most: usize) -> String {
        self.optional(field, most).unwrap_or_else(|| {
            self.mistake(field, Problem::Missing);
            String::new()
        })
    }

    /// A name in the three languages of messages.
    pub(crate) fn names(&mut self, field: &str, most: usize) -> LocalizedText {
        Language::OF_MESSAGES.into_iter().fold(LocalizedText::default(), |names, language| {
            let name = self.text(&format!("{field}.{language}"), most);
            if name.is_empty() { names } else { names.with(language, name) }
        })
    }

    /// A whole number between two others.
    pub(crate) fn number(&mut self, field: &str, least: u32, most: u32) -> u32 {
        let text = self.get(field);
        if text.is_empty() {
            self.mistake(field, Problem::Missing);
            return least;
        }
        // People write thousands with a space or a dot.
        let digits: String =
            text.chars().filter(|letter| !matches!(letter, ' ' | '.' | '\u{a0}' | '\u{202f}')).collect();
        match digits.parse() {
            Ok(number) if (least..=most).contains(&number) => number,
            _ => {
                self.mistake(field, Problem::NoNumber(least, most));
                least
            }
        }
    }

    /// One of a few choices.
    pub(crate) fn choice<T>(&mut self, field: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = self.get(field);
        let choice = parse(text);
        if choice.is_none() {
            self.mistake(field, if text.is_empty() { Problem::Missing } else { Problem::NoChoice });
        }
        choice
    }

    /// An address of a page or of a service, when there is one.
    pub(crate) fn address(&mut self, field: &str) -> Option<String> {
        let address = self.optional(field, 500)?;
        // Nothing that leaves the machine goes unencrypted; a rehearsal does not leave it.
        let rest = address.strip_prefix("https://").or_else(|| {
            let rest = address.strip_prefix("http://")?;
            let here = ["127.0.0.1", "localhost", "[::1]"];
            here.iter().any(|host| rest.strip_prefix(host).is_some_and(ends_host)).then_some(rest)
        });
        let is_address = rest.is_some_and(|rest| {
            !rest.is_empty()
                && rest.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'<' | b'>'))
        });
        if !is_address {
            self.mistake(field, Problem::NoAddress);
        }
        Some(address)
    }

    /// Everything that was wrong, or what was read.
    pub(crate) fn done<T>(self, read: Option<T>) -> Result<T, Vec<Mistake>> {
        match read {
            Some(read) if self.mistakes.is_empty() => Ok(read),
            _ => Err(self.mistakes),
        }
    }
}
