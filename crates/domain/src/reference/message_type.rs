//! Kinds of messages.

use super::{ActionDefinition, BusinessDataKey, ValidityPeriod};
use crate::{ids::MessageTypeId, language::LocalizedText};

/// A kind of message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageType {
    /// Its identifier.
    pub id: MessageTypeId,
    /// Its name.
    pub name: LocalizedText,
    /// What it is.
    pub description: LocalizedText,
    /// How long its messages are kept.
    pub validity: ValidityPeriod,
    /// Which business data its messages may carry.
    pub business_data_keys: Vec<BusinessDataKey>,
    /// Which actions its messages may ask for.
    pub actions: Vec<ActionDefinition>,
}
