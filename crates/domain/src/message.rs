//! Messages, as a registry keeps them and both versions of the contract show them.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::{
    digest::Sha256Digest,
    ebox::EboxId,
    enterprise::EnterpriseNumber,
    file_name::FileName,
    ids::{ActionId, ApplicationId, AttachmentId, MessageId, MessageTypeId, OriginalId},
    language::LocalizedText,
    media::MediaType,
    partition::PartitionId,
    payment::PaymentData,
    person::Ssin,
};

/// Who sent a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    /// The sending enterprise.
    pub enterprise: EnterpriseNumber,
    /// The partition it sent from, when it named one; replies go there.
    pub partition: Option<PartitionId>,
    /// The sending application.
    pub application: ApplicationId,
}

/// The person in the receiving enterprise for whom a message is meant.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attention {
    /// Their SSIN.
    pub ssin: Option<Ssin>,
    /// Their name or function, at most 100 characters.
    pub label: Option<String>,
}

/// What people can act upon without opening a document: a key with its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BusinessData {
    /// The configured key.
    pub key: String,
    /// The key's name, copied when the message was published.
    pub name: LocalizedText,
    /// At most 256 characters each.
    pub values: Vec<LocalizedText>,
}

/// An action that a message asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageAction {
    /// The action definition.
    pub id: ActionId,
    /// What people read on the button, copied when the message was published.
    pub label: LocalizedText,
    /// Where it is done, when it has an address.
    pub url: Option<String>,
    /// When it is due.
    pub due: Option<Timestamp>,
    /// When it was executed, if it was.
    pub executed: Option<Timestamp>,
    /// The publication's values for the address.
    pub parameters: BTreeMap<String, String>,
}

/// A document of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its place in the message.
    pub id: AttachmentId,
    /// What the sender called the file.
    pub file_name: FileName,
    /// Its title; the file name where the registry takes no titles.
    pub title: Option<LocalizedText>,
    /// Whether opening it opens the message.
    pub is_main: bool,
    /// Whether the sender says that it carries a signature.
    pub is_signed: bool,
    /// Its media type.
    pub media_type: MediaType,
    /// Its size in bytes.
    pub size: u64,
    /// The SHA-256 of its bytes, computed by the registry.
    pub digest: Sha256Digest,
}

/// A message in an e-Box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Its identifier in this registry.
    pub id: MessageId,
    /// Whose it is.
    pub ebox: EboxId,
    /// Where in the e-Box it lies.
    pub partition: PartitionId,
    /// Who sent it.
    pub sender: Sender,
    /// Its type.
    pub message_type: MessageTypeId,
    /// Its subject, at most 400 characters.
    pub subject: LocalizedText,
    /// When the registry received it.
    pub received: Timestamp,
    /// When it disappears.
    pub expires: Timestamp,
    /// When its main content was first opened, if it was.
    pub read: Option<Timestamp>,
    /// Whether it is shown; people can hide messages and show them again.
    pub is_visible: bool,
    /// Whether it has the legal value of registered mail.
    pub is_registered: bool,
    /// Whether it may be answered.
    pub is_reply_authorized: bool,
    /// Whether it has a body.
    pub has_body: bool,
    /// Whether the body is the main content.
    pub is_body_main: bool,
    /// For whom it is meant.
    pub attention: Option<Attention>,
    /// The message that this one answers, as its sender named it.
    pub original: Option<OriginalId>,
    /// Its business data.
    pub business_data: Vec<BusinessData>,
    /// What is to be paid.
    pub payment: Option<PaymentData>,
    /// What it asks for.
    pub action: Option<MessageAction>,
    /// Its documents, in the order of the publication.
    pub attachments: Vec<Attachment>,
}

impl Message {
    /// Whether it can still be seen at a moment.
    pub fn is_available(&self, now: Timestamp) -> bool {
        now < self.expires
    }

    /// Whether it asks for an action that nobody executed yet.
    pub fn is_for_action(&self) -> bool {
        self.action.as_ref().is_some_and(|action| action.executed.is_none())
    }

    /// One of its attachments.
    pub fn attachment(&self, id: AttachmentId) -> Option<&Attachment> {
        self.attachments.iter().find(|attachment| attachment.id == id)
    }
}

/// What an e-Box holds, in numbers (v2.1 `Ebox`; counts include hidden messages).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Available messages.
    pub messages: u64,
    /// Those whose main content was not opened.
    pub unread: u64,
    /// When the newest was received.
    pub last_receipt: Option<Timestamp>,
    /// When main content was last opened.
    pub last_consultation: Option<Timestamp>,
    /// Bytes of their attachments.
    pub bytes: u64,
}

/// What an e-Box, or some partitions of it, holds for the people who look after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Statistics {
    /// Available messages.
    pub total: u64,
    /// Those whose main content was not opened.
    pub unread: u64,
    /// Those that will soon disappear.
    pub about_to_expire: u64,
    /// Those that ask for an action that nobody executed yet.
    pub for_action: u64,
    /// Those with the legal value of registered mail.
    pub registered: u64,
}
