//! What senders ask about what they sent, and broadcast.

use ebox_domain::{self as ground, Causes};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ebox::EboxId;
use crate::{
    moment::Moment,
    read::{self, Field},
};

/// A message and one of its recipients. The public document requires neither: without a recipient it is every one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MessageIdEboxId {
    /// The message.
    #[schema(required = false)]
    pub message_id: String,
    /// The recipient.
    #[schema(required = false)]
    pub ebox_id: EboxId,
}

/// Questions about messages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MessagesStatusRequest(pub Vec<MessageIdEboxId>);

impl MessagesStatusRequest {
    /// Reads a request body, and names every cause why it cannot be read.
    pub fn read(bytes: &[u8]) -> Result<Vec<(String, Option<ground::EboxId>)>, Causes> {
        let pairs = read::array(bytes, |field| {
            let mut object = field.object()?;
            let message = object.optional("messageId").and_then(|field| field.string()).map(str::to_owned);
            let ebox = object.optional("eboxId").and_then(|field| ebox_id(&field));
            object.finish();
            Some((message, ebox))
        })?;
        // One without a message asks about none.
        Ok(pairs.into_iter().filter_map(|(message, ebox)| Some((message?, ebox))).collect())
    }
}

/// What became of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MessageStatus {
    /// The message.
    pub message_id: String,
    /// The recipient.
    pub ebox_id: EboxId,
    /// When it expires.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub expiration_date: Option<Moment>,
    /// Whether its main content was opened.
    #[schema(default = false)]
    pub read_status: bool,
    /// Whether it is shown.
    #[schema(required = false, default = true)]
    pub visible: bool,
}

/// What became of messages: only of those that the caller sent and that are still there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MessagesStatusList(pub Vec<MessageStatus>);

/// Several e-Boxes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EboxIdList(pub Vec<EboxId>);

/// A message to bring to further recipients.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MessageToLink {
    /// The message; the caller sent it.
    pub message_id: String,
    /// The further recipients.
    pub recipients: EboxIdList,
}

impl MessageToLink {
    /// Reads a request body, and names every cause why it cannot be read.
    pub fn read(bytes: &[u8]) -> Result<(String, Vec<ground::EboxId>), Causes> {
        read::object(bytes, |mut object| {
            let message = object.required("messageId", "the message").and_then(|field| field.string());
            let recipients =
                object.required("recipients", "the recipients").and_then(|field| field.each(ebox_id));
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
    #[serde(default)]
    #[schema(required = false)]
    pub message_id: String,
    /// When it expires everywhere.
    #[schema(required = false, value_type = String, format = DateTime)]
    pub expiration_date: Moment,
    /// How many e-Boxes have it.
    #[serde(default)]
    #[schema(required = false)]
    pub nb_success_links: i32,
    /// Those that could not take it.
    #[serde(default)]
    #[schema(required = false)]
    pub error_cases: Vec<EboxId>,
}

pub(crate) fn ebox_id(field: &Field<'_, '_>) -> Option<ground::EboxId> {
    let mut object = field.object()?;
    let kind = object.required("eboxType", "enterprise or citizen").and_then(|field| field.ebox_type());
    let number = object.required("eboxIdValue", "the number of the recipient");
    object.finish();
    let (kind, number) = (kind?, number?);
    let text = number.string()?;
    let read = match kind {
        ground::EboxType::Enterprise => text.parse().ok().map(ground::EboxId::Enterprise),
        ground::EboxType::Citizen => text.parse().ok().map(ground::EboxId::Citizen),
    };
    if read.is_none() {
        number.refuse_recipient(kind);
    }
    read
}
