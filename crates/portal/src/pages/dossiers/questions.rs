//! The forms of a dossier as questions: in their order, with what was answered, what was remarked, what is wrong.
//!
//! The same questions are a form to fill in and a page to read, and say what a field is called wherever somebody
//! speaks of it. Which fields there are follows from the entries of the lists, so that what a form posts is read with
//! the questions that it answers: nothing else gets into a draft.
//!
//! **To add one more** question: a line in [`request`], [`sender`] or [`provider`].

mod answers;
mod provider;
mod request;
mod sender;
mod values;

use std::collections::BTreeMap;

use ebox_domain::{Environment, Language};
use ebox_dossier::{Dossier, Kind, Mistake, Part, Remark};
use ebox_i18n::{Phrase, Texts};

pub(in crate::pages) use answers::Group;
pub(in crate::pages) use values::Values;

use super::problem;
use crate::form::{Choice, Field, Kind as Entered};

/// The questions of a form.
#[derive(Debug, Clone, Default)]
pub(in crate::pages) struct Questions {
    pub(in crate::pages) pieces: Vec<Piece>,
}

/// A piece of the form, in its order.
#[derive(Debug, Clone)]
pub(in crate::pages) enum Piece {
    /// A part begins: its name, and what it is about.
    Title(String, Option<String>),
    /// A question.
    One(Asked),
    /// A question in the three languages of messages.
    Three(String, Vec<Asked>),
    /// An entry of a list begins.
    Begin(Entry),
    /// It ends.
    End,
    /// The end of a list, where an entry is added.
    Add(Adding),
}

/// A question.
#[derive(Debug, Clone)]
pub(in crate::pages) struct Asked {
    pub(in crate::pages) field: Field,
    /// What it is called where the entry is not before one's eyes.
    pub(in crate::pages) called: String,
}

impl Asked {
    /// Whether it is about an image that is there.
    pub(in crate::pages) fn has_image(&self) -> bool {
        matches!(self.field.kind, Entered::File(_)) && !self.field.value.is_empty()
    }
}

/// An entry of a list.
#[derive(Debug, Clone)]
pub(in crate::pages) struct Entry {
    /// The list: `types`.
    pub(in crate::pages) list: String,
    pub(in crate::pages) number: u32,
    pub(in crate::pages) title: String,
    /// Whether it lies within another entry.
    pub(in crate::pages) is_inner: bool,
}

impl Entry {
    /// What the names of its fields begin with: `types.0`.
    pub(in crate::pages) fn name(&self) -> String {
        format!("{}.{}", self.list, self.number)
    }
}

/// The place where an entry is added to a list.
#[derive(Debug, Clone)]
pub(in crate::pages) struct Adding {
    pub(in crate::pages) list: String,
    /// What the list is called.
    pub(in crate::pages) called: String,
    pub(in crate::pages) button: String,
    /// Whether there is room for one more.
    pub(in crate::pages) has_room: bool,
    pub(in crate::pages) mistake: Option<String>,
    pub(in crate::pages) remark: Option<String>,
}

/// What a form is about.
#[derive(Debug, Clone)]
pub(in crate::pages) struct About {
    pub(in crate::pages) part: Part,
    pub(in crate::pages) kind: Kind,
    pub(in crate::pages) environments: Vec<Environment>,
    /// The Document Providers that can be chosen.
    pub(in crate::pages) providers: Vec<Choice>,
    /// The files of the conversation.
    pub(in crate::pages) files: Vec<Choice>,
}

impl About {
    /// A form of a dossier, without anything to choose from.
    pub(in crate::pages) fn of(dossier: &Dossier, part: Part) -> Self {
        Self {
            part,
            kind: dossier.kind(),
            environments: dossier.environments(),
            providers: Vec::new(),
            files: Vec::new(),
        }
    }
}

impl Questions {
    /// The questions with what was answered so far.
    pub(in crate::pages) fn new(t: Texts, about: &About, values: &Values) -> Self {
        let mut asking = Asking { t, values, pieces: Vec::new(), within: Vec::new() };
        match (about.part, about.kind) {
            (Part::Request, _) => request::ask(&mut asking),
            (Part::Form, Kind::Provider) => provider::ask(&mut asking, about),
            (Part::Form, _) => sender::ask(&mut asking, about),
        }
        Self { pieces: asking.pieces }
    }

    /// Every question.
    pub(in crate::pages) fn asked(&self) -> impl Iterator<Item = &Asked> {
        self.pieces.iter().flat_map(|piece| match piece {
            Piece::One(asked) => std::slice::from_ref(asked),
            Piece::Three(_, asked) => asked,
            _ => &[],
        })
    }

    fn asked_mut(&mut self) -> impl Iterator<Item = &mut Asked> {
        self.pieces.iter_mut().flat_map(|piece| match piece {
            Piece::One(asked) => std::slice::from_mut(asked),
            Piece::Three(_, asked) => asked,
            _ => &mut [],
        })
    }

