//! What senders ask about what they sent, and broadcast.

use ebox_domain::{self as ground, Causes};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::publication::{Recipient, recipient};
use crate::{moment::Moment, read};

/// A message and one of its recipients.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MessageOfRecipient {
    /// The message.
    pub message_id: String,
    /// The recipient.
    pub recipient: Recipient,
}

/// Questions about messages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MessageStatusRequest {
    /// One for each message and recipient.
    pub items: Vec<MessageOfRecipient>,
}

impl MessageStatusRequest {
    /// Reads a request body, and names every cause why it cannot be read.
    pub fn read(bytes: &[u8]) -> Result<Vec<(String, ground::EboxId)>, Causes> {
        read::object(bytes, |mut object| {
            let items = object.required("items", "the questions").and_then(|field| {
                field.each(|item| {
                    let mut object = item.object()?;
                    let message =
                        object.required("messageId", "the message").and_then(|field| field.string());
                    let to =
                        object.required("recipient", "the recipient").and_then(|field| recipient(&field));
                    object.finish();
                    Some((message?.to_owned(), to?))
                })
            });
            object.finish();
            items
        })
    }
}

/// What became of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MessageStatus {
    /// The message.
    pub message_id: String,
    /// The recipient.
    pub recipient: Recipient,
    /// When it expires.
    #[schema(value_type = String, format = DateTime)]
    pub expiration_date: Moment,
    /// Whether its main content was opened.
    pub is_read: bool,
    /// Whether it is shown.
    pub is_visible: bool,
}

/// What became of messages: only of those that the caller sent and that are still there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MessageStatuses {
    /// One for each question that has an answer.
    pub items: Vec<MessageStatus>,
    /// How many they are.
    pub total: u64,
}

/// A message to bring to further recipients.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MessageToLink {
    /// The message; the caller sent it.
    pub message_id: String,
    /// The further recipients.
    pub recipients: Vec<Recipient>,
}

impl MessageToLink {
    /// Reads a request body, and names every cause why it cannot be read.
    pub fn read(bytes: &[u8]) -> Result<(String, Vec<ground::EboxId>), Causes> {
        read::object(bytes, |mut object| {
            let message = object.required("messageId", "the message").and_then(|field| field.string());
            let recipients =
                object.required("recipients", "the recipients").and_then(|field| field.each(recipient));
            object.finish();
            Some((message?.to_owned(), recipients?))
        })
    }
}

/// What became of a broadcast.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LinkResponse {
    /// The message, under the same identifier in every e-Box.
    pub message_id: String,
    /// When it expires everywhere.
    #[schema(value_type = String, format = DateTime)]
    pub expiration_date: Moment,
    /// How many e-Boxes have it.
    pub nb_success_links: u64,
    /// Those that could not take it.
    pub error_cases: Vec<Recipient>,
}

/// **Extension**: what became of an idempotency key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PublicationOutcome {
    /// The application that used the key.
    pub sender_application_id: String,
    /// The key, without quotes.
    pub idempotency_key: String,
    /// The message that its first use made.
    pub message_id: String,
}
