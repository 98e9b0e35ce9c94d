//! What was said about a dossier, and saying something: comments, questions, answers, with files.

use std::borrow::Borrow;

use bytes::Bytes;
use ebox_domain::{FileName, file_name::InvalidFileName};
use ebox_dossier::{
    Author, Dossier, DossierError, DossierNumber, Dossiers, NotDone, Party, Visit,
    conversation::{LARGEST_FILE, LONGEST, MOST_FILES, NewFile, Note, NoteKind},
};
use ebox_i18n::Texts;

use crate::{
    Portal,
    failure::Failure,
    fields::Fields,
    pages::{
        dossiers::{Names, refused, told},
        manage::done::Outcome,
    },
};

/// A conversation, as a page shows it.
#[derive(Debug, Clone, Default)]
pub(in crate::pages) struct Conversation {
    /// Where the dossier is on this side of the portal.
    pub(in crate::pages) base: String,
    pub(in crate::pages) notes: Vec<Said>,
    /// What was entered, when it could not be said.
    pub(in crate::pages) entered: Entered,
    pub(in crate::pages) longest: usize,
    /// What may come with it, in words.
    pub(in crate::pages) files: String,
}

/// Something that was said.
#[derive(Debug, Clone)]
pub(in crate::pages) struct Said {
    pub(in crate::pages) number: u32,
    pub(in crate::pages) at: String,
    pub(in crate::pages) by: String,
    pub(in crate::pages) text: String,
    /// Where each file is, its name, its size.
    pub(in crate::pages) files: Vec<(String, String, String)>,
    /// The question that it answers.
    pub(in crate::pages) answers: Option<u32>,
    pub(in crate::pages) is_question: bool,
    /// Whether nobody answered it yet.
    pub(in crate::pages) is_open: bool,
}

/// What somebody enters.
#[derive(Debug, Clone, Default)]
pub(in crate::pages) struct Entered {
    pub(in crate::pages) text: String,
    pub(in crate::pages) is_question: bool,
    /// The question that it answers.
    pub(in crate::pages) answers: Option<u32>,
    /// Why it was not said.
    pub(in crate::pages) wrong: Option<Outcome>,
}

impl Entered {
    /// Whether it answers a question.
    pub(in crate::pages) fn is_answer_to(&self, question: impl Borrow<u32>) -> bool {
        self.answers == Some(*question.borrow())
    }
}

impl Conversation {
    pub(in crate::pages) fn new(
        t: Texts,
        base: String,
        dossier: &Dossier,
        notes: &[Note],
        names: &Names,
        entered: Entered,
    ) -> Self {
        let said = |note: &Note| Said {
            number: note.number,
            at: t.moment(note.at),
            by: told::author(t, note.by, names),
            text: note.text.clone(),
            files: note
                .files
                .iter()
                .enumerate()
                .map(|(place, file)| {
                    let href = format!("{base}/files/{}/{place}", note.number);
                    (href, file.name.clone(), t.size(file.size))
                })
                .collect(),
            answers: match note.kind {
                NoteKind::Answer(question) => Some(question),
                NoteKind::Comment | NoteKind::Question => None,
            },
            is_question: note.kind == NoteKind::Question,
            is_open: dossier.open_questions().contains(&note.number),
        };
        Self {
            notes: notes.iter().map(said).collect(),
            entered,
            longest: LONGEST,
            files: t
                .say("talk-files-hint")
                .with("count", MOST_FILES)
                .with("size", t.size(LARGEST_FILE as u64))
                .to_string(),
            base,
        }
    }
}

/// What came with a form: words and files.
#[derive(Debug, Default)]
pub(in crate::pages) struct Received {
    entered: Entered,
    files: Vec<NewFile>,
    is_too_much: bool,
}

impl Received {
    /// Reads a form.
    pub(in crate::pages) fn of(
        fields: &Fields,
        files: Vec<(String, Bytes)>,
        is_too_much: bool,
    ) -> Result<Self, Failure> {
        let (mut named, mut is_too_much) = (Vec::new(), is_too_much);
        for (name, bytes) in files {
            match FileName::new(&name) {
                Ok(name) => named.push(NewFile { name, bytes: bytes.into() }),
                // A name that is too long is no reason to lose the words.
                Err(InvalidFileName::TooLong) => is_too_much = true,
                Err(InvalidFileName::Empty) => return Err(Failure::UnreadableForm),
            }
        }
        let answers = fields.get("answers").map(str::parse).transpose();
        Ok(Self {
            entered: Entered {
                // Browsers end lines as e-mail does.
                text: fields.get("text").unwrap_or_default().replace("\r\n", "\n"),
                is_question: fields.get("question").is_some(),
                answers: answers.map_err(|_| Failure::UnreadableForm)?,
                wrong: None,
            },
            files: named,
            is_too_much,
        })
    }

    fn kind(&self) -> NoteKind {
        match self.entered.answers {
            Some(question) => NoteKind::Answer(question),
            None if self.entered.is_question => NoteKind::Question,
            None => NoteKind::Comment,
        }
    }

    /// Whether a note says the same, by the same person: a form that was sent twice is said once.
    fn is_said_by(&self, note: &Note, by: Author) -> bool {
        let said = note.files.iter().map(|file| (file.name.as_str(), file.size));
        let mine = self.files.iter().map(|file| (file.name.as_str(), file.bytes.len() as u64));
        note.by == by && note.kind == self.kind() && note.text == self.entered.text.trim() && said.eq(mine)
    }
}

/// Says something. `None`: it was said; else what was entered, with why it was not.
pub(in crate::pages) async fn say(
    portal: &Portal,
    visit: &Visit,
    (number, party): (DossierNumber, Party),
    received: Received,
) -> Result<Option<Entered>, Failure> {
    let dossiers = portal.dossiers()?;
    if received.is_too_much {
        return Ok(Some(Entered { wrong: Some(Outcome::DOSSIER_TOO_MUCH), ..received.entered }));
    }
    let by = Author::person(visit.person, party);
    let notes = dossiers.conversation(visit, number).await?;
    if notes.last().is_some_and(|last| received.is_said_by(last, by)) {
        return Ok(None);
    }
    let kind = received.kind();
    let Received { entered, files, .. } = received;
    match Dossiers::say(dossiers, visit, number, kind, &entered.text, files).await {
        Ok(_) => Ok(None),
        // Somebody else answered meanwhile: what was written can still be said.
        Err(error @ DossierError::NotDone(NotDone::NoQuestion)) => {
            Ok(Some(Entered { wrong: Some(refused::outcome(error)?), answers: None, ..entered }))
        }
        Err(error) => Ok(Some(Entered { wrong: Some(refused::outcome(error)?), ..entered })),
    }
}
