//! Messages and their attachments.

use ebox_domain::message as domain;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::PaymentData;
use crate::{
    digest::{Digest, kilobytes},
    moment::Moment,
    routes::{self, join},
    schemas::media_type_schema,
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
    #[schema(required = true, default = false)]
    pub read_status: bool,
    /// Whether it is shown.
    #[serde(default = "yes")]
    #[schema(required = false, default = true)]
    pub visible: bool,
    /// Whether it has the value of registered mail.
    #[serde(default)]
    #[schema(required = true, default = false)]
    pub registered_mail: bool,
    /// The person for whom it is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub for_the_attention_of: Option<ForTheAttentionOf>,
    /// Its type.
    pub message_type_id: String,
    /// The enterprise that sent it.
    #[schema(pattern = "[0-1][0-9]{9}", example = "0406798006")]
    pub sender_organization_id: String,
    /// The application that sent it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender_application_id: Option<String>,
    /// Its attachments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attachments: Option<Attachments>,
    /// Whether the body is the main content.
    #[serde(default)]
    #[schema(required = true, default = false)]
    pub body_main_content: bool,
    /// What is to be paid, where the provider offers it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment_data: Option<PaymentData>,
    /// What can be acted upon without opening a document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub business_data_list: Option<BusinessDataList>,
    /// Whether it may be answered.
    #[serde(default)]
    #[schema(required = true, default = false)]
    pub reply_authorized: bool,
}

const fn yes() -> bool {
    true
}

impl Message {
    /// Translates a message of the registry whose v2.1 lies at `base`.
    pub fn new(message: &domain::Message, base: &str) -> Self {
        Self {
            message_id: message.id.to_string(),
            original_message_id: message.original.as_ref().map(ToString::to_string),
            subject: TranslatedString::complete(&message.subject),
            receipt_date: Moment(message.received),
            expiration_date: Moment(message.expires),
            read_status: message.read.is_some(),
            visible: message.is_visible,
            registered_mail: message.is_registered,
            for_the_attention_of: message.attention.as_ref().map(Into::into),
            message_type_id: message.message_type.to_string(),
            sender_organization_id: message.sender.enterprise.to_string(),
            sender_application_id: Some(message.sender.application.to_string()),
            attachments: Some(Attachments::new(message, base)),
            body_main_content: message.is_body_main,
            payment_data: message.payment.as_ref().map(Into::into),
            business_data_list: Some(BusinessDataList::new(&message.business_data)),
            reply_authorized: message.is_reply_authorized,
        }
    }
}

/// A page of messages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Messages {
    /// The messages of this page, newest first.
    #[serde(default)]
    #[schema(required = false)]
    pub items: Vec<Message>,
    /// How many there are over all pages.
    #[serde(default)]
    #[schema(required = false, value_type = i32)]
    pub total_items: u64,
}

impl Messages {
    /// Translates a page of the registry whose v2.1 lies at `base`.
    pub fn new(page: &ebox_domain::page::Page<domain::Message>, base: &str) -> Self {
        Self {
            items: page.items.iter().map(|message| Message::new(message, base)).collect(),
            total_items: page.total,
        }
    }
}

/// A document of a message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Attachment {
    /// Its identifier in the message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attachment_id: Option<String>,
    /// Its title; the file name where the provider takes no titles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attachment_title: Option<TranslatedString>,
    /// What the sender called the file.
    pub file_name: String,
    /// Whether it is the main content: fetching it marks the message read.
    pub main_content: bool,
    /// Its media type.
    #[schema(schema_with = media_type_schema)]
    pub media_type: String,
    /// Its size in kB of 1024 bytes.
    pub size: f64,
    /// Its digest, computed by the registry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<Digest>,
    /// Whether the sender says that it carries a signature.
    #[serde(default)]
    #[schema(required = false, default = false)]
    pub attachment_signed: bool,
    /// Where its bytes are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = "uri")]
    pub content_href: Option<String>,
}

impl Attachment {
    /// Translates an attachment of a message of the registry whose v2.1 lies at `base`.
    pub fn new(message: &domain::Message, attachment: &domain::Attachment, base: &str) -> Self {
        let content = routes::v2::Content {
            message_id: &message.id.to_string(),
            attachment_id: &attachment.id.to_string(),
        };
        let title = attachment.title.as_ref().map_or_else(
            || {
                let name = ebox_domain::LocalizedText::untranslated(attachment.file_name.as_str());
                TranslatedString::exact(&name)
            },
            TranslatedString::complete,
        );
        Self {
            attachment_id: Some(attachment.id.to_string()),
            attachment_title: Some(title),
            file_name: attachment.file_name.to_string(),
            main_content: attachment.is_main,
            media_type: attachment.media_type.to_string(),
            size: kilobytes(attachment.size),
            digest: Some(attachment.digest.into()),
            attachment_signed: attachment.is_signed,
            content_href: Some(join(base, &content.path())),
        }
    }
}

/// The attachments of a message.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Attachments {
    /// All of them, in the order of the publication.
    #[serde(default)]
    #[schema(required = false)]
    pub items: Vec<Attachment>,
    /// How many there are.
    #[serde(default)]
    #[schema(required = false, value_type = i32)]
    pub total_items: u64,
}

impl Attachments {
    /// Translates the attachments of a message of the registry whose v2.1 lies at `base`.
    pub fn new(message: &domain::Message, base: &str) -> Self {
        let items: Vec<Attachment> =
            message.attachments.iter().map(|attachment| Attachment::new(message, attachment, base)).collect();
        Self { total_items: items.len() as u64, items }
    }
}

/// The person for whom a message is meant.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct ForTheAttentionOf {
    /// Their SSIN.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Always `person`.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "person")]
    pub kind: Option<String>,
    /// Their name or function.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

impl From<&domain::Attention> for ForTheAttentionOf {
    fn from(attention: &domain::Attention) -> Self {
        Self {
            id: attention.ssin.map(|ssin| ssin.to_string()),
            kind: Some("person".to_owned()),
            name: attention.label.clone(),
        }
    }
}

/// A key with its values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BusinessData {
    /// The key.
    pub key: String,
    /// What people read instead of the key.
    pub name: TranslatedString,
    /// What the key means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<TranslatedString>,
    /// Its values.
    pub values: Vec<TranslatedString>,
}

impl From<&domain::BusinessData> for BusinessData {
    fn from(data: &domain::BusinessData) -> Self {
        Self {
            key: data.key.clone(),
            name: TranslatedString::complete(&data.name),
            description: None,
            values: data.values.iter().map(TranslatedString::complete).collect(),
        }
    }
}

/// The business data of a message.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BusinessDataList {
    /// All of it.
    #[serde(default)]
    #[schema(required = false)]
    pub items: Vec<BusinessData>,
    /// How many keys there are.
    #[serde(default)]
    #[schema(required = false, value_type = i32)]
    pub total_items: u64,
}

impl BusinessDataList {
    fn new(data: &[domain::BusinessData]) -> Self {
        Self { items: data.iter().map(Into::into).collect(), total_items: data.len() as u64 }
    }
}

#[cfg(test)]
mod tests;
