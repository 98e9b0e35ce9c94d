use serde_json::json;

use super::*;
use crate::samples::{BASE, message};

#[test]
fn a_message_has_the_names_of_the_contract_and_leaves_out_what_it_has_not() {
    let content = format!("{BASE}ebox/messages/{}/attachments/1/content", message().id);
    assert_eq!(
        serde_json::to_value(Message::new(&message(), BASE)).expect("serialisable"),
        json!({
            "messageId": "00000000-0000-0000-0000-000000000000",
            "subject": {"nl": "Een brief", "fr": "Een brief", "de": "Een brief"},
            "receiptDate": "2026-03-01T11:00:00+01:00",
            "expirationDate": "2026-09-01T11:00:00+02:00",
            "readStatus": false,
            "visible": true,
            "registeredMail": false,
            "forTheAttentionOf": {"id": "94022722580", "type": "person", "name": "HR"},
            "messageTypeId": "KIND-1",
            "senderOrganizationId": "0220916609",
            "senderApplicationId": "app",
            "attachments": {
                "items": [{
                    "attachmentId": "1",
                    "attachmentTitle": {"nl": "letter.pdf", "fr": "letter.pdf", "de": "letter.pdf"},
                    "fileName": "letter.pdf",
                    "mainContent": true,
                    "mediaType": "application/pdf",
                    "size": 1.5,
                    "digest": {
                        "digestMethod": "sha_256",
                        "digestValue": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                    },
                    "attachmentSigned": false,
                    "contentHref": content,
                }],
                "totalItems": 1,
            },
            "bodyMainContent": false,
            "businessDataList": {
                "items": [{
                    "key": "BECBE",
                    "name": {"nl": "Number", "fr": "Number", "de": "Number"},
                    "values": [{"nl": "un", "fr": "un", "de": "un"}],
                }],
                "totalItems": 1,
            },
            "replyAuthorized": true,
        })
    );
}

#[test]
fn an_empty_list_is_there_with_its_total() {
    let empty = domain::Message { attachments: vec![], business_data: vec![], attention: None, ..message() };
    let shown = serde_json::to_value(Message::new(&empty, BASE)).expect("serialisable");
    assert_eq!(shown["attachments"], json!({"items": [], "totalItems": 0}));
    assert_eq!(shown["businessDataList"], json!({"items": [], "totalItems": 0}));
    assert_eq!(shown.get("forTheAttentionOf"), None);
}

#[test]
fn a_message_reads_back_also_when_a_provider_leaves_out_what_it_may() {
    let shown = Message::new(&message(), BASE);
    let text = serde_json::to_string(&shown).expect("serialisable");
    assert_eq!(serde_json::from_str::<Message>(&text).expect("readable"), shown);

    let least: Message = serde_json::from_value(json!({
        "messageId": "7",
        "subject": {"fr": "Lettre"},
        "receiptDate": "2026-03-01T10:00:00Z",
        "expirationDate": "2026-09-01T09:00:00Z",
        "messageTypeId": "KIND-1",
        "senderOrganizationId": "0220916609",
        "whatEver": 1,
    }))
    .expect("readable");
    assert!(least.visible && !least.read_status);
}
