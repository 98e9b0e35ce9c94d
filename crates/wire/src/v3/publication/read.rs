//! Reads the JSON part of a v3 publication.

use std::collections::BTreeMap;

use ebox_domain::{
    EboxId, EboxType, EnterpriseNumber, PartitionId, Rule,
    message::Attention,
    publication::{DraftAction, DraftAttachment, Sketch},
};

use super::JSON_PART;
use crate::{
    Reading,
    read::{Collected, Field, Object, attention, parse},
    v2::payment::payment_data,
};

/// Reads the JSON part `messageToPublish` of a v3 publication, and names every cause why a part of it cannot be read.
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
        .required("recipient", "the recipient's eboxType with enterpriseNumber or ssin")
        .and_then(|field| recipient(&field));
    let (sender, sender_partition) = object.optional("sender").and_then(|field| sender(&field)).unzip();
    let subject = object.required("subject", "a text in one of nl, fr, de").and_then(|field| field.text());
    let message_type = object
        .required("messageTypeId", "a configured message type")
        .and_then(|field| field.parsed("a message type has 1 to 80 characters"));
    let application = object
        .required("senderApplicationId", "a configured application")
        .and_then(|field| field.parsed("an application has 1 to 150 characters"));
    let attention = object.optional("forTheAttentionOf").and_then(|field| for_the_attention_of(&field));
    let original = object.optional("originalMessageId").and_then(|field| {
        field.parsed("an identifier of a message has 1 to 255 characters, none of them a control character")
    });
    let has_body = object.has("bodyContent");
    let body = object.optional("bodyContent").and_then(|field| field.text());
    let attachments = object.list("attachments", attachment);
    let business_data = object.list("businessDataList", Field::business_data);
    let action = action(&mut object);
    let is_body_main = object.flag("isBodyMainContent");
    let is_reply_authorized = object.flag("isReplyAuthorized");
    let is_registered = object.flag("isRegisteredMail");
    let payment = object.optional("paymentData").map(|field| field.apart(payment_data));
    let structured_data = object.optional("structuredData").map(|_| "structuredData");
    let expires = object.moment("expirationDate");
    object.finish();
    Sketch {
        recipient,
        sender,
        sender_partition: sender_partition.flatten(),
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
        action,
        expires,
        optional_features: structured_data.into_iter().collect(),
    }
}

pub(crate) fn recipient(field: &Field<'_, '_>) -> Option<EboxId> {
    let mut object = field.object()?;
    let kind = object.required("eboxType", "enterprise or citizen").and_then(|field| field.ebox_type());
    // Without a kind, either number may stand there: only the kind is complained about.
    let number = match kind {
        Some(EboxType::Enterprise) => object.required("enterpriseNumber", "the ten digits of the enterprise"),
        Some(EboxType::Citizen) => object.required("ssin", "the eleven digits of the citizen"),
        None => {
            let enterprise = object.optional("enterpriseNumber");
            object.optional("ssin").or(enterprise)
        }
    };
    object.finish();
    let (kind, number) = (kind?, number?);
    let text = number.string()?;
    let read = match kind {
        EboxType::Enterprise => text.parse().ok().map(EboxId::Enterprise),
        EboxType::Citizen => text.parse().ok().map(EboxId::Citizen),
    };
    if read.is_none() {
        number.refuse_recipient(kind);
    }
    read
}

fn sender(field: &Field<'_, '_>) -> Option<(EnterpriseNumber, Option<PartitionId>)> {
    let mut object = field.object()?;
    let kind = object.required("eboxType", "enterprise");
    if let Some(kind) = kind
        && kind.ebox_type() == Some(EboxType::Citizen)
    {
        kind.refuse_value(Rule::InvalidValue, "only enterprises send; write enterprise");
    }
    let number = object
        .required("enterpriseNumber", "the ten digits of the sender")
        .and_then(|field| field.enterprise_number());
    let partition = object.optional("partition").and_then(|field| {
        field.parsed("a partition identifier has 1 to 50 letters, digits, hyphens or underscores")
    });
    object.finish();
    Some((number?, partition))
}

fn for_the_attention_of(field: &Field<'_, '_>) -> Option<Attention> {
    let mut object = field.object()?;
    let ssin = object.optional("ssin").and_then(|field| field.ssin());
    let label = object.optional("label").and_then(|field| field.string());
    object.finish();
    attention(ssin, label)
}

pub(crate) fn attachment(field: &Field<'_, '_>) -> Option<DraftAttachment> {
    let mut object = field.object()?;
    let part = object.required("httpPartName", "the name of the file part").and_then(|field| field.string());
    let is_main = object.required_flag("isMainContent");
    let is_signed = object.flag("isAttachmentSigned");
    let title = object.optional("attachmentTitle").and_then(|field| field.text());
    let digest = object.optional("digest").and_then(|field| field.digest());
    object.finish();
    Some(DraftAttachment { part: part?.to_owned(), is_main: is_main?, is_signed: is_signed?, title, digest })
}

fn action(object: &mut Object<'_, '_>) -> Option<DraftAction> {
    let id = object.optional("messageActionId").map(|field| field.parsed("an action has 1 to 80 characters"));
    let parameters = object.optional("actionParameters");
    match (id, parameters) {
        (Some(id), Some(field)) => Some(DraftAction { parameters: action_parameters(&field)?, id: id? }),
        (Some(id), None) => Some(DraftAction { id: id?, parameters: BTreeMap::new() }),
        (None, Some(field)) => {
            field.refuse(
                Rule::Required,
                "parameters belong to an action; add messageActionId or leave them out",
            );
            None
        }
        (None, None) => None,
    }
}

fn action_parameters(field: &Field<'_, '_>) -> Option<BTreeMap<String, String>> {
    let named = field.object()?.all();
    let values: Vec<Option<(String, String)>> =
        named.iter().map(|(name, field)| Some(((*name).to_owned(), field.string()?.to_owned()))).collect();
    values.into_iter().collect()
}
