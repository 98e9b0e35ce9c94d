//! Programs of others, through the client: following changes, and asking what became of what was sent.

use std::{collections::BTreeMap, time::Duration};

use ebox_client::{Change, ErrorKind, Message, Registry};
use ebox_domain::{EboxId, page::PageRequest};
use ebox_wire::{routes::Version, sandbox::Role};

use crate::dev::{Dev, RECIPIENT, draft, outgoing};

const AT_ONCE: Duration = Duration::ZERO;

/// What a client holds that follows the feed to its end.
async fn follow(registry: &Registry, cursor: &mut String, held: &mut BTreeMap<String, Message>) {
    loop {
        let news = registry.changes(cursor, 2, AT_ONCE).await.expect("news");
        for change in news.items {
            match change {
                Change::Is(message) => {
                    held.insert(message.id.clone(), *message);
                }
                Change::Gone { message_id } => {
                    held.remove(&message_id);
                }
                Change::Unreadable(entry) => panic!("{entry:?}"),
            }
        }
        *cursor = news.cursor;
        if !news.has_more {
            break;
        }
    }
}

async fn walked(registry: &Registry) -> BTreeMap<String, Message> {
    let page = registry.list(PageRequest::default(), &ebox_client::Filter::default()).await.expect("a page");
    page.items.into_iter().map(|message| (message.id.clone(), message)).collect()
}

#[tokio::test]
async fn who_follows_the_changes_holds_what_a_walk_shows() {
    let dev = Dev::start();
    let registry = dev.registry(0, Role::DocumentConsumer, None);
    let (mut cursor, mut held) = (String::new(), BTreeMap::new());
    let mut ids = Vec::new();
    for number in 1..=5 {
        ids.push(dev.publish(0, &format!("Message {number}")).await.message_id);
    }
    follow(&registry, &mut cursor, &mut held).await;
    assert_eq!(held, walked(&registry).await);
    assert_eq!(held.len(), 5);

    dev.ebox(&["messages", "hide", &ids[0]]).ends(0);
    dev.ebox(&["messages", "move", &ids[1], &ids[2], "--to", "Payroll"]).ends(0);
    dev.ebox(&["messages", "download", &ids[3], "--all", "--yes", "--out", "letters"]).ends(0);
    follow(&registry, &mut cursor, &mut held).await;
    assert_eq!(held, walked(&registry).await);
    assert!(held[&ids[3]].is_read && !held[&ids[0]].is_visible);
    assert_eq!(held[&ids[2]].partition.as_deref(), Some("Payroll"));

    // Who waits learns of a message when it comes.
    let waiting = registry.changes(&cursor, 100, Duration::from_secs(20));
    let publishing = async {
        tokio::time::sleep(Duration::from_millis(200)).await;
        dev.publish(0, "Message 6").await
    };
    let (news, published) = tokio::join!(waiting, publishing);
    let news = news.expect("news");
    assert!(matches!(news.items.as_slice(), [Change::Is(message)] if message.id == published.message_id));

    let error = registry.changes("made up", 100, AT_ONCE).await.expect_err("refused");
    assert!(error.refusal().is_some_and(|refusal| refusal.concerns("cursor")), "{}", error.chain());
}

#[tokio::test]
async fn a_sender_learns_what_became_of_its_messages_and_its_keys() {
    let dev = Dev::start();
    let sent = draft(0, "With a key");
    let (sender, application) = (sent.sender, sent.application.to_string());
    let registry = dev.registry(0, Role::DocumentSender, sender);
    let id = registry.publish(&outgoing(sent.clone(), Some("k-1"))).await.expect("published").message_id;
    assert_eq!(registry.publication(&application, "k-1").await.expect("an answer"), Some(id.clone()));
    assert_eq!(registry.publication(&application, "k-2").await.expect("an answer"), None);
    let repeated = registry.publish(&outgoing(sent, Some("k-1"))).await.expect_err("a duplicate");
    let refusal = repeated.refusal().expect("a refusal");
    assert_eq!((refusal.message_id.as_ref(), refusal.is_same_publication), (Some(&id), Some(true)));

    let recipient = EboxId::from_key(RECIPIENT).expect("an e-Box");
    let other = EboxId::from_key("0534530277").expect("an e-Box");
    let questions = [(id.clone(), recipient), (id.clone(), other)];
    let is_read = |statuses: &[ebox_client::SentStatus]| {
        statuses.iter().map(|one| (one.message_id.clone(), one.recipient, one.is_read)).collect::<Vec<_>>()
    };
    let before = registry.status(&questions).await.expect("statuses");
    assert_eq!(is_read(&before), [(id.clone(), recipient, false)]);
    dev.ebox(&["messages", "download", &id, "--all", "--yes", "--out", "letters"]).ends(0);
    let v2 = dev.registry_in(Version::V2, 0, Role::DocumentSender, sender);
    let after = v2.status(&questions).await.expect("statuses");
    assert_eq!(is_read(&after), [(id, recipient, true)]);

    // The old version has neither keys to ask for nor changes to follow.
    let error = v2.publication(&application, "k-1").await.expect_err("not there");
    assert!(matches!(error.kind(), ErrorKind::NotOffered(_)));
}