    fn adding_mut(&mut self) -> impl Iterator<Item = &mut Adding> {
        self.pieces.iter_mut().filter_map(|piece| match piece {
            Piece::Add(adding) => Some(adding),
            _ => None,
        })
    }

    /// What is answered, field by field: everything that the form asks, and nothing else.
    pub(in crate::pages) fn fields(&self) -> BTreeMap<String, String> {
        self.asked().map(|asked| (asked.field.name.to_string(), asked.field.value.clone())).collect()
    }

    /// The same with what is wrong.
    pub(in crate::pages) fn wrong(mut self, t: Texts, mistakes: &[Mistake]) -> Self {
        for mistake in mistakes {
            let said = problem::said(t, &mistake.problem);
            if let Some(asked) = self.asked_mut().find(|asked| asked.field.name == mistake.field) {
                asked.field.mistake.get_or_insert(said);
            } else if let Some(adding) = self.adding_mut().find(|adding| adding.list == mistake.field) {
                adding.mistake.get_or_insert(said);
            }
        }
        self
    }

    /// The same with what was remarked; what is about no field of the form is given back.
    pub(in crate::pages) fn remarked(mut self, t: Texts, remarks: &[Remark]) -> (Self, Vec<String>) {
        let mut others = Vec::new();
        for remark in remarks {
            let said = t.say("writing-remark").with("text", remark.text.as_str()).to_string();
            if let Some(asked) = self.asked_mut().find(|asked| asked.field.name == remark.field) {
                asked.field.remark = Some(said);
            } else if let Some(adding) = self.adding_mut().find(|adding| adding.list == remark.field) {
                adding.remark = Some(said);
            } else {
                others.push(remark.text.clone());
            }
        }
        (self, others)
    }

    /// Everything that is wrong: where it is, what it is called, what is the matter.
    pub(in crate::pages) fn mistakes(&self) -> Vec<(String, String, String)> {
        let of_fields =
            |asked: &Asked| Some((asked.field.anchor(), asked.called.clone(), asked.field.mistake.clone()?));
        let found = self.pieces.iter().flat_map(|piece| -> Vec<_> {
            match piece {
                Piece::One(asked) => of_fields(asked).into_iter().collect(),
                Piece::Three(_, asked) => asked.iter().filter_map(of_fields).collect(),
                Piece::Add(adding) => adding
                    .mistake
                    .iter()
                    .map(|mistake| (adding.list.clone(), adding.called.clone(), mistake.clone()))
                    .collect(),
                Piece::Title(..) | Piece::Begin(_) | Piece::End => Vec::new(),
            }
        });
        found.collect()
    }
}

/// Asking, one question after another.
struct Asking<'v> {
    t: Texts,
    values: &'v Values,
    pieces: Vec<Piece>,
    /// The entries in which the next question lies, by their names.
    within: Vec<String>,
}

impl Asking<'_> {
    fn title(&mut self, title: &Phrase, hint: Option<Phrase>) {
        self.pieces.push(Piece::Title(title.to_string(), hint.map(String::from)));
    }

    fn asked(&self, field: Field, label: &str) -> Asked {
        let value = self.values.get(&field.name).to_owned();
        let called = self.within.iter().map(String::as_str).chain([label]).collect::<Vec<_>>().join(", ");
        Asked { field: field.value(value), called }
    }

    /// Asks something.
    fn ask(&mut self, field: Field) {
        let label = field.label.clone();
        let asked = self.asked(field, &label);
        self.pieces.push(Piece::One(asked));
    }

    /// Asks something in the three languages of messages.
    fn names(&mut self, field: &str, label: &Phrase, most: usize) {
        let asked = Language::OF_MESSAGES.map(|language| {
            let name = match language {
                Language::Nl => "Nederlands",
                Language::Fr => "Français",
                Language::De => "Deutsch",
                Language::En => "English",
            };
            let kind = Entered::Text(most, Some(language.as_str()));
            self.asked(Field::new(format!("{field}.{language}"), name, kind), &format!("{label}, {name}"))
        });
        self.pieces.push(Piece::Three(label.to_string(), asked.into()));
    }

    /// Asks for the entries of a list.
    fn list(
        &mut self,
        list: String,
        most: usize,
        (called, button): (Phrase, Phrase),
        title: impl Fn(usize) -> Phrase,
        mut entry: impl FnMut(&mut Self, &str),
    ) {
        let entries = self.values.entries(&list);
        for (place, number) in entries.iter().enumerate() {
            let title = title(place + 1).to_string();
            let begun = Entry {
                list: list.clone(),
                number: *number,
                title: title.clone(),
                is_inner: !self.within.is_empty(),
            };
            let name = begun.name();
            self.pieces.push(Piece::Begin(begun));
            self.within.push(title);
            entry(self, &name);
            self.within.pop();
            self.pieces.push(Piece::End);
        }
        let button = button.to_string();
        let called = self.within.iter().cloned().chain([called.to_string()]).collect::<Vec<_>>().join(", ");
        let has_room = entries.len() < most;
        self.pieces.push(Piece::Add(Adding { list, called, button, has_room, mistake: None, remark: None }));
    }
}
