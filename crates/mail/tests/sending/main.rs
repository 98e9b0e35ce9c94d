//! Letters on their way, from the embedded store to a mail server.

mod server;
mod tls;

use std::sync::Arc;

use ebox_audit::Effects;
use ebox_domain::{Language, Letter};
use ebox_mail::{
    Mailer, Parts, Sent,
    smtp::{Protection, Smtp, SmtpSettings},
};
use ebox_people::{Person, port::PeopleStore as _};
use ebox_sqlite::Store;
use ebox_testkit::StillClock;
use jiff::SignedDuration;
use server::{Begins, MailServer, Trouble};

const ANNA: &str = "anna@korenaar.example";
const BRAM: &str = "bram@korenaar.example";

const NOTHING: Sent = Sent { sent: 0, postponed: 0, given_up: 0 };
const ONE_SENT: Sent = Sent { sent: 1, ..NOTHING };
const ONE_POSTPONED: Sent = Sent { postponed: 1, ..NOTHING };

pub(crate) fn settings(server: &MailServer) -> SmtpSettings {
    SmtpSettings {
        server: "localhost".to_owned(),
        port: server.port,
        protection: Protection::Loopback,
        account: None,
        authority: None,
        from: "ebox@desk.example".parse().expect("an address"),
    }
}

struct World {
    mailer: Mailer,
    store: Store,
    clock: Arc<StillClock>,
    server: MailServer,
    folder: tempfile::TempDir,
}

impl World {
    async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let clock = Arc::new(StillClock::at("2026-03-01T10:00:00Z"));
        Self::open(folder, MailServer::start(Begins::InTheClear), clock).await
    }

    async fn open(folder: tempfile::TempDir, server: MailServer, clock: Arc<StillClock>) -> Self {
        let store = Store::open(&folder.path().join("store.sqlite")).await.expect("opens");
        let smtp = Smtp::new(settings(&server)).expect("usable");
        let mailer = Mailer::new(Parts {
            outbox: Arc::new(store.clone()),
            transport: Some(Arc::new(smtp)),
            clock: clock.clone(),
        });
        Self { mailer, store, clock, server, folder }
    }

    /// The same world after a restart.
    async fn restarted(self) -> Self {
        self.store.close().await;
        Self::open(self.folder, self.server, self.clock).await
    }

    /// Changes something that somebody is told of: registers a person.
    async fn change(&self, to: &str, subject: &str) {
        use ebox_domain::Clock as _;
        let to = to.parse().expect("an address");
        let text = format!("Goeie dag,\n\n.{subject}: \u{201c}één\u{201d} & <b>\n");
        let letter = Letter::new(self.clock.now(), to, Language::Nl, subject, &text);
        let person = Person { ssin: "94022722580".parse().expect("a number"), name: "Anna".to_owned() };
        self.store.put_person(person, Effects::default().with_letters([letter])).await.expect("kept");
    }

    async fn send(&self) -> Sent {
        self.mailer.send().await.expect("sent")
    }

    fn pass(&self, time: SignedDuration) {
        self.clock.advance(time);
    }

    /// The subjects of what the server took since the last look.
    fn subjects(&self) -> Vec<String> {
        let header = |text: &str, name: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(name).map(str::to_owned));
            line.expect("a header")
        };
        self.server.taken().iter().map(|text| header(text, "Subject: ")).collect()
    }
}

const MINUTE: SignedDuration = SignedDuration::from_mins(1);

