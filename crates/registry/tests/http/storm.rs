//! Who follows the change feed while everything happens at once holds what a walk over all pages shows.
//!
//! Messages only ever go forwards here: unread, then read; shown, then hidden; in `GENERAL`, then elsewhere; there,
//! then gone. So what a client holds after a call can be held against a walk before the call and one after it: it is
//! at least as far as the first, at most as far as the second, and whatever is in both is there.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    time::Duration,
};

use axum::{
    Router,
    body::Body,
    http::{Request, header},
};
use ebox_domain::Clock as _;
use ebox_registry::{Registry, Settings};
use ebox_testkit::{Answer, Form, RECIPIENT, RegistryWorld, StillClock, call};
use jiff::SignedDuration;
use serde_json::{Value, json};
use tokio::sync::{RwLock, RwLockReadGuard};

use crate::{form, v3_description};

const SENDERS: u32 = 8;
const LETTERS: u32 = 20;
const PERSON: &str = "85073003328";
const ELSEWHERE: &str = "Another_partition";

/// A registry that is closed and opened again while others call it.
struct Server {
    now: Mutex<(Router, Arc<Registry>)>,
    clock: Arc<StillClock>,
    /// Held by everybody who changes something, and alone by who looks at everything.
    gate: RwLock<()>,
    published: AtomicU32,
    is_over: AtomicBool,
}

fn settings() -> Settings {
    let mut settings = Settings::default();
    settings.publication.dynamic_expiry = true;
    settings
}

/// The person sees `GENERAL` only.
fn opened(world: &RegistryWorld) -> (Router, Arc<Registry>) {
    world.tokens.give_person("person", RECIPIENT, PERSON);
    world.rights.limit(PERSON, &["GENERAL"]);
    (world.v3.clone(), Arc::clone(&world.registry))
}

impl Server {
    fn router(&self) -> Router {
        self.now.lock().expect("no panic").0.clone()
    }

    fn registry(&self) -> Arc<Registry> {
        Arc::clone(&self.now.lock().expect("no panic").1)
    }

    fn is_over(&self) -> bool {
        self.is_over.load(Ordering::Relaxed)
    }

