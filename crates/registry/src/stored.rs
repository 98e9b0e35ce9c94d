//! The parts of a message that never change after publication, as both stores keep them: one JSON document.
//!
//! What changes later stands in columns of its own and not here. What lists filter by stands in columns too, but
//! is read from here: a page of a hundred messages is a few hundred values instead of more than a thousand.
//! Readers ignore members they do not know, and members added later have defaults: old rows stay readable.

use std::{borrow::Cow, collections::BTreeMap};

use ebox_domain::{
    AttachmentId, EboxId, FileName, Language, LocalizedText, MediaType, PartitionId, Sha256Digest, Ssin,
    ids::ActionId,
    message::{Attachment, Attention, BusinessData, Message, MessageAction},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A document that cannot be read back: written by a newer version, or damaged.
#[derive(Debug, thiserror::Error)]
#[error("the stored document has an unreadable {what}")]
pub struct Unreadable {
    what: &'static str,
    #[source]
    source: Option<serde_json::Error>,
}

fn unreadable(what: &'static str) -> Unreadable {
    Unreadable { what, source: None }
}

/// A text by language. Languages that this version does not know are ignored.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredText {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    nl: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fr: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    de: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    en: Option<String>,
}

impl StoredText {
    /// Whether no language is there.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Translates a text for storage.
pub fn store_text(text: &LocalizedText) -> StoredText {
    let of = |language| text.get(language).map(str::to_owned);
    StoredText { nl: of(Language::Nl), fr: of(Language::Fr), de: of(Language::De), en: of(Language::En) }
}

/// Reads a stored text.
pub fn read_text(stored: StoredText) -> LocalizedText {
    [
        (Language::Nl, stored.nl),
        (Language::Fr, stored.fr),
        (Language::De, stored.de),
        (Language::En, stored.en),
    ]
    .into_iter()
    .filter_map(|(language, text)| Some((language, text?)))
    .fold(LocalizedText::default(), |all, (language, text)| all.with(language, text))
}

/// A text as JSON.
pub fn text_to_json(text: &LocalizedText) -> String {
    serde_json::to_string(&store_text(text)).unwrap_or_default()
}

/// A text from JSON.
pub fn text_from_json(json: &str) -> Result<LocalizedText, Unreadable> {
    let stored: StoredText =
        serde_json::from_str(json).map_err(|source| Unreadable { what: "text", source: Some(source) })?;
    Ok(read_text(stored))
}

/// The unchanging part of a message.
#[derive(Serialize, Deserialize)]
struct StoredMessage<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    sender: Cow<'a, str>,
    #[serde(borrow)]
    application: Cow<'a, str>,
    #[serde(borrow)]
    message_type: Cow<'a, str>,
    /// In microseconds since 1970.
    expires: i64,
    #[serde(default)]
    is_registered: bool,
    subject: StoredText,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sender_partition: Option<String>,
    #[serde(default)]
    is_reply_authorized: bool,
    #[serde(default)]
    has_body: bool,
    #[serde(default)]
    is_body_main: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    attention_ssin: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    attention_label: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    original: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    business_data: Vec<StoredBusinessData>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    payment: Option<StoredPayment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    action: Option<StoredAction>,
    #[serde(default, skip_serializing_if = "Vec::is_empty", borrow)]
    attachments: Vec<StoredAttachment<'a>>,
}

#[derive(Serialize, Deserialize)]
struct StoredBusinessData {
    key: String,
    name: StoredText,
    values: Vec<StoredText>,
}

#[derive(Serialize, Deserialize)]
struct StoredAction {
    id: String,
    label: StoredText,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    due: Option<i64>,
    #[serde(default)]
    parameters: BTreeMap<String, String>,
}

#[derive(Serialize, Deserialize)]
struct StoredAttachment<'a> {
    #[serde(borrow)]
    file_name: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    title: Option<StoredText>,
    #[serde(default)]
    is_main: bool,
    #[serde(default)]
    is_signed: bool,
    #[serde(borrow)]
    media_type: Cow<'a, str>,
    size: u64,
    #[serde(borrow)]
    digest: Cow<'a, str>,
}

/// What the columns of a row say about a message, besides its document.
#[derive(Debug, Clone)]
pub struct Columns {
    /// The e-Box.
    pub ebox: EboxId,
    /// When it was received: settled only when it is stored.
    pub received: Timestamp,
    /// The partition in which it lies.
    pub partition: PartitionId,
    /// When it was first opened.
    pub read: Option<Timestamp>,
    /// Whether it is shown.
    pub is_visible: bool,
    /// When its action was executed.
    pub action_executed: Option<Timestamp>,
}

