//! Answers to read.

use super::{Asked, Piece, Questions};
use crate::form::Kind;

/// Answers that belong together.
#[derive(Debug, Clone)]
pub(in crate::pages) struct Group {
    pub(in crate::pages) title: String,
    pub(in crate::pages) answers: Vec<Answer>,
    /// How deep it lies: an entry of a list within the form, or within another entry.
    pub(in crate::pages) depth: usize,
}

/// An answer.
#[derive(Debug, Clone)]
pub(in crate::pages) struct Answer {
    pub(in crate::pages) field: String,
    pub(in crate::pages) label: String,
    pub(in crate::pages) value: String,
    /// The language that it is in, where that is known.
    pub(in crate::pages) lang: Option<&'static str>,
    /// What was remarked about it.
    pub(in crate::pages) remark: Option<String>,
}

impl Questions {
    /// The answers, group by group; a question without an answer is there, and empty.
    pub(in crate::pages) fn answers(&self) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        let mut depth = 0;
        for piece in &self.pieces {
            match piece {
                Piece::Title(title, _) => {
                    depth = 0;
                    groups.push(Group { title: title.clone(), answers: Vec::new(), depth });
                }
                Piece::Begin(entry) => {
                    depth += 1;
                    groups.push(Group { title: entry.title.clone(), answers: Vec::new(), depth });
                }
                Piece::End => depth -= 1,
                Piece::One(asked) => into(&mut groups, asked, asked.field.label.clone()),
                Piece::Three(label, all) => {
                    for asked in all {
                        into(&mut groups, asked, format!("{label} ({})", asked.field.label));
                    }
                }
                Piece::Add(_) => {}
            }
        }
        groups.retain(|group| !group.answers.is_empty());
        groups
    }
}

fn into(groups: &mut [Group], asked: &Asked, label: String) {
    let Some(group) = groups.last_mut() else { return };
    let lang = match asked.field.kind {
        Kind::Text(_, lang) => lang,
        _ => None,
    };
    group.answers.push(Answer {
        field: asked.field.name.to_string(),
        label,
        value: asked.shown(),
        lang,
        remark: asked.field.remark.clone(),
    });
}

impl Asked {
    /// The answer as people read it.
    pub(in crate::pages) fn shown(&self) -> String {
        self.show(&self.field.value)
    }

    /// Another answer to the same question, as people read it.
    pub(in crate::pages) fn show(&self, value: &str) -> String {
        match &self.field.kind {
            Kind::Select(choices) | Kind::Radios(choices) => {
                let chosen = choices.iter().find(|choice| choice.value == value);
                chosen.map_or_else(|| value.to_owned(), |choice| choice.name.clone())
            }
            // An image says nothing as text.
            Kind::File(_) if !value.is_empty() => "✓".to_owned(),
            _ => value.to_owned(),
        }
    }
}
