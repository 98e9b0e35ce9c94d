//! Message Registry v3.
//!
//! The same mailbox as v2.1 with the names of the Belgif guide: booleans begin with `is`, collections have
//! `items` and `total`, pages link to each other.

mod links;
mod message;
pub mod publication;
mod reference;

pub use links::PageLinks;
pub use message::{
    Action, Attachment, Attachments, BusinessDataList, ForTheAttentionOf, Message, Messages, Sender,
};
pub use publication::{AttachmentToPublish, MessageToPublish, Recipient};
pub use reference::{MessageTypes, SenderApplications, SenderOrganizations};

// Unchanged since v2.1.
pub use crate::v2::{
    BusinessData, BusinessDataToPublish, Ebox, Image, MessageType, PublicationStatusMessage,
    SenderApplication, SenderOrganization, ValidityPeriod,
};
