//! Publication: what senders post. They get back what v2.1 answers.

mod read;

use std::collections::BTreeMap;

use ebox_domain::{
    EboxId, PartitionId,
    publication::{Draft, DraftAttachment},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{BusinessDataToPublish, ForTheAttentionOf, PaymentData, Sender};
use crate::{digest::Digest, moment::Moment, schemas::ebox_type_schema, text::TranslatedString};

pub use read::read;
pub(crate) use read::{attachment, recipient};

/// The name of the part that describes the message.
pub const JSON_PART: &str = "messageToPublish";

/// A message as its sender describes it; the files travel in parts beside it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MessageToPublish {
    /// To whom.
    pub recipient: Recipient,
    /// From whom; the caller when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender: Option<Sender>,
    /// The subject, in one language, at most 400 characters.
    pub subject: TranslatedString,
    /// A configured message type.
    pub message_type_id: String,
    /// A configured application of the sender.
    pub sender_application_id: String,
    /// For whom it is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub for_the_attention_of: Option<ForTheAttentionOf>,
    /// The message that it answers, at most 255 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original_message_id: Option<String>,
    /// When it shall expire, within the validity of its type. Not heard where the provider leaves that to the type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub expiration_date: Option<Moment>,
    /// Whether it has the value of registered mail; only for senders that may.
    #[serde(default)]
    #[schema(required = false)]
    pub is_registered_mail: bool,
    /// The documents, one for each file part.
    #[serde(default)]
    #[schema(required = false)]
    pub attachments: Vec<AttachmentToPublish>,
    /// Whether the body is the main content.
    #[serde(default)]
    #[schema(required = false)]
    pub is_body_main_content: bool,
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
    #[serde(default)]
    #[schema(required = false)]
    pub is_reply_authorized: bool,
    /// An action that is configured for the message type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message_action_id: Option<String>,
    /// Values for the action's address, by name, each of at most 1000 characters.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schema(required = false)]
    pub action_parameters: BTreeMap<String, String>,
}

/// To whom: an enterprise or a citizen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Recipient {
    /// `enterprise` or `citizen`.
    #[schema(schema_with = ebox_type_schema)]
    pub ebox_type: String,
    /// The enterprise, for `enterprise`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(pattern = r"^[0-1]\d{9}$", example = "0852093431")]
    pub enterprise_number: Option<String>,
    /// The citizen, for `citizen`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(pattern = r"^\d{11}$")]
    pub ssin: Option<String>,
}

impl From<EboxId> for Recipient {
    fn from(id: EboxId) -> Self {
        let number = |wanted| (id.ebox_type() == wanted).then(|| id.number().to_owned());
        Self {
            ebox_type: id.ebox_type().as_str().to_owned(),
            enterprise_number: number(ebox_domain::EboxType::Enterprise),
            ssin: number(ebox_domain::EboxType::Citizen),
        }
    }
}

/// A document as its sender describes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AttachmentToPublish {
    /// The name of the part with its bytes, file name and media type.
    #[schema(example = "upfile1")]
    pub http_part_name: String,
    /// Whether it is the main content.
    pub is_main_content: bool,
    /// Whether it carries a signature.
    #[serde(default)]
    #[schema(required = false)]
    pub is_attachment_signed: bool,
    /// Its title, where the provider takes titles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attachment_title: Option<TranslatedString>,
    /// Its digest, which the registry compares.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<Digest>,
}

impl From<&DraftAttachment> for AttachmentToPublish {
    fn from(attachment: &DraftAttachment) -> Self {
        Self {
            http_part_name: attachment.part.clone(),
            is_main_content: attachment.is_main,
            is_attachment_signed: attachment.is_signed,
            attachment_title: attachment.title.as_ref().map(TranslatedString::exact),
            digest: attachment.digest.map(Into::into),
        }
    }
}

impl From<&Draft> for MessageToPublish {
    /// A partition needs a sender to belong to; without one it is left out.
    fn from(draft: &Draft) -> Self {
        let partition = draft.sender_partition.as_ref().map(PartitionId::as_str);
        Self {
            recipient: draft.recipient.into(),
            sender: draft.sender.map(|number| Sender::new(number, partition)),
            subject: TranslatedString::exact(&draft.subject),
            message_type_id: draft.message_type.to_string(),
            sender_application_id: draft.application.to_string(),
            for_the_attention_of: draft.attention.as_ref().map(Into::into),
            original_message_id: draft.original.as_ref().map(ToString::to_string),
            expiration_date: draft.expires.map(Moment),
            is_registered_mail: draft.is_registered,
            attachments: draft.attachments.iter().map(Into::into).collect(),
            is_body_main_content: draft.is_body_main,
            body_content: draft.body.as_ref().map(TranslatedString::exact),
            business_data_list: draft.business_data.iter().map(Into::into).collect(),
            payment_data: draft.payment.as_ref().map(Into::into),
            is_reply_authorized: draft.is_reply_authorized,
            message_action_id: draft.action.as_ref().map(|action| action.id.to_string()),
            action_parameters: draft
                .action
                .as_ref()
                .map(|action| action.parameters.clone())
                .unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests;
