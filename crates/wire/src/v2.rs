//! Message Registry 2.1.
//!
//! Names, required members and lists are those of the public OpenAPI document. An optional member that has no
//! value is left out, never `null`; a list that is empty is `[]` with its total.

mod change;
mod ebox;
mod message;
pub(crate) mod payment;
pub mod publication;
mod reference;
mod sent;

pub use change::{MessageToUpdate, MessagesToUpdate};
pub use ebox::{Ebox, EboxId};
pub use message::{
    Attachment, Attachments, BusinessData, BusinessDataList, ForTheAttentionOf, Message, Messages,
};
pub use payment::PaymentData;
pub use publication::{
    AttachmentToPublish, BusinessDataToPublish, MessageToPublish, PublicationStatusMessage,
};
pub use reference::{
    Image, MessageType, MessageTypes, SenderApplication, SenderApplications, SenderOrganization,
    SenderOrganizations, ValidityPeriod,
};
pub use sent::{
    EboxIdList, LinkResponse, MessageIdEboxId, MessageStatus, MessageToLink, MessagesStatusList,
    MessagesStatusRequest,
};
