//! Answering a message. As a publication it is never repeated blindly.

use ebox_domain::{
    LocalizedText,
    publication::{DraftAttachment, DraftBusinessData},
};
use ebox_wire::{TranslatedString, routes::v3::Replies, v3};

use super::{
    Registry,
    multipart::{OutgoingFile, Upload},
    publish::Published,
};
use crate::error::ClientError;

/// A reply. To whom it goes, and as what, follows from the message that it answers.
#[derive(Debug, Clone)]
pub struct OutgoingReply {
    /// The subject, in one language.
    pub subject: LocalizedText,
    /// The body, if any.
    pub body: Option<LocalizedText>,
    /// Whether the body is the main content.
    pub is_body_main: bool,
    /// Its documents.
    pub attachments: Vec<DraftAttachment>,
    /// Its business data.
    pub business_data: Vec<DraftBusinessData>,
    /// Its files, one for each document.
    pub files: Vec<OutgoingFile>,
    /// Whether the action of the message that it answers is executed with it.
    pub executes_action: bool,
    /// The key under which it is sent at most once; a UUID is recommended.
    pub idempotency_key: Option<String>,
}

impl Registry {
    /// Answers a message (v3). It is sent once, and a second time only after a refused access token, when nothing of
    /// it was read.
    pub async fn reply(&self, message_id: &str, reply: &OutgoingReply) -> Result<Published, ClientError> {
        let doing = "reply to a message";
        self.only_v3(doing, "a v2.1 registry takes no replies")?;
        let description = v3::ReplyToPublish {
            subject: TranslatedString::exact(&reply.subject),
            body_content: reply.body.as_ref().map(TranslatedString::exact),
            is_body_main_content: reply.is_body_main,
            attachments: reply.attachments.iter().map(Into::into).collect(),
            business_data_list: reply.business_data.iter().map(Into::into).collect(),
            execute_action: reply.executes_action,
        };
        let upload = Upload {
            path: &Replies { message_id }.path(),
            part: v3::reply::JSON_PART,
            json: self.in_json(doing, &description)?,
            files: &reply.files,
            idempotency_key: reply.idempotency_key.as_deref(),
        };
        Published::read(self.call(doing), self.upload(doing, &upload).await?)
    }
}