#[tokio::test]
async fn a_letter_arrives_as_it_was_written_and_once() {
    let world = World::new().await;
    world.change(ANNA, "Akkoord").await;
    assert_eq!(world.send().await, ONE_SENT);
    let taken = world.server.taken();
    for expected in [
        "From: ebox@desk.example\r\n",
        "To: anna@korenaar.example\r\n",
        "Subject: Akkoord\r\n",
        "Date: Sun, 01 Mar 2026 10:00:00 +0000\r\n",
        "Auto-Submitted: auto-generated\r\n",
        "Content-Language: nl\r\n",
        "Message-ID: <1772359200000000.1@desk.example>\r\n",
        "Content-Type: text/plain; charset=utf-8\r\n",
    ] {
        assert!(taken[0].contains(expected), "{expected} in {}", taken[0]);
    }
    let body = taken[0].split("\r\n\r\n").skip(1).collect::<Vec<_>>().join("\r\n\r\n");
    assert!(body.starts_with("Goeie dag,\r\n\r\n.Akkoord: "), "{body}");
    let commands = world.server.commands();
    assert!(commands.contains(&"RCPT TO:<anna@korenaar.example>".to_owned()), "{commands:?}");
    assert!(commands.contains(&"EHLO desk.example".to_owned()), "{commands:?}");

    assert_eq!(world.send().await, NOTHING);
    let world = world.restarted().await;
    assert_eq!(world.send().await, NOTHING, "what was taken is not sent again after a restart");
}

#[tokio::test]
async fn a_refusal_for_now_is_tried_again_after_growing_pauses_and_across_restarts() {
    let world = World::new().await;
    world.change(ANNA, "one").await;
    world.change(ANNA, "two").await;
    world.change(BRAM, "three").await;
    world.server.trouble_with(ANNA, Trouble::RecipientLater);
    assert_eq!(world.send().await, Sent { sent: 1, postponed: 1, ..NOTHING });
    assert_eq!(world.subjects(), ["three"], "nobody else waits");
    assert_eq!(world.send().await, NOTHING, "not before the pause is over");
    let world = world.restarted().await;
    for pause in [30, 60, 120] {
        world.pass(SignedDuration::from_secs(pause - 1));
        assert_eq!(world.send().await, NOTHING, "before {pause} s");
        world.pass(SignedDuration::from_secs(1));
        assert_eq!(world.send().await, ONE_POSTPONED, "after {pause} s");
    }
    world.server.trouble(None);
    world.pass(4 * MINUTE);
    assert_eq!(world.send().await, Sent { sent: 2, ..NOTHING });
    assert_eq!(world.subjects(), ["one", "two"], "to each person in their order");
}

#[tokio::test]
async fn a_refusal_for_good_ends_a_letter_and_no_other() {
    for trouble in [Trouble::RecipientUnknown, Trouble::TextRefused] {
        let world = World::new().await;
        world.change(ANNA, "one").await;
        world.change(BRAM, "two").await;
        world.server.trouble_with(ANNA, trouble);
        assert_eq!(world.send().await, Sent { sent: 1, given_up: 1, ..NOTHING }, "{trouble:?}");
        world.server.trouble(None);
        world.change(ANNA, "three").await;
        world.pass(MINUTE);
        assert_eq!(world.send().await, ONE_SENT);
        assert_eq!(world.subjects(), ["two", "three"], "{trouble:?}");
    }
}

#[tokio::test]
async fn trouble_that_is_no_letters_keeps_them_all() {
    for trouble in [Trouble::Closed, Trouble::SenderRefused, Trouble::HangsUpBeforeAnswer] {
        let world = World::new().await;
        world.change(ANNA, "one").await;
        world.change(BRAM, "two").await;
        world.server.trouble(trouble);
        assert_eq!(world.send().await, ONE_POSTPONED, "{trouble:?}: the second is not even tried");
        assert_eq!(world.send().await, NOTHING, "{trouble:?}: the server is left alone");
        world.server.trouble(None);
        world.pass(MINUTE);
        assert_eq!(world.send().await, Sent { sent: 2, ..NOTHING }, "{trouble:?}");
        assert_eq!(world.subjects(), ["one", "two"], "{trouble:?}");
    }
}

#[tokio::test]
async fn what_was_taken_stays_sent_however_the_server_parts() {
    let world = World::new().await;
    world.change(ANNA, "one").await;
    world.server.trouble(Trouble::HangsUpAfterAnswer);
    assert_eq!(world.send().await, ONE_SENT);
    world.pass(MINUTE);
    assert_eq!(world.send().await, NOTHING);
    assert_eq!(world.subjects(), ["one"]);
}

