//! The registry through both its faces, in process.

mod causes;
mod change;
mod consult;
mod content;
mod expired;
mod feed;
mod heads;
mod mandatary;
mod mandate;
mod notifications;
mod parts;
mod person;
mod publish;
mod reference;
mod refuse;
mod repeat;
mod reply;
mod search;
mod sent;
mod settings;
mod statistics;
mod storm;

use ebox_testkit::{APPLICATION, Form, MESSAGE_TYPE, RECIPIENT, RegistryWorld, SENDER, post};
use serde_json::{Value, json};

/// A description in v2.1 with one attachment, which tests change.
fn v2_description() -> Value {
    json!({
        "recipient": { "eboxType": "enterprise", "eboxIdValue": RECIPIENT },
        "subject": { "nl": "Een brief" },
        "messageTypeId": MESSAGE_TYPE,
        "senderOrganizationId": SENDER,
        "senderApplicationId": APPLICATION,
        "bodyMainContent": false,
        "replyAuthorized": false,
        "attachments": [{ "httpPartName": "upfile1", "mainContent": true }],
    })
}

/// The same in v3.
fn v3_description() -> Value {
    json!({
        "recipient": { "eboxType": "enterprise", "enterpriseNumber": RECIPIENT },
        "sender": { "eboxType": "enterprise", "enterpriseNumber": SENDER },
        "subject": { "nl": "Een brief" },
        "messageTypeId": MESSAGE_TYPE,
        "senderApplicationId": APPLICATION,
        "attachments": [{ "httpPartName": "upfile1", "isMainContent": true, "isAttachmentSigned": false }],
    })
}

/// A description with one PDF.
fn form(description: &Value) -> Form {
    Form::default().description(description).file(
        "upfile1",
        "brief.pdf",
        "application/pdf",
        b"%PDF-1.7 the letter",
    )
}

/// Publishes through v3 and gives the identifier.
async fn publish(world: &RegistryWorld, description: &Value) -> String {
    let answer = post(&world.v3, "/ebox/messages", "sender", form(description)).await.expect(201);
    answer.json()["messageId"].as_str().expect("an id").to_owned()
}
