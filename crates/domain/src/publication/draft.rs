//! What a sender drafted.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::{
    digest::Sha256Digest,
    ebox::EboxId,
    enterprise::EnterpriseNumber,
    ids::{ActionId, ApplicationId, MessageTypeId, OriginalId},
    language::LocalizedText,
    message::Attention,
    partition::PartitionId,
    payment::PaymentData,
};

/// A message as its sender drafted it: well formed, not yet checked against anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// To whom.
    pub recipient: EboxId,
    /// From whom; the caller when left out.
    pub sender: Option<EnterpriseNumber>,
    /// From which partition of the sender.
    pub sender_partition: Option<PartitionId>,
    /// With which application.
    pub application: ApplicationId,
    /// Of which type.
    pub message_type: MessageTypeId,
    /// The subject.
    pub subject: LocalizedText,
    /// The body, if any.
    pub body: Option<LocalizedText>,
    /// Whether the body is the main content.
    pub is_body_main: bool,
    /// Whether it may be answered.
    pub is_reply_authorized: bool,
    /// Whether it shall have the value of registered mail.
    pub is_registered: bool,
    /// For whom it is meant.
    pub attention: Option<Attention>,
    /// The message that it answers.
    pub original: Option<OriginalId>,
    /// Its documents.
    pub attachments: Vec<DraftAttachment>,
    /// Its business data: key and values.
    pub business_data: Vec<DraftBusinessData>,
    /// What is to be paid.
    pub payment: Option<PaymentData>,
    /// The action it asks for.
    pub action: Option<DraftAction>,
    /// When it shall expire, where the provider lets senders choose; else when its type says.
    pub expires: Option<Timestamp>,
    /// Which features it uses that no provider of ours offers (`structuredData`).
    pub optional_features: Vec<&'static str>,
}

/// A document of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftAttachment {
    /// The name of the part that carries its bytes.
    pub part: String,
    /// Whether it is the main content.
    pub is_main: bool,
    /// Whether the sender says that it is signed.
    pub is_signed: bool,
    /// Its title.
    pub title: Option<LocalizedText>,
    /// The digest that the sender computed.
    pub digest: Option<Sha256Digest>,
}

/// Business data of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftBusinessData {
    /// The key.
    pub key: String,
    /// Its values.
    pub values: Vec<LocalizedText>,
}

/// An action of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftAction {
    /// The action definition.
    pub id: ActionId,
    /// Values for its address.
    pub parameters: BTreeMap<String, String>,
}
