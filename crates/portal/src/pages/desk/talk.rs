//! `/desk/{number}/conversation`: what the parties say to each other, with files.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use ebox_dossier::{
    DossierError, Dossiers, NotDone,
    conversation::{NewFile, NoteKind},
};
use ebox_i18n::Texts;
use http::{HeaderName, HeaderValue, StatusCode, header};

use super::{Head, SAID, paths};
use crate::{
    Portal,
    failure::Failure,
    fields::Fields,
    layout::{Layout, Part, page_with, see},
    pages::{
        attachment::{DOWNLOAD_POLICY, disposition},
        done::DONE,
        dossiers::{
            Names,
            told::{self, Said},
        },
    },
    uploaded::Attached,
    visitor::{Staff, Visitor},
};

const KIND: &str = "kind";
const TEXT: &str = "text";
const QUESTION: &str = "question";

#[derive(Template)]
#[template(path = "desk_talk.html")]
pub(in crate::pages) struct TalkPage {
    pub(in crate::pages) t: Texts,
    pub(in crate::pages) layout: Layout,
    pub(in crate::pages) head: Head,
    pub(in crate::pages) notes: Vec<Said>,
    /// What was entered, when it could not be taken.
    pub(in crate::pages) text: String,
    pub(in crate::pages) is_question: bool,
    pub(in crate::pages) mistake: Option<Mistake>,
}

/// Why something was not said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::pages) enum Mistake {
    /// Nothing was written, or too much.
    NoWords,
    /// Too many files, too large, or with an odd name.
    Files,
    /// The question was answered meanwhile.
    Answered,
}

/// Shows the conversation.
pub(in crate::pages) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    staff: Staff,
    Path(number): Path<String>,
    query: Fields,
) -> Result<Response, Failure> {
    answer(&portal, &visitor, &staff, &number, &query, None).await
}

async fn answer(
    portal: &Portal,
    visitor: &Visitor,
    staff: &Staff,
    number: &str,
    fields: &Fields,
    mistake: Option<Mistake>,
) -> Result<Response, Failure> {
    let t = visitor.t;
    let visit = portal.visit(&staff.signed_in, "GET", &visitor.place);
    let (dossier, _) = portal.dossier(&visit, number).await?;
    let notes = portal.dossiers()?.conversation(&visit, dossier.number()).await?;
    let names = Names::of(portal, told::people_of(&notes)).await?;
    let files = paths::below(dossier.number(), "files");
    let status = if mistake.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let entered = |name: &str| if mistake.is_some() { fields.get(name).unwrap_or_default() } else { "" };
    page_with(
        status,
        &TalkPage {
            t,
            layout: Layout::new(portal, visitor, Part::Desk),
            head: Head::of(portal, t, &dossier, fields).await?,
            notes: told::said(t, &notes, dossier.open_questions(), &names, &files),
            text: entered(TEXT).to_owned(),
            is_question: entered(KIND) == "question",
            mistake,
        },
    )
}

/// Says something: a comment, a question, or the answer to one.
pub(in crate::pages) async fn say(
    State(portal): State<Portal>,
    visitor: Visitor,
    staff: Staff,
    Path(number): Path<String>,
    Attached { signed_in, fields, files, is_too_much }: Attached,
) -> Result<Response, Failure> {
    let page = paths::below(&number, "conversation");
    let visit = portal.visit(&signed_in, "POST", &page);
    let (dossier, _) = portal.dossier(&visit, &number).await?;
    let kind = match (fields.get(KIND), fields.get(QUESTION)) {
        (Some("comment"), _) => NoteKind::Comment,
        (Some("question"), _) => NoteKind::Question,
        (Some("answer"), Some(question)) => {
            NoteKind::Answer(question.parse().map_err(|_| Failure::UnreadableForm)?)
        }
        _ => return Err(Failure::UnreadableForm),
    };
    let named = |(name, bytes): (String, bytes::Bytes)| {
        Some(NewFile { name: ebox_domain::FileName::new(&name).ok()?, bytes: bytes.into() })
    };
    let said = match files.into_iter().map(named).collect::<Option<Vec<_>>>() {
        Some(files) if !is_too_much => {
            let text = fields.get(TEXT).unwrap_or_default();
            Dossiers::say(portal.dossiers()?, &visit, dossier.number(), kind, text, files).await
        }
        _ => Err(NotDone::TooMuch.into()),
    };
    let mistake = match said {
        Ok(_) => return Ok(see(&Fields::default().with(DONE, SAID).at(&page))),
        Err(DossierError::NotDone(NotDone::NoWords)) => Mistake::NoWords,
        Err(DossierError::NotDone(NotDone::TooMuch)) => Mistake::Files,
        Err(DossierError::NotDone(NotDone::NoQuestion)) => Mistake::Answered,
        Err(error) => return Err(error.into()),
    };
    answer(&portal, &visitor, &staff, &number, &fields, Some(mistake)).await
}

/// A file of the conversation, to be downloaded and never shown: anybody may have put anything into it.
pub(in crate::pages) async fn file(
    State(portal): State<Portal>,
    visitor: Visitor,
    staff: Staff,
    Path((number, note, place)): Path<(String, u32, usize)>,
) -> Result<Response, Failure> {
    let visit = portal.visit(&staff.signed_in, "GET", &visitor.place);
    let (dossier, _) = portal.dossier(&visit, &number).await?;
    let dossiers = portal.dossiers()?;
    let notes = dossiers.conversation(&visit, dossier.number()).await?;
    let note = notes.into_iter().find(|one| one.number == note).ok_or(Failure::NotFound)?;
    let name = note.files.get(place).map(|file| file.name.clone()).ok_or(Failure::NotFound)?;
    let bytes = dossiers.file(&visit, dossier.number(), note.number, place).await?;
    Ok(downloaded(&name, "application/octet-stream", bytes))
}

/// Bytes that a browser keeps and does not show.
pub(in crate::pages) fn downloaded(name: &str, media_type: &'static str, bytes: Vec<u8>) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CONTENT_DISPOSITION, disposition("attachment", name));
    let policy = HeaderName::from_static("content-security-policy");
    headers.insert(policy, HeaderValue::from_static(DOWNLOAD_POLICY));
    response
}
