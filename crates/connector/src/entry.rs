//! Messages as manifests write them.

use ebox_client::{Message, Registry};
use ebox_domain::LocalizedText;
use ebox_wire::manifest::{
    Action, Attention, BusinessData, FORMAT_VERSION, MessageFile, Metadata, Provider, Sender, Text,
};

/// A provider as manifests write it.
pub(crate) fn provider(registry: &Registry, name: &str) -> Provider {
    Provider {
        id: registry.provider().to_owned(),
        name: name.to_owned(),
        api_version: registry.version().as_str().to_owned(),
        url: registry.base().to_owned(),
    }
}

/// `message.json` of a message.
pub(crate) fn message_file(provider: &Provider, message: &Message) -> MessageFile {
    MessageFile {
        format_version: FORMAT_VERSION,
        provider: provider.clone(),
        message_id: message.id.clone(),
        metadata: metadata(message),
        original: message.original.clone(),
    }
}

/// What a message says about itself.
pub fn metadata(message: &Message) -> Metadata {
    let attention =
        Attention { ssin: message.attention_ssin.clone(), label: message.attention_label.clone() };
    let has_attention = attention.ssin.is_some() || attention.label.is_some();
    Metadata {
        subject: text(&message.subject),
        received_at: message.received,
        expires_at: message.expires,
        is_read: message.is_read,
        is_visible: message.is_visible,
        is_registered: message.is_registered,
        is_reply_authorized: message.is_reply_authorized,
        is_body_main_content: message.is_body_main,
        message_type_id: message.message_type.clone(),
        sender: Sender {
            enterprise_number: message.sender.enterprise.clone(),
            partition: message.sender.partition.clone(),
            application_id: message.sender.application.clone(),
        },
        partition: message.partition.clone(),
        original_message_id: message.original_id.clone(),
        attention: has_attention.then_some(attention),
        business_data: message
            .business_data
            .iter()
            .map(|data| BusinessData {
                key: data.key.clone(),
                name: text(&data.name),
                values: data.values.iter().map(text).collect(),
            })
            .collect(),
        action: message.action.as_ref().map(|action| Action {
            id: action.id.clone(),
            label: text(&action.label),
            url: action.url.clone(),
            is_executed: action.is_executed,
            executed_at: action.executed,
            due_at: action.due,
        }),
    }
}

fn text(text: &LocalizedText) -> Text {
    text.iter().map(|(language, text)| (language.as_str().to_owned(), text.to_owned())).collect()
}
