//! A message as consumers see it, whichever version its registry speaks.

use ebox_domain::{LocalizedText, Sha256Digest};
use ebox_wire::{digest, v2, v3};
use jiff::Timestamp;
use serde_json::Value;

/// A message in an e-Box.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// Its identifier in its registry.
    pub id: String,
    /// The message that it answers.
    pub original_id: Option<String>,
    /// Its subject.
    pub subject: LocalizedText,
    /// When its registry received it.
    pub received: Timestamp,
    /// When it disappears.
    pub expires: Timestamp,
    /// Whether its main content was opened.
    pub is_read: bool,
    /// Whether it is shown.
    pub is_visible: bool,
    /// Whether it has the value of registered mail.
    pub is_registered: bool,
    /// Whether it may be answered.
    pub is_reply_authorized: bool,
    /// Whether its body is the main content.
    pub is_body_main: bool,
    /// Its type.
    pub message_type: String,
    /// Who sent it.
    pub sender: Sender,
    /// The enterprise or the person to whom it was sent, in lists of what was sent.
    pub recipient: Option<String>,
    /// The partition in which it lies; v2.1 does not say.
    pub partition: Option<String>,
    /// The SSIN of the person for whom it is meant.
    pub attention_ssin: Option<String>,
    /// The name or function of the person for whom it is meant.
    pub attention_label: Option<String>,
    /// Its business data.
    pub business_data: Vec<BusinessData>,
    /// What it asks for; v2.1 does not say.
    pub action: Option<Action>,
    /// Its documents; `None` where a list leaves them out, and [`Registry::attachments`](crate::Registry) asks.
    pub attachments: Option<Vec<Attachment>>,
    /// What the registry answered, word for word.
    pub original: Value,
}

/// Who sent a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    /// The sending enterprise.
    pub enterprise: String,
    /// The partition from which it sent.
    pub partition: Option<String>,
    /// The sending application.
    pub application: Option<String>,
}

/// A key with its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BusinessData {
    /// The key.
    pub key: String,
    /// What people read instead of the key.
    pub name: LocalizedText,
    /// Its values.
    pub values: Vec<LocalizedText>,
}

/// An action that a message asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// The action definition.
    pub id: String,
    /// What people read on the button.
    pub label: LocalizedText,
    /// Where it is done.
    pub url: Option<String>,
    /// When it was executed, if it was and the registry says when.
    pub executed: Option<Timestamp>,
    /// Whether it was executed.
    pub is_executed: bool,
    /// When it is due.
    pub due: Option<Timestamp>,
}

/// A document of a message.
#[derive(Debug, Clone, PartialEq)]
pub struct Attachment {
    /// Its identifier in the message.
    pub id: String,
    /// What the sender called the file.
    pub file_name: String,
    /// Whether it is the main content.
    pub is_main: bool,
    /// Whether the sender says that it carries a signature.
    pub is_signed: bool,
    /// Its media type.
    pub media_type: String,
    /// Its size in bytes as the registry says in kB; others may round.
    pub size: Option<u64>,
    /// Its digest, when the registry gives one.
    pub digest: Option<Sha256Digest>,
}

impl Message {
    /// Reads a message of a v2.1 registry.
    pub(crate) fn from_v2(original: Value) -> Result<Self, serde_json::Error> {
        let message: v2::Message = serde_json::from_value(original.clone())?;
        let attention = message.for_the_attention_of.unwrap_or_default();
        Ok(Self {
            id: message.message_id,
            original_id: message.original_message_id,
            subject: message.subject.into(),
            received: message.receipt_date.0,
            expires: message.expiration_date.0,
            is_read: message.read_status,
            is_visible: message.visible,
            is_registered: message.registered_mail,
            is_reply_authorized: message.reply_authorized,
            is_body_main: message.body_main_content,
            message_type: message.message_type_id,
            sender: Sender {
                enterprise: message.sender_organization_id,
                partition: None,
                application: message.sender_application_id,
            },
            recipient: None,
            partition: None,
            attention_ssin: attention.id,
            attention_label: attention.name,
            business_data: business_data(message.business_data_list.unwrap_or_default().items),
            action: None,
            attachments: message.attachments.map(|list| attachments_of_v2(list.items)),
            original,
        })
    }

    /// Reads a message of a v3 registry.
    pub(crate) fn from_v3(original: Value) -> Result<Self, serde_json::Error> {
        let has_attachments = original.get("attachments").is_some();
        let message: v3::Message = serde_json::from_value(original.clone())?;
        let attention = message.for_the_attention_of.unwrap_or_default();
        Ok(Self {
            id: message.message_id,
            original_id: message.original_message_id,
            subject: message.subject.into(),
            received: message.receipt_date.0,
            expires: message.expiration_date.0,
            is_read: message.is_read,
            is_visible: message.is_visible,
            is_registered: message.is_registered_mail,
            is_reply_authorized: message.is_reply_authorized,
            is_body_main: message.is_body_main_content,
            message_type: message.message_type_id,
            sender: Sender {
                enterprise: message.sender.enterprise_number,
                partition: message.sender.partition,
                application: message.sender_application_id,
            },
            recipient: message.recipient.and_then(|to| to.enterprise_number.or(to.ssin)),
            partition: message.partition,
            attention_ssin: attention.ssin,
            attention_label: attention.label,
            business_data: business_data(message.business_data_list.items),
            action: message.action.map(|action| Action {
                id: action.action_id,
                label: action.label.into(),
                url: action.url,
                executed: action.executed_at.map(|moment| moment.0),
                is_executed: action.is_executed,
                due: action.due_date.map(|moment| moment.0),
            }),
            attachments: has_attachments
                .then(|| message.attachments.items.into_iter().map(Into::into).collect()),
            original,
        })
    }
}

/// Attachments of a v2.1 registry; one without an identifier has its place as one.
pub(crate) fn attachments_of_v2(items: Vec<v2::Attachment>) -> Vec<Attachment> {
    let one = |(index, item): (usize, v2::Attachment)| Attachment {
        id: item.attachment_id.unwrap_or_else(|| (index + 1).to_string()),
        file_name: item.file_name,
        is_main: item.main_content,
        is_signed: item.attachment_signed,
        media_type: item.media_type,
        size: digest::bytes(item.size),
        digest: item.digest.and_then(|digest| digest.sha256()),
    };
    items.into_iter().enumerate().map(one).collect()
}

impl From<v3::Attachment> for Attachment {
    fn from(item: v3::Attachment) -> Self {
        Self {
            id: item.attachment_id,
            file_name: item.file_name,
            is_main: item.is_main_content,
            is_signed: item.is_attachment_signed,
            media_type: item.media_type,
            size: digest::bytes(item.size),
            digest: item.digest.and_then(|digest| digest.sha256()),
        }
    }
}

fn business_data(items: Vec<v2::BusinessData>) -> Vec<BusinessData> {
    items
        .into_iter()
        .map(|data| BusinessData {
            key: data.key,
            name: data.name.into(),
            values: data.values.into_iter().map(Into::into).collect(),
        })
        .collect()
}
