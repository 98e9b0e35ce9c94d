//! A server killed while eight clients publish loses nothing that it answered, shows nothing half, and takes
//! nothing twice.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex},
    time::Duration,
};

use ebox_client::{Filter, Message, Registry};
use ebox_domain::{Language, page::PageRequest};

use crate::world::{Dev, publication};

const ROUNDS: u64 = 20;
const CLIENTS: u64 = 8;

/// The keys that were answered, with their message, and those that were not.
#[derive(Default)]
struct Known {
    answered: BTreeMap<String, String>,
    unanswered: BTreeSet<String>,
}

/// What is sent under a key: small content in the database, or large content in a file.
fn content(key: &str) -> Vec<u8> {
    let size = if key.ends_with(['0', '2', '4', '6', '8']) { 900 } else { 150_000 };
    key.bytes().cycle().take(size).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_server_loses_nothing_shows_nothing_half_and_takes_nothing_twice() {
    let folder = tempfile::tempdir().expect("a folder");
    let known = Arc::new(Mutex::new(Known::default()));
    let mut seen = BTreeSet::new();
    for round in 0..ROUNDS {
        let dev = Dev::start(folder.path());
        if round > 0 {
            send_again_what_was_not_answered(&dev.sender(), &known).await;
            check(&dev.recipient(), &known, &mut seen).await;
        }
        let clients: Vec<_> = (0..CLIENTS)
            .map(|client| {
                tokio::spawn(publish_until_refused(dev.sender(), round, client, Arc::clone(&known)))
            })
            .collect();
        // Killed at another moment each time, always in the middle of something.
        tokio::time::sleep(Duration::from_millis(60 + round * 37 % 300)).await;
        dev.kill();
        for client in clients {
            client.await.expect("a client that ends");
        }
    }
    let dev = Dev::start(folder.path());
    send_again_what_was_not_answered(&dev.sender(), &known).await;
    check(&dev.recipient(), &known, &mut seen).await;
    let answered = known.lock().expect("not poisoned").answered.len();
    assert!(answered as u64 > ROUNDS * 2, "only {answered} publications were answered: nothing was tried");
}

async fn publish_until_refused(registry: Registry, round: u64, client: u64, known: Arc<Mutex<Known>>) {
    for number in 0.. {
        let key = format!("{round}-{client}-{number}");
        let outcome = registry.publish(&publication(&key, content(&key))).await;
        let mut known = known.lock().expect("not poisoned");
        match outcome {
            Ok(published) => drop(known.answered.insert(key, published.message_id)),
            Err(_) => {
                known.unanswered.insert(key);
                return;
            }
        }
    }
}

/// A sender that got no answer sends again under the same key: it learns what became of it.
async fn send_again_what_was_not_answered(registry: &Registry, known: &Mutex<Known>) {
    let keys = std::mem::take(&mut known.lock().expect("not poisoned").unanswered);
    for key in keys {
        let id = match registry.publish(&publication(&key, content(&key))).await {
            Ok(published) => published.message_id,
            Err(error) => {
                assert_eq!(error.status(), Some(409), "{}", error.chain());
                let refusal = error.refusal().expect("a problem");
                refusal.message_id.clone().expect("the first message")
            }
        };
        known.lock().expect("not poisoned").answered.insert(key, id);
    }
}

/// The e-Box holds exactly the messages that were answered, each whole.
async fn check(registry: &Registry, known: &Mutex<Known>, seen: &mut BTreeSet<String>) {
    let messages = all(registry).await;
    let found: BTreeMap<&str, &Message> =
        messages.iter().map(|message| (message.subject.best(Language::Nl), message)).collect();
    assert_eq!(found.len(), messages.len(), "a publication was taken twice");
    let answered = known.lock().expect("not poisoned").answered.clone();
    let keys: BTreeSet<&str> = answered.keys().map(String::as_str).collect();
    assert_eq!(found.keys().copied().collect::<BTreeSet<_>>(), keys);
    for (key, id) in answered {
        assert_eq!(found[key.as_str()].id, id);
        if seen.insert(key.clone()) {
            let message = found[key.as_str()];
            let mut download = registry
                .open_main_content(message, &message.attachments.as_ref().expect("listed")[0], None)
                .await
                .expect("content that was answered is there");
            let mut bytes = Vec::new();
            while let Some(chunk) = download.chunk().await.expect("whole content") {
                bytes.extend_from_slice(&chunk);
            }
            assert!(bytes == content(&key), "the content of {key} is not what was sent");
        }
    }
}

async fn all(registry: &Registry) -> Vec<Message> {
    let mut messages = Vec::new();
    for page in 1.. {
        let request = PageRequest::new(page, PageRequest::MAX_SIZE).expect("a page");
        let page = registry.list(request, &Filter::default()).await.expect("listed");
        if page.is_empty() {
            break;
        }
        messages.extend(page.items);
    }
    messages
}
