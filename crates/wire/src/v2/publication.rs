//! Publication: what senders post, and what they get back.

mod read;

use ebox_domain::{
    message as domain,
    publication::{Draft, Publication},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{PaymentData, ebox::EboxId, message::ForTheAttentionOf};
use crate::{digest::Digest, moment::Moment, text::TranslatedString};

pub use read::read;

/// The name of the part that describes the message.
pub const JSON_PART: &str = "messageToPublish";

/// What v2.1 calls a field of a publication that v3 names differently; `None` for the others.
pub fn name_of(field: &str) -> Option<&'static str> {
    match field {
        "sender.enterpriseNumber" => Some("senderOrganizationId"),
        "recipient.enterpriseNumber" | "recipient.ssin" => Some("recipient.eboxIdValue"),
        "forTheAttentionOf.label" => Some("forTheAttentionOf.name"),
        "forTheAttentionOf.ssin" => Some("forTheAttentionOf.id"),
        "isRegisteredMail" => Some("registeredMail"),
        _ => None,
    }
}

/// A message as its sender describes it; the files travel in parts beside it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MessageToPublish {
    /// To whom.
    pub recipient: EboxId,
    /// For whom it is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub for_the_attention_of: Option<ForTheAttentionOf>,
    /// The message that it answers, at most 255 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original_message_id: Option<String>,
    /// The subject, in one language, at most 400 characters.
    pub subject: TranslatedString,
    /// A configured message type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message_type_id: Option<String>,
    /// When it shall expire, within the validity of its type. Not heard where the provider leaves that to the type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub expiration_date: Option<Moment>,
    /// The sender; the caller when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(pattern = "[0-1][0-9]{9}", example = "0406798006")]
    pub sender_organization_id: Option<String>,
    /// A configured application of the sender.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender_application_id: Option<String>,
    /// Whether it has the value of registered mail; only for senders that may.
    #[serde(default)]
    #[schema(required = false, default = false)]
    pub registered_mail: bool,
    /// The documents, one for each file part.
    #[serde(default)]
    #[schema(required = false)]
    pub attachments: Vec<AttachmentToPublish>,
    /// Whether the body is the main content.
    #[schema(default = false)]
    pub body_main_content: bool,
    /// The body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body_content: Option<TranslatedString>,
    /// What can be acted upon without opening a document.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub business_data_list: Vec<BusinessDataToPublish>,
    /// What is to be paid, where the provider offers it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment_data: Option<PaymentData>,
    /// Whether it may be answered.
    #[schema(default = false)]
    pub reply_authorized: bool,
}

/// A document as its sender describes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AttachmentToPublish {
    /// The name of the part with its bytes, file name and media type.
    #[schema(example = "upfile1")]
    pub http_part_name: String,
    /// Whether it is the main content.
    pub main_content: bool,
    /// Its title, where the provider takes titles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attachment_title: Option<TranslatedString>,
    /// Its digest, which the registry compares.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<Digest>,
    /// Whether it carries a signature.
    #[serde(default)]
    #[schema(required = false, default = false)]
    pub attachment_signed: bool,
}

/// A key with its values, as senders give them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BusinessDataToPublish {
    /// A key that the message type has.
    pub key: String,
    /// Accepted and ignored: the key's configured name counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<TranslatedString>,
    /// Accepted and ignored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<TranslatedString>,
    /// Its values, at most 256 characters each.
    pub values: Vec<TranslatedString>,
}

impl From<&Draft> for MessageToPublish {
    /// Actions and sender partitions have no place in v2.1 and are left out.
    fn from(draft: &Draft) -> Self {
        Self {
            recipient: draft.recipient.into(),
            for_the_attention_of: draft.attention.as_ref().map(Into::into),
            original_message_id: draft.original.as_ref().map(ToString::to_string),
            subject: TranslatedString::exact(&draft.subject),
            message_type_id: Some(draft.message_type.to_string()),
            expiration_date: draft.expires.map(Moment),
            sender_organization_id: draft.sender.map(|number| number.to_string()),
            sender_application_id: Some(draft.application.to_string()),
            registered_mail: draft.is_registered,
            attachments: draft
                .attachments
                .iter()
                .map(|attachment| AttachmentToPublish {
                    http_part_name: attachment.part.clone(),
                    main_content: attachment.is_main,
                    attachment_title: attachment.title.as_ref().map(TranslatedString::exact),
                    digest: attachment.digest.map(Into::into),
                    attachment_signed: attachment.is_signed,
                })
                .collect(),
            body_main_content: draft.is_body_main,
            body_content: draft.body.as_ref().map(TranslatedString::exact),
            business_data_list: draft.business_data.iter().map(Into::into).collect(),
            payment_data: draft.payment.as_ref().map(Into::into),
            reply_authorized: draft.is_reply_authorized,
        }
    }
}

impl From<&ebox_domain::publication::DraftBusinessData> for BusinessDataToPublish {
    fn from(data: &ebox_domain::publication::DraftBusinessData) -> Self {
        Self {
            key: data.key.clone(),
            name: None,
            description: None,
            values: data.values.iter().map(TranslatedString::exact).collect(),
        }
    }
}

/// What a sender gets back: the message is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PublicationStatusMessage {
    /// The message's identifier in this registry.
    pub message_id: String,
    /// When it disappears.
    #[schema(value_type = String, format = DateTime)]
    pub expiration_date: Moment,
    /// `NO_DIGITAL_USER` when nobody ever opened the recipient's e-Box.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "NO_DIGITAL_USER")]
    pub code: Option<String>,
    /// The code in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

impl PublicationStatusMessage {
    /// The code of a publication whose recipient never opened its e-Box.
    pub const NO_DIGITAL_USER: &str = "NO_DIGITAL_USER";

    /// The answer for a message that was stored.
    pub fn new(message: &domain::Message, recipient_has_opened: bool) -> Self {
        let missing = |text: &str| (!recipient_has_opened).then(|| text.to_owned());
        Self {
            message_id: message.id.to_string(),
            expiration_date: Moment(message.expires),
            code: missing(Self::NO_DIGITAL_USER),
            message: missing("The recipient has never opened its e-Box: send it on paper as well"),
        }
    }
}

impl From<&Publication> for PublicationStatusMessage {
    fn from(publication: &Publication) -> Self {
        Self::new(publication.message(), publication.recipient_has_opened())
    }
}

#[cfg(test)]
mod tests;
