//! Replies: what the receivers of messages post.

use ebox_domain::publication::Sketch;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    BusinessDataToPublish,
    publication::{AttachmentToPublish, attachment},
};
use crate::{
    Reading,
    read::{Collected, Field, Object, parse},
    text::TranslatedString,
};

/// The name of the part that describes the reply.
pub const JSON_PART: &str = "replyToPublish";

/// A reply as its sender describes it; the files travel in parts beside it. To whom it goes, and as what, follows
/// from the message that it answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReplyToPublish {
    /// The subject, in one language, at most 400 characters.
    pub subject: TranslatedString,
    /// The body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body_content: Option<TranslatedString>,
    /// Whether the body is the main content.
    #[serde(default)]
    #[schema(required = false)]
    pub is_body_main_content: bool,
    /// The documents, one for each file part.
    #[serde(default)]
    #[schema(required = false)]
    pub attachments: Vec<AttachmentToPublish>,
    /// What can be acted upon without opening a document.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub business_data_list: Vec<BusinessDataToPublish>,
    /// Whether the action of the message that it answers is executed with it.
    #[serde(default)]
    #[schema(required = false)]
    pub execute_action: bool,
}

/// Reads the JSON part `replyToPublish`, and names every cause why a part of it cannot be read. Recipient, sender,
/// application and type are missing in what it makes: the registry knows them.
pub fn read(bytes: &[u8]) -> Reading {
    let value = match parse(bytes, JSON_PART) {
        Ok(value) => value,
        Err(cause) => return Reading::nothing(cause),
    };
    let causes = Collected::default();
    let (sketch, executes) = Field::body(&value, &causes).object().map(sketch).unzip();
    Reading { executes_action: executes.unwrap_or(false), ..causes.with(sketch) }
}

fn sketch(mut object: Object<'_, '_>) -> (Sketch, bool) {
    let subject = object.required("subject", "a text in one of nl, fr, de").and_then(|field| field.text());
    let has_body = object.has("bodyContent");
    let body = object.optional("bodyContent").and_then(|field| field.text());
    let attachments = object.list("attachments", attachment);
    let business_data = object.list("businessDataList", Field::business_data);
    let is_body_main = object.flag("isBodyMainContent");
    let executes = object.flag("executeAction").unwrap_or(false);
    object.finish();
    let sketch = Sketch {
        recipient: None,
        sender: None,
        sender_partition: None,
        application: None,
        message_type: None,
        subject,
        has_body,
        body,
        is_body_main,
        is_reply_authorized: Some(false),
        is_registered: Some(false),
        attention: None,
        original: None,
        attachments,
        business_data,
        payment: None,
        action: None,
        expires: None,
        optional_features: Vec::new(),
    };
    (sketch, executes)
}