#[tokio::test]
async fn a_letter_whose_fate_is_unknown_keeps_its_name() {
    let world = World::new().await;
    world.change(ANNA, "one").await;
    world.server.trouble(Trouble::HangsUpBeforeAnswer);
    assert_eq!(world.send().await, ONE_POSTPONED);
    world.server.trouble(None);
    let world = world.restarted().await;
    world.pass(MINUTE);
    assert_eq!(world.send().await, ONE_SENT);
    let taken = world.server.taken();
    assert!(taken[0].contains("Message-ID: <1772359200000000.1@desk.example>"), "{}", taken[0]);
}

#[tokio::test]
async fn after_days_a_letter_is_no_news_and_nobody_tries_any_more() {
    let world = World::new().await;
    world.change(ANNA, "old").await;
    world.server.trouble(Trouble::Closed);
    for _ in 0..4 {
        assert_eq!(world.send().await, ONE_POSTPONED);
        world.pass(SignedDuration::from_hours(24));
    }
    world.change(BRAM, "new").await;
    world.server.trouble(None);
    world.pass(SignedDuration::from_secs(1));
    assert_eq!(world.send().await, Sent { sent: 1, given_up: 1, ..NOTHING });
    assert_eq!(world.subjects(), ["new"]);
}

#[tokio::test]
async fn a_change_that_did_not_happen_tells_nobody() {
    let world = World::new().await;
    let letter =
        Letter::new(jiff::Timestamp::UNIX_EPOCH, ANNA.parse().expect("an address"), Language::Nl, "a", "b");
    let nobody = ebox_people::port::Appointment {
        enterprise: "0852093431".parse().expect("a number"),
        person: "94022722580".parse().expect("a number"),
        role: ebox_people::Role::AccessManager,
        by: "94022722580".parse().expect("a number"),
    };
    world.store.appoint(nobody, Effects::default().with_letters([letter])).await.expect("answered");
    assert_eq!(world.mailer.outgoing(None).await.expect("listed").letters, []);
}

#[tokio::test]
async fn without_a_mail_server_letters_are_shown_and_not_sent() {
    let world = World::new().await;
    let mailer = Mailer::new(silent(&world.store, &world.clock));
    for number in 0..Mailer::PAGE + 3 {
        world.change(ANNA, &number.to_string()).await;
    }
    assert_eq!(mailer.send().await.expect("nothing"), NOTHING);
    let first = mailer.outgoing(None).await.expect("listed");
    let second = mailer.outgoing(first.next).await.expect("listed");
    assert_eq!((first.letters.len(), second.letters.len(), second.next), (Mailer::PAGE, 3, None));
    let all = first.letters.iter().chain(&second.letters).map(|one| one.letter.subject().to_owned());
    let newest_first = (0..Mailer::PAGE + 3).rev().map(|number| number.to_string());
    assert!(all.eq(newest_first));
    assert!(world.server.commands().is_empty());
}

#[tokio::test]
async fn what_is_written_leaves_by_itself() {
    let World { mailer, store, clock, server, folder } = World::new().await;
    let mailer = Arc::new(mailer);
    let at_work = tokio::spawn({
        let mailer = Arc::clone(&mailer);
        async move { mailer.run().await }
    });
    let world = World { mailer: Mailer::new(silent(&store, &clock)), store, clock, server, folder };
    world.change(ANNA, "by itself").await;
    // It looks every few seconds.
    let waited = tokio::time::timeout(std::time::Duration::from_secs(30), async {
        loop {
            let subjects = world.subjects();
            if !subjects.is_empty() {
                return subjects;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
    });
    assert_eq!(waited.await.expect("sent in time"), ["by itself"]);
    at_work.abort();
}

/// What a mailer is made of that sends nothing.
fn silent(store: &Store, clock: &Arc<StillClock>) -> Parts {
    Parts { outbox: Arc::new(store.clone()), transport: None, clock: clock.clone() }
}
