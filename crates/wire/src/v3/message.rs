//! Messages and their attachments.

use ebox_domain::{self as ground, EboxType, message as domain, page::Page};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{BusinessData, PageLinks, PaymentData, publication::Recipient};
use crate::{
    digest::{Digest, kilobytes},
    moment::Moment,
    routes::{self, join},
    schemas::{ebox_type_schema, media_type_schema},
    text::TranslatedString,
};

/// A message; its body and the bytes of its attachments have addresses of their own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Message {
    /// Its identifier in this registry.
    pub message_id: String,
    /// The message that it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original_message_id: Option<String>,
    /// Its subject.
    pub subject: TranslatedString,
    /// When the registry received it.
    #[schema(value_type = String, format = DateTime)]
    pub receipt_date: Moment,
    /// When it disappears.
    #[schema(value_type = String, format = DateTime)]
    pub expiration_date: Moment,
    /// Whether its main content was opened.
    #[serde(default)]
    #[schema(required = true)]
    pub is_read: bool,
    /// Whether it is shown.
    #[serde(default = "yes")]
    #[schema(required = true)]
    pub is_visible: bool,
    /// Whether it has the value of registered mail.
    #[serde(default)]
    #[schema(required = true)]
    pub is_registered_mail: bool,
    /// The person for whom it is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub for_the_attention_of: Option<ForTheAttentionOf>,
    /// Its type.
    pub message_type_id: String,
    /// Who sent it.
    pub sender: Sender,
    /// The application that sent it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender_application_id: Option<String>,
    /// To whom it was sent, in lists of what the caller sent; in others it is the caller's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient: Option<Recipient>,
    /// The partition in which it lies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "GENERAL")]
    pub partition: Option<String>,
    /// What it asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<Action>,
    /// Its attachments.
    #[serde(default)]
    #[schema(required = true)]
    pub attachments: Attachments,
    /// Whether the body is the main content.
    #[serde(default)]
    #[schema(required = true)]
    pub is_body_main_content: bool,
    /// What is to be paid, where the provider offers it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment_data: Option<PaymentData>,
    /// What can be acted upon without opening a document.
    #[serde(default)]
    #[schema(required = true)]
    pub business_data_list: BusinessDataList,
    /// Whether it may be answered.
    #[serde(default)]
    #[schema(required = true)]
    pub is_reply_authorized: bool,
}

const fn yes() -> bool {
    true
}

impl Message {
    /// Translates a message of the registry whose v3 lies at `base`.
    pub fn new(message: &domain::Message, base: &str) -> Self {
        Self {
            message_id: message.id.to_string(),
            original_message_id: message.original.as_ref().map(ToString::to_string),
            subject: TranslatedString::complete(&message.subject),
            receipt_date: Moment(message.received),
            expiration_date: Moment(message.expires),
            is_read: message.read.is_some(),
            is_visible: message.is_visible,
            is_registered_mail: message.is_registered,
            for_the_attention_of: message.attention.as_ref().map(Into::into),
            message_type_id: message.message_type.to_string(),
            sender: Sender::new(
                message.sender.enterprise,
                message.sender.partition.as_ref().map(ground::PartitionId::as_str),
            ),
            sender_application_id: Some(message.sender.application.to_string()),
            recipient: None,
            partition: Some(message.partition.to_string()),
            action: message.action.as_ref().map(Into::into),
            attachments: Attachments::new(message, base),
            is_body_main_content: message.is_body_main,
            payment_data: message.payment.as_ref().map(Into::into),
            business_data_list: BusinessDataList::new(&message.business_data),
            is_reply_authorized: message.is_reply_authorized,
        }
    }

    /// The same, as its sender sees it: with the recipient, and the partition from which it was sent. Where the
    /// recipient keeps it is the recipient's own affair.
    pub fn sent(message: &domain::Message, base: &str) -> Self {
        let partition = message.sender.partition.clone().unwrap_or_else(ground::PartitionId::general);
        Self {
            recipient: Some(message.ebox.into()),
            partition: Some(partition.to_string()),
            ..Self::new(message, base)
        }
    }
}

/// A page of messages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Messages {
    /// The messages of this page, newest first.
    #[serde(default)]
    #[schema(required = true)]
    pub items: Vec<Message>,
    /// How many there are over all pages.
    #[serde(default)]
    #[schema(required = true)]
    pub total: u64,
    /// Where the other pages are.
    #[serde(flatten)]
    pub links: PageLinks,
}

impl Messages {
    /// Translates a page of what an e-Box received, in the registry whose v3 lies at `base`, asked for with `query`.
    pub fn received(page: &Page<domain::Message>, base: &str, query: Option<&str>) -> Self {
        Self::of(page, base, query, Message::new)
    }

    /// The same of what an enterprise sent.
    pub fn sent(page: &Page<domain::Message>, base: &str, query: Option<&str>) -> Self {
        Self::of(page, base, query, Message::sent)
    }

