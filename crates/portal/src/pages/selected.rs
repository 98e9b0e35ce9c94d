//! `POST /messages/selected`: hides, shows, moves or downloads the messages that were selected in the list.

use std::collections::BTreeMap;

use askama::Template;
use axum::{extract::State, response::Response};
use ebox_client::{ErrorKind, MessageChange};
use ebox_domain::LocalizedText;
use ebox_i18n::Texts;
use futures_util::future::join_all;
use http::StatusCode;

use crate::{
    Portal,
    failure::Failure,
    fields::Posted,
    layout::{Layout, Part, own_path, page, page_with, see},
    mail::{Ebox, Why},
    pages::{
        done::Done,
        zip::{ZipPage, opens, packed, sent},
    },
    show::{self, said},
    visitor::Visitor,
};

/// The most messages that are selected at once: more than a page has.
const MOST: usize = 100;

/// Separates provider and message in the value of a checkbox.
const SEPARATOR: char = '~';

/// The value by which a message is selected.
pub(super) fn value(provider: &str, message: &str) -> String {
    format!("{provider}{SEPARATOR}{message}")
}

/// Says what was not done.
#[derive(Template)]
#[template(path = "selected.html")]
pub(super) struct OutcomePage {
    pub(super) t: Texts,
    pub(super) layout: Layout,
    pub(super) back: String,
    /// Of how many messages it was done.
    pub(super) changed: usize,
    /// Of which it was not.
    pub(super) unchanged: Vec<Unchanged>,
}

/// Messages of a provider that are as they were.
pub(super) struct Unchanged {
    pub(super) provider: String,
    pub(super) count: usize,
    pub(super) because: Because,
}

/// Why they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Because {
    /// This version of a registry does without.
    NotOffered,
    /// The partition to which they were to be moved is not there.
    NoPartition,
    /// One of them is gone, or the registry does not answer.
    Refused,
}

/// Does with the selected messages what the form says.
pub(super) async fn act(
    State(portal): State<Portal>,
    visitor: Visitor,
    Posted { signed_in, fields }: Posted,
) -> Result<Response, Failure> {
    let back = fields.get("back").and_then(own_path).unwrap_or("/messages").to_owned();
    let mut selected: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let values: Vec<&str> = fields.all("message").collect();
    if values.is_empty() {
        return Ok(see(&Done::Nothing.at(&back)));
    }
    if values.len() > MOST {
        return Err(Failure::UnreadableForm);
    }
    for value in &values {
        let (provider, id) = value.split_once(SEPARATOR).ok_or(Failure::UnreadableForm)?;
        selected.entry(provider).or_default().push(id);
    }
    let ebox = portal.0.mail.open(signed_in.reader()?).await?;
    let template = MessageChange::default();
    let (template, done) = match fields.get("do") {
        Some("hide") => (MessageChange { is_visible: Some(false), ..template }, Done::Hidden),
        Some("show") => (MessageChange { is_visible: Some(true), ..template }, Done::Shown),
        Some("move") => {
            let partition = fields.get("partition").ok_or(Failure::UnreadableForm)?.to_owned();
            (MessageChange { partition: Some(partition), ..template }, Done::Moved)
        }
        Some("zip") => return download(&portal, &visitor, &ebox, &selected, &fields, back).await,
        _ => return Err(Failure::UnreadableForm),
    };
    let tried = selected.iter().map(|(provider, ids)| change(&ebox, provider, ids, &template, visitor.t));
    let unchanged: Vec<Unchanged> = join_all(tried).await.into_iter().filter_map(Result::err).collect();
    if unchanged.is_empty() {
        return Ok(see(&done.at(&back)));
    }
    let changed = values.len() - unchanged.iter().map(|one| one.count).sum::<usize>();
    let layout = Layout::new(&portal, &visitor, Part::Messages);
    let is_partition = unchanged.iter().all(|one| one.because == Because::NoPartition);
    let status = if is_partition { StatusCode::CONFLICT } else { StatusCode::BAD_GATEWAY };
    page_with(status, &OutcomePage { t: visitor.t, layout, back, changed, unchanged })
}

/// Changes messages of one provider: all of them, or none.
async fn change(
    ebox: &Ebox<'_>,
    provider: &str,
    ids: &[&str],
    template: &MessageChange,
    t: Texts,
) -> Result<(), Unchanged> {
    let unchanged = |name: &LocalizedText, because| Unchanged {
        provider: show::name(name, t.language(), provider),
        count: ids.len(),
        because,
    };
    let Some(open) = ebox.registry(provider) else {
        return Err(unchanged(&LocalizedText::default(), Because::Refused));
    };
    let of = |id: &&str| MessageChange { message_id: (*id).to_owned(), ..template.clone() };
    let changes: Vec<_> = ids.iter().map(of).collect();
    open.registry.change(&changes).await.map(drop).map_err(|error| {
        Why::of(&error);
        let because = match error.kind() {
            ErrorKind::NotOffered(_) => Because::NotOffered,
            _ if error.status() == Some(400) && template.partition.is_some() => Because::NoPartition,
            _ => Because::Refused,
        };
        unchanged(&open.provider.name, because)
    })
}

/// Sends an archive of the messages; asks before, when main content would have to be opened.
async fn download(
    portal: &Portal,
    visitor: &Visitor,
    ebox: &Ebox<'_>,
    selected: &BTreeMap<&str, Vec<&str>>,
    fields: &crate::fields::Fields,
    back: String,
) -> Result<Response, Failure> {
    let mut messages = Vec::new();
    for (provider, ids) in selected {
        let open = ebox.registry(provider).ok_or(Failure::NotFound)?;
        for read in join_all(ids.iter().map(|id| open.registry.message(id))).await {
            messages.push((open, read?));
        }
    }
    let closed = messages.iter().filter(|(_, message)| !message.is_read);
    let closed: Vec<_> = closed.map(|(_, message)| said(&message.subject, visitor.t.language())).collect();
    let decision = opens(fields);
    if !closed.is_empty() && decision.is_none() {
        let again = fields.all("message").map(|value| ("message", value.to_owned()));
        let again = again.chain([("do", "zip".to_owned()), ("back", back.clone())]).collect();
        return page(&ZipPage {
            t: visitor.t,
            layout: Layout::new(portal, visitor, Part::Messages),
            back,
            action: "/messages/selected".to_owned(),
            fields: again,
            closed,
            count: messages.len(),
        });
    }
    let names = ebox.names().await;
    let opens = decision.unwrap_or(false);
    let mut all = Vec::new();
    for (open, message) in messages {
        all.push(packed(open, message, &names, visitor.t, opens, true).await?);
    }
    Ok(sent(all))
}
