//! What every outbox must do, as tests that each adapter runs.

#![expect(missing_docs, clippy::missing_panics_doc, reason = "tests: their names are sentences")]

use std::future::Future;

use ebox_domain::{Language, Letter};
use jiff::Timestamp;

use crate::port::{Outbox, Waiting};

/// A store under test, with a way to fill its outbox.
pub trait Subject: Outbox {
    /// Keeps letters, as a change does.
    fn put(&self, letters: Vec<Letter>) -> impl Future<Output = ()> + Send;
}

/// Stamps the whole suite: one test for each rule, each on a fresh store that `$open` makes.
#[macro_export]
macro_rules! mail_conformance {
    ($open:path) => {
        $crate::mail_conformance!($open:
            nothing_waits_at_first,
            a_letter_comes_back_as_it_was_written_until_it_is_done,
            to_each_recipient_only_the_first_is_due,
            what_is_postponed_holds_up_its_recipient_and_nobody_else,
            a_mail_server_that_does_not_answer_is_left_alone,
            what_is_too_old_is_forgotten,
            the_last_written_are_shown_first_and_pages_leave_nothing_out,
        );
    };
    ($open:path: $($name:ident,)+) => {
        $(
            #[tokio::test]
            async fn $name() {
                let (store, _keep) = $open().await;
                $crate::conformance::$name(&store).await;
            }
        )+
    };
}

const ANNA: &str = "anna@korenaar.example";
const BRAM: &str = "bram@korenaar.example";

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).expect("in range")
}

fn letter(to: &str, second: i64) -> Letter {
    let to = to.parse().expect("an address");
    Letter::new(at(second), to, Language::De, &format!("Ä {second}"), "Guten Tag,\n\n„Grüße“ <b>&\n")
}

async fn put(store: &impl Subject, letters: &[(&str, i64)]) {
    store.put(letters.iter().map(|(to, second)| letter(to, *second)).collect()).await;
}

async fn due(store: &impl Subject, second: i64) -> Vec<Waiting> {
    store.due(at(second), 10).await.expect("read")
}

/// To whom letters go, and when each was written.
fn which(waiting: &[Waiting]) -> Vec<(&str, i64)> {
    let since = |moment: Timestamp| moment.as_second() - 1_800_000_000;
    waiting.iter().map(|one| (one.letter.to.as_str(), since(one.letter.at))).collect()
}

pub async fn nothing_waits_at_first(store: &impl Subject) {
    assert_eq!(due(store, 9).await, []);
    assert_eq!(store.next_due().await.expect("read"), None);
    assert_eq!(store.waiting(None, 10).await.expect("read"), []);
    assert!(!store.done(1).await.expect("noted"));
    assert_eq!(store.forget(at(9)).await.expect("forgotten"), 0);
}

pub async fn a_letter_comes_back_as_it_was_written_until_it_is_done(store: &impl Subject) {
    put(store, &[(ANNA, 5)]).await;
    assert_eq!(due(store, 4).await, []);
    let waiting = due(store, 5).await;
    assert_eq!((&waiting[0].letter, waiting[0].attempts), (&letter(ANNA, 5), 0));
    assert_eq!(store.next_due().await.expect("read"), Some(at(5)));
    assert!(store.done(waiting[0].number).await.expect("noted"));
    assert!(!store.done(waiting[0].number).await.expect("noted"), "it was done before");
    assert_eq!(due(store, 9).await, []);
    assert_eq!(store.next_due().await.expect("read"), None);
}

pub async fn to_each_recipient_only_the_first_is_due(store: &impl Subject) {
    put(store, &[(ANNA, 1), (ANNA, 2), (BRAM, 3), (ANNA, 4)]).await;
    let mut sent = Vec::new();
    loop {
        let waiting = due(store, 9).await;
        let Some(first) = waiting.first() else { break };
        sent.push(which(&waiting).into_iter().map(|(_, second)| second).collect::<Vec<_>>());
        store.done(first.number).await.expect("noted");
    }
    assert_eq!(sent, [vec![1, 3], vec![2, 3], vec![3, 4], vec![4]]);
}

pub async fn what_is_postponed_holds_up_its_recipient_and_nobody_else(store: &impl Subject) {
    put(store, &[(ANNA, 1), (ANNA, 2), (BRAM, 3)]).await;
    let first = due(store, 3).await.remove(0);
    store.postpone(first.number, at(8)).await.expect("noted");
    assert_eq!(which(&due(store, 7).await), [(BRAM, 3)]);
    assert_eq!(store.next_due().await.expect("read"), Some(at(3)));
    let other = due(store, 7).await.remove(0);
    store.done(other.number).await.expect("noted");
    // The second letter to the same person would be due, and waits for the first.
    assert_eq!(store.next_due().await.expect("read"), Some(at(8)));
    let again = due(store, 8).await;
    assert_eq!((which(&again), again[0].attempts), (vec![(ANNA, 1)], 1));
}

pub async fn a_mail_server_that_does_not_answer_is_left_alone(store: &impl Subject) {
    put(store, &[(ANNA, 1), (BRAM, 2)]).await;
    let last = due(store, 2).await.remove(1);
    store.postpone(last.number, at(20)).await.expect("noted");
    store.suspend(at(8)).await.expect("noted");
    assert_eq!(due(store, 7).await, []);
    assert_eq!(which(&due(store, 8).await), [(ANNA, 1)], "what waits longer goes on waiting");
    assert_eq!(due(store, 20).await.len(), 2);
    put(store, &[("new@korenaar.example", 9)]).await;
    assert_eq!(due(store, 9).await.len(), 2, "what is written later is not held up");
}

pub async fn what_is_too_old_is_forgotten(store: &impl Subject) {
    put(store, &[(ANNA, 1), (ANNA, 5), (BRAM, 2)]).await;
    assert_eq!(store.forget(at(5)).await.expect("forgotten"), 2);
    assert_eq!(which(&due(store, 9).await), [(ANNA, 5)]);
}

pub async fn the_last_written_are_shown_first_and_pages_leave_nothing_out(store: &impl Subject) {
    put(store, &[(ANNA, 1), (ANNA, 2), (BRAM, 3), (ANNA, 4), (BRAM, 5)]).await;
    let mut read = Vec::new();
    let mut before = None;
    loop {
        let page = store.waiting(before, 2).await.expect("read");
        let Some(last) = page.last() else { break };
        before = Some(last.number);
        read.extend(which(&page).into_iter().map(|(_, second)| second));
    }
    assert_eq!(read, [5, 4, 3, 2, 1]);
}
