//! What the federation holds, and its server.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};

use axum::{Router, routing::get};
use jiff::{SignedDuration, Timestamp};

use super::answers;

/// A running federation.
#[derive(Clone)]
pub(crate) struct World {
    state: Arc<Mutex<State>>,
    pub(crate) url: String,
}

pub(crate) struct State {
    pub(crate) url: String,
    pub(crate) providers: Vec<Provider>,
    /// What was asked, in order.
    pub(crate) log: Vec<String>,
}

/// A provider.
pub(crate) struct Provider {
    pub(crate) id: &'static str,
    pub(crate) version: &'static str,
    pub(crate) mail: Vec<Mail>,
    /// What happens to the next requests for content, in order.
    pub(crate) faults: VecDeque<Fault>,
    /// Every request fails.
    pub(crate) is_down: bool,
    /// Its list is asked for and never answered.
    pub(crate) is_silent: bool,
    /// From this day on it is called.
    pub(crate) activation: &'static str,
    /// What happens to the mail after the n-th answered list page, counted from 1.
    pub(crate) changes: Vec<(usize, Change)>,
    pub(crate) pages: usize,
    /// Whether `receivedAfter` leaves the day itself out.
    pub(crate) excludes_day: bool,
    /// Lists its oldest message first.
    pub(crate) oldest_first: bool,
    /// Lists messages without their attachments, which v2.1 allows.
    pub(crate) abbreviates: bool,
}

/// Something that happens to a mailbox.
pub(crate) enum Change {
    Arrives(Mail),
    Leaves(&'static str),
}

/// What happens to one request for content.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Fault {
    /// This status.
    Status(u16),
    /// The connection breaks after so many bytes.
    Cut(usize),
    /// The answer begins this late.
    Late(Duration),
    /// A few bytes at a time, and no end of it.
    Trickle,
    /// Other bytes than the digest says.
    Wrong,
    /// None.
    None,
}

/// A message.
#[derive(Clone)]
pub(crate) struct Mail {
    pub(crate) id: String,
    pub(crate) received: Timestamp,
    pub(crate) body: Option<&'static str>,
    pub(crate) is_body_main: bool,
    pub(crate) files: Vec<File>,
    pub(crate) is_read: bool,
    /// Not a message of the contract.
    pub(crate) is_broken: bool,
}

/// An attachment.
#[derive(Clone)]
pub(crate) struct File {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) is_main: bool,
    pub(crate) bytes: Vec<u8>,
    pub(crate) has_digest: bool,
    pub(crate) has_etag: bool,
}

impl File {
    pub(crate) fn new(id: &str, name: &str, is_main: bool, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            id: id.to_owned(),
            name: name.to_owned(),
            is_main,
            bytes: bytes.into(),
            has_digest: true,
            has_etag: true,
        }
    }

    /// So many bytes that are not all the same.
    pub(crate) fn large(id: &str, is_main: bool, size: usize) -> Self {
        let bytes: Vec<u8> = (0..size).map(|n| u8::try_from(n * n % 251).unwrap_or_default()).collect();
        Self::new(id, "large.pdf", is_main, bytes)
    }
}

impl Mail {
    /// A message received so many hours before the clock of the tests, with these files.
    pub(crate) fn new(id: &str, hours_ago: i64, files: Vec<File>) -> Self {
        let now: Timestamp = "2026-11-21T09:00:00Z".parse().expect("a moment");
        Self {
            id: id.to_owned(),
            received: now - SignedDuration::from_hours(hours_ago),
            body: None,
            is_body_main: false,
            files,
            is_read: false,
            is_broken: false,
        }
    }

    /// A message with a main document and an annex.
    pub(crate) fn letter(id: &str, hours_ago: i64) -> Self {
        let main = File::new("1", "letter.pdf", true, format!("%PDF main of {id}"));
        let annex = File::new("2", "annex.csv", false, format!("annex;of;{id}"));
        Self::new(id, hours_ago, vec![main, annex])
    }
}

impl Provider {
    pub(crate) fn new(id: &'static str, version: &'static str, mail: Vec<Mail>) -> Self {
        Self {
            id,
            version,
            mail,
            faults: VecDeque::new(),
            is_down: false,
            is_silent: false,
            activation: "2026-01-01",
            changes: vec![],
            pages: 0,
            excludes_day: false,
            oldest_first: false,
            abbreviates: false,
        }
    }

    pub(crate) fn faults(mut self, faults: impl IntoIterator<Item = Fault>) -> Self {
        self.faults = faults.into_iter().collect();
        self
    }

    /// Its list after what the last page brought about.
    pub(crate) fn page_was_answered(&mut self) {
        self.pages += 1;
        let pages = self.pages;
        let (due, later): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.changes).into_iter().partition(|(page, _)| *page == pages);
        self.changes = later;
        for (_, change) in due {
            match change {
                Change::Arrives(mail) => self.mail.push(mail),
                Change::Leaves(id) => self.mail.retain(|mail| mail.id != id),
            }
        }
    }
}

impl World {
    /// Starts a federation on the runtime that calls this.
    pub(crate) async fn start(providers: Vec<Provider>) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let state = Arc::new(Mutex::new(State { url: url.clone(), providers, log: vec![] }));
        let router = Router::new()
            .route("/REST/ebox/enterprise/federation/v1/messageProviders", get(answers::old_list))
            .route(
                "/REST/ebox/enterprise/federation/documentProviderRegistry/v1/messageRegistries",
                get(answers::new_list),
            )
            .route("/{provider}/{version}/ebox/messages", get(answers::list))
            .route("/{provider}/{version}/ebox/messages/{message}", get(answers::one))
            .route("/{provider}/{version}/ebox/messages/{message}/attachments", get(answers::attachments))
            .route("/{provider}/{version}/ebox/messages/{message}/body", get(answers::body))
            .route(
                "/{provider}/{version}/ebox/messages/{message}/attachments/{attachment}/content",
                get(answers::content),
            )
            .with_state(Arc::clone(&state));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { state, url }
    }

    pub(crate) fn provider_list(&self) -> String {
        format!("{}/REST/ebox/enterprise/federation/v1/messageProviders", self.url)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("not poisoned")
    }

    /// Changes a provider.
    pub(crate) fn with<T>(&self, provider: &str, change: impl FnOnce(&mut Provider) -> T) -> T {
        let mut state = self.state();
        let provider = state.providers.iter_mut().find(|one| one.id == provider).expect("a provider");
        change(provider)
    }

    /// Every message of every provider.
    pub(crate) fn all_mail(&self) -> Vec<(String, Mail)> {
        let state = self.state();
        let of = |provider: &Provider| {
            let id = provider.id.to_owned();
            provider.mail.iter().map(|mail| (id.clone(), mail.clone())).collect::<Vec<_>>()
        };
        state.providers.iter().flat_map(of).collect()
    }

    /// The requests whose path contains a text, since the last time somebody asked.
    pub(crate) fn take_log(&self, part: &str) -> Vec<String> {
        let log = std::mem::take(&mut self.state().log);
        log.into_iter().filter(|line| line.contains(part)).collect()
    }
}