    fn of(
        page: &Page<domain::Message>,
        base: &str,
        query: Option<&str>,
        message: fn(&domain::Message, &str) -> Message,
    ) -> Self {
        Self {
            items: page.items.iter().map(|one| message(one, base)).collect(),
            total: page.total,
            links: PageLinks::new(page, &join(base, routes::v3::MESSAGES), query),
        }
    }
}

/// Who sent a message: an enterprise, from one of its partitions when it named one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Sender {
    /// Always `enterprise`.
    #[schema(schema_with = ebox_type_schema)]
    pub ebox_type: String,
    /// The sending enterprise.
    #[schema(pattern = r"^[0-1]\d{9}$", example = "0406798006")]
    pub enterprise_number: String,
    /// The partition from which it sent; replies go there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partition: Option<String>,
}

impl Sender {
    /// An enterprise, with its partition.
    pub fn new(enterprise: ground::EnterpriseNumber, partition: Option<&str>) -> Self {
        Self {
            ebox_type: EboxType::Enterprise.as_str().to_owned(),
            enterprise_number: enterprise.to_string(),
            partition: partition.map(str::to_owned),
        }
    }
}

/// An action that a message asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Action {
    /// The action definition.
    pub action_id: String,
    /// What people read on the button.
    pub label: TranslatedString,
    /// Where it is done, when it has an address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = "uri")]
    pub url: Option<String>,
    /// Whether it was executed.
    pub is_executed: bool,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub executed_at: Option<Moment>,
    /// When it is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub due_date: Option<Moment>,
}

impl From<&domain::MessageAction> for Action {
    fn from(action: &domain::MessageAction) -> Self {
        Self {
            action_id: action.id.to_string(),
            label: TranslatedString::complete(&action.label),
            url: action.url.clone(),
            is_executed: action.executed.is_some(),
            executed_at: action.executed.map(Moment),
            due_date: action.due.map(Moment),
        }
    }
}

/// A document of a message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Attachment {
    /// Its identifier in the message.
    pub attachment_id: String,
    /// What the sender called the file.
    pub file_name: String,
    /// The title that the sender gave it, where the provider takes titles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attachment_title: Option<TranslatedString>,
    /// Whether it is the main content: fetching it marks the message read.
    pub is_main_content: bool,
    /// Whether the sender says that it carries a signature.
    #[serde(default)]
    #[schema(required = true)]
    pub is_attachment_signed: bool,
    /// Its media type.
    #[schema(schema_with = media_type_schema)]
    pub media_type: String,
    /// Its size in kB of 1024 bytes.
    pub size: f64,
    /// Its digest, computed by the registry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(required = true)]
    pub digest: Option<Digest>,
    /// Where its bytes are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(required = true, format = "uri")]
    pub content_href: Option<String>,
}

impl Attachment {
    /// Translates an attachment of a message of the registry whose v3 lies at `base`.
    pub fn new(message: &domain::Message, attachment: &domain::Attachment, base: &str) -> Self {
        let content = routes::v3::Content {
            message_id: &message.id.to_string(),
            attachment_id: &attachment.id.to_string(),
        };
        Self {
            attachment_id: attachment.id.to_string(),
            file_name: attachment.file_name.to_string(),
            attachment_title: attachment.title.as_ref().map(TranslatedString::complete),
            is_main_content: attachment.is_main,
            is_attachment_signed: attachment.is_signed,
            media_type: attachment.media_type.to_string(),
            size: kilobytes(attachment.size),
            digest: Some(attachment.digest.into()),
            content_href: Some(join(base, &content.path())),
        }
    }
}

/// The attachments of a message.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
pub struct Attachments {
    /// All of them, in the order of the publication.
    #[serde(default)]
    #[schema(required = true)]
    pub items: Vec<Attachment>,
    /// How many there are.
    #[serde(default)]
    #[schema(required = true)]
    pub total: u64,
}

impl Attachments {
    /// Translates the attachments of a message of the registry whose v3 lies at `base`.
    pub fn new(message: &domain::Message, base: &str) -> Self {
        let items: Vec<Attachment> =
            message.attachments.iter().map(|attachment| Attachment::new(message, attachment, base)).collect();
        Self { total: items.len() as u64, items }
    }
}

/// The person for whom a message is meant.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct ForTheAttentionOf {
    /// Their SSIN.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(pattern = r"^\d{11}$")]
    pub ssin: Option<String>,
    /// Their name or function.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 100)]
    pub label: Option<String>,
}

impl From<&domain::Attention> for ForTheAttentionOf {
    fn from(attention: &domain::Attention) -> Self {
        Self { ssin: attention.ssin.map(|ssin| ssin.to_string()), label: attention.label.clone() }
    }
}

/// The business data of a message.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct BusinessDataList {
    /// All of it.
    #[serde(default)]
    #[schema(required = true)]
    pub items: Vec<BusinessData>,
    /// How many keys there are.
    #[serde(default)]
    #[schema(required = true)]
    pub total: u64,
}

impl BusinessDataList {
    fn new(data: &[domain::BusinessData]) -> Self {
        Self { items: data.iter().map(Into::into).collect(), total: data.len() as u64 }
    }
}

#[cfg(test)]
mod tests;
