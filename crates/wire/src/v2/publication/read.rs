//! Reads the JSON part of a v2.1 publication.

use ebox_domain::{
    EboxId, EboxType, Rule,
    publication::{DraftAttachment, Sketch},
};

use super::JSON_PART;
use crate::{
    Reading,
    read::{Collected, Field, Object, attention, parse},
    v2::payment::payment_data,
};

/// Reads the JSON part `messageToPublish` of a v2.1 publication, and names every cause why a part of it cannot be read.
pub fn read(bytes: &[u8]) -> Reading {
    let value = match parse(bytes, JSON_PART) {
        Ok(value) => value,
        Err(cause) => return Reading::nothing(cause),
    };
    let causes = Collected::default();
    let sketch = Field::body(&value, &causes).object().map(sketch);
    causes.with(sketch)
}

fn sketch(mut object: Object<'_, '_>) -> Sketch {
    let recipient = object
        .required("recipient", "the recipient's eboxType and eboxIdValue")
        .and_then(|field| recipient(&field));
    let subject = object.required("subject", "a text in one of nl, fr, de").and_then(|field| field.text());
    // An answer has the type and the application of the message that it answers.
    let is_answer = object.has("originalMessageId");
    let mut configured = |name, what| {
        if is_answer { object.optional(name) } else { object.required(name, what) }
    };
    let message_type = configured("messageTypeId", "a configured message type")
        .and_then(|field| field.parsed("a message type has 1 to 80 characters"));
    let application = configured("senderApplicationId", "a configured application")
        .and_then(|field| field.parsed("an application has 1 to 150 characters"));
    let sender = object.optional("senderOrganizationId").and_then(|field| field.enterprise_number());
    let attention = object.optional("forTheAttentionOf").and_then(|field| for_the_attention_of(&field));
    let original = object.optional("originalMessageId").and_then(|field| {
        field.parsed("an identifier of a message has 1 to 255 characters, none of them a control character")
    });
    let has_body = object.has("bodyContent");
    let body = object.optional("bodyContent").and_then(|field| field.text());
    let attachments = object.list("attachments", attachment);
    let business_data = object.list("businessDataList", Field::business_data);
    let payment = object.optional("paymentData").map(|field| field.apart(payment_data));
    let is_body_main = object.required_flag("bodyMainContent");
    let is_reply_authorized = object.required_flag("replyAuthorized");
    let is_registered = object.flag("registeredMail");
    let expires = object.moment("expirationDate");
    object.finish();
    Sketch {
        recipient,
        sender,
        sender_partition: None,
        application,
        message_type,
        subject,
        has_body,
        body,
        is_body_main,
        is_reply_authorized,
        is_registered,
        attention,
        original,
        attachments,
        business_data,
        payment,
        action: None,
        expires,
        optional_features: Vec::new(),
    }
}

fn recipient(field: &Field<'_, '_>) -> Option<EboxId> {
    let mut object = field.object()?;
    let kind = object.required("eboxType", "enterprise or citizen").and_then(|field| field.ebox_type());
    let value = object.required("eboxIdValue", "the enterprise number or SSIN");
    object.finish();
    let value = value?;
    let number = value.string()?;
    let read = match kind? {
        EboxType::Enterprise => number.parse().ok().map(EboxId::Enterprise),
        EboxType::Citizen => number.parse().ok().map(EboxId::Citizen),
    };
    if read.is_none() {
        value.refuse_recipient(kind?);
    }
    read
}

fn for_the_attention_of(field: &Field<'_, '_>) -> Option<ebox_domain::message::Attention> {
    let mut object = field.object()?;
    let ssin = object.optional("id").and_then(|field| field.ssin());
    let name = object.optional("name").and_then(|field| field.string());
    if let Some(kind) = object.optional("type")
        && kind.string().is_some_and(|kind| kind != "person")
    {
        kind.refuse_value(Rule::InvalidValue, "only person is known; write person or leave it out");
    }
    object.finish();
    attention(ssin, name)
}

fn attachment(field: &Field<'_, '_>) -> Option<DraftAttachment> {
    let mut object = field.object()?;
    let part = object.required("httpPartName", "the name of the file part").and_then(|field| field.string());
    let is_main = object.required_flag("mainContent");
    let title = object.optional("attachmentTitle").and_then(|field| field.text());
    let digest = object.optional("digest").and_then(|field| field.digest());
    let is_signed = object.flag("attachmentSigned");
    object.finish();
    Some(DraftAttachment { part: part?.to_owned(), is_main: is_main?, is_signed: is_signed?, title, digest })
}
