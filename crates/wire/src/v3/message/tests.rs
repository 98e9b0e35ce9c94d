use ebox_domain::page::PageRequest;
use serde_json::json;

use super::*;
use crate::samples::{BASE, message};

#[test]
fn a_message_has_the_names_of_v3_and_leaves_out_what_it_has_not() {
    let content = format!("{BASE}ebox/messages/{}/attachments/1/content", message().id);
    assert_eq!(
        serde_json::to_value(Message::new(&message(), BASE)).expect("serialisable"),
        json!({
            "messageId": "00000000-0000-0000-0000-000000000000",
            "subject": {"nl": "Een brief", "fr": "Een brief", "de": "Een brief"},
            "receiptDate": "2026-03-01T11:00:00+01:00",
            "expirationDate": "2026-09-01T11:00:00+02:00",
            "isRead": false,
            "isVisible": true,
            "isRegisteredMail": false,
            "forTheAttentionOf": {"ssin": "94022722580", "label": "HR"},
            "messageTypeId": "KIND-1",
            "sender": {
                "eboxType": "enterprise",
                "enterpriseNumber": "0220916609",
                "partition": "Another_partition",
            },
            "senderApplicationId": "app",
            "partition": "GENERAL",
            "action": {
                "actionId": "sign",
                "label": {"nl": "Sign", "fr": "Sign", "de": "Sign"},
                "url": "https://sign.example/1",
                "isExecuted": false,
                "dueDate": "2026-04-01T12:00:00+02:00",
            },
            "attachments": {
                "items": [{
                    "attachmentId": "1",
                    "fileName": "letter.pdf",
                    "isMainContent": true,
                    "isAttachmentSigned": false,
                    "mediaType": "application/pdf",
                    "size": 1.5,
                    "digest": {
                        "digestMethod": "sha_256",
                        "digestValue": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                    },
                    "contentHref": content,
                }],
                "total": 1,
            },
            "isBodyMainContent": false,
            "businessDataList": {
                "items": [{
                    "key": "BECBE",
                    "name": {"nl": "Number", "fr": "Number", "de": "Number"},
                    "values": [{"nl": "un", "fr": "un", "de": "un"}],
                }],
                "total": 1,
            },
            "isReplyAuthorized": true,
        })
    );
}

#[test]
fn a_page_has_its_links_beside_its_items() {
    let page = Page { items: vec![message()], total: 3, request: PageRequest::new(2, 1).expect("a page") };
    let shown = Messages::received(&page, BASE, Some("page=2&pageSize=1"));
    let json = serde_json::to_value(&shown).expect("serialisable");
    assert_eq!((&json["total"], &json["page"], &json["pageSize"]), (&json!(3), &json!(2), &json!(1)));
    assert_eq!(json["next"], json!("https://host.example/registry/ebox/messages?page=3&pageSize=1"));
    assert_eq!(serde_json::from_value::<Messages>(json).expect("readable"), shown);
}

#[test]
fn a_sender_sees_to_whom_it_sent_and_not_where_that_is_kept() {
    let page = Page { items: vec![message()], total: 1, request: PageRequest::new(1, 1).expect("a page") };
    let sent = serde_json::to_value(Messages::sent(&page, BASE, None)).expect("serialisable");
    let recipient = json!({"eboxType": "enterprise", "enterpriseNumber": message().ebox.number()});
    assert_eq!(
        (&sent["items"][0]["recipient"], &sent["items"][0]["partition"]),
        (&recipient, &json!("Another_partition"))
    );
    let received = serde_json::to_value(Messages::received(&page, BASE, None)).expect("serialisable");
    assert_eq!(received["items"][0].get("recipient"), None);
}
