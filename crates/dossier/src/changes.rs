//! Changes that move nothing: what is written, said, excused; who takes part.

use std::collections::BTreeMap;

use ebox_domain::{Environment, Ssin};
use jiff::Timestamp;

use crate::{
    conversation::{FileName, LARGEST_FILE, LONGEST, MOST_FILES, MOST_NOTES, NewFile, Note, NoteKind},
    dossier::{Change, Dossier},
    draft::{Saved, Unsaved},
    event::{Event, Happening},
    evidence::Case,
    party::{Author, Party},
    state::{Kind, State},
};

/// The most colleagues of a dossier.
const MOST_COLLEAGUES: usize = 50;

/// Which of the two forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The initial request.
    Request,
    /// The formal request.
    Form,
}

/// Why something that moves nothing was not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotDone {
    /// The dossier is not where this can be done.
    #[error("the dossier is elsewhere")]
    NotNow,
    /// It is for another party.
    #[error("this is for another party")]
    NotYours,
    /// Nothing was said, or too much: words or files.
    #[error("say something, in at most {LONGEST} characters")]
    NoWords,
    /// More files, or larger ones, than a note may have.
    #[error("at most {MOST_FILES} files, of at most {LARGEST_FILE} bytes each")]
    TooMuch,
    /// The question is not open.
    #[error("the question was answered before, or is none")]
    NoQuestion,
    /// The form was not saved.
    #[error(transparent)]
    Unsaved(#[from] Unsaved),
}

impl Dossier {
    /// Whether a form can be written now: the request in stage 1, the form in stage 4.
    pub const fn is_writable(&self, part: Part) -> bool {
        matches!(
            (self.state, part),
            (State::InitialRequest, Part::Request) | (State::FormalRequest, Part::Form)
        )
    }

    /// Saves a form as it now is, by whoever had this version of it before their eyes.
    pub(crate) fn written(
        &self,
        part: Part,
        seen: u32,
        fields: BTreeMap<String, String>,
        saved: Saved,
    ) -> Result<Change, NotDone> {
        if !self.is_writable(part) {
            return Err(NotDone::NotNow);
        }
        let mut after = self.clone();
        let draft = match part {
            Part::Request => &mut after.request,
            Part::Form => &mut after.form,
        };
        *draft = draft.saved_anew(seen, fields, saved)?;
        Ok(self.changed(after, None))
    }

    /// Says something.
    pub(crate) fn said(
        &self,
        kind: NoteKind,
        text: &str,
        files: Vec<NewFile>,
        by: Author,
        at: Timestamp,
    ) -> Result<Change, NotDone> {
        let text = text.trim();
        let has_words = !text.is_empty() || (kind == NoteKind::Comment && !files.is_empty());
        if !has_words || text.chars().count() > LONGEST || self.notes >= MOST_NOTES {
            return Err(NotDone::NoWords);
        }
        if files.len() > MOST_FILES || files.iter().any(|file| file.bytes.len() > LARGEST_FILE) {
            return Err(NotDone::TooMuch);
        }
        let mut after = self.clone();
        after.notes += 1;
        match kind {
            NoteKind::Comment => {}
            NoteKind::Question => {
                after.open_questions.insert(after.notes);
            }
            NoteKind::Answer(question) => {
                if !after.open_questions.remove(&question) {
                    return Err(NotDone::NoQuestion);
                }
            }
        }
        let names =
            files.iter().map(|file| FileName { name: file.name.to_string(), size: file.bytes.len() as u64 });
        let note = Note { number: after.notes, at, by, kind, text: text.to_owned(), files: names.collect() };
        Ok(Change { note: Some((note, files)), ..self.changed(after, None) })
    }

    /// Has somebody of the integration team look after it.
    pub(crate) fn assigned(&self, owner: Option<Ssin>, by: Author, at: Timestamp) -> Result<Change, NotDone> {
        if by.party() != Some(Party::Integration) {
            return Err(NotDone::NotYours);
        }
        let mut after = self.clone();
        after.owner = owner;
        Ok(self.changed(after, Some(self.noted(Happening::Assigned, owner, by, at))))
    }

    /// Invites a colleague, or ends that.
    pub(crate) fn shared(
        &self,
        colleague: Ssin,
        is_invited: bool,
        by: Author,
        at: Timestamp,
    ) -> Result<Change, NotDone> {
        if by.party() != Some(Party::Institution) {
            return Err(NotDone::NotYours);
        }
        let mut after = self.clone();
        if is_invited {
            after.colleagues.insert(colleague);
        } else {
            after.colleagues.remove(&colleague);
        }
        if after.colleagues.len() > MOST_COLLEAGUES {
            return Err(NotDone::TooMuch);
        }
        let what = if is_invited { Happening::ColleagueInvited } else { Happening::ColleagueRemoved };
        let is_same = after.colleagues == self.colleagues;
        let event = (!is_same).then(|| self.noted(what, Some(colleague), by, at));
        Ok(self.changed(after, event))
    }

    /// Excuses a case of the tests, or takes the excuse back with an empty text.
    pub(crate) fn excused(
        &self,
        environment: Environment,
        case: &Case,
        why: &str,
        by: Author,
    ) -> Result<Change, NotDone> {
        if by.party() != Some(Party::Institution) {
            return Err(NotDone::NotYours);
        }
        if self.state != (State::Tests { environment }) {
            return Err(NotDone::NotNow);
        }
        let why = why.trim();
        if why.chars().count() > 1_000 {
            return Err(NotDone::NoWords);
        }
        let mut after = self.clone();
        let excuses = &mut after.tests.entry(environment).or_default().excuses;
        if why.is_empty() {
            excuses.remove(&case.key());
        } else {
            excuses.insert(case.key(), why.to_owned());
        }
        Ok(self.changed(after, None))
    }

    /// Notes why something could not be carried out yet; `is_refused` when trying again brings the same.
    pub(crate) fn troubled(&self, trouble: &str, is_refused: bool) -> Change {
        let mut after = self.clone();
        after.trouble = Some(trouble.chars().take(1_000).collect());
        after.is_refused = is_refused;
        self.changed(after, None)
    }

    /// Whether the evidence of this dossier comes from checks of a registry, and not from publications.
    pub const fn is_of_a_provider(&self) -> bool {
        matches!(self.kind, Kind::Provider)
    }

    pub(crate) fn changed(&self, mut after: Self, event: Option<Event>) -> Change {
        after.version = self.version + 1;
        Change { after, event, note: None }
    }

    /// An entry of the history about a person. It names them by number: the store is the only reader before pages find
    /// the name.
    fn noted(&self, what: Happening, person: Option<Ssin>, by: Author, at: Timestamp) -> Event {
        let why = person.map(|person| person.as_str().to_owned());
        Event { at, by, what, why, remarks: Vec::new(), from: self.state, to: self.state }
    }
}
