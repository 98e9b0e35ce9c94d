//! A draft with gaps: what a reader could read, so that the rules can judge it all the same.

use jiff::Timestamp;

use crate::{
    ebox::EboxId,
    enterprise::EnterpriseNumber,
    fault::Causes,
    ids::{ApplicationId, MessageTypeId, OriginalId},
    language::LocalizedText,
    message::Attention,
    partition::PartitionId,
    payment::PaymentData,
};

use super::{Draft, DraftAction, DraftAttachment, DraftBusinessData};

/// A [`Draft`] of which parts could not be read. Where `None` cannot mean "left out", it means that the reader
/// already gave a cause; the rules then say nothing that depends on what is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sketch {
    /// To whom.
    pub recipient: Option<EboxId>,
    /// From whom; the caller when left out or not readable.
    pub sender: Option<EnterpriseNumber>,
    /// From which partition of the sender.
    pub sender_partition: Option<PartitionId>,
    /// With which application.
    pub application: Option<ApplicationId>,
    /// Of which type.
    pub message_type: Option<MessageTypeId>,
    /// The subject.
    pub subject: Option<LocalizedText>,
    /// Whether there is a body, readable or not.
    pub has_body: bool,
    /// The body.
    pub body: Option<LocalizedText>,
    /// Whether the body is the main content.
    pub is_body_main: Option<bool>,
    /// Whether it may be answered.
    pub is_reply_authorized: Option<bool>,
    /// Whether it shall have the value of registered mail.
    pub is_registered: Option<bool>,
    /// For whom it is meant.
    pub attention: Option<Attention>,
    /// The message that it answers.
    pub original: Option<OriginalId>,
    /// Its documents, each in its place.
    pub attachments: Option<Vec<Option<DraftAttachment>>>,
    /// Its business data, each in its place.
    pub business_data: Option<Vec<Option<DraftBusinessData>>>,
    /// What is to be paid, or why it cannot be read, which matters only where the provider takes payment data.
    pub payment: Option<Result<PaymentData, Causes>>,
    /// The action it asks for.
    pub action: Option<DraftAction>,
    /// When it shall expire.
    pub expires: Option<Timestamp>,
    /// Which features it uses that no provider of ours offers.
    pub optional_features: Vec<&'static str>,
}

impl Sketch {
    /// The draft, when nothing is missing.
    pub fn complete(self) -> Option<Draft> {
        Some(Draft {
            recipient: self.recipient?,
            sender: self.sender,
            sender_partition: self.sender_partition,
            application: self.application?,
            message_type: self.message_type?,
            subject: self.subject?,
            body: self.body,
            is_body_main: self.is_body_main?,
            is_reply_authorized: self.is_reply_authorized?,
            is_registered: self.is_registered?,
            attention: self.attention,
            original: self.original,
            attachments: self.attachments?.into_iter().collect::<Option<_>>()?,
            business_data: self.business_data?.into_iter().collect::<Option<_>>()?,
            payment: self.payment.transpose().ok()?,
            action: self.action,
            expires: self.expires,
            optional_features: self.optional_features,
        })
    }

    /// The attachments that could be read, with their places.
    pub(super) fn read_attachments(&self) -> impl Iterator<Item = (usize, &DraftAttachment)> {
        readable(self.attachments.as_ref())
    }

    /// Whether every attachment could be read.
    pub(super) fn has_all_attachments(&self) -> bool {
        self.attachments.as_ref().is_some_and(|all| all.iter().all(Option::is_some))
    }

    /// The business data that could be read, with their places.
    pub(super) fn read_business_data(&self) -> impl Iterator<Item = (usize, &DraftBusinessData)> {
        readable(self.business_data.as_ref())
    }
}

fn readable<T>(list: Option<&Vec<Option<T>>>) -> impl Iterator<Item = (usize, &T)> {
    list.into_iter().flatten().enumerate().filter_map(|(index, one)| Some((index, one.as_ref()?)))
}

impl From<Draft> for Sketch {
    fn from(draft: Draft) -> Self {
        Self {
            recipient: Some(draft.recipient),
            sender: draft.sender,
            sender_partition: draft.sender_partition,
            application: Some(draft.application),
            message_type: Some(draft.message_type),
            subject: Some(draft.subject),
            has_body: draft.body.is_some(),
            body: draft.body,
            is_body_main: Some(draft.is_body_main),
            is_reply_authorized: Some(draft.is_reply_authorized),
            is_registered: Some(draft.is_registered),
            attention: draft.attention,
            original: draft.original,
            attachments: Some(draft.attachments.into_iter().map(Some).collect()),
            business_data: Some(draft.business_data.into_iter().map(Some).collect()),
            payment: draft.payment.map(Ok),
            action: draft.action,
            expires: draft.expires,
            optional_features: draft.optional_features,
        }
    }
}
