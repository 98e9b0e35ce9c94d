//! Doing what messages ask for, and answering them.

use std::fs;

use ebox_domain::publication::DraftAction;
use ebox_wire::sandbox::Role;
use serde_json::Value;

use crate::{
    dev::{Dev, draft},
    mail::ids,
};

async fn asking(dev: &Dev) -> String {
    let mut draft = draft(0, "Please confirm");
    draft.is_reply_authorized = true;
    draft.action = Some(DraftAction {
        id: "confirm-receipt".parse().expect("an id"),
        parameters: [("dossier".to_owned(), "7".to_owned())].into(),
    });
    dev.publish_draft(0, draft).await.message_id
}

fn is_executed(dev: &Dev, id: &str) -> Value {
    dev.ebox(&["messages", "show", id, "--json"]).ends(0).json()["metadata"]["action"]["isExecuted"].clone()
}

#[tokio::test]
async fn what_a_message_asks_for_is_noted_as_done() {
    let dev = Dev::start();
    let id = asking(&dev).await;
    let plain = dev.publish(1, "Nothing to do").await.message_id;
    let open = || ids(&dev.ebox(&["messages", "list", "--for-action", "--json"]).ends(0));
    assert_eq!(open(), [id.as_str()]);
    assert_eq!(is_executed(&dev, &id), false);
    let done = dev.ebox(&["messages", "act", &id]).ends(0);
    assert!(done.data.contains("Executed"), "{done}");
    assert_eq!(is_executed(&dev, &id), true);
    assert!(open().is_empty());
    dev.ebox(&["messages", "act", &id]).ends(0).says("said before");
    dev.ebox(&["messages", "act", &plain]).ends(1).says("asks for no action").says("--for-action");
}

#[tokio::test]
async fn a_reply_goes_back_once_with_its_documents() {
    let dev = Dev::start();
    let id = asking(&dev).await;
    fs::write(dev.path("answer.pdf"), "%PDF-1.7").expect("written");
    fs::write(dev.path("annex.CSV"), "a;b").expect("written");
    let arguments = [
        "messages",
        "reply",
        &id,
        "--language",
        "nl",
        "--subject",
        "Antwoord",
        "--file",
        "answer.pdf",
        "--attach",
        "annex.CSV",
        "--body",
        "Zie bijlage.",
        "--key",
        "k-1",
        "--execute-action",
        "--json",
    ];
    let sent = dev.ebox(&arguments).ends(0).json();
    assert_eq!(
        (&sent["providerId"], &sent["originalMessageId"]),
        (&"nsso".into(), &Value::from(id.as_str()))
    );
    assert_eq!(is_executed(&dev, &id), true);

    let reply = sent["messageId"].as_str().expect("an id");
    let listed = dev.ebox(&["messages", "list", "--sent", "--json"]).ends(0);
    assert_eq!(ids(&listed), [reply]);
    let item = &listed.json()["items"][0];
    assert_eq!(
        (&item["metadata"]["subject"]["nl"], &item["recipient"]),
        (&"Antwoord".into(), &"0220916609".into())
    );
    let table = dev.ebox(&["messages", "list", "--sent"]).ends(0);
    assert!(table.data.contains("To") && table.data.contains("0220916609"), "{table}");

    // The same again under its key is the same reply; another one under it is refused.
    let again = dev.ebox(&arguments).ends(0).says("sent before").json();
    assert_eq!(again["messageId"], reply);
    let other =
        ["messages", "reply", &id, "--language", "nl", "--subject", "Anders", "--body", "x", "--key", "k-1"];
    dev.ebox(&other).ends(5).says("leave --key out");
    let fresh = dev.ebox(&other[..other.len() - 2]).ends(0);
    assert!(fresh.data.contains("Key") && fresh.data.contains("0220916609"), "{fresh}");
}

#[tokio::test]
async fn a_reply_that_cannot_be_meant_is_not_sent() {
    let dev = Dev::start();
    let id = asking(&dev).await;
    let plain = dev.publish(1, "No answer wanted").await.message_id;
    fs::write(dev.path("tool.exe"), "MZ").expect("written");
    let reply = |id: &str, more: &[&str]| {
        let begin = ["messages", "reply", id, "--language", "fr", "--subject", "Réponse"];
        dev.ebox(&[&begin[..], more].concat())
    };
    reply(&id, &[]).ends(2).says("--file");
    reply(&id, &["--file", "missing.pdf"]).ends(1).says("missing.pdf");
    reply(&id, &["--file", "tool.exe"]).ends(1).says("pdf");
    reply(&id, &["--file", "."]).ends(1).says("is no file");
    reply(&plain, &["--body", "Non."]).ends(1).says("takes no replies");
    reply(&id, &["--body", "x", "--key", ""]).ends(1).says("printable ASCII");
    let sender = [("EBOX_CLIENT_ID", dev.client(Role::DocumentSender))];
    let body = ["messages", "reply", &id, "--language", "fr", "--subject", "x", "--body", "x"];
    dev.ebox_with(&sender, &body).ends(5);
    assert!(ids(&dev.ebox(&["messages", "list", "--sent", "--json"]).ends(0)).is_empty());
}
