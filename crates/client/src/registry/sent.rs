//! What became of what was sent.

use ebox_domain::EboxId;
use ebox_wire::{
    routes::{Version, v2::STATUS},
    v2, v3,
};
use jiff::Timestamp;

use super::Registry;
use crate::{
    error::{ClientError, ErrorKind},
    http::typed,
};

/// What became of a message at one of its recipients.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentStatus {
    /// The message.
    pub message_id: String,
    /// The recipient.
    pub recipient: EboxId,
    /// When it expires, where the registry tells.
    pub expires: Option<Timestamp>,
    /// Whether its main content was opened.
    pub is_read: bool,
    /// Whether it is shown.
    pub is_visible: bool,
}

impl Registry {
    /// What became of messages that the caller sent, each at one recipient. What is not there any more, and what
    /// somebody else sent, is left out.
    pub async fn status(&self, questions: &[(String, EboxId)]) -> Result<Vec<SentStatus>, ClientError> {
        let doing = "ask what became of messages";
        let call = self.call(doing);
        let body = match self.version {
            Version::V2 => {
                let of = |(message_id, recipient): &(String, EboxId)| v2::MessageIdEboxId {
                    message_id: message_id.clone(),
                    ebox_id: (*recipient).into(),
                };
                self.in_json(doing, &v2::MessagesStatusRequest(questions.iter().map(of).collect()))?
            }
            Version::V3 => {
                let of = |(message_id, recipient): &(String, EboxId)| v3::MessageOfRecipient {
                    message_id: message_id.clone(),
                    recipient: (*recipient).into(),
                };
                self.in_json(doing, &v3::MessageStatusRequest { items: questions.iter().map(of).collect() })?
            }
        };
        // A question, though it is posted.
        let request = || self.post_json(STATUS, &body);
        let answer = self.http.repeatable_json(call, &self.tokens, request).await?;
        let statuses: Option<Vec<SentStatus>> = match self.version {
            Version::V2 => {
                let list: v2::MessagesStatusList = typed(call, answer)?;
                list.0.into_iter().map(of_v2).collect()
            }
            Version::V3 => {
                let list: v3::MessageStatuses = typed(call, answer)?;
                list.items.into_iter().map(of_v3).collect()
            }
        };
        let odd = || call.error(ErrorKind::Unexpected("a recipient without a number".to_owned()));
        statuses.ok_or_else(odd)
    }
}

fn of_v2(status: v2::MessageStatus) -> Option<SentStatus> {
    Some(SentStatus {
        message_id: status.message_id,
        recipient: EboxId::from_key(&status.ebox_id.ebox_id_value)?,
        expires: status.expiration_date.map(|moment| moment.0),
        is_read: status.read_status,
        is_visible: status.visible,
    })
}

fn of_v3(status: v3::MessageStatus) -> Option<SentStatus> {
    let number = status.recipient.enterprise_number.or(status.recipient.ssin)?;
    Some(SentStatus {
        message_id: status.message_id,
        recipient: EboxId::from_key(&number)?,
        expires: Some(status.expiration_date.0),
        is_read: status.is_read,
        is_visible: status.is_visible,
    })
}