/// The document of a message.
pub fn message_to_json(message: &Message) -> String {
    let attention = message.attention.as_ref();
    let stored = StoredMessage {
        id: message.id.to_string().into(),
        sender: message.sender.enterprise.as_str().into(),
        application: message.sender.application.as_str().into(),
        message_type: message.message_type.as_str().into(),
        expires: message.expires.as_microsecond(),
        is_registered: message.is_registered,
        subject: store_text(&message.subject),
        sender_partition: message.sender.partition.as_ref().map(ToString::to_string),
        is_reply_authorized: message.is_reply_authorized,
        has_body: message.has_body,
        is_body_main: message.is_body_main,
        attention_ssin: attention.and_then(|one| one.ssin).map(|ssin| ssin.to_string()),
        attention_label: attention.and_then(|one| one.label.clone()),
        original: message.original.clone(),
        business_data: message
            .business_data
            .iter()
            .map(|data| StoredBusinessData {
                key: data.key.clone(),
                name: store_text(&data.name),
                values: data.values.iter().map(store_text).collect(),
            })
            .collect(),
        payment: message.payment.as_ref().map(store_payment),
        action: message.action.as_ref().map(|action| StoredAction {
            id: action.id.to_string(),
            label: store_text(&action.label),
            url: action.url.clone(),
            due: action.due.map(Timestamp::as_microsecond),
            parameters: action.parameters.clone(),
        }),
        attachments: message.attachments.iter().map(store_attachment).collect(),
    };
    // Maps with text keys always serialise.
    serde_json::to_string(&stored).unwrap_or_default()
}

fn store_attachment(attachment: &Attachment) -> StoredAttachment<'_> {
    StoredAttachment {
        file_name: attachment.file_name.as_str().into(),
        title: attachment.title.as_ref().map(store_text),
        is_main: attachment.is_main,
        is_signed: attachment.is_signed,
        media_type: attachment.media_type.as_str().into(),
        size: attachment.size,
        digest: attachment.digest.to_hex().into(),
    }
}

/// A message from its columns and its document.
pub fn message_from_json(columns: Columns, json: &str) -> Result<Message, Unreadable> {
    let stored: StoredMessage =
        serde_json::from_str(json).map_err(|source| Unreadable { what: "message", source: Some(source) })?;
    let ssin = stored
        .attention_ssin
        .map(|ssin| ssin.parse::<Ssin>())
        .transpose()
        .map_err(|_| unreadable("attention"))?;
    let attention = (ssin.is_some() || stored.attention_label.is_some())
        .then(|| Attention { ssin, label: stored.attention_label.clone() });
    let attachments = stored
        .attachments
        .into_iter()
        .enumerate()
        .map(|(index, one)| read_attachment(index, one))
        .collect::<Result<_, _>>()?;
    let partition = stored.sender_partition.map(|partition| partition.parse()).transpose();
    Ok(Message {
        id: stored.id.parse().map_err(|_| unreadable("identifier"))?,
        ebox: columns.ebox,
        partition: columns.partition,
        sender: ebox_domain::message::Sender {
            enterprise: stored.sender.parse().map_err(|_| unreadable("sender"))?,
            partition: partition.map_err(|_| unreadable("sender partition"))?,
            application: stored.application.parse().map_err(|_| unreadable("application"))?,
        },
        message_type: stored.message_type.parse().map_err(|_| unreadable("message type"))?,
        subject: read_text(stored.subject),
        received: columns.received,
        expires: Timestamp::from_microsecond(stored.expires).map_err(|_| unreadable("expiry"))?,
        read: columns.read,
        is_visible: columns.is_visible,
        is_registered: stored.is_registered,
        is_reply_authorized: stored.is_reply_authorized,
        has_body: stored.has_body,
        is_body_main: stored.is_body_main,
        attention,
        original: stored.original,
        business_data: stored
            .business_data
            .into_iter()
            .map(|data| BusinessData {
                key: data.key,
                name: read_text(data.name),
                values: data.values.into_iter().map(read_text).collect(),
            })
            .collect(),
        payment: stored.payment.map(read_payment).transpose()?,
        action: stored.action.map(|action| read_action(action, columns.action_executed)).transpose()?,
        attachments,
    })
}

fn read_action(stored: StoredAction, executed: Option<Timestamp>) -> Result<MessageAction, Unreadable> {
    let due = stored.due.map(Timestamp::from_microsecond).transpose();
    Ok(MessageAction {
        id: stored.id.parse::<ActionId>().map_err(|_| unreadable("action"))?,
        label: read_text(stored.label),
        url: stored.url,
        due: due.map_err(|_| unreadable("due date"))?,
        executed,
        parameters: stored.parameters,
    })
}

fn read_attachment(index: usize, stored: StoredAttachment<'_>) -> Result<Attachment, Unreadable> {
    let place = u16::try_from(index + 1).map_err(|_| unreadable("attachment"))?;
    Ok(Attachment {
        id: AttachmentId::new(place).ok_or_else(|| unreadable("attachment"))?,
        file_name: FileName::new(&stored.file_name).map_err(|_| unreadable("file name"))?,
        title: stored.title.map(read_text),
        is_main: stored.is_main,
        is_signed: stored.is_signed,
        media_type: MediaType::parse(&stored.media_type).ok_or_else(|| unreadable("media type"))?,
        size: stored.size,
        digest: Sha256Digest::from_hex(&stored.digest).ok_or_else(|| unreadable("digest"))?,
    })
}

mod payment;
mod reference;
use payment::{StoredPayment, read_payment, store_payment};
pub use reference::{reference_from_json, reference_to_json};
