//! `/desk/{number}/conversation`: what the parties say to each other, with files.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Response},
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
        dossiers::{Names, told},
        sending::conversation::{self, Conversation, Entered, Received},
    },
    uploaded::Attached,
    visitor::{Staff, Visitor},
};

#[derive(Template)]
#[template(path = "desk_talk.html")]
pub(in crate::pages) struct TalkPage {
    pub(in crate::pages) t: Texts,
    pub(in crate::pages) layout: Layout,
    pub(in crate::pages) head: Head,
    pub(in crate::pages) conversation: Conversation,
}

/// Shows the conversation.
pub(in crate::pages) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    staff: Staff,
    Path(number): Path<String>,
    query: Fields,
) -> Result<Response, Failure> {
    answer(&portal, &visitor, &staff, &number, &query, Entered::default()).await
}

async fn answer(
    portal: &Portal,
    visitor: &Visitor,
    staff: &Staff,
    number: &str,
    query: &Fields,
    entered: Entered,
) -> Result<Response, Failure> {
    let t = visitor.t;
    let visit = portal.visit(&staff.signed_in, "GET", &visitor.place);
    let (dossier, _) = portal.dossier(&visit, number).await?;
    let notes = portal.dossiers()?.conversation(&visit, dossier.number()).await?;
    let names = Names::of(portal, told::people_of(&notes)).await?;
    let base = paths::dossier(dossier.number());
    let status = if entered.wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    page_with(
        status,
        &TalkPage {
            t,
            layout: Layout::new(portal, visitor, Part::Desk),
            head: Head::of(portal, t, &dossier, query).await?,
            conversation: Conversation::new(t, base, &dossier, &notes, &names, entered),
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
    let visit = portal.visit(&signed_in, "POST", &paths::below(&number, "talk"));
    let (dossier, party) = portal.dossier(&visit, &number).await?;
    let received = Received::of(&fields, files, is_too_much)?;
    match conversation::say(&portal, &visit, (dossier.number(), party), received).await? {
        None => {
            let page = paths::below(dossier.number(), "conversation");
            Ok(see(&Fields::default().with(DONE, SAID).at(&page)))
        }
        Some(entered) => answer(&portal, &visitor, &staff, &number, &Fields::default(), entered).await,
    }
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
