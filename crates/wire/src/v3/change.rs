//! Changing messages: hidden, shown, moved, their action executed.

use ebox_domain::{Cause, Causes, Rule, message as domain};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Message;
use crate::read::{self, Object};

/// Messages to change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MessagesToUpdate {
    /// All of them: the changes are made to all or to none.
    pub items: Vec<MessageToUpdate>,
}

/// The messages after a change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ChangedMessages {
    /// As they are now, in the order of the changes.
    pub items: Vec<Message>,
    /// How many they are.
    pub total: u64,
}

impl ChangedMessages {
    /// Translates messages of the registry whose v3 lies at `base`.
    pub fn new(messages: &[domain::Message], base: &str) -> Self {
        let items: Vec<Message> = messages.iter().map(|message| Message::new(message, base)).collect();
        Self { total: items.len() as u64, items }
    }
}

/// A message to change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MessageToUpdate {
    /// The message.
    pub message_id: String,
    /// What changes.
    #[serde(flatten)]
    pub update: MessageUpdate,
}

/// What changes of a message; at least one of both.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MessageUpdate {
    /// Whether it is shown from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_visible: Option<bool>,
    /// The partition to which it moves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "GENERAL")]
    pub partition: Option<String>,
}

impl MessagesToUpdate {
    /// Reads a request body, and names every cause why it cannot be read.
    pub fn read(bytes: &[u8]) -> Result<Self, Causes> {
        read::object(bytes, |mut object| {
            let items = object.required("items", "the messages to change").and_then(|field| {
                field.each(|item| {
                    let mut object = item.object()?;
                    let message =
                        object.required("messageId", "the message").and_then(|field| field.string());
                    let update = MessageUpdate::of(&mut object);
                    object.finish();
                    if update == Some(MessageUpdate::default()) {
                        item.refuse(Rule::Required, "nothing is to change; give isVisible or partition");
                    }
                    Some(MessageToUpdate { message_id: message?.to_owned(), update: update? })
                })
            });
            object.finish();
            Some(Self { items: items? })
        })
    }
}

impl MessageUpdate {
    /// Reads a request body, and names every cause why it cannot be read.
    pub fn read(bytes: &[u8]) -> Result<Self, Causes> {
        read::object(bytes, |mut object| {
            let update = Self::of(&mut object);
            object.finish();
            update
        })
        .and_then(|update| {
            let nothing = || {
                let fix = "nothing is to change; give isVisible or partition";
                Causes::from(Cause::body(Rule::Required, "isVisible", fix))
            };
            if update == Self::default() { Err(nothing()) } else { Ok(update) }
        })
    }

    fn of(object: &mut Object<'_, '_>) -> Option<Self> {
        let has = (object.has("isVisible"), object.has("partition"));
        let is_visible = object.optional("isVisible").map(|field| field.boolean());
        let partition = object.optional("partition").map(|field| {
            field.parsed::<ebox_domain::PartitionId>(
                "a partition identifier has 1 to 50 letters, digits, hyphens or underscores",
            )
        });
        // A null is there and says nothing, which is a mistake of its own.
        if has != (is_visible.is_some(), partition.is_some()) {
            return None;
        }
        Some(Self {
            is_visible: match is_visible {
                Some(read) => Some(read?),
                None => None,
            },
            partition: match partition {
                Some(read) => Some(read?.to_string()),
                None => None,
            },
        })
    }
}

/// An action that was executed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ActionUpdate {
    /// Always true: what was done cannot be undone.
    pub is_executed: bool,
}

impl ActionUpdate {
    /// Reads a request body, and names every cause why it cannot be read.
    pub fn read(bytes: &[u8]) -> Result<Self, Causes> {
        read::object(bytes, |mut object| {
            let field = object.required("isExecuted", "true");
            let is_executed = field.and_then(|field| {
                let is_executed = field.boolean()?;
                if !is_executed {
                    field
                        .refuse_value(Rule::InvalidValue, "an action that was executed stays so; write true");
                }
                Some(is_executed)
            });
            object.finish();
            Some(Self { is_executed: is_executed? })
        })
    }
}
