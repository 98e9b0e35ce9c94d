//! `GET` and `POST /messages/{provider}/{message}/zip`, and what both ways to a ZIP share: main content that nobody
//! opened yet is in it only when a form says so.

use askama::Template;
use axum::{
    body::Body,
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use ebox_client::{Attachment, Message};
use ebox_i18n::Texts;
use http::header;

use crate::{
    Portal,
    failure::Failure,
    fields::{Fields, Posted},
    layout::{Layout, Part, page},
    mail::{Names, Open, Packed, archive},
    pages::{
        attachment::{DOWNLOAD_POLICY, disposition},
        paths,
    },
    show::{Said, said},
    visitor::{SignedIn, Visitor},
};

/// Asks whether main content shall be opened.
#[derive(Template)]
#[template(path = "zip.html")]
pub(super) struct ZipPage {
    pub(super) t: Texts,
    pub(super) layout: Layout,
    /// Where to go back.
    pub(super) back: String,
    /// Where the forms go.
    pub(super) action: String,
    /// What is said again with the forms.
    pub(super) fields: Vec<(&'static str, String)>,
    /// What would be opened.
    pub(super) closed: Vec<Said>,
    /// How many messages go into the archive.
    pub(super) count: usize,
}

/// Sends the archive of a message that is read, and asks before that of another.
pub(super) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    signed_in: SignedIn,
    Path((provider, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let ebox = portal.0.mail.open(signed_in.reader()?).await?;
    let open = ebox.registry(&provider).ok_or(Failure::NotFound)?;
    let message = open.registry.message(&id).await?;
    if message.is_read {
        let names = ebox.names().await;
        return Ok(sent(vec![packed(open, message, &names, visitor.t, true, false).await?]));
    }
    let path = paths::message(&provider, &id);
    page(&ZipPage {
        t: visitor.t,
        layout: Layout::new(&portal, &visitor, Part::Messages),
        action: format!("{path}/zip"),
        back: path,
        fields: Vec::new(),
        closed: vec![said(&message.subject, visitor.t.language())],
        count: 1,
    })
}

/// Sends the archive, as the form says: with the main content or without.
pub(super) async fn send(
    State(portal): State<Portal>,
    visitor: Visitor,
    Path((provider, id)): Path<(String, String)>,
    Posted { signed_in, fields }: Posted,
) -> Result<Response, Failure> {
    let opens = opens(&fields).ok_or(Failure::UnreadableForm)?;
    let ebox = portal.0.mail.open(signed_in.reader()?).await?;
    let open = ebox.registry(&provider).ok_or(Failure::NotFound)?;
    let message = open.registry.message(&id).await?;
    let names = ebox.names().await;
    Ok(sent(vec![packed(open, message, &names, visitor.t, opens, false).await?]))
}

/// What a form decided: whether to open main content.
pub(super) fn opens(fields: &Fields) -> Option<bool> {
    match fields.get("main")? {
        "open" => Some(true),
        "leave" => Some(false),
        _ => None,
    }
}

/// A message, ready to go into an archive.
pub(super) async fn packed(
    open: &Open,
    message: Message,
    names: &Names,
    t: Texts,
    opens: bool,
    has_folder: bool,
) -> Result<Packed, Failure> {
    let attachments = match message.attachments.clone() {
        Some(attachments) => attachments,
        None => open.registry.attachments(&message.id).await?,
    };
    let subject = said(&message.subject, t.language()).text;
    let day = ebox_domain::time::in_brussels(message.received).date();
    let short: String = subject.chars().take(80).collect();
    let with_main = opens || message.is_read;
    Ok(Packed {
        registry: open.registry.clone(),
        folder: has_folder.then(|| format!("{day} {short}")),
        description_name: format!("{}.txt", t.say("zip-description-name")),
        description: description(open, &message, &attachments, names, t, with_main),
        message,
        attachments,
        with_main,
    })
}

/// A message in words, for those who keep the archive.
fn description(
    open: &Open,
    message: &Message,
    attachments: &[Attachment],
    names: &Names,
    t: Texts,
    with_main: bool,
) -> String {
    let (provider, reader) = (open.provider.id.as_str(), t.language());
    let mut lines = vec![
        said(&message.subject, reader).text,
        String::new(),
        format!("{}: {}", t.say("filter-sender"), names.sender(provider, message, reader)),
        format!("{}: {}", t.say("received"), t.moment(message.received)),
        format!("{}: {}", t.say("expires"), t.date(message.expires)),
        format!("{}: {}", t.say("message-type"), names.message_type(provider, &message.message_type, reader)),
    ];
    for data in &message.business_data {
        let values: Vec<_> = data.values.iter().map(|value| said(value, reader).text).collect();
        let name = said(&data.name, reader).text;
        lines.push(format!("{}: {}", if name.is_empty() { &data.key } else { &name }, values.join(", ")));
    }
    if !with_main && (message.is_body_main || attachments.iter().any(|one| one.is_main)) {
        lines.push(String::new());
        lines.push(t.say("zip-without-main").to_string());
    }
    lines.push(String::new());
    lines.join("\n")
}

/// The archive, as it is written.
pub(super) fn sent(packed: Vec<Packed>) -> Response {
    let name = match packed.first() {
        Some(one) if packed.len() == 1 => {
            let day = ebox_domain::time::in_brussels(one.message.received).date();
            format!("e-Box {day}.zip")
        }
        _ => "e-Box.zip".to_owned(),
    };
    let mut response = Body::from_stream(archive(packed)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, http::HeaderValue::from_static("application/zip"));
    headers.insert(header::CONTENT_DISPOSITION, disposition("attachment", &name));
    headers.insert(header::CONTENT_SECURITY_POLICY, http::HeaderValue::from_static(DOWNLOAD_POLICY));
    response
}