    async fn changing(&self) -> RwLockReadGuard<'_, ()> {
        tokio::time::sleep(Duration::from_millis(3)).await;
        self.gate.read().await
    }

    /// Calls until the server is there and answers.
    async fn call(&self, request: impl Fn() -> Request<Body>) -> Answer {
        loop {
            let answer = call(&self.router(), request()).await;
            if !answer.status.is_server_error() {
                return answer;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    async fn get(&self, path: &str, token: &str) -> Answer {
        let request = || Request::get(path).header(header::AUTHORIZATION, format!("Bearer {token}"));
        self.call(|| request().body(Body::empty()).expect("a request")).await
    }

    async fn patch(&self, path: &str, body: &Value) -> Answer {
        let request = || {
            let request = Request::patch(path).header(header::AUTHORIZATION, "Bearer recipient");
            let request = request.header(header::CONTENT_TYPE, "application/json");
            request.body(Body::from(body.to_string())).expect("a request")
        };
        self.call(request).await
    }

    /// Everything that somebody sees, by walking while nothing changes.
    async fn walk(&self, token: &str) -> Held {
        let _alone = self.gate.write().await;
        let mut held = Held::new();
        for page in 1.. {
            let path = format!("/ebox/messages?page={page}&pageSize=100");
            let list = self.get(&path, token).await.expect(200).json();
            let items = list["items"].as_array().expect("items").clone();
            held.extend(items.iter().map(|item| (id(item), item.clone())));
            if items.is_empty() {
                assert_eq!(list["total"], held.len(), "the total is what is there");
                return held;
            }
        }
        held
    }

    /// One of several, each of which does its part until its letters are sent.
    async fn send(&self, sender: u32) {
        for number in 0..LETTERS {
            let mut description = v3_description();
            description["subject"] = json!({ "nl": format!("Brief {number} van {sender}") });
            for attempt in 0.. {
                if number % 3 != 0 {
                    let minutes = i64::from(5 + (number * 7 + sender * 3) % 40);
                    let expires = self.clock.now() + SignedDuration::from_mins(minutes);
                    description["expirationDate"] = json!(expires.to_string());
                }
                let _changing = self.changing().await;
                let request = || {
                    Request::post("/ebox/messages")
                        .header(header::AUTHORIZATION, "Bearer sender")
                        .header(header::CONTENT_TYPE, Form::content_type())
                        .header("Idempotency-Key", format!("\"{sender}/{number}/{attempt}\""))
                        .body(Body::from(form(&description).bytes()))
                        .expect("a request")
                };
                match self.call(request).await.status.as_u16() {
                    // The second: the server closed between the publication and its answer.
                    201 | 409 => break,
                    // It would have expired by now.
                    400 => {}
                    other => panic!("a letter was answered {other}"),
                }
            }
            self.published.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Opens, hides or moves messages, whichever there are.
    async fn change(&self, what: &str) {
        let mut turn = 0_usize;
        while !self.is_over() {
            let list = self.get("/ebox/messages?pageSize=50", "recipient").await.expect(200).json();
            let items = list["items"].as_array().expect("items");
            turn += 7;
            let Some(message) = items.get(turn % items.len().max(1)).map(id) else { continue };
            let _changing = self.changing().await;
            let path = format!("/ebox/messages/{message}");
            let answer = match what {
                "open" => self.get(&format!("{path}/attachments/1/content"), "recipient").await,
                "hide" => self.patch(&path, &json!({ "isVisible": false })).await,
                _ => self.patch(&path, &json!({ "partition": ELSEWHERE })).await,
            };
            assert!([200, 404].contains(&answer.status.as_u16()), "{what}: {}", answer.status);
        }
    }

    /// Time flies, and now and then somebody sweeps.
    async fn age(&self) {
        while !self.is_over() {
            let _changing = self.changing().await;
            self.clock.advance(SignedDuration::from_secs(20));
            // While the server is closed nobody can.
            let _ = self.registry().sweep().await;
        }
    }
}

type Held = BTreeMap<String, Value>;

fn id(item: &Value) -> String {
    item["messageId"].as_str().expect("an identifier").to_owned()
}

/// How far a message is.
fn progress(message: &Value) -> [bool; 3] {
    [message["isRead"] == true, message["isVisible"] == false, message["partition"] == ELSEWHERE]
}

fn is_not_further(one: &Value, other: &Value) -> bool {
    progress(one).into_iter().zip(progress(other)).all(|(one, other)| one <= other)
}

/// A client that follows.
struct Follower {
    token: &'static str,
    cursor: String,
    held: Held,
    gone: usize,
    calls: usize,
}

impl Follower {
    const fn new(token: &'static str) -> Self {
        Self { token, cursor: String::new(), held: Held::new(), gone: 0, calls: 0 }
    }

    /// Follows until there is nothing more at this moment.
    async fn follow(&mut self, server: &Server, wait: u32) {
        loop {
            let path = format!("/ebox/messages?cursor={}&wait={wait}&pageSize=9", self.cursor);
            let news = server.get(&path, self.token).await.expect(200).json();
            self.calls += 1;
            for item in news["items"].as_array().expect("items") {
                if item["isGone"] == true {
                    self.gone += usize::from(self.held.remove(&id(item)).is_some());
                } else {
                    self.held.insert(id(item), item.clone());
                }
            }
            news["cursor"].as_str().expect("a cursor").clone_into(&mut self.cursor);
            if news["hasMore"] == false {
                return;
            }
        }
    }

    /// Follows, and holds what it then has against what there was before and after.
    async fn check(&mut self, server: &Server) {
        let known: Vec<String> = self.held.keys().cloned().collect();
        let before = server.walk(self.token).await;
        self.follow(server, 1).await;
        let after = server.walk(self.token).await;
        for (id, message) in &self.held {
            assert!(before.get(id).is_none_or(|earlier| is_not_further(earlier, message)), "{id} is stale");
            assert!(after.get(id).is_none_or(|later| is_not_further(message, later)), "{id} is ahead");
            assert!(!known.contains(id) || before.contains_key(id), "{id} was gone before the call");
        }
        for id in before.keys().filter(|id| after.contains_key(*id)) {
            assert!(self.held.contains_key(id), "{id} was missed");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn who_follows_holds_what_a_walk_shows_while_everything_happens_at_once() {
    let world = RegistryWorld::with(settings()).await;
    let server = Arc::new(Server {
        now: Mutex::new(opened(&world)),
        clock: Arc::clone(&world.clock),
        gate: RwLock::new(()),
        published: AtomicU32::new(0),
        is_over: AtomicBool::new(false),
    });
    let senders: Vec<_> = (0..SENDERS)
        .map(|sender| {
            let server = Arc::clone(&server);
            tokio::spawn(async move { server.send(sender).await })
        })
        .collect();
    let mut others: Vec<_> = ["open", "hide", "move"]
        .map(|what| {
            let server = Arc::clone(&server);
            tokio::spawn(async move { server.change(what).await })
        })
        .into();
    let ages = Arc::clone(&server);
    others.push(tokio::spawn(async move { ages.age().await }));
    let followers = [Follower::new("recipient"), Follower::new("person")].map(|mut follower| {
        let server = Arc::clone(&server);
        tokio::spawn(async move {
            while !server.is_over() {
                follower.check(&server).await;
            }
            follower
        })
    });

    while server.published.load(Ordering::Relaxed) < SENDERS * LETTERS / 2 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let world = world.restarted(settings()).await;
    // The random numbers of tests begin anew: the next moment is for other identifiers.
    server.clock.advance(SignedDuration::from_secs(1));
    *server.now.lock().expect("no panic") = opened(&world);

    for sender in senders {
        sender.await.expect("every letter is sent");
    }
    // Until about half of what expires soon has.
    let enough = server.clock.now() + SignedDuration::from_mins(15);
    while server.clock.now() < enough {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    server.is_over.store(true, Ordering::Relaxed);
    for other in others {
        other.await.expect("no change failed");
    }
    for follower in followers {
        let mut follower = follower.await.expect("it held what was there");
        follower.follow(&server, 0).await;
        let walked = server.walk(follower.token).await;
        assert_eq!(follower.held, walked, "at the end both are the same, member by member");
        let (count, of) = (walked.len(), follower.token);
        assert!(follower.gone > 0 && count > 0, "{of}: {} gone, {count} there", follower.gone);
        if of == "recipient" {
            let far = walked
                .values()
                .map(progress)
                .fold([false; 3], |all, one| [0, 1, 2].map(|i| all[i] || one[i]));
            assert_eq!(far, [true; 3], "some are read, some hidden, some moved");
        }
    }
}
