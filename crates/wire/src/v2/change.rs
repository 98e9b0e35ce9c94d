//! Hiding and showing messages.

use ebox_domain::Causes;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::read::{self, Field};

/// Messages to hide or show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MessagesToUpdate {
    /// All of them: the change is made to all or to none.
    #[schema(required = false)]
    pub items: Vec<MessageToUpdate>,
    /// How many they are; the items count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<i32>)]
    pub total_items: Option<u32>,
}

/// A message to hide or show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MessageToUpdate {
    /// The message.
    pub message_id: String,
    /// Whether it is shown from now on.
    #[schema(default = false)]
    pub visible: bool,
}

impl MessagesToUpdate {
    /// Reads a request body, and names every cause why it cannot be read.
    pub fn read(bytes: &[u8]) -> Result<Self, Causes> {
        read::object(bytes, |mut object| {
            let items = object
                .required("items", "the messages to change")
                .and_then(|field| field.each(MessageToUpdate::read));
            let total_items = object.optional("totalItems").and_then(|field| field.number::<u32>());
            object.finish();
            Some(Self { items: items?, total_items })
        })
    }
}

impl MessageToUpdate {
    fn read(field: &Field<'_, '_>) -> Option<Self> {
        let mut object = field.object()?;
        let message_id = object.required("messageId", "the message").and_then(|field| field.string());
        let visible = object.required_flag("visible");
        object.finish();
        Some(Self { message_id: message_id?.to_owned(), visible: visible? })
    }
}
