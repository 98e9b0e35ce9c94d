//! `GET /messages/{provider}/{message}`: one message. It is shown without opening its main content.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use ebox_client::{Attachment, Message};
use ebox_domain::LocalizedText;
use ebox_i18n::Texts;

use crate::{
    Portal,
    failure::Failure,
    layout::{Layout, Part, page},
    mail::Names,
    pages::paths,
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
}

/// A document of a message.
pub(super) struct Document {
    pub(super) href: String,
    pub(super) name: String,
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
    ) -> Self {
        let t = layout.t;
        let reader = t.language();
        let (id, provider_name) = provider;
        let document = |one: &Attachment| Document {
            href: paths::attachment(id, &message.id, &one.id),
            name: one.file_name.clone(),
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
            t,
            layout,
            message,
        }
    }

    /// Whether the main content is still closed.
    fn is_closed(&self) -> bool {
        !self.message.is_read
    }
}

/// Shows a message.
pub(super) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    signed_in: SignedIn,
    Path((provider, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let ebox = portal.0.mail.open(signed_in.person()).await?;
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
    let layout = Layout::new(&portal, &visitor, Part::Messages);
    let provider = (open.provider.id.as_str(), &open.provider.name);
    page(&MessagePage::new(layout, provider, message, &attachments, body.as_ref(), &names))
}
