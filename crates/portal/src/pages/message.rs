//! `GET /messages/{provider}/{message}`: one message. It is shown without opening its main content.

pub(super) mod change;

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use ebox_client::{Attachment, Message};
use ebox_domain::{LocalizedText, PartitionId};
use ebox_i18n::Texts;

use crate::{
    Portal,
    failure::Failure,
    fields::Fields,
    layout::{Layout, Part, page},
    mail::Names,
    pages::{done::Done, logo, partitions, paths, reply},
    show::{Said, said},
    visitor::{SignedIn, Visitor},
};

#[derive(Template)]
#[template(path = "message.html")]
pub(super) struct MessagePage {
    pub(super) t: Texts,
    pub(super) layout: Layout,
    pub(super) message: Message,
    pub(super) path: String,
    pub(super) subject: Said,
    pub(super) sender: String,
    pub(super) application: Option<String>,
    pub(super) message_type: String,
    pub(super) provider: String,
    /// The body, when it may be shown.
    pub(super) body: Option<Said>,
    pub(super) data: Vec<(Said, Vec<Said>)>,
    pub(super) attachments: Vec<Document>,
    /// The address of the sender's logo.
    pub(super) logo: Option<String>,
    /// The action it asks for.
    pub(super) action: Option<Asked>,
    /// The name of the partition in which it lies.
    pub(super) partition: Option<String>,
    /// What can be done with it here.
    pub(super) can: Can,
    /// What was done just now.
    pub(super) done: Option<Done>,
}

/// What can be done with a message.
#[derive(Default)]
pub(super) struct Can {
    /// Whether it can be answered.
    pub(super) reply: bool,
    /// The partitions, by identifier and name, where it can be moved between them.
    pub(super) partitions: Vec<(String, String)>,
}

/// What a message asks for.
pub(super) struct Asked {
    pub(super) label: Said,
    /// Where it is done.
    pub(super) url: Option<String>,
    pub(super) is_executed: bool,
    pub(super) executed: Option<jiff::Timestamp>,
    pub(super) due: Option<jiff::Timestamp>,
}

/// A document of a message.
pub(super) struct Document {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) size: Option<u64>,
    pub(super) is_main: bool,
    pub(super) is_signed: bool,
}

impl MessagePage {
    pub(super) fn new(
        layout: Layout,
        provider: (&str, &LocalizedText),
        message: Message,
        attachments: &[Attachment],
        body: Option<&LocalizedText>,
        names: &Names,
        can: Can,
    ) -> Self {
        let t = layout.t;
        let reader = t.language();
        let (id, provider_name) = provider;
        let document = |one: &Attachment| Document {
            href: paths::attachment(id, &message.id, &one.id),
            name: one.file_name.clone(),
            kind: kind(one),
            size: one.size,
            is_main: one.is_main,
            is_signed: one.is_signed,
        };
        let application = names.application(id, &message).map(|party| party.name.best(reader).to_owned());
        let data = message.business_data.iter().map(|data| {
            let name = if data.name.is_empty() { Said::plain(&data.key) } else { said(&data.name, reader) };
            (name, data.values.iter().map(|value| said(value, reader)).collect())
        });
        Self {
            path: paths::message(id, &message.id),
            subject: said(&message.subject, reader),
            sender: names.sender(id, &message, reader),
            application: application.or_else(|| message.sender.application.clone()),
            message_type: names.message_type(id, &message.message_type, reader),
            provider: crate::show::name(provider_name, reader, id),
            body: body.map(|body| said(body, reader)),
            data: data.collect(),
            attachments: attachments.iter().map(document).collect(),
            logo: names.logo(id, &message, reader).map(|place| logo::path(&place)),
            action: message.action.as_ref().map(|action| Asked {
                label: said(&action.label, reader),
                // Whatever else a sender writes there is no place to go.
                url: action
                    .url
                    .clone()
                    .filter(|url| url.starts_with("https://") || url.starts_with("http://")),
                is_executed: action.is_executed,
                executed: action.executed,
                due: action.due,
            }),
            partition: message.partition.as_ref().map(|id| {
                let known = can.partitions.iter().find(|(known, _)| known == id);
                known.map_or_else(|| id.clone(), |(_, name)| name.clone())
            }),
            can,
            done: None,
            t,
            layout,
            message,
        }
    }

    /// The partitions to which it can be moved.
    fn other_partitions(&self) -> impl Iterator<Item = &(String, String)> {
        let here = self.message.partition.as_deref().unwrap_or(PartitionId::general().as_str()).to_owned();
        self.can.partitions.iter().filter(move |(id, _)| *id != here)
    }

    /// Whether the main content is still closed.
    fn is_closed(&self) -> bool {
        !self.message.is_read
    }
}

/// What kind of file a document is, as people call it: by its extension.
fn kind(attachment: &Attachment) -> String {
    let known = ebox_domain::media::MediaType::parse(&attachment.media_type);
    known.map_or_else(|| attachment.media_type.clone(), |known| known.extension().to_uppercase())
}

/// Shows a message.
pub(super) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    signed_in: SignedIn,
    Path((provider, id)): Path<(String, String)>,
    query: Fields,
) -> Result<Response, Failure> {
    let ebox = portal.0.mail.open(signed_in.reader()?).await?;
    let open = ebox.registry(&provider).ok_or(Failure::NotFound)?;
    let message = open.registry.message(&id).await?;
    let attachments = match message.attachments.clone() {
        Some(attachments) => attachments,
        None => open.registry.attachments(&id).await?,
    };
    let body = match (message.is_body_main, message.is_read) {
        (false, _) => open.registry.body(&message).await?,
        // It was opened before, with all that this means.
        (true, true) => Some(open.registry.open_main_body(&message).await?),
        (true, false) => None,
    };
    let names = ebox.names().await;
    // An older registry does not say in which partition a message lies, and moves none.
    let partitions = match &message.partition {
        Some(_) => partitions::visible(&portal, &signed_in, visitor.t.language()).await?,
        None => Vec::new(),
    };
    let can = Can { reply: reply::takes_replies(open, &message), partitions };
    let layout = Layout::new(&portal, &visitor, Part::Messages);
    let provider = (open.provider.id.as_str(), &open.provider.name);
    let shown = MessagePage::new(layout, provider, message, &attachments, body.as_ref(), &names, can);
    page(&MessagePage { done: Done::read(&query), ..shown })
}
