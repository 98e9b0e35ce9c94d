//! What the parties say to each other: comments, questions and answers, with files.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::party::Author;

/// The most characters of something said.
pub const LONGEST: usize = 4_000;
/// The most bytes of a file.
pub const LARGEST_FILE: usize = 10 << 20;
/// The most files with one note.
pub const MOST_FILES: usize = 5;
/// The most notes of a dossier.
pub const MOST_NOTES: u32 = 2_000;

/// What a note is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum NoteKind {
    /// Something to know.
    Comment,
    /// Something that somebody has to answer: a form is not validated before that.
    Question,
    /// The answer to the question with this number.
    Answer(u32),
}

/// Something that was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Note {
    /// Its number within the dossier, from 1.
    pub number: u32,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: Author,
    /// What it is.
    pub kind: NoteKind,
    /// The words.
    pub text: String,
    /// The files with it.
    pub files: Vec<FileName>,
}

/// A file of the conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FileName {
    /// What it is called: no path, at most 255 characters.
    pub name: String,
    /// How many bytes it has.
    pub size: u64,
}

/// A file with its bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct NewFile {
    /// What it is called.
    pub name: ebox_domain::FileName,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for NewFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "NewFile({} bytes)", self.bytes.len())
    }
}
