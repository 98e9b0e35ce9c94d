//! Message Registry v3.
//!
//! The same mailbox as v2.1 with the names of the Belgif guide: booleans begin with `is`, collections have
//! `items` and `total`, pages link to each other.

mod change;
mod changes;
mod links;
mod message;
pub mod publication;
mod reference;
pub mod reply;
mod sent;
mod statistics;

pub use change::{ActionUpdate, ChangedMessages, MessageToUpdate, MessageUpdate, MessagesToUpdate};
pub use changes::{Change, Changes, Gone, PageOrChanges};
pub use links::PageLinks;
pub use message::{
    Action, Attachment, Attachments, BusinessDataList, ForTheAttentionOf, Message, Messages, Sender,
};
pub use publication::{AttachmentToPublish, MessageToPublish, Recipient};
pub use reference::{MessageTypes, SenderApplications, SenderOrganizations};
pub use reply::ReplyToPublish;
pub use sent::{
    LinkResponse, MessageOfRecipient, MessageStatus, MessageStatusRequest, MessageStatuses, MessageToLink,
    PublicationOutcome,
};
pub use statistics::Statistics;

// Unchanged since v2.1.
pub use crate::v2::{
    BusinessData, BusinessDataToPublish, Ebox, Image, MessageType, PaymentData, PublicationStatusMessage,
    SenderApplication, SenderOrganization, ValidityPeriod,
};
